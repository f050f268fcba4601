internal import Statistics
internal import Store
internal import Trajectories

/// How likely each rated pair was to be drawn, by any of some frames.
struct InclusionWeights {
  /// Names of the frames that list pairs which a request reads.
  let frames: [String]
  /// π by pair that some frame drew; nil for one that another frame could have drawn, too, how likely is not known.
  private let probabilities: [AcceptedPair.Key: Double?]
  /// Frames were drawn from the pairs of another policy.
  let isOfOtherPolicy: Bool

  /// nil: no frame drew it. Inside: nil: not known.
  func probability(_ key: AcceptedPair.Key) -> Double?? { probabilities[key] }

  /// - Parameters:
  ///   - names: of frames; empty: all.
  ///   - rated: whose pairs are weighed.
  /// - Throws: `NoiseError.unknownFrame`, `StoreError`.
  init(_ names: [String], _ rated: RatedEvaluation, in store: Store) throws {
    let request = rated.request
    let frames =
      try names.isEmpty ? RatingFrame.all(in: store) : RatingFrame.named(names, in: store)
    var drawn: [(frame: RatingFrame, items: [AcceptedPair.Key: Double])] = []
    for frame in frames where frame.drawn > 0 {
      let items = try frame.items(of: request, in: store)
      guard !items.isEmpty else { continue }
      drawn.append(
        (frame, Dictionary(items.map { ($0.key, $0.probability) }, uniquingKeysWith: max)))
    }
    self.frames = drawn.map(\.frame.name)
    isOfOtherPolicy = drawn.contains { one in
      guard let asked = one.frame.request else { return true }
      return asked.bodyJSON != request.bodyJSON
    }
    var probabilities: [AcceptedPair.Key: Double?] = [:]
    guard drawn.count > 1 else {
      self.probabilities = drawn.first?.items.mapValues { .some($0) } ?? [:]
      return
    }
    let reaches = try drawn.map { try Reach($0.frame, beside: rated, in: store) }
    for key in Set(drawn.flatMap(\.items.keys)) {
      var each: [Double] = []
      var isKnown = true
      for (one, reach) in zip(drawn, reaches) {
        if let probability = one.items[key] {
          each.append(probability)
        } else if let reach {
          if let probability = reach.probability(key) { each.append(probability) }
        } else {
          isKnown = false
        }
      }
      probabilities[key] = .some(isKnown ? InclusionProbability.ofAny(each) : nil)
    }
    self.probabilities = probabilities
  }
}

/// How likely a uniform frame was to draw a pair that it did not draw.
private struct Reach {
  let evaluation: GateEvaluation
  let thetas: [Double]
  let probability: Double
  let places: [Int64: Int]

  /// nil: the frame was drawn otherwise, or does not say from what.
  /// - Parameter rated: whose facts are read already.
  init?(_ frame: RatingFrame, beside rated: RatedEvaluation, in store: Store) throws {
    guard frame.isUniform, let request = frame.request, let population = frame.population,
      let probability = InclusionProbability.uniform(drawing: frame.drawn, of: population)
    else { return nil }
    let resolved = try ResolvedRequest(request, in: store)
    evaluation =
      resolved.choice == rated.resolved.choice
      ? GateEvaluation(
        rated.evaluation.facts, resolved.request.policy, panel: resolved.panel)
      : try resolved.evaluation(from: store)
    thetas = frame.rule == RatingFrame.grid ? frame.thetas : [request.policy.theta]
    self.probability = probability
    places = Dictionary(
      evaluation.facts.runs.enumerated().map { ($1, $0) }, uniquingKeysWith: { one, _ in one })
  }

  /// nil: the frame could not have drawn it.
  func probability(_ key: AcceptedPair.Key) -> Double? {
    guard let place = places[key.run], evaluation.isMember(place) else { return nil }
    let isReached = thetas.contains { theta in
      let decision = evaluation.decision(place, at: theta)
      return decision.outcome.isAccepted && decision.k == key.k
    }
    return isReached ? probability : nil
  }
}
