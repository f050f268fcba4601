import Foundation
import RegoalTesting
import Testing

/// Folders of `SharedData`, each with runs of a format or two.
private let sharedFolders = [
  "tau-bench", "tau2-grok", "fireact", "mini-swe-agent-gemini3", "swe-agent-demos", "toolbench",
  "inspect-docent", "inspect-ai-tests", "harbor-atif", "trail", "who-and-when", "agentrx",
  "openhands-output", "agenther-example",
]

@Suite("db merge and db dump", .serialized)
struct MergeCommandTests {
  private func dump(_ database: String, _ trial: Trial) throws -> String {
    let result = try trial.program("db", "dump", "--db", database)
    #expect(result.status == 0, "\(result.errors)")
    return result.output
  }

  private func ask(_ trial: Trial, _ arguments: String...) throws {
    let result = try trial.program.run(arguments)
    try #require(result.status == 0, "\(arguments): \(result.output)\(result.errors)")
  }

  /// A corpus of our own in three databases, with answers of two policies and two kinds of rules.
  private func shards(_ trial: Trial) throws {
    let sample = Program.package.appending(path: "Samples/failed-runs.jsonl")
    let lines = try String(contentsOf: sample, encoding: .utf8).split(separator: "\n")
    for shard in 0..<3 {
      let own = lines.indices.filter { $0 % 3 == shard }.map { lines[$0] + "\n" }
      try trial.folder.write("runs.jsonl", own.joined())
      try ask(trial, "ingest", "runs.jsonl", "--db", "\(shard).db")
    }
    try trial.folder.write("runs.jsonl", lines.map { $0 + "\n" }.joined())
    try ask(trial, "ingest", "runs.jsonl", "--db", "whole.db")
    for database in ["0.db", "1.db", "2.db", "whole.db"] {
      try ask(trial, "run", "--db", database)
      try ask(trial, "rerun", "detect", "--rules", "reference", "--db", database)
      try ask(trial, "rerun", "gate", "--theta", "0.9", "--db", database)
    }
  }

  @Test("shards merge to the whole in any order, decisions included, and are dumped alike")
  func whole() throws {
    let trial = try Trial()
    try shards(trial)
    let whole = try dump("whole.db", trial)
    for order in [["0.db", "1.db", "2.db"], ["2.db", "0.db", "1.db", "0.db"]] {
      let target = order[0] + ".all"
      let merged = try trial.program.run(["db", "merge"] + order + ["--into", target, "--csv"])
      #expect(merged.status == 0, "\(merged.errors)")
      #expect(merged.output.contains("trajectory,60,"))
      #expect(try dump(target, trial) == whole)
      let decisions = ["query", "decisions", "-p", "theta=0.5", "--csv", "--db"]
      #expect(
        try trial.program.run(decisions + [target]).output
          == trial.program.run(decisions + ["whole.db"]).output)
      #expect(try trial.program("db", "check", "--deep", "--db", target).status == 0)
    }
    try ask(trial, "db", "dump", "-o", "whole.jsonl", "--db", "whole.db")
    #expect(try trial.folder.data("whole.jsonl") == Data(whole.utf8))
    try ask(trial, "ingest", "whole.jsonl", "--db", "copy.db")
    #expect(try dump("copy.db", trial) == whole)
    try ask(trial, "rerun", "gate", "--db", "copy.db")
    #expect(try trial.program("db", "check", "--deep", "--db", "copy.db").status == 0)
  }

  @Test("says what was answered otherwise, and what it cannot do")
  func words() throws {
    let trial = try Trial()
    let run = #"{"type":"trajectory","id":"t1","goal":"g","steps":[],"success":false}"#
    for (name, severity) in [("a", 0.25), ("b", 0.5)] {
      try trial.folder.write(
        "log.jsonl",
        run + "\n"
          + #"{"type":"detection","trajectory":"t1","config":"d","severity":\#(severity)}"# + "\n")
      try ask(trial, "ingest", "log.jsonl", "--db", "\(name).db")
    }
    let merged = try trial.program("db", "merge", "b.db", "--db", "a.db", "--csv")
    #expect(merged.status == 0)
    #expect(
      merged.output
        == "kind,added,present\nconfig,0,1\ndetection,1,0\nsource,0,1\ntrajectory,0,1\n")
    #expect(merged.errors.contains("other answers about 't1' went to the series main~2"))
    let itself = try trial.program("db", "merge", "a.db", "--db", "./a.db")
    #expect(itself.status == 1)
    #expect(itself.errors.contains("'a.db' is the database that is merged into"))
    let none = try trial.program("db", "merge", "none.db", "--into", "new.db")
    #expect(none.status == 1)
    #expect(!FileManager.default.fileExists(atPath: trial.path("new.db")))
    #expect(try trial.program("db", "merge", "a.db", "--into", "c.db", "--db", "d.db").status == 64)
    let type = try trial.program("db", "dump", "--only", "votes", "--db", "a.db")
    #expect(type.status == 64)
    #expect(type.errors.contains("there is no type 'votes': did you mean 'vote'?"))
  }

  @Test(
    "hold for all public files: a dump read back is the same, and folders merge to the whole",
    .enabled(if: SharedData.has("tau-bench")), .timeLimit(.minutes(10)))
  func publicFiles() throws {
    let trial = try Trial()
    let folders = sharedFolders.filter(SharedData.has)
    _ = try trial.program.run(
      ["ingest"] + folders.map(SharedData.path) + ["--db", "whole.db"])
    for folder in folders {
      _ = try trial.program("ingest", SharedData.path(folder), "--db", "\(folder).db")
    }
    try ask(trial, "db", "dump", "-o", "whole.jsonl", "--db", "whole.db")
    let whole = try trial.folder.data("whole.jsonl")
    let runs = try #require(try trial.counts("whole.db")["trajectories"])
    #expect(runs > 2_000)
    let merged = try trial.program.run(
      ["db", "merge"] + folders.reversed().map { $0 + ".db" } + ["--into", "merged.db"])
    #expect(merged.status == 0, "\(merged.errors)")
    try ask(trial, "db", "dump", "-o", "merged.jsonl", "--db", "merged.db")
    #expect(try trial.folder.data("merged.jsonl") == whole)
    try ask(trial, "ingest", "whole.jsonl", "--db", "read.db")
    try ask(trial, "db", "dump", "-o", "read.jsonl", "--db", "read.db")
    #expect(try trial.folder.data("read.jsonl") == whole)
    try trial.expectSound("merged.db")
  }

  @Test("killed at any moment, the same merge comes to the same end", arguments: 0..<4)
  func killed(seed: UInt64) throws {
    let trial = try Trial()
    try shards(trial)
    // Other answers to the same: another threshold of the same names, by a log.
    for shard in 0..<2 {
      try trial.folder.write(
        "other.jsonl",
        #"{"type":"trajectory","id":"x","goal":"g","steps":[],"success":false}"# + "\n"
          + #"{"type":"detection","trajectory":"x","config":"d","severity":0.\#(shard + 1)}"# + "\n"
      )
      try ask(trial, "ingest", "other.jsonl", "--db", "\(shard).db")
    }
    let command = ["db", "merge", "0.db", "1.db", "2.db", "--into"]
    let calm = try Child(command + ["calm.db"], in: trial.folder.url)
    try #require(calm.wait() == .exited(0), "\(calm.errors)")
    let seconds = calm.seconds
    let end = try dump("calm.db", trial)
    let rows = try StoredRows(database: trial.folder.url.appending(path: "calm.db"))
    var dice = Dice(seed: seed)
    for _ in 0..<3 {
      let share = dice.unit()
      let child = try Child(command + ["mortal.db"], in: trial.folder.url)
      child.watch { $0.seconds >= share * seconds }
      child.send(dice.below(3) == 0 ? SIGINT : SIGKILL)
      _ = child.wait()
      guard FileManager.default.fileExists(atPath: trial.path("mortal.db")) else { continue }
      let stored = try StoredRows(database: trial.folder.url.appending(path: "mortal.db"))
      #expect(stored.facts.isSubset(of: rows.facts), "seed \(seed), share \(share)")
      try trial.expectSound("mortal.db")
    }
    try ask(trial, "db", "merge", "0.db", "1.db", "2.db", "--into", "mortal.db")
    #expect(try dump("mortal.db", trial) == end)
    #expect(try StoredRows(database: trial.folder.url.appending(path: "mortal.db")) == rows)
  }

  @Test("killed at any moment, a dump has its name whole or not at all")
  func killedDump() throws {
    let trial = try Trial()
    try shards(trial)
    let command = ["db", "dump", "-o", "out.jsonl", "--db", "whole.db"]
    let calm = try Child(command, in: trial.folder.url)
    try #require(calm.wait() == .exited(0), "\(calm.errors)")
    let seconds = calm.seconds
    let whole = try trial.folder.data("out.jsonl")
    try FileManager.default.removeItem(atPath: trial.path("out.jsonl"))
    var dice = Dice(seed: 7)
    for _ in 0..<5 {
      let share = dice.unit()
      let child = try Child(command, in: trial.folder.url)
      child.watch { $0.seconds >= share * seconds }
      child.send(SIGKILL)
      _ = child.wait()
      if FileManager.default.fileExists(atPath: trial.path("out.jsonl")) {
        #expect(try trial.folder.data("out.jsonl") == whole)
        try FileManager.default.removeItem(atPath: trial.path("out.jsonl"))
      }
    }
    #expect(try trial.program.run(command).status == 0)
    #expect(try trial.folder.data("out.jsonl") == whole)
    #expect(!FileManager.default.fileExists(atPath: trial.path("out.jsonl.partial")))
  }
}
