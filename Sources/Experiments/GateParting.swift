internal import Trajectories

/// Where two policies part on a run: the first gate that decides otherwise, and why.
struct GateParting: Equatable, Sendable {
  /// In the order in which a run meets them.
  enum Gate: String, CaseIterable, Sendable {
    /// Does the run belong to F.
    case membership
    case detector, recoverable, delta
    /// K
    case attempts
    /// Something that is not recorded, or has no result.
    case missing
    /// The relabeler's own verdict b.
    case validity
    /// c < θ
    case threshold
    /// A judge's confidence below θ.
    case judge
    /// A judge's verdict.
    case verdict
    case fallback
    /// Only the training weight differs.
    case weighting
    /// Only the confidence differs: other judges are averaged.
    case panel
    /// The same decision on another answer.
    case answers
  }

  let gate: Gate
  /// The side that this gate stops; nil: neither.
  let against: PolicySide?
  /// Attempt at which it happens; nil: before or behind the attempts.
  let k: Int?
  /// Digest of the judge whose vote decides.
  let judge: String?
  let why: String

  /// What one side knows of the run.
  struct View {
    let side: PolicySide
    let label: String
    let evaluation: GateEvaluation
    /// Row of the facts; nil: not in them, or not a member of F.
    let run: Int?
    let decision: GateEvaluation.Decision?

    fileprivate var policy: GatePolicy { evaluation.policy }
    fileprivate var theta: String { GateParting.number(policy.theta) }
  }

  fileprivate static func number(_ value: Double) -> String { CanonicalJSON.text(of: value) }

  /// - Returns: nil if nothing differs that the gates can tell.
  static func between(_ a: View, _ b: View) -> GateParting? {
    guard let runA = a.run, let runB = b.run else {
      guard a.run != nil || b.run != nil else { return nil }
      return membership(a.run == nil ? a : b)
    }
    let (stopA, stopB) = (a.evaluation.detectorOutcome(runA), b.evaluation.detectorOutcome(runB))
    if stopA != stopB { return detector(a, runA, stopA, b, runB, stopB) }
    if stopA == nil || stopA == .open {
      if let parting = attempts(a, runA, b, runB) { return parting }
    }
    return sameGate(a, runA, b, runB)
  }

  // MARK: The detector

  private static func membership(_ out: View) -> GateParting {
    GateParting(
      gate: .membership, against: out.side, k: nil, judge: nil,
      why: "not in F under \(out.label): the source states no outcome, and no detection of "
        + "\(out.label) takes the run for failed")
  }

  /// The place of a detector's gates; the one that comes first stops.
  private static func place(_ stop: GateEvaluation.Outcome?, isRecorded: Bool) -> Int {
    switch stop {
    case .open: isRecorded ? 3 : 0
    case .notFailure: 1
    case .irrecoverable: 2
    case .belowDelta: 4
    default: 5
    }
  }

  private static func detector(
    _ a: View, _ runA: Int, _ stopA: GateEvaluation.Outcome?, _ b: View, _ runB: Int,
    _ stopB: GateEvaluation.Outcome?
  ) -> GateParting {
    func isRecorded(_ view: View, _ run: Int) -> Bool {
      view.evaluation.facts.detected[run] & GateFacts.Detected.isRecorded != 0
    }
    let isA =
      place(stopA, isRecorded: isRecorded(a, runA)) < place(stopB, isRecorded: isRecorded(b, runB))
    let (stopped, run, stop) = isA ? (a, runA, stopA) : (b, runB, stopB)
    let (other, otherRun) = isA ? (b, runB) : (a, runA)
    let gate: Gate
    var why: String
    switch stop {
    case .notFailure:
      (gate, why) = (.detector, "the detector of \(stopped.label) finds no failure")
    case .irrecoverable:
      (gate, why) = (
        .recoverable, "the detector of \(stopped.label) sees nothing to recover (r = 0)"
      )
    case .belowDelta:
      let weight = number(stopped.evaluation.gateWeight(run))
      gate = .delta
      why = "w = \(weight) < δ = \(number(stopped.policy.delta)) under \(stopped.label)"
      if other.policy.detection {
        why += " (\(meaning(stopped.policy.weighting)))"
      }
    default:
      gate = .missing
      why =
        isRecorded(stopped, run)
        ? "no weight is known under \(stopped.label) (\(meaning(stopped.policy.weighting)))"
        : "no detection is recorded under \(stopped.label)"
    }
    if !other.policy.detection {
      why += "; \(other.label) asks no detector"
    } else if gate == .delta || gate == .missing {
      let weight = other.evaluation.gateWeight(otherRun)
      if other.policy.weighting == .uniform {
        why += "; \(other.label) drops nothing by weight"
      } else if !weight.isNaN {
        why += "; w = \(number(weight)), δ = \(number(other.policy.delta)) under \(other.label)"
        why += " (\(meaning(other.policy.weighting)))"
      }
    }
    return GateParting(gate: gate, against: stopped.side, k: nil, judge: nil, why: why)
  }

  private static func meaning(_ weighting: GatePolicy.Weighting) -> String {
    switch weighting {
    case .severity: "severity: the detector's w, else 1 − v"
    case .reference: "reference: w = v"
    case .uniform: "uniform: w = 1"
    case .uniformAfterGate: "uniform_after_gate: the detector's w, then 1"
    }
  }

  // MARK: The attempts

  private static func attempts(_ a: View, _ runA: Int, _ b: View, _ runB: Int) -> GateParting? {
    let (ofA, ofB) = (GateTrace(a.evaluation, runA), GateTrace(b.evaluation, runB))
    for at in 0..<max(ofA.attempts.count, ofB.attempts.count) {
      let one = at < ofA.attempts.count ? ofA.attempts[at] : nil
      let two = at < ofB.attempts.count ? ofB.attempts[at] : nil
      if one?.status == two?.status {
        if one?.status == .passes { return nil }
        continue
      }
      guard let one, let two else {
        // Behind K on one side: it matters only where the other may still accept.
        if (one ?? two)?.status == .fails { continue }
        return beyond(one == nil ? a : b, other: one == nil ? b : a, k: at + 1)
      }
      let isA = one.status == .fails || (one.status == .open && two.status == .passes)
      let (stopped, other) = isA ? (a, b) : (b, a)
      guard let obstacle = isA ? one.obstacle : two.obstacle else { continue }
      let words = words(
        obstacle, k: at + 1, stopped, other, otherRun: isA ? runB : runA)
      return GateParting(
        gate: gate(of: obstacle), against: stopped.side, k: at + 1, judge: obstacle.judge,
        why: words)
    }
    return nil
  }

  private static func beyond(_ stopped: View, other: View, k: Int) -> GateParting {
    GateParting(
      gate: .attempts, against: stopped.side, k: k, judge: nil,
      why: "\(stopped.label) looks at K = \(stopped.policy.attempts) "
        + "\(stopped.policy.attempts == 1 ? "attempt" : "attempts"), "
        + "\(other.label) at \(other.policy.attempts)")
  }

  private static func gate(of obstacle: GateTrace.Obstacle) -> Gate {
    switch obstacle {
    case .notRecorded, .withoutResult, .voteNotRecorded, .voteWithoutResult: .missing
    case .notValid: .validity
    case .belowThreshold: .threshold
    case .verdict: .verdict
    case .voteBelowThreshold: .judge
    }
  }

  private static func words(
    _ obstacle: GateTrace.Obstacle, k: Int, _ stopped: View, _ other: View, otherRun: Int
  ) -> String {
    let attempt = "attempt \(k)"
    let a = stopped.label
    let b = other.label
    func name(_ digest: String) -> String {
      stopped.evaluation.facts.judges.first { $0.digest == digest }?.name ?? digest
    }
    /// How the other side sees that judge's vote.
    func contrast(_ digest: String, _ same: String) -> String {
      guard let judge = other.evaluation.panel.first(where: { $0.digest == digest }) else {
        return "\(b) does not ask \(name(digest))"
      }
      guard k <= other.evaluation.facts.slots else { return same }
      let at = otherRun * other.evaluation.facts.slots + k - 1
      return judge.state[at] >= GateFacts.State.invalid
        ? "\(same), where it gives \(number(judge.confidence[at]))" : same
    }
    switch obstacle {
    case .notRecorded: return "\(attempt) is not recorded, for what \(a) reads"
    case .withoutResult:
      return "\(attempt) has no result, which \(a) takes as "
        + (stopped.evaluation.isGap ? "not recorded" : "used up")
    case .notValid: return "\(attempt): the relabeler of \(a) takes its goal for not valid (b = 0)"
    case .belowThreshold(let c):
      var otherWords = "θ = \(other.theta)"
      if k <= other.evaluation.facts.slots {
        let at = otherRun * other.evaluation.facts.slots + k - 1
        let otherC = other.evaluation.facts.confidence[at]
        if other.evaluation.facts.state[at] >= GateFacts.State.invalid, otherC != c {
          otherWords = "c = \(number(otherC)), " + otherWords
        }
      }
      return
        "\(attempt): c = \(number(c)) < θ = \(stopped.theta) under \(a); \(otherWords) under \(b)"
    case .voteNotRecorded(let judge):
      return "\(attempt): \(name(judge)) has not voted, and \(a) asks it; "
        + contrast(judge, "not so under \(b)")
    case .voteWithoutResult(let judge):
      return "\(attempt): the vote of \(name(judge)) has no result, which \(a) takes as "
        + (stopped.evaluation.isGap ? "not recorded; " : "used up; ")
        + contrast(judge, "not so under \(b)")
    case .verdict(let judge):
      return "\(attempt): \(name(judge)) says not valid, which counts under \(a); "
        + contrast(judge, other.evaluation.isSure ? "\(b) ignores verdicts" : "not so under \(b)")
    case .voteBelowThreshold(let judge, let c):
      return "\(attempt): \(name(judge)) gives \(number(c)) < θ = \(stopped.theta) under \(a); "
        + contrast(judge, "θ = \(other.theta) under \(b)")
    }
  }

  // MARK: Behind the attempts

  private static func sameGate(_ a: View, _ runA: Int, _ b: View, _ runB: Int) -> GateParting? {
    guard let one = a.decision, let two = b.decision else { return nil }
    if one.outcome != two.outcome || (one.outcome == .fallback && one.k != two.k) {
      return fallback(a, runA, b, runB)
    }
    guard one.outcome.isAccepted else { return nil }
    let (weightA, weightB) = (a.evaluation.weight(runA), b.evaluation.weight(runB))
    if weightA != weightB {
      return GateParting(
        gate: .weighting, against: nil, k: nil, judge: nil,
        why: "w = \(number(weightA)) under \(a.label) (\(weightWords(a))), "
          + "\(number(weightB)) under \(b.label) (\(weightWords(b)))")
    }
    if one.confidence != two.confidence {
      return GateParting(
        gate: .panel, against: nil, k: one.k, judge: nil,
        why: "the confidence is that of \(voices(a)) under \(a.label), of \(voices(b)) "
          + "under \(b.label)")
    }
    return nil
  }

  private static func weightWords(_ view: View) -> String {
    view.policy.detection ? meaning(view.policy.weighting) : "no detector: 1"
  }

  private static func voices(_ view: View) -> String {
    (["the relabeler"] + view.evaluation.panel.map(\.name)).joined(separator: ", ")
  }

  private static func fallback(
    _ a: View, _ runA: Int, _ b: View, _ runB: Int
  ) -> GateParting {
    let bestA = a.evaluation.fallback(runA, at: a.policy.theta)
    let bestB = b.evaluation.fallback(runB, at: b.policy.theta)
    // The side whose best candidate wins; where both have one, the better.
    let isA =
      switch (bestA, bestB) {
      case (.some(let one), .some(let two)): (one.confidence, -one.k) > (two.confidence, -two.k)
      case (.some, nil): true
      default: false
      }
    let (winner, loser, loserRun) = isA ? (a, b, runB) : (b, a, runA)
    let best = isA ? bestA : bestB
    let k = best?.k
    var why = "no attempt passes; "
    guard let best else {
      return GateParting(
        gate: .fallback, against: nil, k: nil, judge: nil, why: why + "no fallback takes one")
    }
    why += "\(winner.label) falls back to attempt \(best.k) (c = \(number(best.confidence)))"
    why += ", "
    if loser.policy.fallback == .none {
      why += "\(loser.label) has no fallback"
    } else if best.k > loser.evaluation.recorded {
      why += "\(loser.label) looks at K = \(loser.policy.attempts)"
    } else if let c = loser.evaluation.candidate(loserRun, best.k) {
      let theta = loser.policy.theta
      if loser.policy.fallback == .algorithm1, c >= theta {
        why += "which under \(loser.label) is no candidate: c ≥ θ = \(number(theta)), so a judge's "
        why += "rejection is final (algorithm1)"
      } else if loser.policy.fallback == .algorithm1, c <= 0 {
        why += "which under \(loser.label) is no candidate: c = 0 is never best (algorithm1)"
      } else if c < 0.8 * theta {
        why += "which falls short under \(loser.label): c < 0.8 · θ = \(number(0.8 * theta))"
      } else {
        why += "\(loser.label) to another"
      }
    } else {
      why += "which \(loser.label) does not take for valid"
    }
    return GateParting(
      gate: .fallback, against: loser.decision?.outcome.isAccepted ?? false ? nil : loser.side,
      k: k, judge: nil, why: why)
  }
}
