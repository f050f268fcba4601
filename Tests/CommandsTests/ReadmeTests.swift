import Foundation
import RegoalTesting
import Testing

@Suite("The README")
struct ReadmeTests {
  @Test("shows what the demo really prints")
  func demo() throws {
    let readme = try String(
      contentsOf: Program.package.appending(path: "README.md"), encoding: .utf8)
    let block = try #require(
      readme.components(separatedBy: "```").first { $0.contains("$ regoal ingest") })
    let folder = try TemporaryFolder()
    let demo = folder.url.appending(path: "demo")
    try FileManager.default.createDirectory(at: demo, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      at: folder.url.appending(path: "Samples"),
      withDestinationURL: Program.package.appending(path: "Samples"))
    let program = Program(in: demo)
    let ingest = try program("ingest", "../Samples/failed-runs.jsonl")
    let run = try program("run", "--out", "training")
    // Progress lines appear on slow machines only.
    let notes = run.errors.split(separator: "\n").filter { !$0.contains(" left") }
      .map { $0 + "\n" }.joined()
    let shown =
      "\n$ regoal ingest ../Samples/failed-runs.jsonl\n\(ingest.output)"
      + "$ regoal run --out training\n\(notes)\(run.output)"
    #expect(block == shown)
  }

  @Test("counts the sample corpus as it is")
  func samples() throws {
    let folder = try TemporaryFolder()
    let program = Program(in: folder.url)
    try program(
      "ingest", Program.package.appending(path: "Samples/failed-runs.jsonl").path)
    let counts = try program("query", "corpus_overview", "--csv").output
    let expected = [
      "trajectories,60", "failed,44", "succeeded,15", "outcome not stated,1", "tasks,28",
    ]
    for line in expected { #expect(counts.contains(line + "\n")) }
    let sql = """
      select count(distinct json_extract(metadata_json, '$.intended_failure_type')) as types
      from trajectory
      """
    let types = try program("query", "--csv", "--sql", sql)
    #expect(types.output == "types\n6\n")
  }
}
