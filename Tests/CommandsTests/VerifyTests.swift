import Foundation
import RegoalTesting
import Testing

@Suite("Verify")
struct VerifyTests {
  /// Holds the decided sample corpus, and an export of it.
  private let trial: Trial

  init() throws {
    trial = try Trial()
    let samples = Program.package.appending(path: "Samples/failed-runs.jsonl").path
    #expect(try trial.program("ingest", samples).status == 0)
    #expect(try trial.program("run").status == 0)
    #expect(
      try trial.program("export", "--format", "trl-sft", "--format", "ms-swift-sft", "--out", "out")
        .status == 0)
  }

  private func sqlite(_ sql: String) throws {
    let shell = Program(in: trial.folder.url, executable: URL(filePath: "/usr/bin/env"))
    let result = try shell("sqlite3", "regoal.db", sql)
    #expect(result.status == 0, "\(result.errors)")
  }

  private func differences(_ folder: String = "out") throws -> [[String]] {
    let result = try trial.program("verify", folder, "--json")
    let rows = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [NSDictionary])
    #expect((result.status == 0) == rows.isEmpty)
    return rows.map { [$0["place"] as? String ?? "", $0["difference"] as? String ?? ""] }
  }

  @Test("finds nothing in what was just written, whatever is taken and however it is packed")
  func intact() throws {
    #expect(try differences() == [])
    let whole = try trial.program("verify", "out")
    #expect(whole.output.hasPrefix("nothing differs: 42 examples, 2 files (sha256:"))
    for (place, options) in [
      ["--takes", "random_goals"], ["--takes", "own_goals", "--match", "accepted"],
      ["--takes", "own_goals_by_confidence"], ["--takes", "successes"],
      ["--takes", "success_pairs", "--format", "all"], ["--format", "memory"],
      [
        "--successes", "apart", "--replicate", "4", "--gz", "--shard-size", "10", "--format",
        "trl-kto",
      ],
      ["--successes", "mixed", "--success-share", "0.5", "--failed-runs", "20", "--format", "all"],
      ["--weighting", "uniform", "--fallback", "reference", "--judges", "none", "--theta", "0.9"],
      ["--detection", "off"], ["--weighting", "reference", "--delta", "0.1"],
    ].enumerated() {
      let export = try trial.program.run(["export", "--out", "o\(place)"] + options)
      #expect(export.status == 0, "\(export.errors)")
      #expect(try differences("o\(place)") == [], "\(options)")
    }
  }

  @Test("finds one changed character, a lost and an added line, with the place")
  func file() throws {
    let path = trial.path("out/trl-sft.jsonl")
    let bytes = try Data(contentsOf: URL(filePath: path))
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    let third = lines[0].count + lines[1].count + 2

    var changed = bytes
    changed[third + 40] ^= 1
    try changed.write(to: URL(filePath: path))
    var found = try differences()
    #expect(found.map { $0[0] } == ["trl-sft.jsonl:3", "trl-sft.jsonl"])
    #expect(found[0][1].hasPrefix("is '") && found[0][1].contains("', should be '"))
    #expect(found[1][1].hasPrefix("its checksum is not the manifest's: sha256:"))

    try bytes[..<third].write(to: URL(filePath: path))
    found = try differences()
    #expect(found[0][0] == "trl-sft.jsonl:3")
    #expect(found[0][1].hasPrefix("is nothing, should be '{\"messages\""))

    try (bytes + Data("{}\n".utf8)).write(to: URL(filePath: path))
    found = try differences()
    #expect(found[0] == ["trl-sft.jsonl:43", "is '{}', should be nothing"])

    // Unpacked it is the same; a trainer would read something else.
    try bytes.write(to: URL(filePath: path))
    let packed = try trial.gzip("out/trl-sft.jsonl")
    try packed.write(to: URL(filePath: path))
    #expect(try differences() == [["trl-sft.jsonl", "is packed, and should not be"]])

    try FileManager.default.removeItem(atPath: path)
    #expect(try differences() == [["trl-sft.jsonl", "is not there"]])
    try bytes.write(to: URL(filePath: path))
    #expect(try differences() == [])
  }

  @Test("finds a fact that was changed behind our back, though no line shows it")
  func fact() throws {
    for (table, change, what) in [
      (
        "vote",
        "reason = reason || '.' WHERE digest = 'sha256:' || (SELECT lower(hex(substr(votes_sha256, 1, 32))) "
          + "FROM export_item WHERE position = 0)", "a vote was changed"
      ),
      (
        "detection",
        "explanation = 'x' WHERE trajectory_id = (SELECT min(id) FROM trajectory WHERE success = 0)",
        "the detection was changed"
      ),
      ("step", "observation = 'x' WHERE id = (SELECT min(id) FROM step)", "the run was changed"),
    ] {
      let copy = try trial.folder.data("regoal.db")
      try sqlite("DROP TRIGGER \(table)_is_not_updated; UPDATE \(table) SET \(change)")
      let found = try differences()
      #expect(found.contains { $0[0].hasPrefix("example ") && $0[1].hasPrefix(what) }, "\(found)")
      try copy.write(to: URL(filePath: trial.path("regoal.db")))
    }
    #expect(try differences() == [])
  }

  @Test("finds what a run's own goal was kept for changed behind our back")
  func ownGoals() throws {
    #expect(
      try trial.program("export", "--takes", "own_goals_by_confidence", "--out", "own").status == 0)
    #expect(try differences("own") == [])
    try sqlite("DROP TRIGGER attempt_is_not_updated; UPDATE attempt SET confidence = 0.2")
    #expect(try differences("own").contains { $0[1].hasPrefix("the attempt was changed") })
  }

  @Test("finds what was changed in the list of facts, and a manifest of its own making")
  func lists() throws {
    try sqlite("DROP TRIGGER export_item_is_not_updated; UPDATE export_item SET copies = 2")
    #expect(
      try differences().contains([
        "the database", "its list of what the lines come from was changed",
      ]))
    let path = trial.path("out/manifest.json")
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try text.replacing("\"theta\":0.5", with: "\"theta\":0.6").write(
      toFile: path, atomically: true, encoding: .utf8)
    let result = try trial.program("verify", "out")
    #expect(result.status == 1)
    #expect(
      result.errors.contains("no export in this database has the manifest 'out/manifest.json'"))
    #expect(try trial.program("verify", "nowhere").errors.contains("there is no such file"))
  }

  @Test("fails for good once a run of it is forgotten, and names it")
  func forgotten() throws {
    let first = try trial.folder.data("out/trl-sft.jsonl").split(separator: 0x0A).count
    #expect(first == 42)
    let runs = try trial.program("query", "export_items", "--csv").output.split(separator: "\n")
    let name = String(runs[1].split(separator: ",")[2])
    #expect(try trial.program("db", "forget", name, "--reason", "asked for", "--yes").status == 0)
    let found = try differences()
    #expect(found.contains { $0[0].hasPrefix("example 1 (sha256:") })
    #expect(found.contains { $0[1].hasPrefix("the run is not here any more (sha256:") })
  }

  @Test("tells pairs that qualify by now, and is not disturbed by them or by other policies")
  func later() throws {
    #expect(
      try trial.program(
        "export", "--format", "trl-sft", "--theta", "0.9", "--fallback", "none", "--out", "strict"
      )
      .status == 0)
    let line = """
      {"type":"trajectory","id":"new-1","goal":"g","steps":[{"thought":"t","action_name":"look","action_input":{},\
      "observation":"There are 17 boxes of tea in store 4, at 3.50 each."}],"success":false,"failure_reason":"wrong item"}
      """
    try trial.folder.write("new.jsonl", line + "\n")
    #expect(try trial.program("ingest", "new.jsonl").status == 0)
    #expect(try trial.program("run", "--judge", "grounding").status == 0)
    let result = try trial.program("verify", "out")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors.contains("1 pairs qualify by now that are not in it"))
    #expect(try trial.program("verify", "strict").status == 0)
  }

  @Test("compares two exports by what they come from, and says why")
  func diff() throws {
    #expect(try trial.program("export", "--format", "openai-sft", "--out", "same").status == 0)
    let same = try trial.program("export", "diff", "out", "same", "--csv")
    #expect(same.status == 0)
    #expect(same.errors.contains("the same examples"))
    #expect(try trial.program("export", "diff", "out", "out").status == 0)
    #expect(
      try trial.program("export", "--theta", "0.8", "--fallback", "none", "--out", "strict").status
        == 0)
    let result = try trial.program("export", "diff", "out", "strict", "--csv")
    #expect(result.status == 1)
    let rows = result.output.split(separator: "\n")
    #expect(rows[0] == "change,trajectory,was,became,why")
    #expect(rows.contains { $0.hasPrefix("went,") && $0.hasSuffix(",rejected") })
    let other = try trial.program("export", "diff", "strict", "out", "--csv").output
    #expect(
      other.split(separator: "\n").contains { $0.hasPrefix("came,") && $0.hasSuffix(",rejected") })
    #expect(try trial.program("export", "diff", "out", "sha256:no").status == 1)
  }
}
