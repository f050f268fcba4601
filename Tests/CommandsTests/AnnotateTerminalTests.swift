import Foundation
import RegoalTesting
import Testing

/// On a pseudo-terminal, driven key by key.
@Suite("Annotating on a terminal", .serialized, .enabled(if: Python.isPresent))
struct AnnotateTerminalTests {
  private let folder: TemporaryFolder
  private let program: Program
  private static let pairs = 20

  init() throws {
    folder = try TemporaryFolder()
    program = Program(in: folder.url)
    #expect(
      try program("simulate", "--runs", "40", "--rated", "0", "-o", "log.jsonl").status == 0)
    #expect(try program("ingest", "log.jsonl").status == 0)
    #expect(
      try program("annotate", "plan", "f", "--count", "20", "--annotators", "a1").status == 0)
  }

  private struct End: Decodable {
    let before: Bool
    let during: Bool?
    let after: Bool
    let status: Int32
    let output: String
  }

  private func drive(
    _ steps: [[String: Any]], _ arguments: [String] = ["annotate", "next", "f", "--as", "a1"]
  ) throws -> End {
    let script = Program.package.appending(path: "Tests/terminal/drive.py")
    let job: [String: Any] = [
      "argv": [Program.built.path] + arguments, "folder": folder.url.path, "rows": 24,
      "columns": 90, "steps": steps,
    ]
    let answer = try Python.run(
      String(contentsOf: script, encoding: .utf8),
      input: try JSONSerialization.data(withJSONObject: job))
    return try JSONDecoder().decode(End.self, from: answer)
  }

  /// Gives verdicts one by one, each after the head says how many are rated.
  private func rate(_ keys: String, from first: Int) -> [[String: Any]] {
    keys.enumerated().flatMap { at, key in
      [["expect": "\(first + at) of \(Self.pairs) rated"], ["send": String(key)]]
    }
  }

  private func verdicts() throws -> [String] {
    try program("query", "annotations", "--csv").output.split(separator: "\n").dropFirst().map {
      let fields = $0.split(separator: ",", omittingEmptySubsequences: false)
      return fields[9] + ":" + fields[10]
    }
  }

  private func count(_ verdict: String) throws -> Int {
    try verdicts().count { $0.hasSuffix(verdict) }
  }

  @Test("takes 20 ratings, with undo, quit, resume and kill -9, and loses none that was given")
  func twenty() throws {
    // Eight, the last of them undone and given again with a note.
    let first = try drive(
      rate("viviuvvi", from: 0) + [
        ["expect": "8 of 20 rated"], ["send": "b"], ["expect": "7 of 20 rated"],
        ["expect": "taken back"], ["send": "n"], ["expect": "note: "],
        ["send": "größer, \"falsch\"\n"], ["expect": "noted"], ["send": "u"],
        ["expect": "8 of 20 rated"], ["send": "q"],
      ])
    #expect(first.status == 0)
    #expect(first.before && first.during == false && first.after)
    #expect(first.output.contains("8 of 20 pairs rated by a1; the same command goes on"))
    #expect(try verdicts().count == 10)
    #expect(try count("retracted") == 1)
    #expect(try count("1:valid") == 4)
    #expect(try count("1:invalid") == 3)
    #expect(try count("1:unsure") == 1)
    #expect(try count("3:unsure") == 1)
    #expect(try program("query", "annotations", "--csv").output.contains("größer"))

    // Five more; killed as soon as the fifth is told to be stored.
    let killed = try drive(
      rate("vvviv", from: 8) + [["expect": "13 of 20 rated"], ["signal": Int(SIGKILL)]])
    #expect(killed.status == -SIGKILL)
    #expect(try verdicts().count == 15)

    // The first key of the new session is an undo of what the killed one stored.
    let last = try drive(
      [["expect": "13 of 20 rated"], ["send": "z"]] + rate("vvvvvvvv", from: 12))
    #expect(last.status == 0)
    #expect(last.after)
    #expect(last.output.contains("20 of 20 pairs rated by a1"))
    #expect(try verdicts().count == 15 + 1 + 8)
    let progress = try program("annotate", "status", "f", "--csv").output
    #expect(progress.contains("f,uniform,"))
    #expect(progress.contains(",20,a1,20,20,"))
    #expect(try program("db", "check", "--deep").status == 0)
    let none = try program("annotate", "next", "f", "--as", "a1")
    #expect(none.status == 0)
    #expect(none.errors.contains("all 20 pairs of 'f' are rated by a1"))
  }

  @Test(
    "leaves the terminal as it was, whatever ends it",
    arguments: [(2, 130), (15, 143), (1, 129), (3, -3)] as [(Int32, Int32)])
  func signals(number: Int32, status: Int32) throws {
    let end = try drive(
      rate("v", from: 0) + [["expect": "1 of 20 rated"], ["signal": Int(number)]])
    #expect(end.status == status)
    #expect(end.during == false && end.after)
    #expect(try verdicts() == ["1:valid"])
  }

  @Test("ends with 130 on Ctrl-C, which is a key there")
  func interrupt() throws {
    let end = try drive([["expect": "0 of 20 rated"], ["send": "\u{3}"]])
    #expect(end.status == 130)
    #expect(end.after)
    #expect(try verdicts().isEmpty)
  }

  @Test("pages through a long pair by key, and follows the size of the window")
  func pages() throws {
    try folder.write("long.jsonl", AnnotateTests.long(steps: 60))
    #expect(try program("ingest", "long.jsonl", "--db", "long.db").status == 0)
    #expect(try program("annotate", "plan", "f", "--count", "1", "--db", "long.db").status == 0)
    let end = try drive(
      [
        ["expect": "lines 1-21 of"], ["send": " "], ["expect": "lines 21-41 of"],
        ["send": "\u{1B}[6~"], ["expect": "lines 41-61 of"], ["send": "\u{1B}[5~"],
        ["expect": "lines 21-41 of"], ["send": "\u{1B}[B"], ["expect": "lines 22-42 of"],
        ["send": "G"], ["expect": "The final answer"], ["send": "g"], ["expect": "lines 1-21 of"],
        ["send": "\u{1B}[99~x"], ["resize": [40, 90]], ["expect": "lines 1-37 of"],
        ["send": "?"], ["expect": "any key goes on"], ["send": "?"], ["expect": "lines 1-37 of"],
        ["send": "b"], ["expect": "nothing is left to undo"], ["send": "v"],
      ], ["annotate", "next", "f", "--as", "a1", "--db", "long.db"])
    #expect(end.status == 0)
    #expect(end.output.contains("1 of 1 pairs rated by a1"))
  }
}
