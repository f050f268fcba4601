import RegoalTesting
import Store
import Tables
import Testing
import Trajectories

@testable import Experiments

@Suite("A sweep")
struct SweepTests {
  private func request() -> GateRequest {
    GateRequest(detectConfig: "d1", extractConfig: "o1", relabelConfig: "r1")
  }

  @Test("says of every combination what the gate says")
  func grid() throws {
    var random = RandomLogs(seed: 5)
    let database = try LogDatabase(random.log(count: 200))
    let sweep = Sweep(store: database.store)
    let axes = [
      Sweep.Values(axis: .judges, texts: ["none", "j1+j2", "all"]),
      Sweep.Values(axis: .fallback, texts: ["none", "reference"]),
      Sweep.Values(axis: .attempts, texts: ["1", "3"]),
    ]
    let thetas = [0, 0.25, 0.56, 1]
    let table = try sweep.table(request(), over: axes, at: thetas).table
    #expect(table.rows.count == 3 * 2 * 2 * thetas.count)
    #expect(
      Array(table.columns.prefix(4)) == [
        "policy_judges", "policy_fallback", "policy_attempts", "theta",
      ])
    for (row, values) in table.rows.enumerated() {
      var policy = TranscribedPolicy(
        detection: true, detectConfigGiven: true, theta: try #require(values[3].real), delta: 0.3,
        attempts: try #require(Int(values[2].text ?? "")), judges: RandomLogs.judges,
        fallback: try #require(values[1].text), voteValid: "required", onError: "consume",
        weighting: "severity")
      if values[0].text == "none" { policy.judges = [] }
      if values[0].text == "j1+j2" { policy.judges = ["j1", "j2"] }
      let decisions = try database.decisions(policy).values
      func count(_ decision: String) -> Int64 {
        Int64(decisions.filter { $0.decision == decision }.count)
      }
      #expect(table.value(row, "processed").integer == Int64(decisions.count))
      #expect(table.value(row, "accepted").integer == count("accepted"))
      #expect(table.value(row, "fallback").integer == count("fallback"))
      #expect(table.value(row, "rejected").integer == count("rejected"))
      #expect(table.value(row, "open").integer == count("undetermined"))
      let certain = decisions.filter { $0.inOut == "in" }.count
      let possible = decisions.filter { $0.inOut != "out" }.count
      let processed = Double(decisions.count)
      #expect(table.value(row, "yield_low").real == Double(certain) / processed)
      #expect(table.value(row, "yield_high").real == Double(possible) / processed)
      let weights = decisions.compactMap(\.weight)
      let mean = weights.isEmpty ? nil : weights.reduce(0, +) / Double(weights.count)
      if let mean, let found = table.value(row, "mean_weight").real {
        #expect(abs(found - mean) < 1e-12)
        let squares = weights.reduce(0) { $0 + $1 * $1 }
        let size = mean * mean * Double(weights.count * weights.count) / squares
        if let found = table.value(row, "effective_size").real {
          #expect(abs(found - size) < 1e-9 * size)
        }
      } else {
        #expect(table.value(row, "mean_weight") == .null && mean == nil)
      }
    }
  }

  @Test("over every threshold goes from 0 to 1 without a gap")
  func everyThreshold() throws {
    var random = RandomLogs(seed: 6)
    let database = try LogDatabase(random.log(count: 300))
    let table = try Sweep(store: database.store).table(request()).table
    var reached: Double?
    for row in table.rows.indices {
      let low = try #require(table.value(row, "theta_low").real)
      #expect(low == reached ?? 0)
      reached = table.value(row, "theta_high").real
    }
    #expect(reached == 1)
  }

  @Test(
    "refuses a value that its axis does not take",
    arguments: [
      (Sweep.Axis.delta, "2"), (.attempts, "0"), (.fallback, "some"), (.voteValid, "yes"),
      (.onError, ""), (.weighting, "w"), (.confidence, "raw"), (.detection, "maybe"),
    ])
  func badValues(axis: Sweep.Axis, text: String) throws {
    let database = try LogDatabase([])
    let values = Sweep.Values(axis: axis, texts: [text])
    do {
      _ = try Sweep(store: database.store).table(GateRequest(), over: [values])
      Issue.record("'\(text)' was taken")
    } catch SweepError.badValue(let found, let word, _) {
      #expect(found == axis && word == text)
    }
  }
}
