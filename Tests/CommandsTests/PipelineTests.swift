import Foundation
import RegoalTesting
import Testing

private let corpus = """
  {"type":"trajectory","id":"t1","task":"shop/1","goal":"Buy a lamp under $20","steps":[{"thought":"search","action_name":"search","action_input":{"q":"lamp"},"observation":"Found: LumaDesk One at $24.50 and BrightCo Mini at $21.00, both in stock."},{"thought":"open","action_name":"open","action_input":{"item":"BrightCo Mini"},"observation":"BrightCo Mini: 21.00 dollars, 3 left, ships in 2 days from Warehouse North."}],"final_answer":"The cheapest is $21.00.","failure_reason":"The price exceeds the budget.","success":false}
  {"type":"trajectory","id":"t2","task":"shop/1","goal":"Buy a lamp under $20","steps":[{"thought":"search","action_name":"search","action_input":{"q":"lamp"},"observation":"Error: timed out"}],"final_answer":"","failure_reason":"The tool timed out.","success":false}
  {"type":"trajectory","id":"t3","task":"shop/2","goal":"Find a red mug","steps":[{"thought":"search","action_name":"search","action_input":{},"observation":"Red mug: KilnWorks Rosso, 9.90 dollars, in stock."}],"final_answer":"KilnWorks Rosso","success":true}

  """

@Suite("From failed runs to training files")
struct PipelineTests {
  @Test("a moved executable in an empty folder does the whole job")
  func movedExecutable() throws {
    let folder = try TemporaryFolder()
    let moved = folder.url.appending(path: "elsewhere/regoal")
    try FileManager.default.createDirectory(
      at: moved.deletingLastPathComponent(), withIntermediateDirectories: true)
    try FileManager.default.copyItem(at: Program.built, to: moved)
    let work = folder.url.appending(path: "work")
    try FileManager.default.createDirectory(at: work, withIntermediateDirectories: true)
    try folder.write("work/corpus.jsonl", corpus)
    let program = Program(in: work, executable: moved)
    #expect(try program("ingest", "corpus.jsonl").status == 0)
    let run = try program("run", "--out", "training")
    #expect(run.status == 0)
    #expect(run.output.contains("rules, not a model"))
    #expect(run.output.contains("4 files written"))
    let decisions = try program("query", "decisions", "--csv")
    #expect(
      decisions.output.hasPrefix(
        "trajectory,decision,k,confidence,weight,in_out,missing\nt1,accepted,"))
    #expect(try folder.data("work/training/trl-sft.jsonl").count > 100)
  }

  @Test("a second ingest adds nothing and says so; a second run does nothing")
  func idempotence() throws {
    let folder = try TemporaryFolder()
    try folder.write("corpus.jsonl", corpus)
    let program = Program(in: folder.url)
    #expect(try program("ingest", "corpus.jsonl", "--csv").output.contains("trajectory,3,0"))
    let again = try program("ingest", "corpus.jsonl", "--csv")
    #expect(again.status == 0)
    #expect(again.output.contains("trajectory,0,3"))
    #expect(again.errors.contains("nothing new: all 3 records were there"))
    let first = try program("run")
    #expect(first.errors.contains("detect (default): 2 new"))
    let second = try program("run")
    #expect(second.errors.contains("detect (default): 0 new"))
    #expect(second.errors.contains("relabel (template): 0 new"))
    #expect(second.output == first.output)
  }

  @Test("a bad record is quarantined with its place, the rest goes on, the exit code is 1")
  func quarantine() throws {
    let folder = try TemporaryFolder()
    try folder.write("bad.jsonl", corpus + "{\"type\":\"trajectory\",\"id\":7}\nnot json\n")
    let program = Program(in: folder.url)
    let result = try program("ingest", "bad.jsonl", "--csv")
    #expect(result.status == 1)
    #expect(result.output.contains("trajectory,3,0"))
    #expect(result.output.contains("quarantine,2,0"))
    #expect(result.errors.contains("bad.jsonl:4: 'steps' is missing"))
    #expect(result.errors.contains("bad.jsonl:5: not JSON"))
    #expect(result.errors.contains("2 bad records are in quarantine"))
    let rows = try program("query", "quarantined", "--csv").output
    #expect(rows.contains("bad.jsonl,4,regoal,regoal"))
    let strict = try program("ingest", "bad.jsonl", "--strict", "--db", "strict.db")
    #expect(strict.status == 1)
    #expect(strict.errors.contains("bad.jsonl:4"))
    #expect(
      try program("query", "corpus_overview", "--db", "strict.db", "--csv").output.contains(
        "trajectories,0"))
  }

  @Test("folders skip what nobody knows; a named file that nobody knows is an error")
  func folders() throws {
    let folder = try TemporaryFolder()
    try folder.write("in/a/corpus.jsonl", corpus)
    try folder.write("in/report.json", "{\"resolved\": []}")
    try folder.write("in/notes.txt", "hello")
    let program = Program(in: folder.url)
    let found = try program("ingest", "in")
    #expect(found.status == 0)
    #expect(found.errors.contains("2 files skipped"))
    #expect(found.output.contains("in/a/corpus.jsonl"))
    let named = try program("ingest", "in/notes.txt")
    #expect(named.status == 1)
    #expect(named.errors.contains("error: 'in/notes.txt' is of no format that is known here"))
    #expect(try program("ingest", "absent.jsonl").status == 1)
  }

  @Test("standard input is read with '-'")
  func standardInput() throws {
    let folder = try TemporaryFolder()
    let result = try Program(in: folder.url)(
      "ingest", "-", "--source", "piped", "--csv", input: corpus)
    #expect(result.status == 0)
    #expect(result.output.contains("-,regoal,piped,trajectory,3,0"))
  }

  @Test(
    "another threshold touches no stage and tells what changed; other rules stand beside the old")
  func rerun() throws {
    let folder = try TemporaryFolder()
    try folder.write("corpus.jsonl", corpus)
    let program = Program(in: folder.url)
    try program("ingest", "corpus.jsonl")
    try program("run")
    let before = try program("query", "corpus_overview", "--csv").output
    let gate = try program(
      "rerun", "gate", "--fallback", "none", "--theta", "1", "--judges", "none")
    #expect(gate.status == 0)
    #expect(try program("query", "corpus_overview", "--csv").output == before)
    let same = try program("rerun", "gate", "--judges", "none")
    #expect(same.output.contains("no decision changed (2 decisions)"))
    let strict = try program("rerun", "gate", "--delta", "1")
    #expect(strict.output.contains("below_delta"))
    #expect(strict.errors.contains("1 of 2 decisions changed"))
    #expect(try program("rerun", "detect").errors.contains("nothing to do"))
    let reference = try program("rerun", "detect", "--rules", "reference", "--csv")
    #expect(reference.output.contains("detect,reference,2"))
    #expect(try program("query", "corpus_overview", "--csv").output.contains("detections,4"))
    let ambiguous = try program("query", "decisions")
    #expect(ambiguous.status == 1)
    #expect(
      ambiguous.errors.contains(
        "detect_config is not given, and several are present: default, reference"))
  }

  @Test("mistakes are answered with the nearest legal word")
  func suggestions() throws {
    let folder = try TemporaryFolder()
    try folder.write("corpus.jsonl", corpus)
    let program = Program(in: folder.url)
    #expect(
      try program("query", "decisions").errors.contains("there is no database at 'regoal.db'"))
    try program("ingest", "corpus.jsonl")
    #expect(
      try program("query", "decisions", "-p", "tehta=0.5").errors
        .contains("error: query 'decisions' has no parameter 'tehta'\n  fix: did you mean 'theta'?")
    )
    #expect(try program("query", "decision").errors.contains("did you mean 'decisions'?"))
    #expect(try program("query", "decisions", "-p", "theta=x").errors.contains("it takes a number"))
    #expect(try program("query", "decisions", "-p", "judges=j2").errors.contains("it takes JSON"))
    #expect(
      try program("query", "decisions", "-p", "fallback=refrence").errors
        .contains("it takes none, algorithm1, reference"))
    let format = try program("export", "--format", "trl")
    #expect(format.status == 64)
    #expect(format.errors.contains("there are: agenther-sft"))
    #expect(
      try program("query", "--sql", "DELETE FROM vote").errors.contains("only reading is allowed"))
  }

  @Test(
    "only ingest makes a database",
    arguments: [
      ["run"], ["export"], ["rerun", "gate"], ["query", "decisions"], ["db", "migrate"],
      ["db", "status"], ["db", "check"], ["db", "backup", "copy.db"],
      ["show", "t1"], ["db", "forget", "t1", "--reason", "a secret", "--yes"],
    ])
  func mistypedDatabase(_ command: [String]) throws {
    let folder = try TemporaryFolder()
    let result = try Program(in: folder.url).run(command + ["--db", "mistyped.db"])
    #expect(result.status == 1)
    #expect(result.errors.contains("there is no database at 'mistyped.db'"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == [])
  }

  @Test("a missing file does not keep the others out")
  func missingFile() throws {
    let folder = try TemporaryFolder()
    try folder.write("corpus.jsonl", corpus)
    let program = Program(in: folder.url)
    let result = try program("ingest", "absent.jsonl", "corpus.jsonl", "--csv")
    #expect(result.status == 1)
    #expect(result.output.contains("trajectory,3,0"))
    #expect(result.errors.contains("'absent.jsonl' cannot be opened: no such file or folder"))
    #expect(try program("ingest", "absent.jsonl", "--db", "none.db").status == 1)
    #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "none.db").path))
  }

  @Test(
    "judges are an array of names", arguments: ["[null]", "{\"a\":\"j\"}", "\"j\"", "3", "[1]"])
  func judges(_ text: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("corpus.jsonl", corpus)
    let program = Program(in: folder.url)
    try program("ingest", "corpus.jsonl")
    let result = try program("query", "decisions", "-p", "judges=\(text)")
    #expect(result.status == 1)
    #expect(result.errors.contains("it takes a JSON array of names"))
  }

  @Test("a judge that is named twice is one judge")
  func sameJudge() throws {
    let folder = try TemporaryFolder()
    try folder.write("corpus.jsonl", corpus)
    let program = Program(in: folder.url)
    try program("ingest", "corpus.jsonl")
    try program("run")
    let once = try program("query", "decisions", "-p", "judges=[\"grounding\"]", "--csv")
    #expect(once.output.contains("accepted"))
    for names in ["[\"grounding\",\"grounding\"]", "[\"grounding\",\"built-in/grounding\"]"] {
      let twice = try program("query", "decisions", "-p", "judges=\(names)", "--csv")
      #expect(twice.output == once.output)
    }
  }

  @Test(
    "the sqlite3 shell gives the same decisions",
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/sqlite3")))
  func shell() throws {
    let folder = try TemporaryFolder()
    try folder.write("corpus.jsonl", corpus)
    let program = Program(in: folder.url)
    try program("ingest", "corpus.jsonl")
    try program("run")
    let query = Program.package.appending(path: "Queries/gate/decisions.sql")
    let shell = Program(in: folder.url, executable: URL(filePath: "/usr/bin/sqlite3"))
    let answer = try shell.run(["-header", "-csv", "regoal.db", ".read \(query.path)"])
    #expect(
      answer.output.replacing("\r\n", with: "\n")
        == (try program("query", "decisions", "--csv").output))
  }
}
