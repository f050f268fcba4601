import Testing

@testable import RegoalTesting

/// `decide` against enumerated and random fillings of the gaps, on random logs.
@Suite struct GatePropertyTests {
  /// All policies with K ≤ 3 and panels of at most two judges, without θ and δ.
  static let policies: [TranscribedPolicy] = {
    var all: [TranscribedPolicy] = []
    for (detection, given) in [(true, true), (true, false), (false, true), (false, false)] {
      for attempts in 0...3 {
        for judges in [[], ["j1"], ["j3"], ["j1", "j2"], ["j3", "j1"]] {
          for fallback in ["none", "algorithm1", "reference"] {
            for (voteValid, onError) in [
              ("required", "consume"), ("required", "gap"), ("ignored", "consume"),
              ("ignored", "gap"),
            ] {
              for weighting in ["severity", "reference", "uniform", "uniform_after_gate"] {
                all.append(
                  TranscribedPolicy(
                    detection: detection, detectConfigGiven: given, theta: 0.5, delta: 0.3,
                    attempts: attempts, judges: judges, fallback: fallback,
                    voteValid: voteValid, onError: onError, weighting: weighting))
              }
            }
          }
        }
      }
    }
    return all
  }()

  @Test(
    "on 20,000 random logs decide agrees with every extreme filling, over all policies and θ",
    arguments: 0..<4)
  func agreesWithEnumeration(part: Int) {
    var logs = RandomLogs(seed: 100 + UInt64(part))
    var seen: [String: Int] = [:]
    for index in 0..<5000 {
      let log = logs.trajectory(id: "t\(index)")
      // Policies in steps coprime to their number, all θ in turn over ten logs.
      var policy = Self.policies[(5000 * part + index) * 1237 % Self.policies.count]
      policy.delta = logs.pick(RandomLogs.deltas)
      for theta in RandomLogs.thetas where logs.below(10) == 0 || theta == 0 {
        policy.theta = theta
        guard let row = decide(log, policy) else {
          #expect(!GateTranscription.isInCorpus(log, policy: policy))
          continue
        }
        let verdict = Completion.verdict(log, policy)
        let common = Completion.commonDecision(log, policy)
        let isUndetermined = row.decision == "undetermined"
        if row.inOut != verdict || isUndetermined != (common == nil)
          || (!isUndetermined && common != CompleteLog.Decision(decision: row.decision, k: row.k))
        {
          let extremes = "\(verdict) \(String(describing: common))"
          Issue.record("\(row), extremes say \(extremes)\n\(log)\n\(policy)")
          return
        }
        let (confidence, weight) = numbers(of: row, log, policy)
        if isUndetermined != (row.missing != nil) || row.confidence != confidence
          || row.weight != weight
        {
          Issue.record("\(row)\n\(log)\n\(policy)")
          return
        }
        seen[row.decision + " " + row.inOut, default: 0] += 1
      }
    }
    let kinds = [
      "accepted in", "fallback in", "rejected out", "not_failure out", "irrecoverable out",
      "below_delta out", "undetermined in", "undetermined open", "undetermined out",
    ]
    #expect(Set(seen.keys) == Set(kinds))
    #expect(kinds.allSatisfy { seen[$0, default: 0] > 50 }, "\(seen)")
  }

  /// Confidence and weight of a row, from its decision and k.
  private func numbers(
    of row: TranscribedDecision, _ log: LoggedTrajectory, _ policy: TranscribedPolicy
  ) -> (confidence: Double?, weight: Double?) {
    guard let k = row.k, let attempt = log.attempts.first(where: { $0.k == k }) else {
      return (nil, nil)
    }
    var confidence = attempt.confidence
    if row.decision == "accepted" {
      let panel = policy.judges.sorted()
      let votes = panel.compactMap { judge in attempt.votes.first { $0.judge == judge } }
      let known = votes.filter { $0.status == "ok" }.compactMap(\.confidence)
      confidence =
        known.count < panel.count
        ? nil : known.reduce(attempt.confidence ?? -1, +) / Double(1 + panel.count)
    }
    guard policy.detection, !policy.weighting.hasPrefix("uniform") else { return (confidence, 1) }
    let v = log.detection?.severity
    if policy.weighting == "reference" { return (confidence, v) }
    return (confidence, log.detection?.weight ?? v.map { 1 - $0 })
  }

  @Test("random fillings never contradict a decision or in_out, and 200 show both of open")
  func agreesWithRandomFillings() {
    var logs = RandomLogs(seed: 7)
    for index in 0..<2000 {
      let log = logs.trajectory(id: "t\(index)")
      let policy = logs.policy()
      guard let row = decide(log, policy) else { continue }
      var taken = 0
      for _ in 0..<200 {
        let full = Completion.random(log, policy, using: &logs)
        guard let settled = decide(full, policy), settled.decision != "undetermined",
          CompleteLog.Decision(decision: settled.decision, k: settled.k)
            == CompleteLog.decision(full, policy)
        else {
          Issue.record("not settled: \(full)\n\(policy)")
          return
        }
        if settled.inOut == "in" { taken += 1 }
        if row.missing == nil, settled.decision != row.decision || settled.k != row.k {
          Issue.record("\(row) became \(settled)\n\(log)\n\(full)\n\(policy)")
          return
        }
      }
      let verdict = taken == 200 ? "in" : taken == 0 ? "out" : "open"
      if verdict != row.inOut {
        Issue.record("\(row), fillings say \(verdict)\n\(log)\n\(policy)")
        return
      }
    }
  }

  @Test("a filling keeps what is recorded and leaves no gap")
  func fillingKeepsFacts() {
    var logs = RandomLogs(seed: 8)
    for index in 0..<3000 {
      let log = logs.trajectory(id: "t\(index)")
      var policy = logs.policy()
      policy.onError = "consume"
      guard decide(log, policy) != nil else { continue }
      let full = Completion.random(log, policy, using: &logs)
      #expect(full.id == log.id && full.success == log.success && full.hasOutcome)
      if !Completion.lacksDetection(log, policy) { #expect(full.detection == log.detection) }
      #expect(Set(full.attempts.map(\.k)).isSuperset(of: 1...policy.attempts))
      for old in log.attempts {
        let new = full.attempts.first { $0.k == old.k }
        #expect(new?.confidence == old.confidence && new?.valid == old.valid)
        #expect(new?.status == old.status)
        #expect(old.votes.allSatisfy { new?.votes.contains($0) == true })
      }
      for new in full.attempts {
        #expect(Set(new.votes.map(\.judge)).count == new.votes.count)
        guard new.k <= policy.attempts else { continue }
        #expect(Set(new.votes.map(\.judge)).isSuperset(of: policy.judges))
      }
    }
  }

  @Test("granting just what is missing settles the run at that point")
  func missingIsTheFirstUndecidedPoint() {
    var logs = RandomLogs(seed: 9)
    var named = 0
    for index in 0..<20000 {
      let log = logs.trajectory(id: "t\(index)")
      let policy = logs.policy(panel: 3)
      guard let row = decide(log, policy), let missing = row.missing else { continue }
      if missing == #"["detection"]"# {
        let yes = LoggedDetection(isFailure: true, severity: 1, weight: 1, recoverable: true)
        var known = log
        known.detection = yes
        #expect(decide(known, policy)?.missing != missing)
        continue
      }
      // Fill all named votes, or the attempt with all its votes, with 1: accepted at that k.
      for k in 1...policy.attempts {
        let text = missing == #"["outcome"]"# && k == 1 ? #"[{"attempt":1}]"# : missing
        var granted = log
        granted.hasOutcome = true
        var point = log.attempts.first { $0.k == k }
        if text == #"[{"attempt":\#(k)}]"# {
          point = attempt(k, 1, votes: policy.judges.map { RegoalTestingTests.vote($0, 1) })
        } else {
          let judges = policy.judges.filter { text.contains(#"{"vote":\#(k),"judge":"\#($0)"}"#) }
          guard !judges.isEmpty else { continue }
          point?.votes.removeAll { judges.contains($0.judge) }
          point?.votes += judges.map { RegoalTestingTests.vote($0, 1) }
          named += judges.count
        }
        granted.attempts.removeAll { $0.k == k }
        if let point { granted.attempts.append(point) }
        let settled = decide(granted, policy)
        #expect(settled?.decision == "accepted" && settled?.k == k, "\(log)\n\(policy)")
      }
    }
    #expect(named > 500)
  }
}
