internal import Foundation

/// The standard normal distribution.
public enum NormalDistribution {
  /// P[Z ≤ z].
  public static func cumulative(_ z: Double) -> Double { 0.5 * erfc(-z / 2.0.squareRoot()) }

  /// The z with P[Z ≤ z] = p, for p in (0, 1); ∓infinity at and beyond the ends.
  public static func quantile(_ p: Double) -> Double {
    guard p > 0 else { return -.infinity }
    guard p < 1 else { return .infinity }
    let tail = min(p, 1 - p)
    var low = 0.0
    var high = 40.0
    while true {
      let middle = (low + high) / 2
      guard middle > low, middle < high else { break }
      if 0.5 * erfc(middle / 2.0.squareRoot()) > tail { low = middle } else { high = middle }
    }
    return p < 0.5 ? -low : low
  }
}
