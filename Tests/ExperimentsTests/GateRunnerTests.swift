import RegoalTesting
import Store
import Tables
import Testing
import Trajectories

@testable import Experiments

@Suite("Deciding again")
struct GateRunnerTests {
  @Test("tells every decision that is not what it was, or the first ones by name")
  func changes() throws {
    var random = RandomLogs(seed: 11)
    let database = try LogDatabase(random.log(count: 300))
    let runner = GateRunner(store: database.store)
    var request = GateRequest(detectConfig: "d1", extractConfig: "o1", relabelConfig: "r1")
    func decisions() throws -> [String: String] {
      let rows = try database.store.run("last_decisions").rows
      return Dictionary(
        uniqueKeysWithValues: rows.map { row in
          (row[0].text ?? "", (row[1].text ?? "") + (row[2].integer.map { " (k = \($0))" } ?? ""))
        })
    }
    request.policy.theta = 0.3
    #expect(try runner.decide(request).changes?.count == nil)
    let before = try decisions()
    request.policy.theta = 0.8
    request.policy.fallback = .none
    let changes = try #require(try runner.decide(request).changes)
    let after = try decisions()
    let expected = before.keys.filter { before[$0] != after[$0] }.sorted()
    let named = try changes.named()
    #expect(expected.count > 20)
    #expect(named.map(\.trajectory) == expected)
    #expect(named.map(\.before) == expected.map { before[$0] })
    #expect(named.map(\.after) == expected.map { after[$0] })
    #expect(changes.count == expected.count)
    #expect(try changes.named(limit: 5) == Array(named.prefix(5)))
    #expect(try #require(try runner.decide(request).changes).count == 0)
  }
}
