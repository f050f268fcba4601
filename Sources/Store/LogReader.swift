internal import Foundation
public import Trajectories

/// Reads stored rows as the records of a log: `LogWriter` takes them back. References are by digest, the
/// order is that of types, then of runs' digests, then of digests; at most what is about one run is in
/// memory.
/// - Source: DESIGN.md §6.
public final class LogReader {
  /// A run, by all its names.
  public struct Run: Sendable {
    let id: Int64
    public let digest: String
    public let externalID: String
    public let file: SourceFile
  }

  /// A record, with the digest of its row where it has one.
  public struct Item: Sendable {
    public let record: LogRecord
    public let digest: String?
    /// The run that it is, or is about.
    public var run: Run?
    /// Name of what a digest in it means; for reading alone.
    public var name: String?
  }

  let facts: FactReader

  init(facts: FactReader) { self.facts = facts }

  /// All records of a type.
  public func forEach(_ type: LogType, _ body: (Item) throws -> Void) throws {
    func item(_ record: LogRecord, _ digest: String? = nil) throws {
      try body(Item(record: record, digest: digest))
    }
    func rows(_ query: String, _ body: (borrowing ResultRow) throws -> Void) throws {
      try facts.statement(query).forEachRow(body)
    }
    switch type {
    case .source:
      try rows("log_sources") { row in
        try item(.stored(.source(SourceFile(row, 0))))
      }
    case .tombstone:
      try rows("load_tombstones") { row in
        guard let kind = row.text(0).flatMap(Tombstone.Kind.init(rawValue:)) else { return }
        try item(
          .stored(
            .tombstone(
              Tombstone(
                kind: kind, digest: row.text(1) ?? "", idDigest: row.text(2),
                reason: row.text(3) ?? "", forgottenAt: row.text(4) ?? ""))))
      }
    case .lexicon:
      try rows("log_lexicons") { row in
        try item(
          .stored(.lexicon(name: row.text(1) ?? "", termsJSON: row.text(2) ?? "")), row.text(0))
      }
    case .config:
      try rows("log_configs") { row in
        try item(
          .config(
            StageConfig(
              stage: try row.word(1), label: row.text(2) ?? "", name: row.text(3) ?? "",
              bodyJSON: row.text(4) ?? "")), row.text(0))
      }
    case .prompt:
      try rows("log_prompts") { row in
        try item(
          .prompt(PromptText(stage: try row.word(1), text: row.text(2) ?? "")), row.text(0))
      }
    case .price:
      try rows("log_prices") { row in
        try item(
          .price(
            Price(
              model: row.text(1) ?? "", endpoint: row.text(2), validFrom: row.text(3) ?? "",
              seq: row.int(4) ?? 1, promptUSDPerMillion: row.storedReal(5),
              completionUSDPerMillion: row.storedReal(6))), row.text(0))
      }
    case .trajectory:
      try forEachRun { run in
        let (stored, value) = try facts.trajectory(run.id)
        try body(
          Item(
            record: .stored(.run(value, from: run.file)), digest: stored.digest, run: run))
      }
    case .modelCall: try forEachCall(body)
    case .detection, .outcome, .attempt, .vote, .collection, .annotation:
      try forEachRun { run in for item in try records(type, about: run) { try body(item) } }
    case .frame:
      try rows("log_frames") { row in
        try item(
          .frame(
            AnnotationFrame(
              name: row.text(1) ?? "", policyDigest: row.text(2), population: row.int(3),
              seed: row.int(4), rule: row.text(5), extraJSON: row.text(6))), row.text(0))
      }
    case .policy:
      try rows("log_policies") { row in
        try item(.stored(.policy(bodyJSON: row.text(1) ?? "")), row.text(0))
      }
    case .arm:
      try rows("log_arms") { row in
        try item(
          .stored(.arm(name: row.text(1) ?? "", bodyJSON: row.text(2) ?? "")), row.text(0))
      }
    case .evaluation:
      try rows("log_evaluations") { row in
        try item(
          .evaluation(
            Evaluation(
              exportSHA256: row.text(2), benchmark: row.text(3), split: row.text(4),
              model: row.text(5), seed: row.int(6), task: row.text(7), metric: row.text(8) ?? "",
              value: row.storedReal(9), n: row.int(10), round: row.int(11),
              extraJSON: row.text(12)), arm: .digest(row.text(1) ?? "")), row.text(0))
      }
    case .calibration:
      try rows("check_calibrations") { row in
        try item(
          .stored(.calibration(name: row.text(1) ?? "", bodyJSON: row.text(2) ?? "")), row.text(0))
      }
    case .split:
      try rows("log_splits") { row in
        try item(
          .stored(.split(name: row.text(1) ?? "", bodyJSON: row.text(2) ?? "")), row.text(0))
      }
    case .splitMember: try forEachSplitMember(body)
    case .export:
      try rows("log_exports") { row in
        try item(.stored(.export(manifest: row.text(2) ?? "")), row.text(1))
      }
    case .exportItem:
      try rows("log_exports") { row in
        let export = row.text(1) ?? ""
        let items = try facts.statement("load_export_items")
        items.bind(0, row.integer(0))
        items.bind(1, 0)
        items.bind(2, nil as Int?)
        var position = 0
        try items.forEachRow { row in
          try item(.stored(.exportItem(ExportItem(row), position: position, export: export)))
          position += 1
        }
      }
    case .quarantine:
      try rows("log_quarantine") { row in
        let record = QuarantinedRecord(
          label: row.text(1) ?? "", file: row.text(3) ?? "", line: row.int(4) ?? 0,
          reason: row.text(5) ?? "", bytes: row.bytes(6))
        try item(.stored(.quarantined(record, format: row.text(2) ?? "")), row.text(0))
      }
    case .callSession:
      try rows("log_sessions") { row in
        try item(
          .stored(
            .session(
              began: row.text(0) ?? "", series: row.text(1) ?? "", seconds: row.storedReal(2),
              calls: row.int(3) ?? 0)))
      }
    }
  }

  func forEachRun(_ body: (Run) throws -> Void) throws {
    try facts.statement("log_runs").forEachRow { row in
      try body(
        Run(
          id: row.storedInteger(0), digest: row.text(1) ?? "", externalID: row.text(2) ?? "",
          file: SourceFile(row, 3)))
    }
  }

  private func forEachCall(_ body: (Item) throws -> Void) throws {
    let runs = try facts.statement("log_runs_of_call")
    try facts.statement("log_calls").forEachRow { row in
      var call = ModelCall(
        stage: try row.word(2), requestJSON: row.text(6) ?? "", endpoint: row.text(3) ?? "",
        model: row.text(4) ?? "", series: row.text(5) ?? "", repairs: row.text(7),
        text: row.text(8), finishReason: row.text(10), refusal: row.text(11),
        rawAnswer: row.text(9) ?? "", latencyMilliseconds: row.storedReal(14))
      call.promptTokens = row.int(12)
      call.completionTokens = row.int(13)
      call.httpStatus = row.int(15)
      call.tries = row.int(16) ?? 1
      call.calledOn = row.text(17)
      runs.bind(0, row.integer(0))
      let places = try runs.all { run in
        RunPlace(
          label: run.text(2) ?? "", isLabelStated: true, trajectory: .digest(run.text(0) ?? ""))
      }
      try body(Item(record: .modelCall(call, at: places), digest: row.text(1)))
    }
  }

  private func forEachSplitMember(_ body: (Item) throws -> Void) throws {
    let members = try facts.statement("log_split_members")
    try facts.statement("log_splits").forEachRow { split in
      let digest = split.text(0) ?? ""
      members.bind(0, digest)
      try members.forEachRow { row in
        let run = Run(
          id: 0, digest: row.text(1) ?? "", externalID: row.text(2) ?? "",
          file: SourceFile(label: row.text(3) ?? "", format: "", file: ""))
        let place = SplitPlace(
          split: digest, part: row.text(4) ?? "", fold: row.int(5), groupKey: row.text(6) ?? "")
        try body(
          Item(
            record: .stored(.splitMember(place, run: run.place)), digest: row.text(0), run: run,
            name: split.text(1)))
      }
    }
  }
}

extension LogReader.Run {
  var place: RunPlace {
    RunPlace(label: file.label, isLabelStated: true, trajectory: .digest(digest))
  }
}

extension SourceFile {
  /// Label, format and file, from a column on.
  fileprivate init(_ row: borrowing ResultRow, _ first: Int) {
    self.init(
      label: row.text(first) ?? "", format: row.text(first + 1) ?? "",
      file: row.text(first + 2) ?? "")
  }
}

extension ResultRow {
  /// A word of a closed vocabulary.
  /// - Throws: `StoreError.unreadable` where the database has another.
  func word<T: RawRepresentable>(_ column: Int) throws -> T where T.RawValue == String {
    let text = text(column) ?? ""
    guard let word = T(rawValue: text) else {
      throw StoreError.unreadable(what: name(column), text: text)
    }
    return word
  }
}
