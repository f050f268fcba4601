import RegoalTesting
import SQLFiles
import Store
import Tables
import Testing
import Trajectories

@testable import Experiments

@Suite("Rounds of redeployment")
struct RoundSummaryTests {
  /// Runs of four rounds and of none, with tasks and goals that come back.
  private func store(seed: UInt64, count: Int = 120) throws -> Store {
    var random = RandomLogs(seed: seed)
    let store = try Store(path: ":memory:", access: .create, catalog: .embedded())
    let goals = [
      "Find a gate", "find  a GATE.", "find a train", "compare\ttwo trains", "é", "É", "",
    ]
    try store.writeFacts { facts in
      let source = try facts.source(label: "test", format: "regoal", file: "-")
      func config(_ stage: Stage, _ name: String) throws -> FactWriter.Stored {
        try facts.add(.undeclared(stage: stage, label: "test", name: name))
      }
      let extract = try config(.extract, "o1")
      let relabel = try config(.relabel, "r1")
      for at in 0..<count {
        let round = Int.random(in: 0..<5, using: &random)
        let task = Int.random(in: 0..<30, using: &random)
        let run = try facts.add(
          Trajectory(
            sourceLabel: "test", id: "t\(at)",
            task: TaskReference(key: task == 0 ? nil : "k\(task)", benchmark: nil, domain: nil),
            round: round == 0 ? nil : round, goal: "g", steps: [],
            success: Int.random(in: 0..<5, using: &random) == 0),
          source: source
        ).stored
        guard Int.random(in: 0..<10, using: &random) > 0 else { continue }
        let outcome = try facts.add(Outcome(), trajectory: run, config: extract, series: "main")
          .stored
        for k in 1...3 where Int.random(in: 0..<10, using: &random) > 0 {
          _ = try facts.add(
            Attempt(
              k: k, hindsightGoal: goals.randomElement(using: &random) ?? nil, valid: true,
              confidence: Double.random(in: 0...1, using: &random)), outcome: outcome,
            config: relabel, series: "main")
        }
      }
    }
    return store
  }

  @Test("are counted in memory as by the query on written decisions", arguments: 1...10)
  func definition(_ seed: Int) throws {
    let store = try store(seed: UInt64(seed))
    var request = GateRequest()
    request.policy.detection = false
    request.policy.theta = 0.6
    let report = try RoundSummary(store: store).report(request)
    let decided = try GateRunner(store: store).decide(request)
    let expected = try store.run("acceptance_by_round", ["policy": .text(decided.policy)])
    #expect(report.table == expected)
    #expect(expected.rows.count == 5)
    #expect(expected.rows.contains { ($0[12].integer ?? 0) < ($0[11].integer ?? 0) })
  }

  @Test("of an empty database are none")
  func empty() throws {
    let store = try Store(path: ":memory:", access: .create, catalog: .embedded())
    #expect(try RoundSummary(store: store).report(GateRequest()).table.rows.isEmpty)
  }

  @Test("can be swept one by one")
  func sweptRound() throws {
    let store = try store(seed: 78)
    var request = GateRequest()
    request.policy.detection = false
    let summary = try RoundSummary(store: store).report(request).table
    var processed: Int64 = 0
    for row in summary.rows.indices {
      guard let round = summary.rows[row][0].integer else { continue }
      let swept = try Sweep(store: store).table(request, at: [0.5], round: Int(round)).table
      for column in ["processed", "accepted", "fallback", "rejected", "open"] {
        #expect(swept.value(0, column) == summary.value(row, column))
      }
      processed += swept.value(0, "processed").integer ?? 0
    }
    #expect(processed > 50)
    let absent = try Sweep(store: store).table(request, at: [0.5], round: 99).table
    #expect(absent.value(0, "processed") == .integer(0) && absent.value(0, "yield_low") == .null)
  }

  @Test("can be compared one by one")
  func oneRound() throws {
    let store = try store(seed: 77)
    var (a, b) = (GateRequest(), GateRequest())
    (a.policy.detection, b.policy.detection) = (false, false)
    b.policy.theta = 0.9
    let summary = try RoundSummary(store: store).report(a).table
    for row in summary.rows.indices {
      guard let round = summary.rows[row][0].integer else { continue }
      let sides = try PolicyComparison(
        .init(label: "A", request: a), .init(label: "B", request: b), round: Int(round), in: store
      ).sides
      for column in ["processed", "accepted", "fallback", "rejected", "open"] {
        #expect(sides.value(0, column) == summary.value(row, column))
      }
    }
  }
}
