internal import Foundation

/// k of n, with intervals for the rate behind it.
/// - Source: STATISTICS.md (intervals for k of n).
public struct Proportion: Equatable, Hashable, Sendable {
  /// k, from 0 to n.
  public let count: Int
  /// n, from 0.
  public let total: Int

  /// Numbers out of range are taken for the nearest that fit.
  public init(_ count: Int, of total: Int) {
    self.total = max(0, total)
    self.count = min(max(0, count), self.total)
  }

  /// k/n; nil at n = 0, where nothing is known.
  public var rate: Double? { total > 0 ? Double(count) / Double(total) : nil }

  /// Clopper and Pearson's exact interval: covers the rate with at least the level, whatever the rate is.
  ///
  /// At k = 0 the low end is 0, at k = n the high end is 1; the other end keeps half the error.
  /// - Parameter level: in (0, 1).
  /// - Returns: nil at n = 0, or for a level out of range.
  public func clopperPearson(level: Double = 0.95) -> Interval? {
    guard total > 0, level > 0, level < 1 else { return nil }
    return Proportion.clopperPearson(Double(count), of: Double(total), level: level)
  }

  /// For shares of an effective sample size, which need not be whole.
  static func clopperPearson(_ k: Double, of n: Double, level: Double) -> Interval {
    let tail = (1 - level) / 2
    if k <= 0 { return Interval(low: 0, high: 1 - rootOfTail(tail, n)) }
    if k >= n { return Interval(low: rootOfTail(tail, n), high: 1) }
    return Interval(
      low: BetaDistribution(k, n - k + 1).quantile(tail),
      high: BetaDistribution(k + 1, n - k).quantile(1 - tail))
  }

  /// Wilson's score interval: shorter, and right on average over rates that are not extreme.
  /// - Parameter level: in (0, 1).
  /// - Returns: nil at n = 0, or for a level out of range.
  public func wilson(level: Double = 0.95) -> Interval? {
    guard let rate, level > 0, level < 1 else { return nil }
    let n = Double(total)
    let z = NormalDistribution.quantile(1 - (1 - level) / 2)
    let square = z * z
    let middle = rate + square / (2 * n)
    let half = z * (rate * (1 - rate) / n + square / (4 * n * n)).squareRoot()
    let scale = 1 + square / n
    return Interval(
      low: count == 0 ? 0 : max(0, (middle - half) / scale),
      high: count == total ? 1 : min(1, (middle + half) / scale))
  }
}

private func rootOfTail(_ tail: Double, _ n: Double) -> Double { exp(log(tail) / n) }
