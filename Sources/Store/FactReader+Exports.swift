internal import Tables
public import Trajectories

/// What exports are made from.
extension FactReader {
  /// Row ids of the configs that a policy was applied to.
  public struct PolicyConfigs: Sendable {
    public var detect: Int64?
    public var extract: Int64?
    public var relabel: Int64?
    /// In the order of names.
    public var judges: [Int64]
    public var series: String

    public init(
      detect: Int64?, extract: Int64?, relabel: Int64?, judges: [Int64], series: String
    ) {
      self.detect = detect
      self.extract = extract
      self.relabel = relabel
      self.judges = judges
      self.series = series
    }

    /// Series that are read, the policy's own first.
    var seen: [String] {
      series == StageConfig.mainSeries ? [series] : [series, StageConfig.mainSeries]
    }
  }

  /// An attempt as exports write it.
  public struct PairAttempt: Sendable {
    /// `sha256:…`
    public let digest: String
    public let goal: String
    public let rationale: String
    /// Steps that the goal is about, from 0, both ends included; nil: all.
    public let steps: ClosedRange<Int>?

    init(
      digest: String, goal: String?, rationale: String?, firstStep: Int?, lastStep: Int?
    ) {
      self.digest = digest
      self.goal = goal ?? ""
      self.rationale = rationale ?? ""
      if let firstStep, let lastStep, firstStep <= lastStep {
        steps = firstStep...lastStep
      } else {
        steps = nil
      }
    }
  }

  /// What exports write of a run: no outcome, task or metadata.
  /// - Throws: `StoreError.missingRow`.
  public func exportRun(_ id: Int64) throws -> (digest: String, value: Trajectory) {
    let load = try statement("load_export_run")
    load.bind(0, id)
    let found = try load.first { row in
      (
        digest: row.text(0) ?? "",
        value: Trajectory(
          sourceLabel: row.text(1) ?? "", id: row.text(2) ?? "", goal: row.text(3) ?? "",
          systemPrompt: row.text(4), toolsJSON: row.text(5), steps: try steps(id),
          finalAnswer: row.text(6))
      )
    }
    guard let found else { throw StoreError.missingRow(query: "load_export_run") }
    return found
  }

  /// The attempt k of a run with the digests of the panel's votes on it, as the gate chooses them: of the policy's
  /// series where there are any, else of main.
  /// - Returns: nil: there is no such attempt.
  public func pair(
    of run: Int64, k: Int, _ configs: PolicyConfigs
  ) throws -> (attempt: PairAttempt, votes: [String])? {
    let find = try statement("pair_of_run")
    find.bind(0, run)
    find.bind(1, configs.extract)
    find.bind(2, configs.relabel)
    find.bind(5, k)
    var found: (id: Int64, attempt: PairAttempt)?
    search: for series in configs.seen {
      find.bind(4, series)
      for outcomeSeries in configs.seen {
        find.bind(3, outcomeSeries)
        found = try find.first { row in
          (
            id: row.storedInteger(0),
            attempt: PairAttempt(
              digest: row.text(1) ?? "", goal: row.text(2), rationale: row.text(3),
              firstStep: row.int(4), lastStep: row.int(5))
          )
        }
        if found != nil { break search }
      }
    }
    guard let found else { return nil }
    let votes = try configs.judges.compactMap { judge in
      try firstSeen("digest_of_vote", found.id, judge, configs)
    }
    return (found.attempt, votes)
  }

  /// Digest of the detection that a policy reads of a run.
  public func detection(of run: Int64, _ configs: PolicyConfigs) throws -> String? {
    try configs.detect.flatMap { try firstSeen("digest_of_detection", run, $0, configs) }
  }

  private func firstSeen(
    _ query: String, _ about: Int64, _ config: Int64, _ configs: PolicyConfigs
  ) throws -> String? {
    let find = try statement(query)
    find.bind(0, about)
    find.bind(1, config)
    for series in configs.seen {
      find.bind(2, series)
      if let digest = try find.first({ $0.text(0) ?? "" }) { return digest }
    }
    return nil
  }

  /// Digest of a run.
  /// - Throws: `StoreError.missingRow`.
  public func digest(ofRun run: Int64) throws -> String {
    let find = try statement("digest_of_run")
    find.bind(0, run)
    guard let digest = try find.first({ $0.text(0) }), let digest else {
      throw StoreError.missingRow(query: "digest_of_run")
    }
    return digest
  }

  /// A fact that was looked up by its digest.
  public enum Recalled<Value: Sendable>: Sendable {
    case intact(Value)
    /// What is stored there now, whose digest is another.
    case changed(Value)
    case missing

    /// Whatever is stored.
    public var value: Value? {
      switch self {
      case .intact(let value), .changed(let value): value
      case .missing: nil
      }
    }
  }

  /// A run by its digest, which is computed again.
  /// - Parameter json: scratch space.
  public func recallTrajectory(
    _ digest: String, using json: inout CanonicalJSON
  ) throws -> Recalled<(row: Int64, value: Trajectory)> {
    let find = try statement("find_trajectory")
    find.bind(0, digest)
    guard let row = try find.first({ $0.storedInteger(0) }) else { return .missing }
    let value = try trajectory(row).value
    return value.digest(using: &json) == digest ? .intact((row, value)) : .changed((row, value))
  }

  public func recallDetection(
    _ digest: String, of run: Int64
  ) throws -> Recalled<Detection> {
    try recall("stored_detection", digest, of: run, DigestedRow.detection) { row in
      Detection(
        isFailure: row.flag(5), failureType: row.text(6), severity: row.real(7),
        weight: row.real(8), recoverable: row.flag(9))
    }
  }

  /// The attempt on a run, and c.
  public func recallAttempt(
    _ digest: String, of run: Int64, calibration: String? = nil
  ) throws -> Recalled<(pair: PairAttempt, confidence: Double?)> {
    try recall("stored_attempt", digest, of: run, DigestedRow.attempt) { row in
      (
        PairAttempt(
          digest: digest, goal: row.text(7), rationale: row.text(10), firstStep: row.int(12),
          lastStep: row.int(13)),
        try calibrated(row.real(9), of: "relabeler", run, by: calibration)
      )
    }
  }

  /// The confidence of a vote on a run.
  public func recallVote(
    _ digest: String, of run: Int64, calibration: String? = nil
  ) throws -> Recalled<Double?> {
    try recall("stored_vote", digest, of: run, DigestedRow.vote) { row in
      try calibrated(row.real(6), of: row.text(3) ?? "", run, by: calibration)
    }
  }

  /// - Parameters:
  ///   - rater: digest of the judge; relabeler.
  ///   - calibration: digest; nil: as it was given.
  private func calibrated(
    _ confidence: Double?, of rater: String, _ run: Int64, by calibration: String?
  ) throws -> Double? {
    guard let confidence, let calibration else { return confidence }
    let find = try statement("calibrated_confidence")
    find.bind(0, calibration)
    find.bind(1, run)
    find.bind(2, rater)
    find.bind(3, confidence)
    return try find.first { $0.real(0) }.flatMap { $0 } ?? confidence
  }

  private func recall<Value: Sendable>(
    _ query: String, _ digest: String, of run: Int64,
    _ verdict: (borrowing ResultRow) throws -> DeepCheck.Verdict,
    _ value: (borrowing ResultRow) throws -> Value
  ) throws -> Recalled<Value> {
    let find = try statement(query)
    find.bind(0, run)
    find.bind(1, digest)
    return try find.first { row in
      try verdict(row).computed == digest ? .intact(try value(row)) : .changed(try value(row))
    } ?? .missing
  }
}

extension Store {
  /// An export by the digest of its manifest.
  public func export(_ digest: String) throws -> (id: Int64, manifest: String)? {
    try run("find_export", ["digest": .text(digest)]).rows.first.map {
      ($0[0].integer ?? 0, $0[2].text ?? "")
    }
  }

  /// Items of an export in their order.
  /// - Parameters:
  ///   - first: position to begin with.
  ///   - limit: at most so many; nil: all.
  public func exportItems(
    of export: Int64, first: Int = 0, limit: Int? = nil, _ body: (ExportItem) throws -> Void
  ) throws {
    try forEachRow(
      of: "load_export_items",
      ["export_id": .integer(export), "first": .init(first), "limit": .init(limit)]
    ) { row in try body(ExportItem(row)) }
  }
}

extension ExportItem {
  /// A row of the query 'load_export_items'.
  init(_ row: borrowing ResultRow) {
    func optional(_ column: Int) -> [UInt8]? { row.isNull(column) ? nil : row.bytes(column) }
    self.init(
      kind: ExampleKind(rawValue: row.text(0) ?? "") ?? .ownGoal,
      isFallback: row.text(1).map { $0 == "fallback" }, trajectory: row.bytes(2),
      detection: optional(3), attempt: optional(4), votes: ExportItem.digests(in: row.bytes(5)),
      other: optional(6), confidence: row.real(7), weight: row.storedReal(8),
      copies: Int(row.storedInteger(9)))
  }
}
