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

  /// A run that stands alone, its goal and steps of words that no other run has.
  private static func alone(
    _ id: String, goal: String? = nil, seen: String? = nil, answer: String = "", task: String? = nil
  ) -> String {
    let words = (0..<12).map { "\(id)word\($0)" }.joined(separator: " ")
    return
      #"{"type":"trajectory","id":"\#(id)","task":"\#(task ?? id)","goal":"\#(goal ?? words)","#
      + #""steps":[{"action_name":"look","observation":"\#(seen ?? "saw " + words)"}],"#
      + #""final_answer":"\#(answer)","success":false}"#
  }

  @Test("check finds each kind of leak that was planted across parts, and nothing else")
  func check() throws {
    let trial = try Trial()
    let goal = "find the cheapest red lamp in the shop on the corner of the main street today"
    let seen = (0..<60).map { "seen\($0)" }.joined(separator: " ")
    let lines =
      (0..<20).map { Self.alone("plain\($0)") } + [
        Self.alone("goal1", goal: goal), Self.alone("goal2", goal: goal + " please"),
        Self.alone("run1", seen: seen), Self.alone("run2", seen: seen + " more"),
        Self.alone("answer1", answer: "It costs 7 euros"),
        Self.alone("answer2", answer: "it costs 7 EUROS"),
        Self.alone("hind1"),
        Self.alone("hind2", goal: "list the opening hours of the city library"),
      ]
    let facts = #"""
      {"type":"detection","trajectory":"hind1","config":"d1","is_failure":true,"severity":0.4,"recoverable":true}
      {"type":"outcome","trajectory":"hind1","config":"o1","achievements":["a"]}
      {"type":"attempt","trajectory":"hind1","config":"r1","k":1,"goal":"List the opening hours of the city library.","valid":true,"confidence":0.9}
      """#
    try trial.write("a.jsonl", Data((lines + [facts]).joined(separator: "\n").utf8))
    let ingest = try trial.program("ingest", "a.jsonl")
    #expect(ingest.status == 0, "\(ingest.errors)")
    // The second of each pair, and some others, are held out.
    let test = ["goal2", "run2", "answer2", "hind2"] + (0..<5).map { "plain\($0)" }
    try trial.write("test.txt", Data(test.joined(separator: "\n").utf8))
    let make = try trial.program(
      "split", "make", "main", "--parts", "train=1,test=0", "--held-out", "test=test.txt")
    #expect(make.status == 0, "\(make.errors)")
    #expect(try trial.program("rerun", "gate", "--judges", "none").status == 0)
    let check = try trial.program("split", "check", "main", "--csv")
    #expect(check.status == 1)
    #expect(
      check.output == """
        kind,level,pairs,runs
        group,leak,0,0
        task,leak,0,0
        goal,leak,1,2
        trajectory,leak,1,2
        hindsight,leak,1,2
        answer,warning,1,2
        entity,warning,0,0

        """)
    let pairs = try trial.program("split", "check", "main", "--part", "pairs", "--csv").output
    #expect(pairs.contains("goal,goal1,train,goal2,test,0.9"), "\(pairs)")
    #expect(pairs.contains("trajectory,run1,train,run2,test,0.9"))
    #expect(pairs.contains("hindsight,hind1,train,hind2,test,1.0"))
    #expect(pairs.contains("answer,answer1,train,answer2,test,1.0"))
    let strict = try trial.program("split", "check", "main", "--threshold", "0.999", "--csv").output
    #expect(strict.contains("goal,leak,0,0"))
    #expect(strict.contains("hindsight,leak,1,2"))
    let refused = try trial.program("export", "--split", "main", "--out", "d")
    #expect(refused.status == 1)
    #expect(
      refused.errors.contains("3 pairs lie in two parts of the split 'main'"), "\(refused.errors)")
    #expect(!FileManager.default.fileExists(atPath: trial.path("d")))
    #expect(try trial.program("export", "--split", "main", "--out", "d", "--leaky").status == 0)
    let manifest = String(decoding: try trial.folder.data("d/manifest.json"), as: UTF8.self)
    #expect(manifest.contains(#""passes":false"#) && manifest.contains(#""hindsight":1"#))
    try expectDrop(trial)
    let missing = try trial.program("split", "check", "nobody")
    #expect(missing.errors.contains("there is no split 'nobody'"))
  }

  /// Of the leaks that `check` planted, what is left out, and what is written without it.
  private func expectDrop(_ trial: Trial) throws {
    let drop = try trial.program("split", "check", "main", "--drop", "--part", "left_out", "--csv")
    #expect(drop.status == 0, "\(drop.errors)")
    #expect(
      drop.output == """
        run,part,left_out,kinds
        goal1,train,run,"[""goal""]"
        hind1,train,hindsight pair,"[""hindsight""]"
        run1,train,run,"[""trajectory""]"

        """)
    let remaining = try trial.program(
      "split", "check", "main", "--drop", "--part", "remaining", "--csv")
    #expect(
      remaining.output == """
        part,trajectories,left_out,remaining,accepted,accepted_left_out,accepted_remaining
        train,19,2,17,1,1,0
        test,9,0,9,0,0,0

        """)
    let export = try trial.program("export", "--split", "main", "--out", "e", "--drop")
    #expect(export.status == 0, "\(export.errors)")
    #expect(
      export.errors.contains(
        "left out of train: 2 runs, and the hindsight pairs of 1 more (goal 1, trajectory 1, hindsight 1)"
      ), "\(export.errors)")
    let manifest = String(decoding: try trial.folder.data("e/manifest.json"), as: UTF8.self)
    #expect(
      manifest.contains(
        #""left_out":{"runs":2,"hindsight_pairs":1,"by_kind":{"goal":1,"hindsight":1,"trajectory":1}}"#
      ), "\(manifest)")
    #expect(manifest.contains(#""passes":true,"pairs_in_two_parts":{"group":0,"task":0,"goal":1,"#))
    let (whole, held) = (try pairs(trial, "d"), try pairs(trial, "e"))
    #expect(whole == 1 && held == 0)
    let both = try trial.program("export", "--split", "main", "--drop", "--leaky")
    #expect(both.status == 64)
    #expect(try trial.program("export", "--drop").status == 64)
  }

  private func pairs(_ trial: Trial, _ folder: String) throws -> Int {
    try trial.folder.data(folder + "/agenther-sft.jsonl").split(separator: 0x0A).count
  }

  @Test("by row finds tasks in two parts, says what it is, and is mended by leaving runs out")
  func rows() throws {
    let trial = try Trial()
    let samples = Program.package.appending(path: "Samples/failed-runs.jsonl").path
    #expect(try trial.program("ingest", samples).status == 0)
    #expect(try trial.program("run").status == 0)
    let mark = "by row, for comparison: runs of one task may lie in several parts"
    let make = try trial.program("split", "make", "rows", "--group-by", "run")
    #expect(make.status == 0 && make.errors.contains("grouped by run\n" + mark), "\(make.errors)")
    #expect(try trial.program("split", "show", "rows").output.contains("(\(mark); rules"))
    let check = try trial.program("split", "check", "rows")
    #expect(check.status == 1 && check.output.contains("(\(mark))"))
    let tasks = try trial.program("split", "check", "rows", "--csv").output
    #expect(!tasks.contains("task,leak,0,"))
    #expect(tasks.contains("group,leak,0,0"))
    #expect(try trial.program("export", "--split", "rows", "--out", "a").status == 1)
    let format = ["--format", "agenther-sft"]
    let leaky = try trial.program.run(
      ["export", "--split", "rows", "--out", "a", "--leaky"] + format)
    let held = try trial.program.run(
      ["export", "--split", "rows", "--out", "b", "--drop"] + format)
    #expect(leaky.status == 0 && held.status == 0, "\(held.errors)")
    #expect(try pairs(trial, "b") < pairs(trial, "a"))
    #expect(try pairs(trial, "b") > 0)
    // What is tested on stays whole.
    let test = ["--split", "rows", "--part", "test", "--out"]
    #expect(try trial.program.run(["export"] + test + ["c", "--leaky"] + format).status == 0)
    #expect(try trial.program.run(["export"] + test + ["d", "--drop"] + format).status == 0)
    #expect(try pairs(trial, "c") == pairs(trial, "d"))
    let mixed = try trial.program("split", "make", "x", "--group-by", "run,template")
    #expect(mixed.errors.contains("'run' keeps nothing together"))
    let again = try trial.program("split", "make", "rows", "--group-by", "run")
    #expect(again.errors.contains("extended 'rows': 0 runs added"))
    try trial.expectSound()
  }

  private static let benchmark = "tau-bench/historical_trajectories/gpt-4o-airline.json"

  @Test(
    "80/10/10 by task puts no task of a public benchmark into two parts; by row it does",
    .enabled(if: SharedData.has(benchmark), "tau-bench is not here"))
  func publicBenchmark() throws {
    let trial = try Trial()
    #expect(try trial.program("ingest", SharedData.path(Self.benchmark)).status == 0)
    #expect(
      try trial.program(
        "split", "make", "main", "--parts", "train=0.8,validation=0.1,test=0.1", "--group-by",
        "task"
      ).status == 0)
    func partsOfTasks(_ split: String) throws -> [Int] {
      let sql = """
        SELECT count(DISTINCT part) AS parts
        FROM split
        JOIN split_member ON split_id = split.id
        JOIN trajectory ON trajectory.id = trajectory_id
        JOIN task ON task.id = task_id
        WHERE split.name = '\(split)'
        GROUP BY task_key
        """
      return try trial.program("query", "--sql", sql, "--csv").output.split(separator: "\n")
        .dropFirst().compactMap { Int($0) }
    }
    #expect(try partsOfTasks("main") == Array(repeating: 1, count: 50))
    #expect(Set(try Self.parts(trial).values) == ["train", "validation", "test"])
    let check = try trial.program("split", "check", "main", "--csv")
    #expect(check.status == 0, "\(check.output)")
    #expect(check.output.contains("group,leak,0,0\ntask,leak,0,0\n"))
    #expect(try trial.program("split", "make", "rows", "--group-by", "run").status == 0)
    #expect(try partsOfTasks("rows").contains { $0 > 1 })
    #expect(try trial.program("split", "check", "rows", "--csv").status == 1)
  }

  @Test("holds an export to its parts, and refuses one that leaks unless it is told to")
  func export() throws {
    let trial = try Trial()
    let samples = Program.package.appending(path: "Samples/failed-runs.jsonl").path
    #expect(try trial.program("ingest", samples).status == 0)
    #expect(try trial.program("run").status == 0)
    #expect(try trial.program("split", "make", "main").status == 0)
    func ids(_ folder: String) throws -> Set<String> {
      let text = String(
        decoding: try trial.folder.data(folder + "/agenther-sft.jsonl"), as: UTF8.self)
      return Set(
        try text.split(separator: "\n").map { line in
          let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
          return try #require(object?["source_trajectory_id"] as? String)
        })
    }
    let format = ["--format", "agenther-sft"]
    for (parts, out) in [("train", "a"), ("test,validation", "b")] {
      let result = try trial.program.run(
        ["export", "--split", "main", "--part", parts, "--out", out] + format)
      #expect(result.status == 0, "\(result.errors)")
    }
    let whole = try trial.program.run(["export", "--out", "c"] + format)
    #expect(whole.errors.contains("not split: what a model is tested on may be among these"))
    #expect(try !ids("a").isEmpty && !ids("b").isEmpty)
    #expect(try ids("a").isDisjoint(with: ids("b")))
    #expect(try ids("a").union(ids("b")) == ids("c"))
    let parts = try Self.parts(trial)
    #expect(try ids("a").allSatisfy { parts[$0] == "train" })
    func manifest(_ folder: String) throws -> String {
      String(decoding: try trial.folder.data(folder + "/manifest.json"), as: UTF8.self)
    }
    #expect(
      try manifest("a").contains(#""check":{"threshold":0.8,"passes":true,"pairs_in_two_parts":{"#))
    #expect(try manifest("c").contains(#""split":"none: "#))
    #expect(
      try trial.program("export", "--split", "main", "--part", "tset").errors.contains(
        "did you mean 'test'?"))
    #expect(try trial.program("export", "--part", "train").status == 64)
  }

  @Test("check passes where nothing lies in two parts")
  func clean() throws {
    let trial = try Trial()
    let lines = (0..<40).map { Self.alone("plain\($0)") }
    try trial.write("a.jsonl", Data(lines.joined(separator: "\n").utf8))
    #expect(try trial.program("ingest", "a.jsonl").status == 0)
    #expect(try trial.program("split", "make", "main").status == 0)
    let check = try trial.program("split", "check", "main", "--csv")
    #expect(check.status == 0, "\(check.output)")
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
