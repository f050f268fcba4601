import Foundation
import SQLFiles
import Testing
import Tables
import Trajectories

@testable import Store

private let now = "2026-01-02T03:04:05Z"
private let secret = "hunter2-the-secret"

private func run(_ id: String, label: String = "test", goal: String = "g") -> LogRecord {
  .trajectory(
    Trajectory(
      sourceLabel: label, id: id, task: TaskReference(key: "k", benchmark: nil, domain: nil),
      goal: goal, steps: [Step(thought: secret)], success: false))
}

private let secretCall = ModelCall(
  stage: .detect, requestJSON: #"{"messages":["\#(secret)"]}"#, endpoint: "e", model: "m",
  text: secret, rawAnswer: secret, latencyMilliseconds: 1)

/// t1 with all that can be about it, its words full of the secret.
private let log: [LogRecord] = [
  run("t1"),
  .detection(Detection(isFailure: true, explanation: secret), at: at("t1", "d1")),
  .outcome(Outcome(achievements: [secret]), at: at("t1", "o1")),
  .attempt(
    Attempt(k: 1, hindsightGoal: secret, valid: true, confidence: 0.75),
    at: at("t1", "r1", extract: "o1")),
  .vote(
    Vote(valid: true, confidence: 0.5, reason: secret), judge: .name("j2"), k: 1, goalIndex: 0,
    at: at("t1", "r1", extract: "o1")),
  .collection(
    Collection(stopReason: secret), panel: [.name("j2")], at: at("t1", "r1", extract: "o1")),
  .annotation(
    Annotation(annotator: "a1", verdict: .invalid, note: secret),
    target: .attempt(k: 1, goalIndex: 0), frame: nil, at: at("t1", "r1", extract: "o1")),
  .modelCall(secretCall, at: [runPlace("t1")]),
  .detection(
    Detection(isFailure: true, explanation: secret, call: secretCall.digest), at: at("t1", "d2")),
  .annotation(
    Annotation(annotator: "a1", verdict: .unsure, note: secret), target: .detection, frame: nil,
    at: at("t1", "d1")),
]

@Suite("Forgetting")
struct ForgettingTests {
  private func forget(_ name: String, in store: Store) throws -> [String: Int64] {
    let row = try #require(try store.run("runs_named", ["name": .text(name)]).rows.first)
    let removed = try store.forget(
      trajectory: row[0].integer ?? 0, externalID: row[4].text ?? "", digest: row[2].text ?? "",
      reason: "why", at: now)
    try store.purge()
    return Dictionary(
      uniqueKeysWithValues: removed.rows.map { ($0[0].text ?? "", $0[1].integer ?? -1) })
  }

  @Test("takes a run with all that is about it, and nothing else")
  func removes() throws {
    let store = try memory()
    try ingest(log, into: store)
    try ingest(oneOfEach, into: store, file: "b.jsonl")
    var kept = at("t1", "r1", extract: "o1")
    kept.trajectory = .digest(
      try #require(try store.texts("SELECT digest FROM trajectory WHERE id = 2")[0]))
    kept.config = .digest(
      StageConfig(stage: .relabel, label: "test", name: "r1", bodyJSON: #"{"engine":"x"}"#).digest)
    let rating = LogRecord.annotation(
      Annotation(annotator: "a1", verdict: .valid), target: .attempt(k: 1, goalIndex: 0),
      frame: nil, at: kept)
    #expect(try ingest([rating], into: store, file: "c.jsonl") == [.added(.annotation)])
    try decide(in: store, theta: 0.5)
    let digest = try #require(try store.texts("SELECT digest FROM trajectory WHERE id = 1").first)
    let preview = try store.run("forget_preview", ["trajectory_id": .integer(1)])
    let removed = try forget("sha256:" + (digest ?? "").dropFirst(7).prefix(12), in: store)
    #expect(
      removed == [
        "vote": 1, "collection": 1, "attempt": 1, "outcome": 1, "detection": 2, "decision": 1,
        "step": 1, "trajectory": 1, "task": 1, "annotation": 2, "model_call": 1,
      ])
    #expect(
      Dictionary(
        uniqueKeysWithValues: preview.rows.map { ($0[0].text ?? "", $0[1].integer ?? -1) })
        == removed)
    for table in [
      "trajectory", "step", "detection", "outcome", "attempt", "vote", "collection", "task",
      "decision", "annotation",
    ] {
      #expect(try store.texts("SELECT count(*) FROM \(table)") == ["1"], "\(table)")
    }
    #expect(try store.texts("SELECT digest FROM tombstone") == [digest])
    #expect(try store.check(deep: true).allSatisfy(\.isFine))
  }

  @Test("leaves a task that another run has")
  func sharedTask() throws {
    let store = try memory()
    try ingest([run("t1"), run("t2")], into: store)
    #expect(try forget("t1", in: store)["task"] == 0)
    #expect(try store.texts("SELECT count(*) FROM task") == ["1"])
    #expect(try forget("t2", in: store)["task"] == 1)
    #expect(try store.texts("SELECT count(*) FROM task") == ["0"])
  }

  @Test("is for good: neither the run nor what refers to it is taken again, by id or by digest")
  func notAgain() throws {
    let store = try memory()
    try ingest(log, into: store)
    let digest = try #require(try store.texts("SELECT digest FROM trajectory").first) ?? ""
    _ = try forget("t1", in: store)
    let stone = try #require(try store.tombstone(named: digest))
    #expect(stone.reason == "why" && stone.forgottenAt == now)
    #expect(try store.tombstone(named: "t1") == stone)
    #expect(try store.tombstone(named: "t2") == nil)
    #expect(
      try ingest(log, into: store) == Array(repeating: .forgotten(stone), count: log.count))
    #expect(
      try ingest(log.reversed(), into: store)
        == Array(repeating: .forgotten(stone), count: log.count))
    // Without the run's own line, as in a file of answers only.
    #expect(
      try ingest(Array(log.dropFirst()), into: store)
        == Array(repeating: .forgotten(stone), count: log.count - 1))
    var place = at("t1", "d1")
    place.trajectory = .digest(digest)
    #expect(
      try ingest([.detection(Detection(), at: place)], into: store) == [.forgotten(stone)])
    for table in ["trajectory", "detection", "outcome", "attempt", "quarantine"] {
      #expect(try store.texts("SELECT count(*) FROM \(table)") == ["0"], "\(table)")
    }
  }

  @Test("lets the run come with another content, and answers about that")
  func redacted() throws {
    let store = try memory()
    try ingest(log, into: store)
    _ = try forget("t1", in: store)
    let redacted: [LogRecord] = [
      run("t1", goal: "redacted"), .detection(Detection(isFailure: true), at: at("t1", "d1")),
    ]
    #expect(
      try ingest(redacted, into: store, file: "b.jsonl") == [
        .added(.trajectory), .added(.detection),
      ])
    #expect(try store.check(deep: true).allSatisfy(\.isFine))
  }

  @Test("takes a quarantined record by its place, and does not take its bytes again anywhere")
  func quarantined() throws {
    let store = try memory()
    func keep(_ file: String, _ line: Int, _ text: String) throws -> Bool {
      try store.writeFacts {
        try $0.addQuarantine(
          label: "test", format: "regoal", file: file, line: line, reason: "not JSON",
          record: Array(text.utf8))
      }
    }
    #expect(try keep("a.jsonl", 1, secret))
    #expect(try keep("a.jsonl", 2, "other"))
    #expect(try store.forget(quarantineOf: "a.jsonl", line: 1, reason: "why", at: now) == 1)
    #expect(try store.forget(quarantineOf: "a.jsonl", line: 1, reason: "why", at: now) == 0)
    let stone = Tombstone(
      kind: .quarantine, digest: Digest.of(secret), idDigest: Digest.of("a.jsonl:1"),
      reason: "why", forgottenAt: now)
    #expect(throws: StoreError.forgotten(stone)) { try keep("b.jsonl", 3, secret) }
    #expect(try keep("a.jsonl", 3, "third"))
    #expect(try store.texts("SELECT record FROM quarantine ORDER BY line") == ["other", "third"])
  }

  @Test("opens the triggers for that run alone")
  func triggers() throws {
    let store = try memory()
    try ingest(log + [run("t2")], into: store)
    try store.execute(
      """
      INSERT INTO tombstone (kind, digest, reason, forgotten_at)
      SELECT 'trajectory', digest, 'r', 'now' FROM trajectory WHERE external_id = 't2'
      """)
    for table in [
      "annotation", "vote", "collection", "attempt", "outcome", "detection", "step", "trajectory",
      "task", "model_call", "model_call_run",
    ] {
      #expect(throws: (any Error).self) { try store.execute("DELETE FROM \(table)") }
    }
    try store.execute(
      "DELETE FROM step WHERE trajectory_id = 2; DELETE FROM trajectory WHERE id = 2")
    #expect(try store.texts("SELECT external_id FROM trajectory") == ["t1"])
  }

  @Test("wipes the bytes from the database file and everything beside it")
  func wipes() throws {
    let directory = try Folder()
    let path = directory.path + "a.db"
    let store = try Store(path: path, access: .create, catalog: .embedded())
    try ingest(log, into: store)
    try decide(in: store, theta: 0.5)
    #expect(try filesHolding(secret, directory).contains("a.db-wal"))
    _ = try forget("t1", in: store)
    #expect(try filesHolding(secret, directory) == [])
    #expect(try filesHolding("why", directory) == ["a.db"])
  }

  @Test("that cannot wipe because somebody still reads says so, and is finished later")
  func reader() throws {
    let directory = try Folder()
    let path = directory.path + "a.db"
    let store = try Store(path: path, access: .create, catalog: .embedded())
    try ingest(log, into: store)
    let other = try Store(path: path, access: .read, catalog: .embedded())
    try store.execute("PRAGMA busy_timeout = 1")
    try other.read { connection in
      _ = try Statement(connection, try other.query("trajectory_names")).first { _ in 0 }
      #expect(throws: StoreError.stillRead(path: path)) { try forget("t1", in: store) }
    }
    #expect(try filesHolding(secret, directory) != [])
    try store.purge()
    #expect(try filesHolding(secret, directory) == [])
  }

  private func filesHolding(_ text: String, _ directory: Folder) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted().filter { file in
      let data = try Data(contentsOf: URL(filePath: directory.path + file))
      return data.range(of: Data(text.utf8)) != nil
    }
  }
}
