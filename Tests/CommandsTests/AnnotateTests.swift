import Foundation
import RegoalTesting
import Testing

@Suite("Annotating")
struct AnnotateTests {
  private let folder: TemporaryFolder
  private let program: Program

  init() throws {
    folder = try TemporaryFolder()
    program = Program(in: folder.url)
  }

  /// A failed run with an accepted attempt.
  static func long(steps: Int, id: String = "long", secret: String = "") -> String {
    let all = (0..<steps).map {
      #"{"thought":"I think \#($0)","action_name":"look","action_input":{"at":\#($0)},"observation":"Seen \#($0)"}"#
    }.joined(separator: ",")
    return [
      #"{"type":"trajectory","id":"\#(id)","goal":"GOAL\#(secret)","steps":[\#(all)],"#
        + #""final_answer":"The final answer","failure_reason":"REASON\#(secret)","success":false}"#,
      #"{"type":"detection","trajectory":"\#(id)","config":"d","is_failure":true,"failure_type":"incomplete","severity":0.31,"weight":0.69,"recoverable":true,"explanation":"EXPLAINED"}"#,
      #"{"type":"outcome","trajectory":"\#(id)","config":"o","achievements":["ACHIEVED"]}"#,
      #"{"type":"attempt","trajectory":"\#(id)","config":"r","k":1,"goal":"The hindsight goal","valid":true,"confidence":0.8765,"rationale":"RATIONALE"}"#,
      #"{"type":"attempt","trajectory":"\#(id)","config":"r","k":2,"goal":"OTHER GOAL","valid":true,"confidence":0.1}"#,
      #"{"type":"attempt","trajectory":"\#(id)","config":"r","k":3,"goal":"OTHER GOAL","valid":true,"confidence":0.1}"#,
      #"{"type":"vote","trajectory":"\#(id)","config":"r","k":1,"judge":"JUDGE","valid":true,"confidence":0.7654,"reason":"BECAUSE"}"#,
    ].map { $0 + "\n" }.joined()
  }

  private func simulated(_ database: String = "regoal.db", runs: Int = 60) throws {
    #expect(
      try program("simulate", "--runs", "\(runs)", "--rated", "0", "-o", "log.jsonl").status == 0)
    #expect(try program("ingest", "log.jsonl", "--db", database).status == 0)
  }

  private func verdicts(_ database: String = "regoal.db") throws -> String {
    try program("query", "annotations", "--csv", "--db", database).output
  }

  @Test("shows goal, steps and answer, and nothing that people must not see")
  func blind() throws {
    try folder.write("long.jsonl", Self.long(steps: 2))
    #expect(try program("ingest", "long.jsonl").status == 0)
    #expect(try program("annotate", "plan", "f", "--count", "1").status == 0)
    #expect(try program("annotate", "next", "f", "--as", "a", input: "i\n").status == 0)
    let shown = try program("annotate", "next", "f", "--as", "b", input: "q\n").output
    for visible in [
      "The hindsight goal", "I think 1", "look {\"at\":1}", "Seen 1", "The final answer",
    ] { #expect(shown.contains(visible)) }
    for hidden in [
      "GOAL", "REASON", "EXPLAINED", "incomplete", "ACHIEVED", "RATIONALE", "JUDGE", "BECAUSE",
      "8765", "7654", "0.69", "long", "OTHER",
    ] { #expect(!shown.contains(hidden), "\(hidden)") }
    // What another annotator said stays hidden as well.
    #expect(!shown.contains("stored"))
    #expect(try verdicts().contains("a,1,invalid"))
  }

  @Test("shows no control sequences of a run")
  func steering() throws {
    let evil = "\\u001b[2J\\u0007\\u202e"
    try folder.write(
      "evil.jsonl",
      Self.long(steps: 1).replacing("Seen 0", with: "Seen" + evil)
        .replacing("The hindsight goal", with: "The" + evil + "goal")
        .replacing("The final answer", with: "Final" + evil))
    #expect(try program("ingest", "evil.jsonl").status == 0)
    #expect(try program("annotate", "plan", "f", "--count", "1").status == 0)
    let shown = try program("annotate", "next", "f", "--as", "a", input: "q\n").output
    #expect(shown.contains("Seen"))
    #expect(
      !shown.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{7}" || $0 == "\u{202E}" })
  }

  @Test("by lines takes words, notes, skips and undos, and goes on where it ended")
  func lines() throws {
    try simulated()
    #expect(try program("annotate", "plan", "f", "--count", "4").status == 0)
    let first = try program(
      "annotate", "next", "f", "--as", "a",
      input: "nonsense\nvalid\nn two of three\ninvalid\nundo\nundo\nundo\nv\ns\nunsure\n")
    #expect(first.status == 0)
    #expect(first.output.contains("'nonsense' is no key"))
    #expect(first.output.contains("nothing is left to undo"))
    #expect(first.output.contains("2 of 4 pairs rated by a; the same command goes on"))
    let rows = try verdicts().split(separator: "\n").dropFirst()
    // valid, invalid, both taken back, valid, unsure.
    #expect(rows.count == 6)
    #expect(rows.count { $0.contains(",retracted,") } == 2)
    #expect(rows.count { $0.contains("two of three") } == 1)
    let second = try program("annotate", "next", "f", "--as", "a", input: "v\nv\n")
    #expect(second.output.contains("f, a: 2 of 4 rated"))
    #expect(second.output.contains("4 of 4 pairs rated by a\n"))
  }

  @Test("leaves out a pair whose run was forgotten")
  func forgotten() throws {
    try simulated()
    #expect(try program("annotate", "plan", "f", "--count", "3").status == 0)
    #expect(try program("annotate", "next", "f", "--as", "a", input: "v\n").status == 0)
    let run = try #require(try verdicts().split(separator: ",").last).trimmingCharacters(
      in: .whitespacesAndNewlines)
    #expect(try program("db", "forget", run, "--reason", "test", "--yes").status == 0)
    #expect(!(try verdicts().contains("valid")))
    let result = try program("annotate", "next", "f", "--as", "a", input: "v\nv\nv\n")
    #expect(result.status == 0)
    #expect(result.errors.contains("left out of 'f', because their runs are not stored here: 1"))
    #expect(result.output.contains("2 of 2 pairs rated by a\n"))
    #expect(try program("annotate", "status", "--csv").output.contains(",3,a,2,2,2,0,0,0\n"))
    #expect(try program("db", "check", "--deep").status == 0)
  }

  @Test("shows an annotator only the pairs that are his")
  func assigned() throws {
    try simulated()
    #expect(
      try program(
        "annotate", "plan", "f", "--count", "9", "--overlap", "2", "--annotators", "a,b,c"
      ).status == 0)
    for name in ["a", "b", "c"] {
      let all = String(repeating: "v\n", count: 20)
      let result = try program("annotate", "next", "f", "--as", name, input: all)
      #expect(result.output.contains("6 of 6 pairs rated by \(name)"))
    }
    #expect(
      try program("query", "pairs_of_frame", "-p", "frame=f", "--csv").output.split(
        separator: "\n"
      ).dropFirst().allSatisfy { $0.hasSuffix(",2,1") })
    let stranger = try program("annotate", "next", "f", "--as", "d")
    #expect(stranger.status == 1)
    #expect(stranger.errors.contains("they are: a, b, c"))
  }

  @Test("exports lines and CSV that another database takes over, twice the same")
  func exchange() throws {
    try simulated()
    try simulated("other.db")
    #expect(try program("annotate", "plan", "f", "--count", "5").status == 0)
    #expect(
      try program(
        "annotate", "next", "f", "--as", "a",
        input: "v\nn a \"quoted\", odd note\ni\nz\nu\nv\n"
      ).status == 0)
    let whole = try verdicts()
    #expect(try program("annotate", "export", "f", "--out", "f.jsonl").status == 0)
    #expect(try program("annotate", "export", "f", "--csv", "--out", "f.csv").status == 0)
    let refused = try program("annotate", "import", "f.csv", "--db", "other.db")
    #expect(refused.status == 1)
    #expect(refused.errors.contains("f.csv:2: there is no frame 'sha256:"))
    let lines = try program("annotate", "import", "f.jsonl", "--csv", "--db", "other.db")
    #expect(lines.output == "file,added,present\nf.jsonl,6,0\n", "\(lines.errors)")
    #expect(try verdicts("other.db") == whole)
    for file in ["f.jsonl", "f.csv"] {
      let again = try program("annotate", "import", file, "--csv", "--db", "other.db")
      #expect(again.status == 0)
      #expect(again.output.contains("\(file),0,"))
    }
    #expect(try verdicts("other.db") == whole)
    #expect(
      try program("annotate", "export", "f", "--db", "other.db").output
        == String(decoding: try folder.data("f.jsonl"), as: UTF8.self))
    #expect(try program("db", "check", "--deep", "--db", "other.db").status == 0)
  }

  @Test("of a CSV file tells every bad line with its number, and stores nothing")
  func badLines() throws {
    try simulated()
    #expect(try program("annotate", "plan", "f", "--count", "3").status == 0)
    let pairs = try program("query", "pairs_of_frame", "-p", "frame=f", "--csv").output
      .split(separator: "\n").dropFirst().map {
        $0.split(separator: ",")[1...2].joined(separator: ",")
      }
    let gone = "sha256:" + String(repeating: "0", count: 64)
    func file(_ rows: [String]) throws {
      try folder.write(
        "r.csv",
        (["trajectory,attempt,annotator,verdict,seq,note"] + rows).joined(separator: "\r\n"))
    }
    try file([
      "\(pairs[0]),a,valid,,fine", "\(pairs[1]),a,vald,,", "\(pairs[1]),,valid,,",
      "\(gone),\(gone),a,valid,,", "\(pairs[1]),a,valid,0,", "\(pairs[1]),a,valid",
      "\(pairs[0]),a,invalid,,", "\(pairs[2]),a,valid,,\"two\nlines\"", "x,y,a,valid,,",
      "\(pairs[1]),a,valid,,\"open",
    ])
    let result = try program("annotate", "import", "r.csv")
    #expect(result.status == 1)
    for words in [
      "r.csv:3: 'verdict' is 'vald': did you mean 'valid'?", "r.csv:4: 'annotator' is empty",
      "r.csv:5: no such attempt of that run is stored here", "r.csv:6: 'seq' is '0'",
      "r.csv:7: has 4 fields, the header 6",
      "r.csv:8: says the same attempt, annotator and seq as line 2",
      "r.csv:11: 'trajectory' is 'x', no digest", "r.csv:12: a quotation mark is never closed",
      "8 bad lines: nothing of 'r.csv' is stored",
    ] { #expect(result.errors.contains(words), "\(words) in \(result.errors)") }
    #expect(try verdicts().split(separator: "\n").count == 1)

    try file([
      "\(pairs[0]),a,valid,,fine", "\(pairs[1]),a,invalid,,\"two\nlines, one \"\"word\"\"\"",
    ])
    #expect(try program("annotate", "import", "r.csv", "--csv").output.contains("r.csv,2,0"))
    #expect(try program("annotate", "import", "r.csv", "--csv").output.contains("r.csv,0,2"))
    try file(["\(pairs[0]),a,unsure,,"])
    #expect(try program("annotate", "import", "r.csv", "--csv").output.contains("r.csv,1,0"))
    try file(["\(pairs[0]),a,valid,2,", "\(pairs[2]),b,retracted,,"])
    let conflict = try program("annotate", "import", "r.csv")
    #expect(conflict.status == 1)
    #expect(conflict.errors.contains("r.csv:2: another verdict of 'a' with seq 2"))
    #expect(conflict.errors.contains("r.csv:3: there is no verdict of 'b' to retract"))
    try folder.write("h.csv", "trajectory,attempt,annotater,verdict\n")
    #expect(
      try program("annotate", "import", "h.csv").errors.contains(
        "h.csv:1: there is no column 'annotater': did you mean 'annotator'?"))
  }

  @Test("of lines of the log tells every bad one, and stores nothing")
  func badLogLines() throws {
    try simulated()
    #expect(try program("annotate", "plan", "f", "--count", "2").status == 0)
    #expect(try program("annotate", "next", "f", "--as", "a", input: "v\nv\n").status == 0)
    let good = try program("annotate", "export", "f").output
    let lines = good.split(separator: "\n").map(String.init)
    try folder.write(
      "r.jsonl",
      [
        lines[1].replacing("\"seq\":1", with: "\"seq\":2"),
        lines[1].replacing("\"valid\"", with: "\"maybe\""),
        lines[2].replacing("\"k\":1", with: "\"k\":9"),
      ].joined(separator: "\n"))
    let result = try program("annotate", "import", "r.jsonl")
    #expect(result.status == 1)
    #expect(result.errors.contains("r.jsonl:2: "))
    #expect(result.errors.contains("r.jsonl:3: "))
    #expect(result.errors.contains("2 bad lines: nothing of 'r.jsonl' is stored"))
    #expect(try program("annotate", "export", "f").output == good)
  }

  @Test(
    "refuses what contradicts itself",
    arguments: [
      ["--count", "0"], ["--count", "5", "--rule", "theta_grid"],
      ["--count", "5", "--thetas", "0.5", "--rule", "uniform"], ["--count", "5", "--thetas", "x"],
      ["--count", "5", "--rule", "stratified"], ["--count", "5", "--overlap", "2"],
      ["--count", "5", "--overlap", "3", "--annotators", "a,b"],
      ["--count", "5", "--annotators", "a,a"], ["--count", "5", "--seed", "-1"],
      ["--count", "5", "--thetas", "0.5", "--theta", "0.5"],
    ])
  func usage(options: [String]) throws {
    #expect(try program.run(["annotate", "plan", "f"] + options).status == 64)
  }

  @Test("says what is wrong with a frame that it cannot rate")
  func frames() throws {
    try folder.write("frame.jsonl", #"{"type":"frame","name":"old","rule":"uniform"}"# + "\n")
    #expect(try program("ingest", "frame.jsonl").status == 0)
    let old = try program("annotate", "next", "old", "--as", "a")
    #expect(old.status == 1)
    #expect(old.errors.contains("came without a list of its pairs"))
    #expect(
      try program("annotate", "next", "odl", "--as", "a").errors.contains("did you mean 'old'?"))
    let none = try program("annotate", "plan", "f", "--count", "3")
    #expect(none.status == 1)
    #expect(none.errors.contains("the policy accepts no pair"))
  }
}
