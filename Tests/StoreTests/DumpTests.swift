import Foundation
import Ingest
import SQLFiles
import Tables
import Testing
import Trajectories

@testable import Store

extension Store {
  /// The dump's text.
  func dumped(_ types: [LogType] = LogType.allCases) throws -> String {
    var bytes: [UInt8] = []
    _ = try dump(types) { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// A database made of a dump alone, as `ingest` makes it.
/// - Returns: with what became of the lines that were not added.
func readBack(_ dump: String) throws -> (store: Store, rest: [LogWriter.Outcome]) {
  let folder = try Folder()
  let file = folder.path + "dump.jsonl"
  try Data(dump.utf8).write(to: URL(filePath: file))
  let reader = try RecordReader(file: file)
  let store = try memory()
  var rest: [LogWriter.Outcome] = []
  try store.writeFacts { facts in
    let writer = LogWriter(facts: facts, source: 0, memory: .init())
    while let item = try reader.next() {
      switch item {
      case .bad(let reason, let line):
        Issue.record("line \(line): \(reason)")
      case .record(let record, let identity, _):
        let outcome = try writer.write(record, identity: identity)
        if case .added = outcome { continue }
        rest.append(outcome)
      }
    }
  }
  return (store, rest)
}

@Suite("A dump")
struct DumpTests {
  @Test("read into an empty database gives the same dump, with a row in every table")
  func identity() throws {
    let folder = try Folder()
    let path = folder.path + "full.db"
    try makeFullDatabase(at: path)
    let full = try Store(path: path, access: .read, catalog: .embedded())
    let dump = try full.dumped()
    let types = Set(try dump.split(separator: "\n").map { try type(of: $0) })
    let all = LogType.allCases.map(\.rawValue) + ["dump"]
    #expect(Set(all).subtracting(types) == ["call_session"])
    let (copy, rest) = try readBack(dump)
    #expect(rest == [.noted])
    #expect(try copy.dumped() == dump)
    #expect(try copy.digests() == full.digests())
    #expect(try copy.check(deep: true).allSatisfy(\.isFine))
  }

  private func type(of line: Substring) throws -> String {
    let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
    return try #require(object?["type"] as? String)
  }

  @Test("keeps what a line can hardly say")
  func hardCases() throws {
    let store = try memory()
    var odd = Trajectory(
      sourceLabel: "test", id: "odd \u{0}\u{1F}\"\\\u{2028}", goal: "",
      steps: [
        Step(actionInputJSON: "{\n  \"q\": 1\r\n}", observation: ""),
        Step(actionInputJSON: #"{"a":1.50,"a":2}"#), Step(),
      ],
      finalAnswer: "", success: true, reward: 0.1 + 0.2,
      metadataJSON: "{\n\t\"x\": [1,\n2]}")
    odd.toolsJSON = "[\n]"
    var plain = odd
    plain.metadataJSON = #""a text""#
    plain.id = "plain"
    plain.reward = -0.0
    var twin = plain
    twin.goal = "another content"
    var other = plain
    other.sourceLabel = "other"
    try ingest(
      [odd, plain, twin, other].map { .trajectory($0) } + [
        .detection(
          Detection(severity: 1e-300, extraJSON: #"{"extra":{"a":1},"digest":2}"#),
          at: digestPlace(plain, "d1")),
        .detection(Detection(extraJSON: "{\"a\":\n1}"), at: digestPlace(twin, "d1")),
        .detection(Detection(), at: digestPlace(other, "d1", series: "s")),
      ], into: store)
    #expect(try store.texts("SELECT count(*) FROM detection") == ["3"])
    try store.writeFacts { facts in
      try facts.addSession(began: "2026-01-02T03:04:05Z", series: "main", seconds: 1.5, calls: 3)
    }
    let dump = try store.dumped()
    let (copy, rest) = try readBack(dump)
    #expect(rest == [.noted])
    #expect(try copy.dumped() == dump)
    #expect(try copy.digests() == store.digests())
  }

  @Test("tells the outcome and the attempt on which a fact hangs, where several fit")
  func hanging() throws {
    let store = try memory()
    let run = Trajectory(sourceLabel: "test", id: "t1", goal: "g", steps: [])
    try ingest(
      [.trajectory(run), .outcome(Outcome(achievements: ["main"]), at: at("t1", "o1"))],
      into: store)
    // Of the series, before it had an outcome of its own.
    try ingest(
      [.attempt(Attempt(k: 1), at: at("t1", "r1", extract: "o1", series: "s"))], into: store,
      file: "b.jsonl")
    try ingest(
      [.outcome(Outcome(achievements: ["s"]), at: at("t1", "o1", series: "s"))], into: store,
      file: "c.jsonl")
    try ingest(
      [
        .attempt(Attempt(k: 1, confidence: 0.5), at: at("t1", "r1", extract: "o1", series: "s")),
        .vote(
          Vote(valid: true), judge: .name("j1"), k: 1, goalIndex: 0,
          at: at("t1", "r1", extract: "o1", series: "s")),
      ], into: store, file: "d.jsonl")
    let hung = """
      SELECT achievements_json || ' ' || coalesce(attempt.confidence, '') || ' ' || count(vote.id)
      FROM outcome JOIN attempt ON attempt.outcome_id = outcome.id
      LEFT JOIN vote ON vote.attempt_id = attempt.id GROUP BY attempt.id ORDER BY 1
      """
    #expect(try store.texts(hung) == [#"["main"]  0"#, #"["s"] 0.5 1"#])
    let (copy, _) = try readBack(try store.dumped())
    #expect(try copy.texts(hung) == store.texts(hung))
    #expect(try copy.digests() == store.digests())
  }

  @Test("of some types has these alone, behind its first line")
  func someTypes() throws {
    let store = try memory()
    try ingest(oneOfEach, into: store)
    let lines = try store.dumped([.vote, .detection]).split(separator: "\n")
    #expect(lines.map { try? type(of: $0) } == ["dump", "detection", "vote"])
  }

  @Test("that has a tombstone removes nothing where it is read; what is forgotten stays so")
  func tombstones() throws {
    let run = Trajectory(sourceLabel: "test", id: "t1", goal: "g", steps: [])
    let stone = Tombstone(
      kind: .trajectory, digest: run.digest, idDigest: Digest.of("t1"), reason: "r",
      forgottenAt: "2026-01-02T03:04:05Z")
    func written(_ records: [LogRecord]) throws -> [LogWriter.Outcome] {
      try ingest(records, into: memory())
    }
    let removing = try written([.trajectory(run), .stored(.tombstone(stone))])
    #expect(removing[1].reason?.contains("'regoal db forget \(run.digest)' removes it") == true)
    #expect(
      try written([.stored(.tombstone(stone)), .trajectory(run)])
        == [.added(.tombstone), .forgotten(stone)])
  }

  @Test("of a newer program is refused")
  func newer() throws {
    let reason = try ingest([.stored(.dump(version: 9_999))], into: memory())[0].reason
    #expect(reason?.hasPrefix("the dump has version 9999, this program knows") == true)
  }

  private func digestPlace(_ run: Trajectory, _ config: String, series: String = "main")
    -> FactPlace
  {
    var place = at("", config, series: series)
    place.trajectory = .digest(run.digest)
    return place
  }
}
