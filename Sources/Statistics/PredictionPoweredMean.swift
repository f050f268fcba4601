/// A noise rate from few ratings and many predictions (PPI++): the predictions' mean, corrected by the ratings.
///
/// `λ·mean f(unlabeled) + mean(y − λf)`, variance `λ²Var(f)/N + Var(y − λf)/n`, and
/// `λ = Cov(y, f)/((1 + n/N)·Var f)` cut to [0, 1], with Var f over labeled and unlabeled pairs together. It is right for
/// any f, and narrower than ratings alone where f is good. The pairs rated must be a uniform sample of all.
/// - Source: STATISTICS.md; Angelopoulos, Duchi and Zrnic, "PPI++", 2023.
public struct PredictionPoweredMean: Equatable, Sendable {
  /// Errors below which the normal interval is not to be shown alone.
  public static let errorsForNormal = 5

  /// Errors of rated pairs.
  public let rated: Proportion
  /// N: pairs with a prediction and no rating.
  public let unlabeled: Int
  /// In [0, 1]; 0: predictions tell nothing, and the mean is that of the ratings.
  public let lambda: Double
  /// Not cut to [0, 1].
  public let estimate: Double
  /// With n and N below the line.
  public let variance: Double

  /// Fewer than five errors (or fewer than five pairs without one): show Clopper and Pearson's interval of `rated` beside
  /// this one.
  public var hasFewErrors: Bool {
    min(rated.count, rated.total - rated.count) < PredictionPoweredMean.errorsForNormal
  }

  /// - Parameters:
  ///   - isError: the rating of each rated pair.
  ///   - predictions: f for each rated pair, a judge's probability of an error, say; finite.
  ///   - unlabeledPredictions: f for each pair that is not rated; may be empty.
  /// - Returns: nil: nothing is rated, arrays of different lengths, or a prediction is not finite.
  public init?(isError: [Bool], predictions: [Double], unlabeledPredictions: [Double]) {
    guard !isError.isEmpty, predictions.count == isError.count,
      predictions.allSatisfy(\.isFinite), unlabeledPredictions.allSatisfy(\.isFinite)
    else { return nil }
    rated = Proportion(isError.count { $0 }, of: isError.count)
    unlabeled = unlabeledPredictions.count
    let n = Double(isError.count)
    let others = Double(unlabeledPredictions.count)
    let mean = Double(rated.count) / n
    let predicted = predictions.reduce(0, +) / n
    let unlabeledMean = others > 0 ? unlabeledPredictions.reduce(0, +) / others : 0
    let all = (predicted * n + unlabeledMean * others) / (n + others)
    var (covariance, spread, unlabeledSpread) = (0.0, 0.0, 0.0)
    for (isError, f) in zip(isError, predictions) {
      covariance += ((isError ? 1 : 0) - mean) * (f - predicted)
      spread += (f - all) * (f - all)
    }
    for f in unlabeledPredictions {
      spread += (f - all) * (f - all)
      unlabeledSpread += (f - unlabeledMean) * (f - unlabeledMean)
    }
    var lambda = 0.0
    if others > 0, spread > 0 {
      let best = (covariance / n) / ((1 + n / others) * (spread / (n + others - 1)))
      lambda = min(max(0, best), 1)
    }
    var rest = 0.0
    let centre = mean - lambda * predicted
    for (isError, f) in zip(isError, predictions) {
      let residual = (isError ? 1 : 0) - lambda * f - centre
      rest += residual * residual
    }
    self.lambda = lambda
    estimate = lambda * unlabeledMean + centre
    var variance = rest / (n * n)
    if others > 0 { variance += lambda * lambda * unlabeledSpread / (others * others) }
    self.variance = variance
  }

  /// The normal interval, cut to [0, 1].
  /// - Parameter level: in (0, 1).
  /// - Returns: nil for a level out of range.
  public func interval(level: Double = 0.95) -> Interval? {
    guard level > 0, level < 1 else { return nil }
    let half = NormalDistribution.quantile(1 - (1 - level) / 2) * variance.squareRoot()
    return Interval(
      low: min(max(0, estimate - half), 1), high: min(max(0, estimate + half), 1))
  }
}
