import Foundation
import RegoalTesting
import Testing

@Suite("regoal split")
struct SplitCommandTests {
  private static func run(_ number: Int, task: Int, template: Int) -> String {
    #"{"type":"trajectory","id":"t\#(number)","task":"k\#(task)","groups":{"template":"\#(template)"},"goal":"g\#(task)","steps":[],"success":false}"#
  }

  private static func parts(_ trial: Trial) throws -> [String: String] {
    let rows = try trial.program(
      "query", "--sql",
      "SELECT external_id, part FROM split_member JOIN trajectory ON trajectory.id = trajectory_id",
      "--csv"
    ).output.split(separator: "\n").dropFirst()
    return Dictionary(
      uniqueKeysWithValues: rows.map { row in
        let halves = row.split(separator: ",").map(String.init)
        return (halves[0], halves[1])
      })
  }

  @Test("divides by template, is frozen, and takes in what comes later")
  func frozen() throws {
    let trial = try Trial()
    let first = (0..<200).map { Self.run($0, task: $0 / 2, template: $0 / 6) }
    try trial.write("a.jsonl", Data(first.joined(separator: "\n").utf8))
    #expect(try trial.program("ingest", "a.jsonl").status == 0)
    let made = try trial.program("split", "make", "main", "--csv")
    #expect(made.status == 0, "\(made.errors)")
    #expect(made.errors.contains("made 'main': 200 runs added, grouped by template"))
    let before = try Self.parts(trial)
    for group in stride(from: 0, to: 198, by: 6) {
      #expect(Set((group..<group + 6).map { before["t\($0)"] }).count == 1)
    }
    #expect(Set(before.values).count == 3)
    let again = try trial.program("split", "make", "main")
    #expect(again.errors.contains("extended 'main': 0 runs added"))
    // 20 % more, some of old templates.
    let second = (200..<240).map { Self.run($0, task: $0 / 2, template: $0 % 50) }
    try trial.write("b.jsonl", Data(second.joined(separator: "\n").utf8))
    #expect(try trial.program("ingest", "b.jsonl").status == 0)
    #expect(try trial.program("split", "make", "main").errors.contains("40 runs added"))
    let after = try Self.parts(trial)
    #expect(before.allSatisfy { after[$0.key] == $0.value })
    #expect(after.count == 240)
    let other = try trial.program("split", "make", "main", "--seed", "1")
    #expect(other.status == 1)
    #expect(other.errors.contains("the split 'main' is there, and was made by another rule"))
    let show = try trial.program("split", "show", "main", "--csv").output
    #expect(show.split(separator: "\n").count == 4)
    #expect(try trial.program("split", "show", "--csv").output.contains("main,240,"))
    #expect(try trial.program("split", "show", "mian").errors.contains("did you mean 'main'?"))
    try trial.expectSound()
    #expect(try trial.program("db", "check", "--deep").status == 0)
    #expect(try trial.program("db", "forget", "t1", "--reason", "x", "--yes").status == 0)
    #expect(try Self.parts(trial).count == 239)
    try trial.expectSound()
  }

  @Test(
    "says what is wrong with shares, kinds and lists",
    arguments: [
      (["--parts", "train=0.8,test=0.1"], "the shares in --parts sum to 0.9"),
      (["--parts", "train"], "'train' in --parts is no part with its share"),
      (["--parts", "a=0.5,a=0.5"], "--parts names 'a' twice"),
      (["--group-by", "tempalte"], "did you mean 'template'?"),
      (["--held-out", "tset=x.txt"], "did you mean 'test'?"),
      (["--held-out", "x.txt"], "--held-out 'x.txt' names no part and file"),
    ])
  func refused(_ options: [String], _ words: String) throws {
    let trial = try Trial()
    try trial.write("a.jsonl", Data(Self.run(1, task: 1, template: 1).utf8))
    try trial.write("x.txt", Data("k1\n".utf8))
    #expect(try trial.program("ingest", "a.jsonl").status == 0)
    let result = try trial.program.run(["split", "make", "main"] + options)
    #expect(result.status == 1)
    #expect(result.errors.contains(words), "\(result.errors)")
    #expect(try trial.program("split", "show", "--csv").output.split(separator: "\n").count == 1)
  }
}
