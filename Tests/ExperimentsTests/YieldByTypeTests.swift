import RegoalTesting
import Store
import Tables
import Testing

@testable import Experiments

@Suite("Yield by failure type")
struct YieldByTypeTests {
  private static let columns = [
    "processed", "accepted", "fallback", "rejected", "open", "dropped_before", "open_in",
    "open_out",
  ]

  private func counts(_ table: Table, _ row: Int) -> [Int64?] {
    Self.columns.map { table.value(row, $0).integer }
  }

  @Test(
    "adds up to the curve at its threshold, on random logs",
    arguments: DecisionPropertyTests.combinations.indices)
  func agreesWithCurve(_ at: Int) throws {
    var random = RandomLogs(seed: UInt64(at) + 77)
    let database = try LogDatabase(random.log(count: 120))
    var policy = DecisionPropertyTests.combinations[at]
    for theta in [0, 0.5, 0.75, 1] {
      policy.theta = theta
      let table = try database.store.run(
        "yield_by_failure_type", LogDatabase.parameters(policy))
      let last = table.rows.count - 1
      #expect(table.value(last, "failure_type") == .text("all"))
      var parameters = LogDatabase.parameters(policy)
      parameters["theta"] = nil
      let curve = try database.store.run("theta_curve", parameters)
      let piece = try #require(
        curve.rows.indices.first { theta <= curve.value($0, "theta_high").real ?? -1 })
      #expect(counts(table, last) == counts(curve, piece))
      for (place, column) in Self.columns.enumerated() {
        let sum = (0..<last).compactMap { table.value($0, column).integer }.reduce(0, +)
        #expect(sum == counts(table, last)[place])
      }
    }
  }
}
