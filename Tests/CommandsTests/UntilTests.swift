import Foundation
import RegoalTesting
import Testing

@Suite("A run that stops behind a stage")
struct UntilTests {
  private func rows(_ name: String, _ commands: [[String]]) throws -> StoredRows {
    let trial = try Trial()
    let sample = Program.package.appending(path: "Samples/failed-runs.jsonl").path
    for command in [["ingest", sample, "--source", "s"]] + commands {
      let result = try trial.program.run(command)
      #expect(result.status == 0, "\(name) \(command): \(result.errors)")
    }
    return try StoredRows(database: trial.folder.url.appending(path: "regoal.db"))
  }

  @Test("gives the same answers stage by stage as in one go")
  func stages() throws {
    let whole = try rows("whole", [["run"]])
    let steps = try rows(
      "steps",
      [["run", "--until", "detect"], ["run", "--until", "extract"], ["run", "--until", "judge"]])
    let fused = try rows("fused", [["run", "--until", "extract"]])
    let apart = try rows("apart", [["run", "--until", "detect"], ["rerun", "extract"]])
    #expect(fused == apart)
    #expect(fused.counts["outcome"] ?? 0 > 30)
    #expect(fused.counts["attempt"] ?? 0 == 0)
    #expect(fused.rows.isSubset(of: steps.rows))
    // Only the policy and its decisions are missing.
    #expect(steps.rows.isSubset(of: whole.rows))
    let rest = whole.rows.subtracting(steps.rows)
    #expect(rest.allSatisfy { $0.hasPrefix("decision:") || $0.hasPrefix("gate_policy:") })
    #expect(!rest.isEmpty)
  }

  @Test("decides nothing, so that it cannot write training files")
  func out() throws {
    let trial = try Trial()
    let result = try trial.program("run", "--until", "judge", "--out", "training")
    #expect(result.status == 64)
    #expect(result.errors.contains("give one of the two"))
  }
}
