import Foundation
import RegoalTesting
import Testing

private let secret = "AKIA-SECRET-5711"
private let log = """
  {"type":"trajectory","id":"t1","goal":"Log in with \(secret)","steps":[{"thought":"\(secret)","action_name":"login","action_input":{"key":"\(secret)"},"observation":"Error: refused"}],"failure_reason":"refused","success":false}
  {"type":"trajectory","id":"t2","goal":"Find a mug","steps":[{"action_name":"search","action_input":{},"observation":"Red mug: KilnWorks Rosso, 9.90 dollars"}],"failure_reason":"not bought","success":false}
  {"type":"attempt","trajectory":"t1","config":"r1","k":0,"goal":"\(secret)"}

  """

@Suite("db forget")
struct ForgetTests {
  private let folder: TemporaryFolder
  private let program: Program

  init() throws {
    folder = try TemporaryFolder()
    program = Program(in: folder.url)
    try folder.write("runs.jsonl", log)
    _ = try program("ingest", "runs.jsonl")
    _ = try program("run")
  }

  /// Database files in which a text stands.
  private func files(holding text: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted().filter {
      try $0.hasPrefix("regoal.db") && folder.data($0).range(of: Data(text.utf8)) != nil
    }
  }

  @Test("removes a run and what is about it, names the copies, and nothing of it is in the files")
  func forgets() throws {
    #expect(try files(holding: secret) == ["regoal.db"])
    let result = try program("db", "forget", "t1", "--reason", "API key", "--yes", "--csv")
    #expect(result.status == 0)
    #expect(
      result.output == """
        what,removed
        annotation,0
        vote,3
        collection,1
        attempt,3
        outcome,1
        detection,1
        model_call,0
        decision,1
        step,1
        trajectory,1

        """)
    #expect(result.errors.contains("forgotten: 't1' (sha256:"))
    #expect(result.errors.contains("a quarantined record names it: runs.jsonl:3"))
    #expect(result.errors.contains("copies may remain in backups, in exports"))
    #expect(result.errors.contains("the ingested file (runs.jsonl)"))
    #expect(try files(holding: "Find a mug") == ["regoal.db"])
    // The quarantined record still has it, as was said.
    #expect(try files(holding: secret) == ["regoal.db"])
    let record = try program(
      "db", "forget", "--quarantine", "runs.jsonl:3", "--reason", "API key", "--yes")
    #expect(record.status == 0)
    #expect(try files(holding: secret) == [])
    #expect(try program("db", "check", "--deep").status == 0)
    let stones = try program("query", "tombstones", "--csv").output
    #expect(stones.contains("trajectory,sha256:") && stones.contains("quarantine,sha256:"))
    #expect(stones.contains(",API key,"))
  }

  @Test("is remembered: the same file does not bring it back, not even into quarantine")
  func notAgain() throws {
    _ = try program("db", "forget", "t1", "--reason", "API key", "--yes")
    _ = try program("db", "forget", "--quarantine", "runs.jsonl:3", "--reason", "API key", "--yes")
    let again = try program("ingest", "runs.jsonl", "--csv")
    #expect(again.status == 0)
    #expect(
      again.output
        == "file,format,source,kind,added,present\nruns.jsonl,regoal,regoal,trajectory,0,1\n")
    #expect(again.errors.contains("runs.jsonl:1: forgotten on 20"))
    #expect(again.errors.contains("runs.jsonl:3: forgotten on 20"))
    #expect(again.errors.contains(", reason: API key\n"))
    #expect(again.errors.contains("2 records were skipped: forgotten with 'regoal db forget'"))
    #expect(try files(holding: secret) == [])
    try folder.write("good.jsonl", String(log.prefix { $0 != "\n" }) + "\n")
    let strict = try program("ingest", "good.jsonl", "--strict")
    #expect(strict.status == 0)
    #expect(strict.errors.contains("1 record was skipped: forgotten"))
    let shown = try program("show", "t1")
    #expect(shown.status == 1)
    #expect(shown.errors.contains("error: forgotten on 20"))
    let second = try program("db", "forget", "t1", "--reason", "API key", "--yes")
    #expect(second.status == 0)
    #expect(second.output.hasPrefix("already forgotten on 20"))
    let record = try program(
      "db", "forget", "--quarantine", "runs.jsonl:3", "--reason", "API key", "--yes")
    #expect(record.output.hasPrefix("already forgotten on 20"))
  }

  @Test("asks first: without a terminal it wants --yes, and --dry-run only shows")
  func confirmation() throws {
    let unasked = try program("db", "forget", "t1", "--reason", "API key", input: "y\n")
    #expect(unasked.status == 1)
    #expect(unasked.errors.contains("nothing was removed: forgetting 't1' (sha256:"))
    #expect(unasked.errors.contains("add --yes to confirm, or --dry-run"))
    let dry = try program("db", "forget", "t1", "--reason", "API key", "--dry-run", "--csv")
    #expect(dry.status == 0)
    #expect(dry.output.hasPrefix("what,count\ntrajectory,1\nstep,1\n"))
    #expect(dry.errors.contains("nothing was removed (--dry-run)"))
    #expect(try program("show", "t1").status == 0)
    #expect(
      try program("query", "tombstones", "--csv").output == "kind,digest,reason,forgotten_at\n")
  }

  @Test("refuses what it cannot know")
  func mistakes() throws {
    #expect(try program("db", "forget", "t1", "--yes").status == 64)
    #expect(try program("db", "forget", "t1", "--reason", " ", "--yes").status == 64)
    #expect(try program("db", "forget", "--reason", "x", "--yes").status == 64)
    #expect(try program("db", "forget", "--quarantine", "x", "--reason", "x").status == 64)
    let unknown = try program("db", "forget", "t1a", "--reason", "x", "--yes")
    #expect(unknown.status == 1)
    #expect(unknown.errors.contains("there is no trajectory 't1a'\n  fix: did you mean 't1'?"))
    let place = try program("db", "forget", "--quarantine", "a:1", "--reason", "x", "--yes")
    #expect(place.errors.contains("no quarantined record is of a:1"))
    _ = try program("ingest", "runs.jsonl", "--source", "lab")
    let several = try program("db", "forget", "t1", "--reason", "x", "--yes")
    #expect(several.status == 1)
    #expect(several.errors.contains("'t1' means 2 runs: lab/t1, regoal/t1"))
    #expect(try program("db", "forget", "lab/t1", "--reason", "x", "--yes").status == 0)
    #expect(try program("show", "regoal/t1").status == 0)
  }

  @Test(
    "killed at any moment, leaves a whole database, and the same command finishes the job",
    arguments: [0.02, 0.05, 0.08, 0.11, 0.14, 0.17, 0.2, 0.25, 0.3])
  func killed(seconds: Double) throws {
    _ = try program("db", "forget", "--quarantine", "runs.jsonl:3", "--reason", "x", "--yes")
    let process = Process()
    process.executableURL = Program.built
    process.arguments = ["db", "forget", "t1", "--reason", "API key", "--yes"]
    process.currentDirectoryURL = folder.url
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    Thread.sleep(forTimeInterval: seconds)
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    #expect(try program("db", "check", "--deep").status == 0)
    let runs = try program("query", "corpus_overview", "--csv").output
    #expect(runs.contains("trajectories,1\n") || runs.contains("trajectories,2\n"))
    let again = try program("db", "forget", "t1", "--reason", "API key", "--yes")
    #expect(again.status == 0)
    #expect(try files(holding: secret) == [])
    #expect(try program("db", "check", "--deep").status == 0)
  }
}
