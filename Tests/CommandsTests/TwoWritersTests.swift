import Foundation
import RegoalTesting
import Testing

@Suite("Several programs on one database")
struct TwoWritersTests {
  private let folder: TemporaryFolder
  private let program: Program
  private var database: URL { folder.url.appending(path: "regoal.db") }

  init() throws {
    folder = try TemporaryFolder()
    program = Program(in: folder.url)
  }

  /// A log of runs with a step each.
  private func write(_ file: String, prefix: String, count: Int) throws {
    let lines = (0..<count).map {
      #"{"type":"trajectory","id":"\#(prefix)\#($0)","task":"task \#($0 % 7)","goal":"Find lamp \#($0)","#
        + #""steps":[{"thought":"look","action_name":"search","action_input":{"q":\#($0)},"#
        + #""observation":"Lamp \#($0) costs $\#($0).50."}],"final_answer":"Lamp \#($0)","#
        + #""failure_reason":"The price exceeds the budget.","success":false}"# + "\n"
    }
    try folder.write(file, lines.joined())
  }

  private func start(_ arguments: [String]) throws -> Child {
    try Child(arguments, in: folder.url)
  }

  @Test("two ingests of different files into a new database both end, and nothing is missing")
  func differentFiles() throws {
    try write("a.jsonl", prefix: "a", count: 2_500)
    try write("b.jsonl", prefix: "b", count: 2_500)
    let children = [try start(["ingest", "a.jsonl"]), try start(["ingest", "b.jsonl"])]
    for child in children { #expect(child.wait() == .exited(0), "\(child.errors)") }
    let together = try StoredRows(database: database)
    try program("ingest", "a.jsonl", "b.jsonl", "--db", "apart.db")
    #expect(together == (try StoredRows(database: folder.url.appending(path: "apart.db"))))
    #expect(together.counts["trajectory"] == 5_000)
  }

  @Test("two ingests of the same file store it once")
  func sameFile() throws {
    try write("a.jsonl", prefix: "a", count: 2_500)
    let children = try (0..<2).map { _ in try start(["ingest", "a.jsonl", "--csv"]) }
    var added = 0
    for child in children {
      #expect(child.wait() == .exited(0), "\(child.errors)")
      added += Int(child.output.split(separator: ",").dropLast().last ?? "") ?? 0
    }
    #expect(added == 2_500)
    #expect(try StoredRows(database: database).counts["trajectory"] == 2_500)
  }

  @Test("two runs give each answer once")
  func runs() throws {
    try write("a.jsonl", prefix: "a", count: 40)
    try program("ingest", "a.jsonl")
    try FileManager.default.copyItem(
      at: database, to: folder.url.appending(path: "apart.db"))
    let children = try (0..<2).map { _ in try start(["run"]) }
    for child in children { #expect(child.wait() == .exited(0), "\(child.errors)") }
    #expect(children[0].output == children[1].output)
    try program("run", "--db", "apart.db")
    #expect(
      try StoredRows(database: database)
        == StoredRows(database: folder.url.appending(path: "apart.db")))
    #expect(try program("db", "check").status == 0)
  }

  @Test("a query is answered while an ingest writes")
  func reader() throws {
    try write("a.jsonl", prefix: "a", count: 2_500)
    try program("ingest", "a.jsonl", "--source", "before")
    let child = try start(["ingest", "a.jsonl"])
    child.watch { $0.written > 50_000 }
    var answers = 0
    while child.isRunning {
      let result = try program("query", "corpus_overview", "--csv")
      #expect(result.status == 0, "\(result.errors)")
      // Whole groups, never a part of one.
      let line = try #require(
        result.output.split(separator: "\n").first { $0.hasPrefix("trajectories,") })
      #expect(["2500", "4500", "5000"].contains(line.split(separator: ",")[1]))
      answers += 1
    }
    #expect(child.wait() == .exited(0))
    #expect(answers > 0)
  }

  @Test("who waits for a lock that is never given back says so, and what to do")
  func locked() throws {
    try write("a.jsonl", prefix: "a", count: 3)
    try program("ingest", "a.jsonl")
    let holder = Process()
    holder.executableURL = URL(filePath: StoredRows.shell)
    holder.arguments = ["-batch", "-init", "/dev/null", database.path]
    holder.currentDirectoryURL = folder.url
    let (input, output) = (Pipe(), Pipe())
    holder.standardInput = input
    holder.standardOutput = output
    try holder.run()
    defer {
      try? input.fileHandleForWriting.close()
      holder.waitUntilExit()
    }
    try input.fileHandleForWriting.write(
      contentsOf: Data("BEGIN IMMEDIATE; SELECT 'held';\n".utf8))
    #expect(output.fileHandleForReading.availableData == Data("held\n".utf8))
    let child = try start(["ingest", "a.jsonl"])
    #expect(child.wait() == .exited(1))
    #expect(
      child.errors == """
        error: 'regoal.db' is being written by another program
          fix: try again when it has ended, or wait longer with --wait SECONDS

        """)
    #expect(try program("query", "corpus_overview").status == 0)
    // A wait can be ended.
    let waiting = try start(["ingest", "a.jsonl"])
    waiting.watch { $0.seconds > 0.5 }
    waiting.send(SIGINT)
    #expect(waiting.wait() == .exited(130))
    #expect(waiting.seconds < 8)
  }
}
