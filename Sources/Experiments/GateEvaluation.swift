internal import Trajectories

/// A policy applied to facts in memory: the same answers as the query `decisions`, at one θ or at all.
/// - Source: METHOD.md §4, DESIGN.md §3.
final class GateEvaluation: @unchecked Sendable {
  /// What can become of a run.
  enum Outcome: UInt8, Sendable, CaseIterable {
    case accepted, fallback, rejected
    case notFailure, irrecoverable, belowDelta
    /// Undetermined, and accepted all the same; not accepted; either.
    case openIn, openOut, open

    var decision: String {
      switch self {
      case .accepted: "accepted"
      case .fallback: "fallback"
      case .rejected: "rejected"
      case .notFailure: "not_failure"
      case .irrecoverable: "irrecoverable"
      case .belowDelta: "below_delta"
      case .openIn, .openOut, .open: "undetermined"
      }
    }

    var inOut: String {
      switch self {
      case .accepted, .fallback, .openIn: "in"
      case .open: "open"
      default: "out"
      }
    }

    var isAccepted: Bool { self == .accepted || self == .fallback }

    var isUndetermined: Bool { self == .openIn || self == .openOut || self == .open }

    /// What is left of the confidence gate's answer where the detection is not known.
    var withoutDetection: Outcome { self == .rejected ? .openOut : .open }
  }

  /// An attempt, as θ moves: it passes for θ ≤ `passing`, is open up to `possible`, and does not pass
  /// beyond. −1: never.
  struct Slot {
    var passing = -1.0
    var possible = -1.0
  }

  /// The decision on a run at one θ.
  struct Decision: Sendable {
    let outcome: Outcome
    /// Attempt that won; undetermined: the first that is open.
    var k: Int?
    /// NULL where a vote behind it is not known.
    var confidence: Double?
    var isWithoutDetection = false
  }

  /// The columns of a judge's votes.
  struct Votes {
    let state: UnsafePointer<UInt8>
    let confidence: UnsafePointer<Double>
  }

  let facts: GateFacts
  let policy: GatePolicy
  /// Judges of the panel, in the order of their names.
  let panel: [GateFacts.Judge]
  /// Theirs, in the same order. As the other columns by their addresses: in a loop over millions of
  /// attempts, counting references would take most of the time.
  let votes: UnsafeMutableBufferPointer<Votes>
  let state: UnsafePointer<UInt8>
  private let confidence: UnsafePointer<Double>
  let slots: Int
  /// Verdicts do not count.
  let isSure: Bool
  let isGap: Bool
  /// Attempts of each run that are looked at, behind which one may be missing.
  let recorded: Int
  private let isLastMissing: Bool
  /// Row ids of the runs that count; nil: all.
  let runsThatCount: Set<Int64>?

  /// - Parameters:
  ///   - panel: digests of the judges, which the facts have to hold.
  ///   - only: row ids of the runs that may be members of F; nil: all.
  init(_ facts: GateFacts, _ policy: GatePolicy, panel: [String], only: Set<Int64>? = nil) {
    self.facts = facts
    runsThatCount = only
    self.policy = policy
    self.panel = facts.judges.filter { panel.contains($0.digest) }
    votes = .allocate(capacity: self.panel.count)
    _ = votes.initialize(
      from: self.panel.map { Votes(state: $0.state.base, confidence: $0.confidence.base) })
    state = facts.state.base
    confidence = facts.confidence.base
    slots = facts.slots
    isSure = policy.voteValid == .ignored
    isGap = policy.onError == .gap
    recorded = min(policy.attempts, facts.slots)
    isLastMissing = policy.attempts > facts.slots
  }

  deinit { votes.deallocate() }

  // MARK: The detector

  /// Whether a run belongs to F.
  func isMember(_ run: Int) -> Bool {
    if let runsThatCount, !runsThatCount.contains(facts.runs[run]) { return false }
    let bits = facts.detected[run]
    return facts.isFailed[run] || bits & GateFacts.Detected.isFailure != 0
  }

  /// The weight that the gate compares with δ; NaN: not known.
  func gateWeight(_ run: Int) -> Double {
    guard policy.detection else { return 1 }
    switch policy.weighting {
    case .uniform: return 1
    case .reference: return facts.severity[run]
    case .severity, .uniformAfterGate:
      let stored = facts.weight[run]
      return stored.isNaN ? 1 - facts.severity[run] : stored
    }
  }

  /// Training weight of an accepted pair.
  func weight(_ run: Int) -> Double {
    policy.weighting == .uniformAfterGate ? 1 : gateWeight(run)
  }

  /// What the detector alone decides; nil: the confidence gate decides.
  func detectorOutcome(_ run: Int) -> Outcome? {
    guard policy.detection else { return nil }
    let bits = facts.detected[run]
    guard bits & GateFacts.Detected.isRecorded != 0 else { return .open }
    if bits & GateFacts.Detected.isFailure == 0 { return .notFailure }
    if bits & GateFacts.Detected.isRecoverable == 0 { return .irrecoverable }
    let weight = gateWeight(run)
    if weight.isNaN { return .open }
    return weight < policy.delta && policy.weighting != .uniform ? .belowDelta : nil
  }

  // MARK: The confidence gate

  /// Whether an answer in this state is not recorded, or counts as that.
  func isMissing(_ state: UInt8) -> Bool {
    state == GateFacts.State.missing || (isGap && state == GateFacts.State.withoutResult)
  }

  func slot(_ run: Int, _ k: Int) -> Slot {
    guard k <= recorded else { return Slot(passing: -1, possible: 2) }
    let at = run * slots + k - 1
    let state = state[at]
    if isMissing(state) { return Slot(passing: -1, possible: 2) }
    guard state == GateFacts.State.valid else { return Slot() }
    var possible = confidence[at]
    var isMissing = false
    for judge in votes {
      switch judge.state[at] {
      case GateFacts.State.missing: isMissing = true
      case GateFacts.State.withoutResult:
        if !isGap { return Slot() }
        isMissing = true
      case GateFacts.State.invalid where !isSure: return Slot()
      default: possible = min(possible, judge.confidence[at])
      }
    }
    // A missing vote can go either way, but at θ = 0 with verdicts ignored: no confidence is below 0.
    return Slot(passing: isMissing ? (isSure ? 0 : -1) : possible, possible: possible)
  }

  var slotCount: Int { recorded + (isLastMissing ? 1 : 0) }

  /// c of an attempt that the fallback may take.
  func candidate(_ run: Int, _ k: Int) -> Double? {
    let at = run * slots + k - 1
    return state[at] == GateFacts.State.valid ? confidence[at] : nil
  }

  /// The best candidate at a threshold, the earliest of equals, if it is good enough.
  func fallback(_ run: Int, at theta: Double) -> (k: Int, confidence: Double)? {
    guard policy.fallback != .none else { return nil }
    var best: (k: Int, confidence: Double)?
    for k in 1..<(recorded + 1) {
      guard let c = candidate(run, k) else { continue }
      if policy.fallback == .algorithm1, c >= theta || c <= 0 { continue }
      if best.map({ c > $0.confidence }) ?? true { best = (k, c) }
    }
    guard let best, best.confidence >= 0.8 * theta else { return nil }
    return best
  }

  private func gate(_ run: Int, at theta: Double) -> Decision {
    var openK: Int?
    var isPassing = false
    for k in 1..<(slotCount + 1) {
      let slot = slot(run, k)
      if theta <= slot.passing {
        guard openK == nil else {
          isPassing = true
          break
        }
        return Decision(outcome: .accepted, k: k, confidence: meanConfidence(run, k))
      }
      if theta <= slot.possible, openK == nil { openK = k }
    }
    let best = fallback(run, at: theta)
    if let openK {
      return Decision(outcome: isPassing || best != nil ? .openIn : .open, k: openK)
    }
    guard let best else { return Decision(outcome: .rejected) }
    return Decision(outcome: .fallback, k: best.k, confidence: best.confidence)
  }

  /// The decision on a member of F at the policy's θ.
  func decision(_ run: Int) -> Decision { decision(run, at: policy.theta) }

  /// The decision on a member of F at another θ.
  func decision(_ run: Int, at theta: Double) -> Decision {
    switch detectorOutcome(run) {
    case nil: return gate(run, at: theta)
    case .open:
      let outcome = gate(run, at: theta).outcome
      return Decision(outcome: outcome.withoutDetection, isWithoutDetection: true)
    case let outcome?: return Decision(outcome: outcome)
    }
  }

  /// Mean of c and all panel confidences, summed in the order of names.
  private func meanConfidence(_ run: Int, _ k: Int) -> Double? {
    let at = run * slots + k - 1
    var sum = confidence[at]
    for judge in votes {
      guard judge.state[at] >= GateFacts.State.invalid else { return nil }
      sum += judge.confidence[at]
    }
    return sum / Double(1 + votes.count)
  }
}
