import Foundation
import SQLFiles
import Tables
import Testing
import Trajectories

@testable import Store

/// A database file with a row of every kind, closed, its log written back.
func makeFullDatabase(at path: String) throws {
  let store = try Store(path: path, access: .create, catalog: .embedded())
  let long = String(repeating: "The shop lists lamps, mugs and desks. ", count: 700)
  var second = Trajectory(
    sourceLabel: "other", id: "t2", model: "m", trial: 2, round: 1, goal: "g2",
    systemPrompt: "be good", toolsJSON: #"[{"name":"search"}]"#,
    steps: [
      Step(
        turn: 0, kind: "tool", callID: "c1", thought: "think", actionName: "search",
        actionInputJSON: #"{"q": "lamp"}"#, observation: long),
      Step(turn: 1, observation: "näive\u{FFFD}\n"),
    ],
    finalAnswer: "answer", failureReason: "reason", success: false, reward: 0.25,
    metadataJSON: #"{"a": 1.50}"#)
  second.task = TaskReference(key: "k2", benchmark: nil, domain: "d")
  try ingest(oneOfEach + [.trajectory(second)], into: store)
  try ingest(
    [
      .detection(
        Detection(
          isFailure: true, failureType: "incomplete", severity: 0.4, weight: 0.6, recoverable: true,
          explanation: "e", extraJSON: #"{"x":1}"#), at: at("t1", "d1", series: "s2")),
      .outcome(
        Outcome(achievements: ["a\n\u{1}"], observations: ["b"], limitations: "l"),
        at: at("t1", "o1", series: "s2")),
      .attempt(
        Attempt(
          k: 2, hindsightGoal: "h", rationale: "r", status: .error, firstStep: 0, lastStep: 1),
        at: at("t1", "r1", extract: "o1")),
    ], into: store, file: "b.jsonl")
  try ingest(oneOfEachRating, into: store, file: "c.jsonl")
  try ingest(oneOfEachCall, into: store, file: "d.jsonl")
  try store.writeFacts { facts in
    try facts.addLexicon(name: "words", termsJSON: #"{"incomplete":["not done"]}"#)
    let split = try facts.addSplit(name: "main", bodyJSON: #"{"parts":[]}"#)
    let member = try #require(try facts.trajectories(id: "t2", label: "other").first)
    try facts.addSplitMember(
      split: split, run: member.id, runDigest: member.digest, part: "train", fold: 1, key: "task=k2"
    )
    var items = [
      ExportItem(
        kind: .hindsight, isFallback: false, trajectory: Array(repeating: 1, count: 32),
        detection: Array(repeating: 2, count: 32), attempt: Array(repeating: 3, count: 32),
        votes: [Array(repeating: 4, count: 32)], confidence: 0.5, weight: 0.75)
    ]
    var listed: [UInt8] = []
    for item in items { item.append(to: &listed) }
    try facts.addExport(
      bodyJSON: "{\"items_digest\":\"\(listed.withUnsafeBytes { Digest.of($0) })\"}"
    ) { items.popLast() }
    try facts.addCalibration(name: "judges", bodyJSON: calibrationBody)
    _ = try facts.addQuarantine(
      label: "test", format: "regoal", file: "a.jsonl", line: 7, reason: "not JSON",
      record: Array("{\"id\":".utf8))
    _ = try facts.addQuarantine(
      label: "test", format: "regoal", file: "a.jsonl", line: 8, reason: "not UTF-8",
      record: [0xFF, 0x00, 0x41])
  }
  try ingest(
    [.trajectory(Trajectory(sourceLabel: "test", id: "t9", goal: "gone", steps: []))],
    into: store)
  let gone = try #require(try store.run("runs_named", ["name": .text("t9")]).rows.first)
  _ = try store.forget(
    trajectory: gone[0].integer ?? 0, externalID: "t9", digest: gone[2].text ?? "",
    reason: "a secret", at: "2026-01-02T03:04:05Z")
  try decide(in: store, theta: 0.5)
  try store.purge()
}

/// Applies a policy to the configs that are there, as the gate does.
func decide(in store: Store, theta: Double) throws {
  func config(_ stage: String) throws -> String {
    let configs = try store.run("config_names").rows.filter { $0[0].text == stage }
    return configs.first?[2].text ?? ""
  }
  var json = CanonicalJSON()
  json.beginObject()
  json.member("attempts", 3)
  json.member("detect_config", try config("detect"))
  json.member("extract_config", try config("extract"))
  json.member("judges", [try config("judge")])
  json.member("relabel_config", try config("relabel"))
  json.member("theta", theta)
  json.endObject()
  let parameters: [String: Table.Value] = [
    "attempts": .integer(3), "detect_config": .text(try config("detect")),
    "extract_config": .text(try config("extract")),
    "judges": .text(CanonicalJSON.array([try config("judge")])),
    "relabel_config": .text(try config("relabel")), "theta": .real(theta),
  ]
  let rows = try store.run("trajectory_names").rows.map { row in
    (ByteKey(row[1].text ?? ""), row[0].integer ?? 0)
  }
  let places = Dictionary(uniqueKeysWithValues: rows)
  try store.writeDecisions(
    policy: Digest.of(json.text), bodyJSON: json.text,
    decisions: try store.run("decisions", parameters).rows.map { row in
      DecisionRow(
        trajectory: places[ByteKey(row[0].text ?? "")] ?? 0, decision: row[1].text ?? "",
        k: row[2].integer.map(Int.init), confidence: row[3].real, weight: row[4].real,
        inOut: row[5].text ?? "", missingJSON: row[6].text)
    })
}

/// One map, for every fold.
let calibrationBody =
  #"{"maps":[{"folds":[null],"map":{"intercept":0,"kind":"platt","slope":1},"#
  + #""rater":"relabeler"}]}"#
