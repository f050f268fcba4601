import Foundation
import RegoalTesting
import Testing

@Suite("Files that cannot be written or read", .enabled(if: Unprivileged.isPossible))
struct UnwritableTests {
  private func expect(
    _ arguments: [String], _ words: String, in trial: Trial,
    _ location: SourceLocation = #_sourceLocation
  ) throws {
    let result = try Unprivileged(in: trial.folder.url).run(arguments)
    #expect(result.status == 1, "\(result.output)", sourceLocation: location)
    #expect(result.output == "", sourceLocation: location)
    #expect(
      result.errors.hasPrefix("error: " + words), "\(result.errors)", sourceLocation: location)
    #expect(result.errors.contains("\n  fix: "), sourceLocation: location)
  }

  @Test("are named with the reason, before cells and curves are asked")
  func reasons() throws {
    let trial = try Trial()
    let corpus = Program.package.appending(path: "Samples/hand-written.jsonl").path
    try trial.program("ingest", corpus)
    try trial.program("run")
    let files = FileManager.default
    // A query that never ends, were it asked.
    let endless =
      "WITH RECURSIVE x AS (SELECT 1 AS n UNION ALL SELECT n FROM x) SELECT sum(n) FROM x"
    let cell = "```sql\n\(endless)\n```\n"
    try trial.folder.write("n.md", cell)
    try trial.folder.write("locked.md", cell)
    try trial.folder.write("secret.md", cell)
    try files.createDirectory(atPath: trial.path("closed"), withIntermediateDirectories: false)
    try files.createDirectory(atPath: trial.path("folder.svg"), withIntermediateDirectories: false)
    chmod(trial.path("closed"), 0o555)
    chmod(trial.path("locked.md"), 0o444)
    chmod(trial.path("secret.md"), 0o000)
    defer { chmod(trial.path("closed"), 0o755) }
    for file in ["absent/x.md", "absent/x.html"] {
      let option = file.hasSuffix(".md") ? "--out" : "--html"
      try expect(
        ["notebook", "run", "n.md", option, file],
        "'\(file)' cannot be written: there is no folder 'absent'", in: trial)
    }
    try expect(
      ["notebook", "run", "n.md", "--out", "closed/x.md"],
      "'closed/x.md' cannot be written: the folder 'closed' may not be written to", in: trial)
    try expect(
      ["notebook", "run", "n.md", "--html", "closed"],
      "'closed' cannot be written: it is a folder", in: trial)
    try expect(
      ["notebook", "run", "locked.md", "--in-place"],
      "'locked.md' cannot be written: its permissions forbid it", in: trial)
    #expect(try trial.folder.data("locked.md") == Data(cell.utf8))
    try expect(
      ["notebook", "run", "n.md", "--html", "n.md/x.html"],
      "'n.md/x.html' cannot be written: 'n.md' is no folder", in: trial)
    try expect(["notebook", "run", "n.md", "--html", ""], "no file is named", in: trial)
    try expect(
      ["notebook", "run", "secret.md"], "'secret.md' cannot be read: Permission denied", in: trial)
    try expect(
      ["notebook", "new", "absent/x"], "'absent/x.md' cannot be written: there is no folder",
      in: trial)
    for (path, words) in [
      ("absent/c.svg", "there is no folder 'absent'"),
      ("closed/c.svg", "the folder 'closed' may not be written to"),
      ("folder.svg", "it is a folder"),
    ] {
      try expect(
        ["sweep", "--chart", path], "'\(path)' cannot be written: \(words)", in: trial)
    }
  }

  @Test(
    "are never the database, and never the notebook that is read",
    arguments: [
      (["--html", "regoal.db"], 1, "it is a database, or belongs to one"),
      (["--out", "regoal.db"], 1, "it is a database, or belongs to one"),
      (["--out", "regoal.db-wal"], 1, "it is a database, or belongs to one"),
      (["--html", "./n.md"], 64, "write over the notebook"),
      (["--html", "page", "--out", "page"], 64, "the same file"),
    ])
  func sources(_ flags: [String], _ status: Int32, _ words: String) throws {
    let trial = try Trial()
    try trial.write("n.md", Data("# A\n\n```sql as=one\nSELECT 1 AS a\n```\n".utf8))
    try trial.write(
      "runs.jsonl",
      Data(#"{"type":"trajectory","id":"t","goal":"g","steps":[],"success":false}"#.utf8))
    #expect(try trial.program("ingest", "runs.jsonl").status == 0)
    let before = try trial.folder.data("regoal.db")
    let result = try trial.program.run(["notebook", "run", "n.md"] + flags)
    #expect(result.status == status, "\(result.errors)")
    #expect(result.errors.contains(words), "\(result.errors)")
    #expect(try trial.folder.data("regoal.db") == before)
    #expect(try trial.folder.data("n.md").starts(with: Data("# A".utf8)))
  }
}
