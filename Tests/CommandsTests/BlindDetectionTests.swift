import Foundation
import RegoalTesting
import Testing

@Suite("Detection without the stated outcome")
struct BlindDetectionTests {
  private static let sample = Program.package.appending(path: "Samples/failed-runs.jsonl").path

  @Test("answers for every run, in a series of its own that no question about main reads")
  func allRuns() throws {
    let trial = try Trial()
    try trial.program("ingest", Self.sample)
    try trial.program("run")
    let before = try trial.program("sweep", "--csv").output
    let run = try trial.program("run", "--until", "detect", "--blind", "--csv")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("detect,default-blind,60,0\n"), "\(run.output)")
    let again = try trial.program("rerun", "detect", "--blind", "--csv")
    #expect(again.output.contains("detect,default-blind,0,0\n"), "\(again.output)")
    let reference = try trial.program("rerun", "detect", "--blind", "--rules", "reference", "--csv")
    #expect(reference.output.contains("detect,reference-blind,60,0\n"), "\(reference.output)")
    #expect(try trial.program("sweep", "--csv").output == before)
    let rows = try trial.program("query", "outcome_confusion", "--csv").output.split(
      separator: "\n")
    #expect(rows.count == 4)
    #expect(rows[1].hasPrefix("default,main,regoal,regoal-sample,1,44,44,44,44,0,0,0,1.0,1.0,,"))
    for row in rows[2...] { #expect(row.contains("-blind,blind,regoal,regoal-sample,0,59,44,")) }
    try trial.expectSound()
  }

  @Test("only detects, by rules, in its own series")
  func usage() throws {
    let trial = try Trial()
    for (words, text) in [
      (["run", "--blind"], "add --until detect"),
      (["run", "--blind", "--until", "extract"], "add --until detect"),
      (["rerun", "gate", "--blind"], "regoal rerun detect --blind"),
      (["rerun", "detect", "--blind", "--series", "s"], "leave --series and --refresh out"),
      (["rerun", "detect", "--blind", "--refresh"], "leave --series and --refresh out"),
      (["batch", "write", "--blind"], "'regoal run --until detect'"),
    ] {
      let result = try trial.program.run(words)
      #expect(result.status == 64, "\(words)")
      #expect(result.errors.contains(text), "\(words): \(result.errors)")
    }
    try trial.program("ingest", Self.sample)
    let model = try trial.program(
      "rerun", "detect", "--blind", "--detector", "m@http://127.0.0.1:9/v1")
    #expect(model.status == 1)
    #expect(model.errors.contains("--blind is for rules"), "\(model.errors)")
  }
}
