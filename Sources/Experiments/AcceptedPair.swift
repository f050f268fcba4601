/// A pair that a policy accepts, with what people say of it.
struct AcceptedPair: Sendable {
  /// An attempt of a run, whatever its configs.
  struct Key: Hashable, Sendable {
    /// Row id.
    let run: Int64
    let k: Int
  }

  /// The run's place in the facts.
  let place: Int
  let key: Key
  let isFallback: Bool
  /// nil: a vote behind it is not known.
  let confidence: Double?
  /// nil: nobody rated it.
  let verdict: GoldRatings.Verdict?

  /// nil: nobody rated it, or without a majority.
  var isInvalid: Bool? {
    switch verdict {
    case .valid?: false
    case .invalid?: true
    case .unsettled?, nil: nil
    }
  }
}

extension GoldRatings {
  /// What a policy accepts, in the order of row ids.
  func accepted(_ evaluation: GateEvaluation, at theta: Double) -> [AcceptedPair] {
    var pairs: [AcceptedPair] = []
    for (place, run) in evaluation.facts.runs.enumerated() where evaluation.isMember(place) {
      let decision = evaluation.decision(place, at: theta)
      guard decision.outcome.isAccepted, let k = decision.k else { continue }
      pairs.append(
        AcceptedPair(
          place: place, key: AcceptedPair.Key(run: run, k: k),
          isFallback: decision.outcome == .fallback, confidence: decision.confidence,
          verdict: verdict(run: run, k: k)))
    }
    return pairs
  }

  /// What people say of the attempts of runs that a policy rejects.
  /// - Parameter isCounted: by place of the run.
  func rejected(
    _ evaluation: GateEvaluation, at theta: Double, where isCounted: (Int) -> Bool = { _ in true }
  ) -> (runs: Int, noise: NoiseCount) {
    var runs = 0
    var noise = NoiseCount()
    for (place, run) in evaluation.facts.runs.enumerated()
    where evaluation.isMember(place) && isCounted(place) {
      guard evaluation.decision(place, at: theta).outcome == .rejected else { continue }
      runs += 1
      guard isRated(run), evaluation.recorded > 0 else { continue }
      for k in 1...evaluation.recorded { noise.add(verdict(run: run, k: k)) }
    }
    return (runs, noise)
  }
}
