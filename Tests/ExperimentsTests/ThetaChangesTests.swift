import RegoalTesting
import Testing

@testable import Experiments

@Suite("Changes along the threshold")
struct ThetaChangesTests {
  @Test(
    "add up the same with a table that holds all thresholds, few, or none", arguments: [1, 2, 3])
  func sums(seed: UInt64) {
    var random = RandomLogs(seed: seed)
    let outcomes = GateEvaluation.Outcome.allCases
    let tables = [0, 7, 1 << 14].map { ThetaChanges(greatestTable: $0) }
    var expected: [Double: ThetaCurve.Change] = [:]
    for _ in 0..<20_000 {
      let theta = Double(Int.random(in: 0...5_000, using: &random)) / 5_000
      let from = outcomes[Int.random(in: outcomes.indices, using: &random)]
      let to = outcomes[Int.random(in: outcomes.indices, using: &random)]
      let weight = ThetaCurve.Weights(Double.random(in: 0...1, using: &random))
      for table in tables { table.add(at: theta, from: from, to: to, weight) }
      var change = expected[theta] ?? ThetaCurve.Change(theta: theta)
      change.counts.add(-1, to: from)
      change.counts.add(1, to: to)
      if to.isAccepted { change.weights.add(weight) }
      if from.isAccepted { change.weights.subtract(weight) }
      expected[theta] = change
    }
    let ordered = expected.values.sorted { $0.theta < $1.theta }
    for table in tables { #expect(table.sorted == ordered) }
  }

  @Test("know one zero")
  func zeros() {
    let changes = ThetaChanges()
    let weight = ThetaCurve.Weights(1)
    changes.add(at: 0, from: .rejected, to: .accepted, weight)
    changes.add(at: -0.0, from: .accepted, to: .rejected, weight)
    #expect(changes.sorted == [ThetaCurve.Change(theta: 0)])
  }
}
