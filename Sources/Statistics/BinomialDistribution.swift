internal import Foundation

/// The number of successes in independent trials of the same probability.
public struct BinomialDistribution: Sendable {
  /// n, from 0.
  public let trials: Int
  /// In [0, 1].
  public let probability: Double

  /// Values out of range are taken for the nearest that fit.
  public init(trials: Int, probability: Double) {
    self.trials = max(0, trials)
    self.probability = min(max(0, probability), 1)
  }

  /// P[X = k]; 0 outside 0...n.
  public func probability(of k: Int) -> Double {
    guard k >= 0, k <= trials else { return 0 }
    let (p, q, n) = (probability, 1 - probability, Double(trials))
    if p == 0 { return k == 0 ? 1 : 0 }
    if q == 0 { return k == trials ? 1 : 0 }
    if k == 0 { return exp(n * log1p(-p)) }
    if k == trials { return exp(n * log(p)) }
    let (a, b) = (Double(k), Double(trials - k))
    return powers(p, q, a, b) * n / (a * b)
  }

  /// P[X ≤ k] = I_{1−p}(n − k, k + 1), accurate where it is small, down to the least doubles.
  public func cumulative(_ k: Int) -> Double {
    guard k >= 0 else { return 0 }
    guard k < trials else { return 1 }
    let (p, q) = (probability, 1 - probability)
    if p == 0 { return 1 }
    if q == 0 { return 0 }
    if k == 0 { return exp(Double(trials) * log1p(-p)) }
    return BetaDistribution(Double(trials - k), Double(k + 1)).cumulative(q, p)
  }
}
