import Foundation
import GRDB
import SQLFiles
import Trajectories

@testable import Store

func memory() throws -> Store {
  try Store(path: ":memory:", access: .create, catalog: .embedded())
}

/// A folder of its own, removed with the suite that holds it.
final class Folder: Sendable {
  let path = NSTemporaryDirectory() + "regoal-test-" + UUID().uuidString + "/"

  init() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

extension SQLCatalog {
  /// The embedded files with some migrations taken away, changed or added.
  static func embedded(
    _ change: (inout [(path: String, text: String)]) -> Void
  ) throws -> SQLCatalog {
    let embedded = try SQLCatalog.embedded()
    var files = embedded.migrations.map { (path: "Migrations/\($0.name).sql", text: $0.sql) }
    change(&files)
    return try SQLCatalog(files: files + embedded.queries.map { (path: $0.path, text: $0.sql) })
  }
}

extension Store {
  /// The first column of each row, as texts.
  func texts(_ sql: String) throws -> [String?] {
    try database.read { db in
      try Row.fetchAll(db, sql: sql).map { row in
        let value: DatabaseValue = row[0]
        return value.storage.value.map { "\($0)" }
      }
    }
  }

  /// Writes behind the store's back.
  func execute(_ sql: String) throws {
    try database.write { try $0.execute(sql: sql) }
  }

  /// Takes the rows of another database, table by table, as far as this one has their columns.
  func copyRows(from path: String) throws {
    try database.writeWithoutTransaction { db in
      try db.execute(sql: "ATTACH DATABASE '\(path)' AS other")
      let tables = try String.fetchAll(
        db, sql: "SELECT name FROM main.sqlite_schema WHERE type = 'table' ORDER BY rootpage")
      for table in tables where table != "migration" && !table.hasPrefix("paper_") {
        let columns = try String.fetchAll(
          db, sql: "SELECT name FROM pragma_table_info(?, 'main')", arguments: [table]
        ).joined(separator: ", ")
        try db.execute(
          sql: "INSERT INTO main.\(table) (\(columns)) SELECT \(columns) FROM other.\(table)")
      }
      try db.execute(sql: "DETACH DATABASE other")
    }
  }

  /// All SQL of the schema, in the order of names.
  func schema() throws -> String {
    try texts("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name")
      .map { ($0 ?? "") + ";\n" }.joined(separator: "\n")
  }

  /// The digests of every table of facts, and the names of configs.
  func digests() throws -> [String: [String?]] {
    var all: [String: [String?]] = [:]
    for table in [
      "task", "trajectory", "stage_config", "detection", "outcome", "attempt", "vote", "collection",
      "annotation_frame", "annotation", "arm", "evaluation", "model_call", "prompt", "price",
    ] {
      all[table] = try texts("SELECT digest FROM \(table) ORDER BY digest")
    }
    all["config_name"] = try texts(
      """
      SELECT stage_config.digest || ' ' || label || ' ' || name
      FROM config_name JOIN stage_config ON stage_config.id = config_id ORDER BY 1
      """)
    return all
  }
}

/// One fact of each kind.
let oneOfEach: [LogRecord] = [
  .trajectory(
    Trajectory(
      sourceLabel: "test", id: "t1",
      task: TaskReference(
        key: "k", benchmark: "b", domain: nil, groups: [.init(kind: "site", value: "1")]),
      goal: "g", steps: [Step(thought: "z")], success: false)),
  .config(StageConfig(stage: .relabel, label: "test", name: "r1", bodyJSON: #"{"engine":"x"}"#)),
  .detection(Detection(isFailure: true), at: at("t1", "d1")),
  .outcome(Outcome(achievements: ["a"]), at: at("t1", "o1")),
  .attempt(Attempt(k: 1, valid: true, confidence: 0.75), at: at("t1", "r1", extract: "o1")),
  .vote(
    Vote(valid: true, confidence: 0.5), judge: .name("j2"), k: 1, goalIndex: 0,
    at: at("t1", "r1", extract: "o1")),
  .collection(
    Collection(theta0: 0.5, mode: .lazy), panel: [.name("j2")], at: at("t1", "r1", extract: "o1")),
]

/// One rating and result of each kind, about the facts of `oneOfEach`.
let oneOfEachRating: [LogRecord] = [
  .frame(
    AnnotationFrame(
      name: "f1", policyDigest: "sha256:p", population: 130, seed: 7, rule: "uniform",
      extraJSON: #"{"x":1}"#)),
  .annotation(
    Annotation(
      annotator: "a1", seq: 1, verdict: .invalid, category: "number", note: "n",
      extraJSON: #"{"x":1}"#),
    target: .attempt(k: 1, goalIndex: 0), frame: .name("f1"), at: at("t1", "r1", extract: "o1")),
  .annotation(
    Annotation(annotator: "a2", verdict: .unsure), target: .detection, frame: nil,
    at: at("t1", "d1")),
  .arm(
    ArmDeclaration(
      name: "full", label: "test", detectConfig: .name("d1"), extractConfig: .name("o1"),
      relabelConfig: .name("r1"), judges: [.name("j2")], policy: GatePolicy(theta: 0.6))),
  .evaluation(
    Evaluation(
      exportSHA256: "sha256:e", benchmark: "webarena", split: "test", model: "m", seed: 42,
      task: "17", metric: "success_rate", value: 0.25, n: 4, round: 1, extraJSON: #"{"x":1}"#),
    arm: .name("full")),
]

/// A call and what it repairs, about t1, with a prompt and a price.
let oneOfEachCall: [LogRecord] = [
  .modelCall(testCall, at: [runPlace("t1")]),
  .modelCall(testRepair, at: [runPlace("t1")]),
  .vote(
    Vote(valid: true, confidence: 0.625, call: testRepair.digest), judge: .name("j3"), k: 1,
    goalIndex: 0, at: at("t1", "r1", extract: "o1")),
  .prompt(PromptText(stage: .judge, text: "Judge {goal}.")),
  .price(
    Price(
      model: "m", endpoint: "e", validFrom: "2026-01-01", promptUSDPerMillion: 0.15,
      completionUSDPerMillion: 0.6)),
]

let testCall = ModelCall(
  stage: .judge, requestJSON: #"{"endpoint":"e","model":"m","series":"main"}"#, endpoint: "e",
  model: "m", text: "no JSON", finishReason: "stop", rawAnswer: #"{"choices":[]}"#,
  promptTokens: 100, completionTokens: 10, latencyMilliseconds: 250.5, httpStatus: 200,
  tries: 2, calledOn: "2026-03-22")

let testRepair = ModelCall(
  stage: .judge,
  requestJSON: #"{"endpoint":"e","model":"m","repairs":"\#(testCall.digest)","series":"main"}"#,
  endpoint: "e", model: "m", repairs: testCall.digest, text: nil, refusal: "I will not",
  rawAnswer: "{}", latencyMilliseconds: 0)

func runPlace(_ trajectory: String) -> RunPlace {
  RunPlace(label: "test", isLabelStated: false, trajectory: .name(trajectory))
}

/// What a line of the label `test` is about.
func at(
  _ trajectory: String, _ config: String, extract: String? = nil, series: String = "main",
  label: String = "test", isLabelStated: Bool = false
) -> FactPlace {
  FactPlace(
    label: label, isLabelStated: isLabelStated, trajectory: .name(trajectory),
    config: .name(config),
    extractConfig: extract.map { .name($0) }, series: series)
}

/// Writes the records of one file, those that had to wait at its end by rank, and gives what became of
/// each.
@discardableResult
func ingest(
  _ records: [LogRecord], into store: Store, file: String = "a.jsonl"
) throws -> [LogWriter.Outcome] {
  try store.writeFacts { facts in
    let source = try facts.source(label: "test", format: "regoal", file: file)
    let first = LogWriter(facts: facts, source: source, memory: LogWriter.Memory())
    var outcomes = try records.map { try first.write($0) }
    let last = LogWriter(facts: facts, source: source, memory: first.memory, isAtEnd: true)
    for rank in 0...5 {
      for (index, record) in records.enumerated() where outcomes[index] == .later {
        if record.rank == rank { outcomes[index] = try last.write(record) }
      }
    }
    return outcomes
  }
}

extension LogRecord {
  fileprivate var rank: Int {
    switch self {
    case .trajectory, .config, .frame, .arm, .prompt, .price, .stored: 0
    case .modelCall(let call, _): call.repairs == nil ? 0 : 1
    case .detection, .outcome: 2
    case .attempt, .evaluation: 3
    case .vote, .annotation: 4
    case .collection: 5
    }
  }
}

extension LogWriter.Outcome {
  var reason: String? {
    if case .refused(let reason) = self { reason } else { nil }
  }
}
