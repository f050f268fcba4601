/// McNemar's exact test: do two judges who saw the same pairs differ in accuracy?
///
/// Only pairs that one has right and the other wrong tell; under equality either is as likely. It compares accuracies,
/// not noise rates, whose denominators differ between policies.
/// - Source: STATISTICS.md.
public struct McNemarTest: Equatable, Sendable {
  /// Pairs that only the first has right.
  public let onlyFirst: Int
  /// Pairs that only the second has right.
  public let onlySecond: Int

  /// Negative numbers are taken for 0.
  public init(onlyFirst: Int, onlySecond: Int) {
    self.onlyFirst = max(0, onlyFirst)
    self.onlySecond = max(0, onlySecond)
  }

  /// Two-sided, in (0, 1]: twice P[Binomial(n, ½) ≤ the smaller]; nil where no pair tells.
  public var pValue: Double? {
    let count = onlyFirst + onlySecond
    guard count > 0 else { return nil }
    let tail = BinomialDistribution(trials: count, probability: 0.5)
      .cumulative(min(onlyFirst, onlySecond))
    return min(1, 2 * tail)
  }
}
