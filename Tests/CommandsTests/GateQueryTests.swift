import Foundation
import RegoalTesting
import Testing

@Suite("Queries about the gate")
struct GateQueryTests {
  private func sample() throws -> Trial {
    let trial = try Trial()
    let corpus = Program.package.appending(path: "Samples/failed-runs.jsonl").path
    try trial.program("ingest", corpus)
    #expect(try trial.program("run").status == 0)
    return trial
  }

  private func lines(_ trial: Trial, _ arguments: String...) throws -> [[String]] {
    let result = try trial.program.run(["query"] + arguments + ["--csv"])
    #expect(result.status == 0, "\(result.errors)")
    return result.output.split(separator: "\n")
      .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
  }

  @Test("say by failure type what was decided, when they are asked for the same policy")
  func summary() throws {
    let trial = try sample()
    for policy in [[], ["--theta", "0.9", "--fallback", "none"]] {
      #expect(try trial.program.run(["rerun", "gate"] + policy).status == 0)
      let decided = try lines(trial, "decision_summary").dropFirst()
      let parameters =
        policy.isEmpty ? [] : ["-p", "theta=0.9", "-p", "fallback=none"]
      let result = try trial.program.run(
        ["query", "yield_by_failure_type", "--csv"] + parameters)
      let asked = result.output.split(separator: "\n").dropFirst().map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      }
      #expect(decided.count == asked.count)
      for (one, other) in zip(decided, asked) {
        // failure_type, processed, accepted, fallback, rejected; then in another order
        #expect(Array(one[..<5]) == Array(other[..<5]))
        #expect(one[5] == other[6] && one[6] == other[5])
        #expect(one[7] == other[9] && one[7] == other[10])
        let weights = (Double(one[8]) ?? -1, Double(other[11]) ?? -1)
        #expect(abs(weights.0 - weights.1) < 1e-12)
      }
    }
  }

  @Test("compare judges whatever detectors there are, and know judges by all their names")
  func agreement() throws {
    let trial = try sample()
    let before = try lines(trial, "judge_agreement")
    #expect(before.count == 2)
    #expect(before[1].starts(with: ["relabeler", "grounding", "132"]))
    #expect(try trial.program("rerun", "detect", "--rules", "reference").status == 0)
    #expect(try lines(trial, "judge_agreement") == before)
    #expect(
      try lines(trial, "judge_agreement", "-p", "judges=[\"built-in/grounding\"]") == before)
    let unknown = try trial.program("query", "judge_agreement", "-p", "judges=[\"who\"]")
    #expect(unknown.errors.contains("no judge named 'who' has voted here"))
  }
}
