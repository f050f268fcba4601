/// Whether ratings show, at one threshold, that the noise is at most α: p = P[Binomial(n, α) ≤ k].
///
/// p ≤ risk for k invalid of n rated certifies it, wrongly with probability at most `risk`.
/// - Source: STATISTICS.md (choosing θ with a guarantee).
public struct CertificationTest: Equatable, Sendable {
  /// α, in (0, 1).
  public let maxNoise: Double
  /// In (0, 1).
  public let risk: Double

  /// - Returns: nil: a number out of range.
  public init?(maxNoise: Double, risk: Double) {
    guard maxNoise > 0, maxNoise < 1, risk > 0, risk < 1 else { return nil }
    self.maxNoise = maxNoise
    self.risk = risk
  }

  /// P[Binomial(n, α) ≤ k], in (0, 1]; nil at n = 0, where nothing is known.
  public func pValue(invalid: Int, of rated: Int) -> Double? {
    guard rated > 0, invalid >= 0 else { return nil }
    return BinomialDistribution(trials: rated, probability: maxNoise).cumulative(invalid)
  }

  /// The least n that certifies with k invalid ratings among them.
  /// - Parameter invalid: k; negative ones are taken for 0.
  public func leastRated(invalid: Int) -> Int {
    let k = max(0, invalid)
    var low = k
    var high = k + 1
    while !passes(k, high) {
      low = high
      high *= 2
    }
    return leastRated(k, above: low, atMost: high)
  }

  /// The greatest k that certifies with n ratings; nil: not even 0 does.
  public func mostInvalid(of rated: Int) -> Int? {
    guard rated > 0, passes(0, rated) else { return nil }
    var low = 0
    var high = rated
    while high - low > 1 {
      let middle = (low + high) / 2
      if passes(middle, rated) { low = middle } else { high = middle }
    }
    return low
  }

  /// The power: how probable it is that n ratings certify, at a true noise; nil: a noise outside [0, 1], or n below 0.
  public func chance(rated: Int, trueNoise: Double) -> Double? {
    guard trueNoise >= 0, trueNoise <= 1, rated >= 0 else { return nil }
    guard let most = mostInvalid(of: rated) else { return 0 }
    return BinomialDistribution(trials: rated, probability: trueNoise).cumulative(most)
  }

  /// The least n at which ratings certify with at least a given chance. A few more may do worse, since k is whole: the
  /// chance is highest at the least n for some k, and these are gone through.
  /// - Parameters:
  ///   - trueNoise: in [0, 1].
  ///   - power: in (0, 1).
  ///   - limit: ratings at which the search gives up.
  /// - Returns: nil: the true noise is not below α, more than `limit` are needed, or a number is out of range.
  public func ratingsNeeded(
    trueNoise: Double, power: Double = 0.8, limit: Int = 1_000_000
  ) -> Int? {
    guard trueNoise >= 0, trueNoise < maxNoise, power > 0, power < 1 else { return nil }
    var n = leastRated(invalid: 0)
    for k in 0... {
      if k > 0 {
        var low = n
        var high = n + max(1, Int(0.5 / maxNoise))
        while !passes(k, high) {
          low = high
          high += max(1, Int(0.5 / maxNoise))
        }
        n = leastRated(k, above: low, atMost: high)
      }
      guard n <= limit else { return nil }
      let chance = BinomialDistribution(trials: n, probability: trueNoise).cumulative(k)
      if chance >= power { return n }
    }
    return nil
  }

  private func passes(_ k: Int, _ n: Int) -> Bool {
    BinomialDistribution(trials: n, probability: maxNoise).cumulative(k) <= risk
  }

  /// `low` does not certify with k, `high` does.
  private func leastRated(_ k: Int, above low: Int, atMost high: Int) -> Int {
    var (low, high) = (low, high)
    while high - low > 1 {
      let middle = (low + high) / 2
      if passes(k, middle) { high = middle } else { low = middle }
    }
    return high
  }
}
