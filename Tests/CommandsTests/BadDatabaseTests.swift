import Foundation
import GRDBSQLite
import RegoalTesting
import SQLFiles
import Testing

private let runs = """
  {"id":"t1","messages":[{"role":"user","content":"Find a lamp under $20"},{"role":"assistant","content":"I look","tool_calls":[{"id":"a","type":"function","function":{"name":"search","arguments":"{}"}}]},{"role":"tool","tool_call_id":"a","content":"Found LumaDesk at $24.50 in stock"},{"role":"assistant","content":"It costs $24.50"}],"success":false,"failure_reason":"over budget"}
  {"id":"t2","messages":[{"role":"user","content":"Find a mug"}],"success":false}

  """

private let more = "{\"id\":\"t3\",\"messages\":[{\"role\":\"user\",\"content\":\"Find a cup\"}]}\n"

/// Commands that read, and those that write.
private let reading = [
  ["query", "decisions"], ["query", "--sql", "select 1 from trajectory"], ["db", "check"],
]
private let writing = [["ingest", "more.jsonl"], ["run"], ["rerun", "gate"]]

@Suite("A database that is not as it should be is left as it is")
struct BadDatabaseTests {
  let trial: Trial

  init() throws {
    trial = try Trial()
    try trial.folder.write("runs.jsonl", runs)
    try trial.folder.write("more.jsonl", more)
  }

  /// A database with a run of each stage, as one file.
  private func make(_ name: String = "x.db") throws {
    #expect(try trial.program("ingest", "runs.jsonl", "--db", name).status == 0)
    #expect(try trial.program("run", "--db", name).status == 0)
  }

  private func expect(
    _ command: [String], database name: String = "x.db", _ words: String, fix: String,
    isCompared: Bool = true, _ location: SourceLocation = #_sourceLocation
  ) throws {
    // Where this process holds a lock: to close the file, once read, would give the lock up.
    let before = isCompared ? try? trial.folder.data(name) : nil
    let result = try trial.program.run(command + ["--db", name])
    #expect(result.status == 1, "\(command)", sourceLocation: location)
    #expect(
      result.errors.contains("error: '\(name)' \(words)\n  fix: \(fix)"),
      "\(command): \(result.errors)", sourceLocation: location)
    guard isCompared else { return }
    #expect((try? trial.folder.data(name)) == before, "\(command)", sourceLocation: location)
  }

  @Test("that is not SQLite's", arguments: reading + writing)
  func notSQLite(command: [String]) throws {
    try trial.write("x.db", Data(String(repeating: "hello ", count: 2_000).utf8))
    try expect(
      command, "is not an SQLite database", fix: "name a Regoal database with --db")
  }

  @Test("of somebody else", arguments: [["query", "decisions"], ["db", "check"]] + writing)
  func notOurs(command: [String]) throws {
    try execute("CREATE TABLE t (a)")
    try expect(
      command, "is an SQLite database, but not one of Regoal's",
      fix: "name another file with --db")
  }

  @Test("newer than the program", arguments: [["query", "decisions"]] + writing)
  func newer(command: [String]) throws {
    try make()
    try execute("PRAGMA user_version = 99")
    try expect(
      command, "has version 99; this program knows versions up to \(known)",
      fix: "use a newer regoal")
  }

  @Test("with a migration that the program does not know", arguments: writing)
  func unknownMigration(command: [String]) throws {
    try make()
    try execute(
      """
      INSERT INTO migration SELECT \(known + 1), '9999_future', digest, applied_at FROM migration WHERE version = 1;
      PRAGMA user_version = \(known + 1)
      """)
    try expect(
      command, "has version \(known + 1); this program knows versions up to \(known)",
      fix: "use a newer regoal")
    let check = try trial.program("db", "check", "--db", "x.db", "--csv")
    #expect(check.status == 1)
    #expect(
      check.output.contains("has version \(known + 1); this program knows versions up to \(known)"))
  }

  @Test("that is empty", arguments: [["query", "decisions"], ["db", "check"], ["run"]])
  func empty(command: [String]) throws {
    try trial.write("x.db", Data())
    try expect(
      command, "is empty: nothing was ever stored in it",
      fix: "'regoal ingest FILE --db x.db' fills it")
  }

  @Test("that is a folder", arguments: reading + writing)
  func folder(command: [String]) throws {
    try FileManager.default.createDirectory(
      atPath: trial.path("x.db"), withIntermediateDirectories: true)
    try expect(command, "is a folder, not a database", fix: "name a file with --db")
    #expect(try FileManager.default.contentsOfDirectory(atPath: trial.path("x.db")) == [])
  }

  @Test("in a folder that is not there")
  func noFolder() throws {
    try expect(
      ["ingest", "runs.jsonl"], database: "none/x.db",
      "cannot be opened: there is no folder 'none'",
      fix: "allow it, or name a file elsewhere with --db")
    try expect(
      ["ingest", "runs.jsonl"], database: "runs.jsonl/x.db",
      "cannot be opened: 'runs.jsonl' is not a folder", fix: "allow it")
  }

  @Test("of which pages are overwritten, or the end is missing", arguments: [true, false])
  func damaged(isCut: Bool) throws {
    try make()
    var bytes = try trial.folder.data("x.db")
    let page = 16_384
    if isCut {
      bytes = bytes.prefix(bytes.count / 2 / page * page)
    } else {
      for start in stride(from: page, to: bytes.count, by: page) {
        for at in start..<(start + 64) { bytes[at] = 0xAA }
      }
    }
    try trial.write("x.db", bytes)
    for command in reading + [["run"], ["ingest", "more.jsonl"], ["export"]] {
      let result = try trial.program.run(command + ["--db", "x.db"])
      #expect(result.status == 1, "\(command)")
      let told = result.errors + result.output
      #expect(
        told.contains("error: 'x.db' is damaged: database disk image is malformed\n  fix: restore")
          || command == ["db", "check"], "\(command): \(told)")
    }
    #expect(!FileManager.default.fileExists(atPath: trial.path("export/manifest.json")))
  }

  @Test("that another program is writing can be read; who would write waits, then says so")
  func locked() throws {
    try make()
    try holding("BEGIN IMMEDIATE", "x.db") {
      for command in writing + [["export"], ["db", "migrate"]] {
        try expect(
          command + ["--wait", "0.1"], "is being written by another program",
          fix: "try again when it has ended, or wait longer with --wait SECONDS",
          isCompared: false)
      }
      for command in reading {
        #expect(try trial.program.run(command + ["--db", "x.db", "--wait", "0.1"]).status == 0)
      }
    }
    #expect(try trial.counts("x.db")["trajectories"] == 2)
    #expect(try trial.program("ingest", "more.jsonl", "--db", "x.db").status == 0)
    #expect(try trial.counts("x.db")["trajectories"] == 3)
    try trial.expectSound("x.db")
  }

  @Test("is waited for as long as the settings say")
  func wait() throws {
    try make()
    try trial.folder.write("regoal.yaml", "wait: 0.1\n")
    try holding("BEGIN IMMEDIATE", "x.db") {
      try expect(
        ["run"], "is being written by another program", fix: "try again", isCompared: false)
    }
    try trial.folder.write("regoal.yaml", "wait: soon\n")
    let result = try trial.program("run", "--db", "x.db")
    #expect(result.status == 1)
    #expect(
      result.errors.contains(
        "error: the setting 'wait' is 'soon'\n  fix: it takes seconds from 0 to 1000000"))
    #expect(try trial.program("run", "--wait", "-1").status == 64)
    #expect(try trial.program("run", "--wait=nan").status == 64)
  }

  @Test("that may not be written can be read", .enabled(if: Unprivileged.isPossible))
  func readOnlyFile() throws {
    try make()
    let program = try Unprivileged(in: trial.folder.url)
    chmod(trial.path("x.db"), 0o444)
    for command in writing {
      let result = try program.run(command + ["--db", "x.db"])
      #expect(result.status == 1)
      #expect(
        result.errors.contains(
          "error: 'x.db' may not be written\n  fix: allow writing to the file"),
        "\(result.errors)")
    }
    try expectReadable(program, "x.db")
    chmod(trial.path("x.db"), 0o644)
    #expect(try trial.counts("x.db")["trajectories"] == 2)
  }

  @Test("in a folder that may not be written can be read", .enabled(if: Unprivileged.isPossible))
  func readOnlyFolder() throws {
    try make()
    try FileManager.default.createDirectory(
      atPath: trial.path("closed ?#%"), withIntermediateDirectories: true)
    let name = "closed ?#%/x.db"
    try FileManager.default.moveItem(atPath: trial.path("x.db"), toPath: trial.path(name))
    chmod(trial.path("closed ?#%"), 0o555)
    defer { chmod(trial.path("closed ?#%"), 0o755) }
    let program = try Unprivileged(in: trial.folder.url)
    let before = try trial.folder.data(name)
    for command in writing {
      let result = try program.run(command + ["--db", name])
      #expect(result.status == 1)
      #expect(result.errors.contains("error: '\(name)' "), "\(result.errors)")
      #expect(result.errors.contains("\n  fix: allow"), "\(result.errors)")
    }
    let made = try program.run(["ingest", "runs.jsonl", "--db", "closed ?#%/new.db"])
    #expect(made.status == 1)
    #expect(
      made.errors.contains(
        "cannot be opened: its folder may not be written: Permission denied\n  fix: allow it"),
      "\(made.errors)")
    try expectReadable(program, name)
    #expect(try trial.folder.data(name) == before)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: trial.path("closed ?#%")) == ["x.db"])
  }

  @Test("that may not be read is told", .enabled(if: Unprivileged.isPossible))
  func unreadable() throws {
    try make()
    let program = try Unprivileged(in: trial.folder.url)
    chmod(trial.path("x.db"), 0)
    for command in reading + writing {
      let result = try program.run(command + ["--db", "x.db"])
      #expect(result.status == 1)
      #expect(
        result.errors.contains("error: 'x.db' cannot be opened: Permission denied\n  fix: allow"),
        "\(command): \(result.errors)")
    }
  }

  private func expectReadable(_ program: Unprivileged, _ name: String) throws {
    for command in reading + [["db", "status"]] {
      let result = try program.run(command + ["--db", name])
      #expect(result.status == 0, "\(command): \(result.errors)")
    }
    let export = try program.run(["export", "--db", name, "--out", "out"])
    #expect(export.status == 0, "\(export.errors)")
    #expect(export.errors.contains("'\(name)' may not be written: deciding in a temporary copy"))
    #expect(try trial.folder.data("out/trl-sft.jsonl").count > 100)
  }

  /// The newest version that the program knows.
  private var known: Int { (try? SQLCatalog.embedded().migrations.count) ?? 0 }

  // MARK: A second connection

  private func open(_ name: String) throws -> OpaquePointer {
    var connection: OpaquePointer?
    #expect(sqlite3_open(trial.path(name), &connection) == SQLITE_OK)
    return try #require(connection)
  }

  private func execute(_ sql: String) throws {
    let connection = try open("x.db")
    defer { sqlite3_close(connection) }
    #expect(sqlite3_exec(connection, sql, nil, nil, nil) == SQLITE_OK)
  }

  private func holding(_ sql: String, _ name: String, _ body: () throws -> Void) throws {
    let connection = try open(name)
    defer { sqlite3_close(connection) }
    #expect(sqlite3_exec(connection, sql, nil, nil, nil) == SQLITE_OK)
    try body()
    #expect(sqlite3_exec(connection, "ROLLBACK", nil, nil, nil) == SQLITE_OK)
  }
}
