/// What training gains at least from pairs some of which are wrong: gain ≥ p·Δ − (1 − p)·ε.
///
/// Δ is what a valid pair gains and ε what an invalid one costs, in the same unit. The bound is positive for
/// ε < p/(1 − p)·Δ. The paper puts in a perfect judge's precision; here it is the measured one with its interval.
/// - Source: METHOD.md §5 (Corollary 3.1.1).
public struct PrecisionBound: Equatable, Sendable {
  /// Valid pairs of those rated.
  public let precision: Proportion
  /// Clopper and Pearson's interval of the precision; nil at n = 0, or for a level out of range.
  public let interval: Interval?

  /// - Parameter level: in (0, 1).
  public init(precision: Proportion, level: Double = 0.95) {
    self.precision = precision
    interval = precision.clopperPearson(level: level)
  }

  /// p/(1 − p): how many times Δ an invalid pair may cost; infinity where none is invalid; nil at n = 0.
  public var breakEvenRatio: Double? { precision.rate.map(PrecisionBound.ratio) }

  /// The ratio at both ends of the precision's interval, since it grows with p; nil as `interval`.
  public var breakEvenInterval: Interval? {
    interval.map {
      Interval(low: PrecisionBound.ratio($0.low), high: PrecisionBound.ratio($0.high))
    }
  }

  /// p·Δ − (1 − p)·ε; nil at n = 0.
  public func gain(delta: Double, epsilon: Double) -> Double? {
    precision.rate.map { $0 * delta - (1 - $0) * epsilon }
  }

  /// The bound at both ends of the precision's interval; nil as `interval`.
  public func gainInterval(delta: Double, epsilon: Double) -> Interval? {
    guard let interval else { return nil }
    let ends = [interval.low, interval.high].map { $0 * delta - (1 - $0) * epsilon }
    return Interval(low: min(ends[0], ends[1]), high: max(ends[0], ends[1]))
  }

  private static func ratio(_ p: Double) -> Double { p < 1 ? p / (1 - p) : .infinity }
}
