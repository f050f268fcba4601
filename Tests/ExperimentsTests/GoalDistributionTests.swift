import Foundation
import SQLFiles
import Store
import Tables
import Testing
import Trajectories

@testable import Experiments

@Suite("The distribution of goals")
struct GoalDistributionTests {
  /// Successes with these goals, and failed runs whose attempt 1 has these hindsight goals.
  private func goals(
    successes: [String], accepted: [String?], success: Bool? = true, reversed: Bool = false
  ) throws -> GoalDistribution {
    let store = try Store(path: ":memory:", access: .create, catalog: .embedded())
    try store.writeFacts { facts in
      let source = try facts.source(label: "test", format: "regoal", file: "-")
      let extract = try facts.add(.undeclared(stage: .extract, label: "test", name: "o1"))
      let relabel = try facts.add(.undeclared(stage: .relabel, label: "test", name: "r1"))
      func ordered<Value>(_ values: [Value]) -> [(Int, Value)] {
        let numbered = Array(values.enumerated()).map { ($0.offset, $0.element) }
        return reversed ? numbered.reversed() : numbered
      }
      for (at, goal) in ordered(successes) {
        _ = try facts.add(
          Trajectory(sourceLabel: "test", id: "s\(at)", goal: goal, steps: [], success: success),
          source: source)
      }
      for (at, goal) in ordered(accepted) {
        let run = try facts.add(
          Trajectory(sourceLabel: "test", id: "f\(at)", goal: "g", steps: [], success: false),
          source: source
        ).stored
        let outcome = try facts.add(Outcome(), trajectory: run, config: extract, series: "main")
          .stored
        _ = try facts.add(
          Attempt(k: 1, hindsightGoal: goal, valid: true, confidence: 0.9), outcome: outcome,
          config: relabel, series: "main")
      }
    }
    var request = GateRequest()
    request.policy.detection = false
    return try GoalDistribution(request, in: store)
  }

  private static let successes = ["Find the red gate", "find red gate", "List trains"]
  private static let accepted: [String?] = [
    "Find red gate!", "Compare hotels", "compare the hotels", "Weigh 3 stones", nil,
  ]

  @Test("covers clusters, shares some, and has a long tail, the smallest first")
  func measures() throws {
    let goals = try goals(successes: Self.successes, accepted: Self.accepted)
    #expect(goals.withoutGoal == 1)
    let table = try goals.measures()
    func row(_ metric: String) -> [Table.Value] {
      Array(table.rows.first { $0[0].text == metric }?[1...4] ?? [])
    }
    #expect(row("goals") == [.integer(3), .integer(4), .null, .null])
    #expect(row("clusters_covered") == [.integer(2), .integer(3), .integer(1), .integer(4)])
    #expect(row("clusters_of_one_alone") == [.integer(1), .integer(2), .null, .integer(4)])
    // 2/3 and 1/3; 1/4, 2/4 and 1/4
    let entropies = row("entropy_nats").compactMap(\.real)
    #expect(abs(entropies[0] - (log(3) - 2 * log(2) / 3)) < 1e-12)
    #expect(abs(entropies[1] - 1.5 * log(2)) < 1e-12)
    let divergence = try #require(row("js_divergence_nats")[2].real)
    #expect(divergence > 0 && divergence < log(2))
    let tail = try goals.clusterTable(isTail: true)
    #expect(tail.table.rows.map { $0[0].text } == ["# stones weigh", "compare hotels"])
    #expect(tail.table.rows.map { $0[1].integer } == [1, 2])
    #expect(tail.table.rows.map { $0[5].text } == ["Weigh 3 stones", "Compare hotels"])
    #expect(tail.table.rows.map { $0[6].text } == ["f3", "f1"])
    #expect(try goals.clusterTable(isTail: true, limit: 1).more == 1)
    #expect(try goals.clusterTable(isTail: false).table.rows.count == 4)
  }

  @Test("does not depend on the order in which runs came")
  func order() throws {
    let one = try goals(successes: Self.successes, accepted: Self.accepted)
    let two = try goals(successes: Self.successes, accepted: Self.accepted, reversed: true)
    #expect(try one.measures() == two.measures())
    #expect(
      try one.clusterTable(isTail: false).table == two.clusterTable(isTail: false).table)
  }

  @Test("without a known success has nothing to compare with: NULL, never 0")
  func unknownSuccesses() throws {
    let goals = try goals(successes: Self.successes, accepted: Self.accepted, success: nil)
    #expect(goals.successes == 0 && goals.accepted == 4)
    let table = try goals.measures()
    #expect(table.rows.allSatisfy { $0[1].isNull && $0[3].isNull })
    #expect(table.rows.first { $0[0].text == "clusters_of_one_alone" }?[2] == .null)
    #expect(table.rows.first { $0[0].text == "clusters_covered" }?[2] == .integer(3))
  }

  @Test("of an empty database measures nothing")
  func empty() throws {
    let goals = try goals(successes: [], accepted: [])
    let table = try goals.measures()
    #expect(table.rows.allSatisfy { $0[1...4].allSatisfy(\.isNull) })
    #expect(try goals.clusterTable(isTail: false).table.rows.isEmpty)
  }
}
