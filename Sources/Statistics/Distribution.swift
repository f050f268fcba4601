internal import Foundation

/// Measures of distributions that are given as counts over the same classes.
public enum Distribution {
  /// −Σ p ln p in nats, from 0 (one class) to ln n (n classes alike).
  /// - Returns: nil: nothing is counted.
  public static func entropy(_ counts: [Int]) -> Double? {
    let total = counts.reduce(0, +)
    guard total > 0 else { return nil }
    return counts.reduce(0) { sum, count in
      guard count > 0 else { return sum }
      let share = Double(count) / Double(total)
      return sum - share * log(share)
    }
  }

  /// The mean of the divergences of each from their mixture, in nats: from 0 (alike) to ln 2 (nothing in
  /// common); symmetric.
  /// - Parameters: counts of the same classes, in the same order.
  /// - Returns: nil: either counts nothing.
  public static func jensenShannon(_ one: [Int], _ two: [Int]) -> Double? {
    let (total, other) = (one.reduce(0, +), two.reduce(0, +))
    guard total > 0, other > 0 else { return nil }
    var sum = 0.0
    for (a, b) in zip(one, two) {
      let p = Double(a) / Double(total)
      let q = Double(b) / Double(other)
      let mixture = (p + q) / 2
      if p > 0 { sum += p * log(p / mixture) / 2 }
      if q > 0 { sum += q * log(q / mixture) / 2 }
    }
    // Rounding may leave a trace on either side of the range.
    return min(max(sum, 0), log(2))
  }
}
