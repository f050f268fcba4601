/// A rate estimated from pairs that were drawn with unequal probabilities, clustered by task.
///
/// Σ(y/π) / Σ(1/π). Its variance is linearised: the residuals (y − rate)/π are summed within each task, as tasks are
/// what varies independently, and their squares over tasks, times m/(m − 1) for m tasks.
/// - Source: STATISTICS.md (sampling with unequal probabilities).
public struct HajekRatio: Equatable, Sendable {
  /// Errors expected below which the linearised interval gives way (it covers 0.80 at a rate of 0.023, n = 130).
  public static let errorsForLinearised = 20.0

  /// Pairs drawn.
  public let count: Int
  /// Tasks that they come from.
  public let clusters: Int
  /// In [0, 1]; nil: no pairs.
  public let rate: Double?
  /// Of `rate`; nil: fewer than two tasks.
  public let variance: Double?
  /// How many pairs of a uniform sample from as many tasks would tell as much: the least of what the weights
  /// leave when each task counts once, (Σw)²/Σ_task w², and of what the variance implies, rate·(1 − rate)/variance.
  ///
  /// With few errors nobody can see how alike the pairs of a task are; so they are taken to be fully alike.
  public let effectiveCount: Double?

  /// - Parameters:
  ///   - isError: what is counted.
  ///   - probabilities: of inclusion, π in (0, 1].
  ///   - clusters: the task of each pair, any numbers.
  /// - Returns: nil for arrays of different lengths or a probability out of range.
  public init?(isError: [Bool], probabilities: [Double], clusters: [Int]) {
    guard isError.count == probabilities.count, clusters.count == isError.count,
      probabilities.allSatisfy({ $0 > 0 && $0 <= 1 })
    else { return nil }
    count = isError.count
    var weight = 0.0
    var errors = 0.0
    var places: [Int: Int] = [:]
    var totals: [(weight: Double, errors: Double)] = []
    for i in isError.indices {
      let inverse = 1 / probabilities[i]
      let place = places[clusters[i], default: totals.count]
      if place == totals.count {
        places[clusters[i]] = place
        totals.append((0, 0))
      }
      weight += inverse
      totals[place].weight += inverse
      if isError[i] {
        errors += inverse
        totals[place].errors += inverse
      }
    }
    self.clusters = totals.count
    guard !isError.isEmpty else {
      rate = nil
      variance = nil
      effectiveCount = nil
      return
    }
    let rate = min(errors / weight, 1)
    var residuals = 0.0
    var squares = 0.0
    for total in totals {
      let residual = (total.errors - rate * total.weight) / weight
      residuals += residual * residual
      squares += (total.weight / weight) * (total.weight / weight)
    }
    self.rate = rate
    let m = Double(totals.count)
    variance = totals.count > 1 ? residuals * m / (m - 1) : nil
    var effective = 1 / squares
    if let variance, variance > 0 { effective = min(effective, rate * (1 - rate) / variance) }
    effectiveCount = effective
  }

  /// Whether both errors and the rest number at least 20 of the effective sample.
  public var isLinearised: Bool {
    guard let rate, let effectiveCount, let variance, variance > 0 else { return false }
    return min(rate, 1 - rate) * effectiveCount >= HajekRatio.errorsForLinearised
  }

  /// Student's interval with m − 1 degrees on the linearised variance, cut to [0, 1]; with fewer than 20 errors
  /// expected, Clopper and Pearson's on the effective sample size.
  /// - Parameter level: in (0, 1).
  /// - Returns: nil: no pairs, or a level out of range.
  public func interval(level: Double = 0.95) -> Interval? {
    guard let rate, let effectiveCount, level > 0, level < 1 else { return nil }
    guard isLinearised, let variance else {
      return Proportion.clopperPearson(
        rate * effectiveCount, of: effectiveCount, level: level)
    }
    let t = StudentT(degrees: Double(clusters - 1)).quantile(1 - (1 - level) / 2)
    let half = t * variance.squareRoot()
    return Interval(low: max(0, rate - half), high: min(1, rate + half))
  }
}
