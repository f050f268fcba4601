internal import Statistics
internal import Tables

/// Rows about noise: every rate with its numerator, denominator and interval at 95 %.
enum NoiseTables {
  /// Clopper and Pearson's interval as `_low` and `_high`, Wilson's beside it.
  static let rate = [
    "rated", "invalid", "unsettled", "noise", "noise_low", "noise_high", "wilson_low",
    "wilson_high",
  ]
  static let ways = ["accepted_by", "accepted"] + rate + ["precision"]
  static let rejected = [
    "rejected_runs", "rated", "valid", "unsettled", "valid_share", "valid_low", "valid_high",
  ]
  static let weighted = [
    "frames", "rated", "invalid", "tasks", "noise", "noise_low", "noise_high",
    "effective_rated", "method",
  ]
  static let predicted = [
    "predictions", "rated", "invalid", "unrated", "lambda", "noise", "noise_low", "noise_high",
    "exact_low", "exact_high", "few_errors",
  ]

  static func rate(_ count: NoiseCount) -> [Table.Value] {
    let wilson = Proportion(count.invalid, of: count.rated).wilson()
    return count.values + [.init(wilson?.low), .init(wilson?.high)]
  }

  static func count(_ pairs: some Sequence<AcceptedPair>) -> NoiseCount {
    var count = NoiseCount()
    for pair in pairs { count.add(pair.verdict) }
    return count
  }

  /// All, and apart what passes and what the fallback takes, where it takes something.
  static func ways(_ pairs: [AcceptedPair]) -> [[Table.Value]] {
    func row(_ way: String, _ pairs: [AcceptedPair]) -> [Table.Value] {
      let count = count(pairs)
      return [.text(way), .init(pairs.count)] + rate(count) + [
        .init(Proportion(count.rated - count.invalid, of: count.rated).rate)
      ]
    }
    let fallback = pairs.filter(\.isFallback)
    guard !fallback.isEmpty else { return [row("all", pairs)] }
    return [
      row("all", pairs), row("pass", pairs.filter { !$0.isFallback }), row("fallback", fallback),
    ]
  }

  static func rejected(_ runs: Int, _ noise: NoiseCount) -> [Table.Value] {
    let valid = Proportion(noise.rated - noise.invalid, of: noise.rated)
    let interval = valid.clopperPearson()
    return [
      .init(runs), .init(noise.rated), .init(valid.count), .init(noise.unsettled),
      .init(valid.rate), .init(interval?.low), .init(interval?.high),
    ]
  }

  /// f = 1 − accepted confidence, on what is accepted and not rated; a confidence that is not known says nothing: ½.
  /// - Returns: nil: nothing is rated, or everything.
  static func predicted(_ pairs: [AcceptedPair], isCalibrated: Bool) -> [Table.Value]? {
    func error(_ pair: AcceptedPair) -> Double { 1 - (pair.confidence ?? 0.5) }
    let settled = pairs.filter { $0.isInvalid != nil }
    let unrated = pairs.filter { $0.verdict == nil }
    guard !unrated.isEmpty,
      let mean = PredictionPoweredMean(
        isError: settled.map { $0.isInvalid ?? false }, predictions: settled.map(error),
        unlabeledPredictions: unrated.map(error))
    else { return nil }
    let interval = mean.interval()
    let exact = mean.rated.clopperPearson()
    return [
      .text(isCalibrated ? "1 - calibrated confidence" : "1 - confidence"),
      .init(mean.rated.total), .init(mean.rated.count), .init(mean.unlabeled),
      .real(mean.lambda), .real(min(max(0, mean.estimate), 1)), .init(interval?.low),
      .init(interval?.high), .init(exact?.low), .init(exact?.high),
      .text(mean.hasFewErrors ? "yes: read exact_low...exact_high" : "no"),
    ]
  }
}

/// Rated pairs with their probabilities of inclusion.
struct WeightedNoise {
  /// Pairs that no frame drew.
  let outside: Int
  /// A frame may have drawn what another drew, how likely is not known.
  let isOpen: Bool
  let isUnequal: Bool
  private let ratio: HajekRatio?
  private let invalid: Int

  init(_ settled: [AcceptedPair], _ weights: InclusionWeights, _ traits: RunTraits) {
    var (isError, probabilities, clusters): ([Bool], [Double], [Int]) = ([], [], [])
    var (outside, isOpen) = (0, false)
    for pair in settled {
      switch weights.probability(pair.key) {
      case nil: outside += 1
      case .some(nil): isOpen = true
      case .some(let probability?):
        isError.append(pair.isInvalid ?? false)
        probabilities.append(probability)
        clusters.append(traits.tasks[pair.place])
      }
    }
    self.outside = outside
    self.isOpen = isOpen
    isUnequal = Set(probabilities).count > 1
    invalid = isError.count { $0 }
    ratio =
      isOpen
      ? nil
      : HajekRatio(
        isError: isError, probabilities: probabilities, clusters: clusters)
  }

  func values(_ frames: [String]) -> [Table.Value]? {
    guard let ratio, ratio.count > 0 else { return nil }
    let interval = ratio.interval()
    return [
      .text(frames.joined(separator: ", ")), .init(ratio.count),
      .init(invalid), .init(ratio.clusters), .init(ratio.rate), .init(interval?.low),
      .init(interval?.high), .init(ratio.effectiveCount),
      .text(ratio.isLinearised ? "linearised" : "exact on the effective sample"),
    ]
  }
}
