/// Student's t distribution.
public struct StudentT: Sendable {
  /// ν, above 0.
  public let degrees: Double

  public init(degrees: Double) { self.degrees = degrees }

  /// The t with P[T ≤ t] = p, for p in (0, 1); ∓infinity at and beyond the ends.
  public func quantile(_ p: Double) -> Double {
    guard p > 0 else { return -.infinity }
    guard p < 1 else { return .infinity }
    let tail = min(p, 1 - p)
    // t²/(ν + t²) is Beta(½, ν/2) distributed, and the rest Beta(ν/2, ½): the smaller keeps its digits.
    let y = tail > 1e-3 ? BetaDistribution(0.5, degrees / 2).quantile(1 - 2 * tail) : 1
    let t: Double
    if y <= 0.5 {
      t = (degrees * y / (1 - y)).squareRoot()
    } else {
      let x = BetaDistribution(degrees / 2, 0.5).quantile(2 * tail)
      t = (degrees * (1 - x) / x).squareRoot()
    }
    return p < 0.5 ? -t : t
  }
}
