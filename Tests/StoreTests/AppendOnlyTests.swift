import GRDB
import Testing
import Trajectories

@testable import Store

/// Tables of facts, with a column of each.
private let facts = [
  ("source", "label"), ("task", "task_key"), ("task_group", "value"), ("trajectory", "goal"),
  ("step", "thought"), ("lexicon", "name"), ("stage_config", "body_json"), ("config_name", "name"),
  ("detection", "severity"), ("outcome", "limitations"), ("attempt", "confidence"),
  ("vote", "confidence"),
  ("collection", "theta0"), ("tombstone", "reason"), ("arm", "body_json"), ("arm_name", "name"),
  ("evaluation", "value"), ("annotator", "name"), ("annotation_frame", "rule"),
  ("annotation", "verdict"), ("paper_figure", "value"), ("paper_count", "count"),
  ("model_call", "answer_text"), ("model_call_run", "call_id"), ("prompt", "text"),
  ("price", "valid_from"), ("call_session", "seconds"),
  ("split", "name"), ("split_member", "part"),
  ("export", "body_json"), ("export_item", "weight"), ("calibration", "body_json"),
  ("calibration_piece", "slope"),
]

@Suite("Facts are append-only")
struct AppendOnlyTests {
  private func filled() throws -> Store {
    let store = try memory()
    try ingest(oneOfEach, into: store)
    try ingest(oneOfEachRating, into: store)
    try ingest(oneOfEachCall, into: store)
    try store.writeFacts { facts in
      try facts.addLexicon(name: "l", termsJSON: "{}")
      try facts.addSession(
        began: "2026-01-02T03:04:05Z", series: "main", seconds: 1.5, calls: 2)
      let split = try facts.addSplit(name: "s", bodyJSON: "{}")
      try facts.addSplitMember(
        split: split, run: 1, runDigest: "sha256:r", part: "train", fold: nil, key: "task=1"
      )
      var items = [ExportItem(kind: .success, trajectory: Array(repeating: 7, count: 32))]
      try facts.addExport(bodyJSON: "{}") { items.popLast() }
      try facts.addCalibration(name: "c", bodyJSON: calibrationBody)
    }
    try store.execute(
      """
      INSERT INTO tombstone (kind, digest, reason, forgotten_at)
      VALUES ('trajectory', 'sha256:another', 'a reason', '2026-01-02T03:04:05Z')
      """)
    return store
  }

  private func refusal(_ store: Store, _ sql: String) -> String? {
    do {
      try store.execute(sql)
      return nil
    } catch {
      return (error as? DatabaseError)?.message
    }
  }

  @Test("in every table", arguments: facts)
  func refused(table: String, column: String) throws {
    let store = try filled()
    #expect(try store.texts("SELECT count(*) FROM \(table)") != ["0"])
    #expect(
      refusal(store, "UPDATE \(table) SET \(column) = \(column)") == "\(table) is append-only")
    #expect(refusal(store, "DELETE FROM \(table)") == "\(table) is append-only")
    #expect(
      refusal(store, "INSERT OR REPLACE INTO \(table) SELECT * FROM \(table)")
        == "\(table) is append-only")
  }

  @Test("which covers every table but those that are no facts")
  func covered() throws {
    let other = [
      "decision", "gate_policy", "migration", "quarantine", "batch_request", "batch_failure",
      "batch_request_run", "delivery_finding",
    ]
    #expect(
      try filled().texts(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name"
      )
        == (facts.map(\.0) + other).sorted())
  }

  @Test("and a trigger that is missing, or does something else, is found by the check")
  func check() throws {
    let store = try filled()
    #expect(try store.check().allSatisfy(\.isFine))
    try store.execute("DROP TRIGGER vote_is_not_deleted")
    #expect(
      try store.check().filter { !$0.isFine }.map(\.problem)
        == ["missing or changed: vote_is_not_deleted"])
    try store.execute(
      "CREATE TRIGGER vote_is_not_deleted BEFORE DELETE ON vote BEGIN SELECT 1; END")
    #expect(
      try store.check().filter { !$0.isFine }.map(\.problem)
        == ["missing or changed: vote_is_not_deleted"])
  }
}
