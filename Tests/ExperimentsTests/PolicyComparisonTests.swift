import RegoalTesting
import Store
import Tables
import Testing
import Trajectories

@testable import Experiments

@Suite("Two policies compared")
struct PolicyComparisonTests {
  private func comparison(
    _ a: TranscribedPolicy, _ b: TranscribedPolicy, _ database: LogDatabase
  ) throws -> PolicyComparison {
    try PolicyComparison(
      .init(label: "A", request: GateRequest(a)), .init(label: "B", request: GateRequest(b)),
      in: database.store)
  }

  private static func isIn(_ decision: TranscribedDecision?) -> Bool {
    decision?.decision == "accepted" || decision?.decision == "fallback"
  }

  /// The change between two decisions, by their definition.
  private static func change(_ a: TranscribedDecision?, _ b: TranscribedDecision?) -> String? {
    switch (isIn(a), isIn(b)) {
    case (false, true): return "came"
    case (true, false): return "went"
    case (true, true):
      if a?.k != b?.k { return "goal" }
      if a?.decision != b?.decision { return "decision" }
      if a?.weight != b?.weight { return "weight" }
      return a?.confidence != b?.confidence ? "confidence" : nil
    case (false, false):
      // Which gap comes first is part of an open decision.
      return a?.decision == b?.decision && a?.inOut == b?.inOut ? nil : "decision"
    }
  }

  @Test("say of every run what the query 'decisions' says of each side", arguments: 1...12)
  func definition(_ seed: Int) throws {
    var random = RandomLogs(seed: UInt64(seed) &* 977)
    let logs = random.log(count: 150)
    let database = try LogDatabase(logs)
    let byName = Dictionary(uniqueKeysWithValues: logs.map { ($0.id, $0) })
    var seen: Set<String> = []
    var gates: Set<String> = []
    for _ in 0..<8 {
      let (a, b) = (random.policy(panel: 3), random.policy(panel: 3))
      let (ofA, ofB) = (try database.decisions(a), try database.decisions(b))
      let comparison = try comparison(a, b, database)
      let runs = try comparison.runs().table
      var found: [String: Int] = [:]
      for row in runs.rows.indices { found[runs.value(row, "trajectory").text ?? ""] = row }
      #expect(found.count == runs.rows.count, "a run is listed once")
      for name in Set(ofA.keys).union(ofB.keys) {
        let (one, two) = (ofA[name], ofB[name])
        let change = Self.change(one, two)
        guard let row = found[name] else {
          #expect(change == nil, "\(name) \(a) \(b)")
          continue
        }
        seen.insert(runs.value(row, "change").text ?? "")
        gates.insert(runs.value(row, "gate").text ?? "")
        // An open decision may have moved to another gap, which the change alone does not tell.
        if one?.decision != "undetermined" || two?.decision != "undetermined" {
          #expect(runs.value(row, "change").text == change, "\(name) \(a) \(b)")
        }
        for (side, decision) in [("a", one), ("b", two)] {
          #expect(runs.value(row, "decision_\(side)").text == decision?.decision)
          #expect(runs.value(row, "in_out_\(side)").text == decision?.inOut)
          #expect(runs.value(row, "k_\(side)").integer == decision?.k.map(Int64.init))
          #expect(runs.value(row, "confidence_\(side)").real == decision?.confidence)
          #expect(runs.value(row, "weight_\(side)").real == decision?.weight)
          let goal: String? = Self.isIn(decision) ? "h" : nil
          #expect(runs.value(row, "hindsight_goal_\(side)").text == goal)
        }
        #expect(runs.value(row, "gate").text != "answers", "the same answers on both sides")
        #expect(runs.value(row, "why").text?.isEmpty == false)
        let isTrue = Self.isTrue(
          runs, row, try #require(byName[name]), one, two, a, b)
        #expect(isTrue, "\(name) \(runs.rows[row]) \(a) \(b)")
      }
      try expectCounts(comparison, ofA, ofB)
    }
    #expect(seen.isSuperset(of: ["came", "went", "goal", "decision"]), "\(seen)")
    #expect(gates.isSuperset(of: ["delta", "threshold", "fallback"]), "\(gates)")
  }

  /// Whether the log bears out what the gate claims of the side that it stops.
  private static func isTrue(
    _ runs: Table, _ row: Int, _ log: LoggedTrajectory, _ one: TranscribedDecision?,
    _ two: TranscribedDecision?, _ a: TranscribedPolicy, _ b: TranscribedPolicy
  ) -> Bool {
    let isA = runs.value(row, "against").text == "a"
    let (policy, decision, other) = isA ? (a, one, b) : (b, two, a)
    let change = runs.value(row, "change").text
    let attempt = log.attempts.first { $0.k == runs.value(row, "at_k").integer.map(Int.init) }
    let isUsable =
      attempt?.status == "ok" && attempt?.valid == true
      && attempt?.confidence ?? -1 >= policy.theta
    let judge = runs.value(row, "judge").text
    let vote = attempt?.votes.first { $0.judge == judge }
    switch runs.value(row, "gate").text {
    case "membership": return decision == nil
    case "detector": return decision?.decision == "not_failure"
    case "recoverable": return decision?.decision == "irrecoverable"
    case "delta": return decision?.decision == "below_delta"
    case "attempts":
      return runs.value(row, "at_k").integer ?? 0 > Int64(policy.attempts)
        && other.attempts > policy.attempts
    case "threshold":
      return attempt?.status == "ok" && attempt?.valid == true
        && attempt?.confidence ?? 2 < policy.theta
    case "judge":
      return isUsable && policy.judges.contains(judge ?? "") && vote?.status == "ok"
        && vote?.confidence ?? 2 < policy.theta
    case "verdict":
      return isUsable && policy.judges.contains(judge ?? "") && policy.voteValid == "required"
        && vote?.status == "ok" && vote?.valid != true
    case "missing":
      if runs.value(row, "at_k").isNull { return decision?.decision == "undetermined" }
      guard let judge else {
        return attempt == nil || attempt?.status != "ok" || attempt?.confidence == nil
          || attempt?.valid == nil
      }
      return isUsable && policy.judges.contains(judge)
        && (vote == nil || vote?.status != "ok" || vote?.confidence == nil)
    case "fallback":
      return [one, two].contains { $0?.decision == "fallback" || $0?.decision == "undetermined" }
    case "weighting": return change == "weight"
    case "panel": return change == "confidence"
    default: return false
    }
  }

  private func expectCounts(
    _ comparison: PolicyComparison, _ a: [String: TranscribedDecision],
    _ b: [String: TranscribedDecision]
  ) throws {
    let total = comparison.transitionTable.rows.reduce(0) { $0 + ($1[3].integer ?? 0) }
    #expect(total == Int64(Set(a.keys).union(b.keys).count))
    for (row, decisions) in [a, b].enumerated() {
      let sides = comparison.sides
      #expect(sides.value(row, "processed").integer == Int64(decisions.count))
      for name in ["accepted", "fallback", "rejected"] {
        let count = decisions.values.filter { $0.decision == name }.count
        #expect(sides.value(row, name).integer == Int64(count))
      }
    }
  }

  @Test("name a gate at which they really part", arguments: 1...6)
  func traces(_ seed: Int) throws {
    var random = RandomLogs(seed: UInt64(seed) &* 31_337)
    let database = try LogDatabase(random.log(count: 200))
    var traced = 0
    for _ in 0..<20 {
      let policy = random.policy(panel: 3)
      let evaluation = try GateRequest(policy).evaluation(in: database.store)
      for run in evaluation.facts.runs.indices
      where evaluation.isMember(run) && evaluation.detectorOutcome(run) == nil {
        let trace = GateTrace(evaluation, run)
        let decision = evaluation.decision(run)
        let open = trace.attempts.firstIndex { $0.status == .open }
        let passing = trace.attempts.firstIndex { $0.status == .passes }
        switch decision.outcome {
        case .accepted: #expect(open == nil && passing == decision.k.map { $0 - 1 })
        case .fallback, .rejected: #expect(open == nil && passing == nil)
        default: #expect(open != nil && decision.k == open.map { $0 + 1 })
        }
        traced += 1
      }
    }
    #expect(traced > 500)
  }

  @Test("of one and the same policy differ in nothing")
  func same() throws {
    var random = RandomLogs(seed: 4)
    let database = try LogDatabase(random.log(count: 100))
    let policy = random.policy()
    let comparison = try comparison(policy, policy, database)
    #expect(try comparison.settings().rows.isEmpty)
    #expect(try comparison.runs().table.rows.isEmpty)
    #expect(comparison.transitionTable.rows.allSatisfy { $0[2].isNull })
    #expect(try comparison.effects().rows.count == 2)
  }

  @Test("list as many runs as asked, and count the others")
  func limit() throws {
    var random = RandomLogs(seed: 9)
    let database = try LogDatabase(random.log(count: 200))
    var (a, b) = (random.policy(), random.policy())
    (a.theta, b.theta) = (0.1, 0.9)
    let comparison = try comparison(a, b, database)
    let all = try comparison.runs().table
    let few = try comparison.runs(limit: 3)
    #expect(few.table.rows == Array(all.rows.prefix(3)))
    #expect(few.more == all.rows.count - 3 && few.more > 0)
    let went = try comparison.runs(only: [.went])
    #expect(went.table.rows == all.rows.filter { $0[1].text == "went" })
    #expect(comparison.changeCounts.reduce(0) { $0 + $1.count } == all.rows.count)
  }

  @Test("take detection and its config as one setting")
  func detection() throws {
    var random = RandomLogs(seed: 13)
    let database = try LogDatabase(random.log(count: 100))
    var a = random.policy()
    (a.detection, a.theta) = (true, 0.3)
    var b = a
    (b.detection, b.detectConfigGiven, b.theta) = (false, false, 0.6)
    let comparison = try comparison(a, b, database)
    #expect(try comparison.settings().rows.map { $0[0].text } == ["theta", "detection"])
    let effects = try comparison.effects()
    var alone = a
    (alone.detection, alone.detectConfigGiven) = (false, false)
    let decisions = try database.decisions(alone).values
    #expect(effects.value(2, "processed").integer == Int64(decisions.count))
    #expect(
      effects.value(2, "accepted").integer
        == Int64(decisions.filter { $0.decision == "accepted" }.count))
  }

  @Test("apply each setting alone, and all of them last")
  func effects() throws {
    var random = RandomLogs(seed: 12)
    let database = try LogDatabase(random.log(count: 200))
    var a = random.policy()
    (a.detection, a.theta, a.fallback, a.weighting) = (true, 0.5, "algorithm1", "severity")
    var b = a
    (b.theta, b.weighting) = (0.8, "uniform")
    let comparison = try comparison(a, b, database)
    let effects = try comparison.effects()
    #expect(
      effects.rows.map { $0[0].text } == ["A", "A,theta=0.8", "A,weighting=uniform", "B"])
    for (row, (theta, weighting)) in [
      (0.5, "severity"), (0.8, "severity"), (0.5, "uniform"), (0.8, "uniform"),
    ].enumerated() {
      var policy = a
      (policy.theta, policy.weighting) = (theta, weighting)
      let decisions = try database.decisions(policy).values
      let accepted = decisions.filter { $0.decision == "accepted" }.count
      #expect(effects.value(row, "accepted").integer == Int64(accepted))
      #expect(effects.value(row, "processed").integer == Int64(decisions.count))
    }
  }
}
