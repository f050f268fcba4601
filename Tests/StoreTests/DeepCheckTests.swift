import Foundation
import SQLFiles
import Testing
import Tables
import Trajectories

@testable import Store

@Suite("The deep check")
struct DeepCheckTests {
  private let directory: Folder
  private var path: String { directory.path + "a.db" }

  init() throws { directory = try Folder() }

  private func filled() throws -> Store {
    try makeFullDatabase(at: path)
    return try Store(path: path, access: .write, catalog: .embedded())
  }

  /// Changes a value behind the triggers' back, as damage does, and says what is found.
  private func damage(_ table: String, _ change: String) throws -> [String?] {
    let store = try filled()
    let trigger = "\(table)_is_not_updated"
    let sql = try store.texts("SELECT sql FROM sqlite_schema WHERE name = '\(trigger)'").first
    if sql != nil { try store.execute("DROP TRIGGER \(trigger)") }
    try store.execute("UPDATE \(table) SET \(change)")
    if let sql, let sql { try store.execute(sql) }
    return try store.check(deep: true).filter { !$0.isFine }.map(\.check)
  }

  @Test("finds nothing in a whole file, and counts what it read")
  func fine() throws {
    let findings = try filled().check(deep: true)
    #expect(findings.filter { !$0.isFine } == [])
    let notes = findings.compactMap { one in one.note.map { "\(one.check): \($0)" } }
    #expect(
      notes == [
        "digests of stage_config: 5 rows", "digests of lexicon: 1 row",
        "digests of detection: 2 rows", "digests of outcome: 2 rows", "digests of attempt: 2 rows",
        "digests of vote: 2 rows", "digests of collection: 1 row", "digests of quarantine: 2 rows",
        "digests of gate_policy: 1 row", "digests of annotation_frame: 1 row",
        "digests of annotation: 2 rows", "digests of arm: 1 row", "digests of evaluation: 1 row",
        "digests of model_call: 2 rows", "digests of prompt: 1 row", "digests of price: 1 row",
        "digests of split: 1 row", "digests of split_member: 1 row",
        "digests of calibration: 1 row",
        "digests of task: 2 rows",
        "digests of trajectory: 2 rows", "digests of export: 1 row",
        "maps of calibrations: 1 pieces", "decisions: 2 rows",
      ])
  }

  @Test(
    "finds a changed value, by table and row",
    arguments: [
      ("trajectory", "goal = 'x' WHERE external_id = 't1'", "trajectory t1"),
      ("step", "observation = 'x' WHERE step_index = 1", "trajectory t2"),
      ("task", "domain = 'x' WHERE task_key = 'k2'", "task k2"),
      ("task_group", "value = 'x'", "task k"),
      ("stage_config", "body_json = '{}' WHERE stage = 'relabel'", "stage_config relabel test r1"),
      ("config_name", "name = 'x' WHERE name = 'j2'", "stage_config judge test x"),
      ("lexicon", "terms_json = '{}'", "lexicon words"),
      ("split", "body_json = '{}'", "split main"),
      ("split_member", "part = 'test'", "split_member t2"),
      ("calibration", "body_json = '[]'", "calibration judges"),
      ("calibration_piece", "slope = 2", "maps of calibrations"),
      ("export", "body_json = '{}'", "export sha256:"),
      ("export_item", "weight = 0.25", "export sha256:"),
      ("detection", "severity = 0.5 WHERE series = 's2'", "detection of t1"),
      ("outcome", "achievements_json = '[ \"a\"]' WHERE series = 'main'", "outcome of t1"),
      ("attempt", "confidence = 0.5 WHERE k = 1", "attempt of t1"),
      ("vote", "confidence = 0.25 WHERE call_id IS NULL", "vote of t1"),
      ("vote", "call_id = 1 WHERE call_id = 2", "vote of t1"),
      ("model_call", "request_json = '{}' WHERE id = 1", "model_call judge by m"),
      ("model_call", "raw_answer = '' WHERE id = 1", "model_call judge by m"),
      ("model_call", "latency_ms = 1 WHERE id = 1", "model_call judge by m"),
      ("model_call", "repairs_id = NULL", "model_call judge by m"),
      ("prompt", "text = 'x'", "prompt judge"),
      ("price", "prompt_usd_per_million = 0.25", "price m"),
      ("collection", "theta0 = 0.75", "collection of t1"),
      ("quarantine", "reason = 'x' WHERE line = 7", "quarantine a.jsonl:7"),
      ("gate_policy", "body_json = replace(body_json, '3', '2')", "gate_policy"),
      ("decision", "weight = 0.125", "decisions"),
      ("annotator", "name = 'x' WHERE name = 'a1'", "annotation of t1"),
      ("annotation_frame", "seed = 8", "annotation_frame f1"),
      ("annotation", "verdict = 'valid' WHERE seq = 1", "annotation of t1"),
      ("annotation", "frame_id = NULL", "annotation of t1"),
      ("arm", "body_json = replace(body_json, '0.6', '0.5')", "arm full"),
      ("evaluation", "value = 0.5", "evaluation success_rate"),
    ])
  func changed(table: String, change: String, finding: String) throws {
    #expect(try damage(table, change).contains { $0?.hasPrefix(finding) ?? false })
  }

  @Test("finds a text where bytes were stored: the digest alone would not tell")
  func type() throws {
    #expect(
      try damage("quarantine", "record = CAST(record AS BLOB) WHERE line = 7") == [
        "quarantine a.jsonl:7", "digests of quarantine",
      ])
  }

  @Test("lists the first twenty rows that are wrong and counts all")
  func many() throws {
    let store = try memory()
    try ingest(
      (1...25).map {
        .trajectory(Trajectory(sourceLabel: "test", id: "t\($0)", goal: "g", steps: []))
      },
      into: store)
    try store.execute("DROP TRIGGER trajectory_is_not_updated; UPDATE trajectory SET goal = 'h'")
    let wrong = try store.check(deep: true).filter { $0.check.contains("trajector") && !$0.isFine }
      .filter { $0.check != "append-only triggers" }
    #expect(wrong.count == 21)
    #expect(wrong.first?.check == "trajectory t1")
    #expect(wrong.last?.problem == "25 of 25 rows do not match (5 not listed)")
  }

  @Test("finds nothing in rows of odd values: what is written is what is read")
  func oddValues() throws {
    let odd = "\u{0}\u{FEFF}\u{1F600}\u{1B}\"\\\n"
    let store = try memory()
    let run = Trajectory(
      sourceLabel: "test", id: odd,
      task: TaskReference(
        key: "", benchmark: odd, domain: nil, groups: [.init(kind: odd, value: "")]),
      model: "", trial: .max, round: .min, goal: odd, toolsJSON: "[1.0e5,  {}]",
      steps: [
        Step(), Step(turn: -1, thought: "", actionInputJSON: " {\"a\" : 1} ", observation: odd),
      ],
      finalAnswer: "", reward: 1e-320, metadataJSON: "{\"x\":\"\\ud83d\\ude00\"}")
    try ingest(
      [
        .trajectory(run), .trajectory(Trajectory(sourceLabel: odd, id: "", goal: "", steps: [])),
        .detection(
          Detection(severity: -0.0, weight: 1, explanation: odd), at: at(odd, odd, series: odd)),
        .outcome(Outcome(achievements: [odd, "", "/"]), at: at(odd, "o1")),
        .attempt(
          Attempt(k: .max, goalIndex: .max, hindsightGoal: odd, confidence: 5e-324),
          at: at(odd, "r1", extract: "o1")),
        .collection(
          Collection(theta0: 1, attemptsMax: .max, stopReason: odd),
          panel: [.name(odd), .name(""), .name(odd)], at: at(odd, "r1", extract: "o1")),
      ], into: store)
    let findings = try store.check(deep: true)
    #expect(findings.filter { !$0.isFine } == [])
    #expect(findings.compactMap(\.note).contains("2 rows"))
    #expect(try store.texts("SELECT count(*) FROM collection") == ["1"])
  }

  @Test("takes a reward of -0.0 for what the database makes of it")
  func negativeZero() throws {
    let store = try memory()
    try ingest(
      [.trajectory(Trajectory(sourceLabel: "test", id: "t", goal: "g", steps: [], reward: -0.0))],
      into: store)
    #expect(try store.check(deep: true).allSatisfy(\.isFine))
  }

  @Test("takes facts that came after a policy for no damage, as long as no decision is another")
  func newer() throws {
    let store = try filled()
    try ingest(
      [
        .trajectory(Trajectory(sourceLabel: "test", id: "t3", goal: "g", steps: [], success: false))
      ],
      into: store)
    let last = try store.check(deep: true).last
    #expect(last?.isFine == true)
    #expect(last?.note == "2 rows; 1 more runs can be decided")
  }

  @Test("asks for this version's tables")
  func version() throws {
    let old = try SQLCatalog.embedded { $0.removeLast() }
    _ = try Store(path: path, access: .create, catalog: old)
    let store = try Store(path: path, access: .inspect, catalog: .embedded())
    #expect(try store.check().allSatisfy(\.isFine))
    #expect(throws: StoreError.needsMigration(path: path, version: 12, known: 13)) {
      try store.check(deep: true)
    }
  }

  @Test("finds what is missing or changed in the schema, and notes what is not ours")
  func schema() throws {
    let store = try filled()
    try store.execute("CREATE TABLE notes (id INTEGER); ANALYZE")
    var found = try store.check().filter { $0.check == "schema" }
    #expect(found.map(\.note) == ["not Regoal's: table notes"])
    #expect(found.map(\.isFine) == [true])
    try store.execute("DROP INDEX vote_by_config; DROP VIEW config_label")
    try store.execute("CREATE VIEW config_label AS SELECT 1 AS config_id")
    found = try store.check().filter { !$0.isFine }
    #expect(found.map(\.check) == ["schema"])
    #expect(found.map(\.problem) == ["missing or changed: index vote_by_config, view config_label"])
  }

  @Test("finds a forgotten run that came back")
  func forgotten() throws {
    let store = try filled()
    try store.execute(
      """
      INSERT INTO tombstone (kind, digest, reason, forgotten_at)
      SELECT 'trajectory', digest, 'r', '2026-01-01T00:00:00Z'
      FROM trajectory WHERE external_id = 't2'
      """)
    let wrong = try store.check().filter { !$0.isFine }
    #expect(wrong.map(\.check) == ["forgotten runs"])
    #expect(wrong.map(\.problem) == ["still there: t2"])
  }
}
