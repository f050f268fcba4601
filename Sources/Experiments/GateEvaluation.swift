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
  private struct Slot {
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
  private struct Votes {
    let state: UnsafePointer<UInt8>
    let confidence: UnsafePointer<Double>
  }

  let facts: GateFacts
  let policy: GatePolicy
  /// Judges of the panel, in the order of their names.
  let panel: [GateFacts.Judge]
  /// Theirs, in the same order. As the other columns by their addresses: in a loop over millions of
  /// attempts, counting references would take most of the time.
  private let votes: UnsafeMutableBufferPointer<Votes>
  private let state: UnsafePointer<UInt8>
  private let confidence: UnsafePointer<Double>
  private let slots: Int
  /// Verdicts do not count.
  let isSure: Bool
  let isGap: Bool
  /// Attempts of each run that are looked at, behind which one may be missing.
  let recorded: Int
  private let isLastMissing: Bool
  /// Row ids of the runs that count; nil: all.
  private let only: Set<Int64>?

  /// - Parameters:
  ///   - panel: digests of the judges, which the facts have to hold.
  ///   - only: row ids of the runs that may be members of F; nil: all.
  init(_ facts: GateFacts, _ policy: GatePolicy, panel: [String], only: Set<Int64>? = nil) {
    self.facts = facts
    self.only = only
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
    if let only, !only.contains(facts.runs[run]) { return false }
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
  private func isMissing(_ state: UInt8) -> Bool {
    state == GateFacts.State.missing || (isGap && state == GateFacts.State.withoutResult)
  }

  private func slot(_ run: Int, _ k: Int) -> Slot {
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

  // MARK: Gaps

  /// An answer that an undetermined decision lacks.
  enum Gap: Sendable {
    case detection, outcome
    case attempt(k: Int)
    case vote(k: Int, judge: String)
  }

  /// Gives what an undetermined decision lacks where it is open first; at least one answer, votes in the
  /// order of the judges' names. Another decision lacks nothing.
  func forEachGap(_ run: Int, _ decision: Decision, _ body: (Gap) -> Void) {
    guard decision.outcome.isUndetermined else { return }
    if decision.isWithoutDetection { return body(.detection) }
    guard facts.hasOutcome[run] else { return body(.outcome) }
    let k = decision.k ?? 1
    let at = run * slots + k - 1
    var isSilent = false
    if k <= recorded, state[at] == GateFacts.State.valid {
      for (place, judge) in votes.enumerated() where isMissing(judge.state[at]) {
        isSilent = true
        body(.vote(k: k, judge: panel[place].name))
      }
    }
    if !isSilent { body(.attempt(k: k)) }
  }

  /// What an undetermined decision lacks, as JSON; nil: it is determined.
  func missing(_ run: Int, _ decision: Decision) -> String? {
    var json = ""
    forEachGap(run, decision) { gap in
      json += json.isEmpty ? "[" : ","
      switch gap {
      case .detection: json += "\"detection\""
      case .outcome: json += "\"outcome\""
      case .attempt(let k): json += "{\"attempt\":\(k)}"
      case .vote(let k, let judge): json += "{\"vote\":\(k),\"judge\":\(JSONText.quoted(judge))}"
      }
    }
    return json.isEmpty ? nil : json + "]"
  }

  /// Answers that are missing where undetermined decisions are open first.
  struct Gaps: Equatable, Sendable {
    var detections = 0
    var outcomes = 0
    var attempts = 0
    var votes = 0

    mutating func add(_ gap: Gap) {
      switch gap {
      case .detection: detections += 1
      case .outcome: outcomes += 1
      case .attempt: attempts += 1
      case .vote: votes += 1
      }
    }
  }

  // MARK: Every θ at once

  /// Gives a member's outcome at every θ in [0, 1], as pieces in ascending order: each reaches from
  /// where the one before ends (excluded; the first from 0, included) up to `high`, included. Pieces that
  /// follow each other differ; the last one's `high` is 1.
  func forEachPiece(_ run: Int, _ body: (_ outcome: Outcome, _ high: Double) -> Void) {
    let detector = detectorOutcome(run)
    if let detector, detector != .open { return body(detector, 1) }
    withUnsafeTemporaryAllocation(of: Slot.self, capacity: slotCount) { attempts in
      withUnsafeTemporaryAllocation(of: Region.self, capacity: recorded + 1) { regions in
        // Greatest θ at which some attempt passes: only attempts behind an open one matter.
        var greatestPassing = -1.0
        for k in 1..<(slotCount + 1) {
          let slot = slot(run, k)
          attempts.initializeElement(at: k - 1, to: slot)
          greatestPassing = max(greatestPassing, slot.passing)
        }
        let regions = UnsafeBufferPointer(rebasing: regions[..<fallbackRegions(run, regions)])
        var pieces = Pieces(isWithoutDetection: detector != nil)
        for slot in attempts {
          guard pieces.reached < 1 else { break }
          pieces.add(.accepted, upTo: slot.passing, body)
          // Open, but in all the same where another attempt passes or the fallback is certain.
          pieces.add(.openIn, upTo: min(slot.possible, greatestPassing), body)
          pieces.add(regions, inside: .openIn, outside: .open, upTo: slot.possible, body)
        }
        pieces.add(regions, inside: .fallback, outside: .rejected, upTo: 1, body)
        pieces.end(body)
      }
    }
  }

  /// Thresholds in (low, high].
  private struct Region {
    var low: Double
    var high: Double
  }

  /// Where the fallback accepts: ascending, apart from each other.
  /// - Parameter regions: has room for each attempt.
  /// - Returns: how many there are.
  private func fallbackRegions(
    _ run: Int, _ regions: UnsafeMutableBufferPointer<Region>
  ) -> Int {
    switch policy.fallback {
    case .none: return 0
    case .reference:
      var best = -1.0
      for k in 1..<(recorded + 1) { best = max(best, candidate(run, k) ?? -1) }
      guard best >= 0 else { return 0 }
      regions.initializeElement(
        at: 0, to: Region(low: -1, high: GateEvaluation.fallbackReach(best)))
      return 1
    case .algorithm1:
      var count = 0
      for k in 1..<(recorded + 1) {
        guard let c = candidate(run, k), c > 0, c < 1 else { continue }
        // In its place by insertion: there are few.
        var at = count
        regions.initializeElement(
          at: count, to: Region(low: c, high: GateEvaluation.fallbackReach(c)))
        while at > 0, regions[at].low < regions[at - 1].low {
          regions.swapAt(at, at - 1)
          at -= 1
        }
        count += 1
      }
      guard count > 1 else { return count }
      var last = 0
      for at in 1..<count {
        if regions[at].low <= regions[last].high {
          regions[last].high = max(regions[last].high, regions[at].high)
        } else {
          last += 1
          regions[last] = regions[at]
        }
      }
      return last + 1
    }
  }

  /// The largest double t with 0.8·t ≤ c.
  /// - Source: DESIGN.md §3.
  static func fallbackReach(_ c: Double) -> Double {
    var t = c / 0.8
    while 0.8 * t > c { t = t.nextDown }
    while 0.8 * t.nextUp <= c { t = t.nextUp }
    return t
  }

  /// Values of θ between which the decision on a run, its k included, does not change: ascending, the last
  /// is 1. It holds from the one before, excluded, up to each; up to the first from 0, included.
  func decisionEnds(_ run: Int) -> [Double] {
    var ends: Set<Double> = [0, 1]
    for k in 1..<(recorded + 1) {
      let at = run * facts.slots + k - 1
      ends.insert(facts.confidence[at])
      ends.insert(GateEvaluation.fallbackReach(facts.confidence[at]))
      for judge in panel { ends.insert(judge.confidence[at]) }
    }
    return ends.filter { (0...1).contains($0) }.sorted()
  }

  /// Puts pieces one behind the other, equal neighbours together.
  private struct Pieces {
    let isWithoutDetection: Bool
    private(set) var reached = -1.0
    private var last: Outcome?

    init(isWithoutDetection: Bool) { self.isWithoutDetection = isWithoutDetection }

    mutating func add(
      _ outcome: Outcome, upTo high: Double, _ body: (Outcome, Double) -> Void
    ) {
      let high = min(high, 1)
      guard high > reached else { return }
      let outcome = isWithoutDetection ? outcome.withoutDetection : outcome
      if let last, last != outcome { body(last, reached) }
      last = outcome
      reached = high
    }

    mutating func add(
      _ regions: UnsafeBufferPointer<Region>, inside: Outcome, outside: Outcome,
      upTo high: Double, _ body: (Outcome, Double) -> Void
    ) {
      guard min(high, 1) > reached else { return }
      for region in regions {
        add(outside, upTo: min(region.low, high), body)
        add(inside, upTo: min(region.high, high), body)
      }
      add(outside, upTo: high, body)
    }

    func end(_ body: (Outcome, Double) -> Void) {
      if let last { body(last, reached) }
    }
  }
}
