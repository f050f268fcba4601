internal import Store
internal import Tables
internal import Trajectories
internal import Workers

extension GateFacts {
  /// Which facts are asked for; configs by digest.
  struct Choice: Hashable, Sendable {
    /// nil: none, or detection plays no part.
    var detect: String?
    var extract: String?
    var relabel: String?
    var series = StageConfig.mainSeries
    /// Digests, or names that nobody knows.
    var judges: [String] = []
    /// K of the greatest policy.
    var attempts: Int
    /// Digest of the calibration; nil: confidences as they were given.
    var calibration: String?

    /// Digests of the configs and judges.
    var configs: Set<String> { Set([detect, extract, relabel].compactMap { $0 } + judges) }
  }

  /// Reads the facts, on several threads.
  /// - Throws: `StoreError`.
  init(_ choice: Choice, from store: Store) throws {
    let recorded = try GateFacts(recorded: choice, from: store)
    self = try choice.calibration.map { try recorded.calibrated(by: $0, in: store) } ?? recorded
  }

  private init(recorded choice: Choice, from store: Store) throws {
    let loader = try Loader(choice, store)
    runs = loader.runs
    isFailed = loader.isFailed
    detected = Column(repeating: 0, count: runs.count)
    severity = Column(repeating: .nan, count: runs.count)
    weight = Column(repeating: .nan, count: runs.count)
    hasOutcome = Column(repeating: false, count: runs.count)
    try loader.readDetections(detected, severity, weight)
    let outcomes = try loader.readOutcomes(hasOutcome)
    let attempts = try loader.readAttempts(outcomes)
    slots = attempts.slots
    state = attempts.state
    confidence = attempts.confidence
    judges = try loader.readVotes(attempts)
  }
}

extension GateFacts.Choice {
  /// - Parameters:
  ///   - request: configs by digest.
  ///   - panel: digests of the judges.
  init(_ request: GateRequest, panel: [String]) {
    self.init(
      detect: request.detectConfig, extract: request.extractConfig,
      relabel: request.relabelConfig, series: request.series, judges: panel,
      attempts: request.policy.attempts)
    if case .calibrated(let digest) = request.policy.confidence { calibration = digest }
  }
}

private struct Attempts {
  let slots: Int
  let state: Column<UInt8>
  let confidence: Column<Double>
  /// Slot of each attempt that counts.
  let places: RowPlaces
}

private struct Loader {
  /// Ids that a thread goes through at a time.
  static let rangeLength: Int64 = 100_000
  /// What lies behind so many ranges is one range.
  static let ranges: Int64 = 2_000
  /// Up to this K every run has a slot for each attempt, recorded or not.
  static let fewAttempts = 8

  let choice: GateFacts.Choice
  let store: Store
  let runs: [Int64]
  let isFailed: [Bool]
  private let runPlaces: RowPlaces
  private let lastRun: Int64
  private let lastOutcome: Int64
  private let lastAttempt: Int64

  init(_ choice: GateFacts.Choice, _ store: Store) throws {
    self.choice = choice
    self.store = store
    let extent = try store.run("load_gate_extent")
    lastRun = extent.value(0, "last_run").integer ?? 0
    lastOutcome = extent.value(0, "last_outcome").integer ?? 0
    lastAttempt = extent.value(0, "last_attempt").integer ?? 0
    var runs: [Int64] = []
    var isFailed: [Bool] = []
    let found = try Loader.inRanges(upTo: lastRun, of: store) { store, first, last in
      try [Table.Value.integer(0), .null].map { success in
        var ids: [Int64] = []
        try store.forEachRow(
          of: "load_gate_runs",
          ["success": success, "first": .integer(first), "last": .integer(last)]
        ) { row in ids.append(row.storedInteger(0)) }
        return ids
      }
    }
    for range in found {
      let (failed, unknown) = (range[0], range[1])
      var at = 0
      for id in failed {
        while at < unknown.count, unknown[at] < id {
          runs.append(unknown[at])
          isFailed.append(false)
          at += 1
        }
        runs.append(id)
        isFailed.append(true)
      }
      runs += unknown[at...]
      isFailed += repeatElement(false, count: unknown.count - at)
    }
    runPlaces = RowPlaces(last: runs.last ?? 0, rows: runs.count)
    for (place, run) in runs.enumerated() { runPlaces[run] = place }
    self.runs = runs
    self.isFailed = isFailed
  }

  /// The series that are read, what they share overwritten by the later.
  private var layers: [String] {
    choice.series == StageConfig.mainSeries
      ? [StageConfig.mainSeries] : [StageConfig.mainSeries, choice.series]
  }

  private func config(_ digest: String?) throws -> (id: Int64, name: String)? {
    guard let digest else { return nil }
    let found = try store.run("config_by_digest", ["digest": .text(digest)])
    guard let row = found.rows.first, let id = row[0].integer else { return nil }
    return (id, row[1].text ?? digest)
  }

  func readDetections(
    _ detected: Column<UInt8>, _ severity: Column<Double>, _ weight: Column<Double>
  ) throws {
    guard let config = try config(choice.detect) else { return }
    for series in layers {
      try forEachRow(
        of: "load_gate_detections", upTo: lastRun,
        ["config_id": .integer(config.id), "series": .text(series)]
      ) { row in
        let place = runPlaces[row.storedInteger(0)]
        guard place >= 0 else { return }
        var bits = GateFacts.Detected.isRecorded
        if row.integer(1) != 0 { bits |= GateFacts.Detected.isFailure }
        if row.integer(2) != 0 { bits |= GateFacts.Detected.isRecoverable }
        detected[place] = bits
        severity[place] = row.real(3) ?? .nan
        weight[place] = row.real(4) ?? .nan
      }
    }
  }

  /// - Returns: for each series, the run of each outcome.
  func readOutcomes(_ hasOutcome: Column<Bool>) throws -> [RowPlaces] {
    guard let config = try config(choice.extract) else { return [] }
    return try layers.map { series in
      let places = RowPlaces(last: lastOutcome, rows: runs.count)
      try forEachRow(
        of: "load_gate_outcomes", upTo: lastRun,
        ["config_id": .integer(config.id), "series": .text(series)]
      ) { row in
        let place = runPlaces[row.storedInteger(1)]
        guard place >= 0 else { return }
        places[row.storedInteger(0)] = place
        hasOutcome[place] = true
      }
      return places
    }
  }

  /// Attempts that each run has a slot for.
  private func slotCount(_ config: Int64) throws -> Int {
    guard choice.attempts > Loader.fewAttempts else { return choice.attempts }
    let greatest = try store.run(
      "greatest_attempt",
      ["config_id": .integer(config), "attempts": .integer(Int64(choice.attempts))])
    return Int(greatest.rows.first?[0].integer ?? 0)
  }

  /// Key by key the row of the series, else that of main: of the attempt first, then of its outcome.
  func readAttempts(_ outcomes: [RowPlaces]) throws -> Attempts {
    let config = try outcomes.isEmpty ? nil : config(choice.relabel)
    let slots = try config.map { try slotCount($0.id) } ?? 0
    let attempts = Attempts(
      slots: slots, state: Column(repeating: 0, count: runs.count * slots),
      confidence: Column(repeating: 0, count: runs.count * slots),
      places: RowPlaces(last: lastAttempt, rows: runs.count * slots))
    guard let config else { return attempts }
    let owners: Column<Int64>? =
      layers.count > 1 ? Column(repeating: -1, count: runs.count * slots) : nil
    for series in layers {
      for outcomes in outcomes {
        try forEachRow(
          of: "load_gate_attempts", upTo: lastOutcome,
          [
            "config_id": .integer(config.id), "series": .text(series),
            "attempts": .integer(Int64(slots)),
          ]
        ) { row in
          let run = outcomes[row.storedInteger(1)]
          guard run >= 0 else { return }
          let slot = run * slots + Int(row.storedInteger(2)) - 1
          attempts.state[slot] = UInt8(row.storedInteger(3))
          attempts.confidence[slot] = row.storedReal(4)
          let id = row.storedInteger(0)
          if let owners {
            if owners[slot] >= 0 { attempts.places[owners[slot]] = -1 }
            owners[slot] = id
          }
          attempts.places[id] = slot
        }
      }
    }
    return attempts
  }

  func readVotes(_ attempts: Attempts) throws -> [GateFacts.Judge] {
    var judges: [GateFacts.Judge] = []
    for digest in choice.judges {
      let config = try config(digest)
      let judge = GateFacts.Judge(
        name: config?.name ?? digest, digest: digest,
        state: Column(repeating: 0, count: attempts.state.count),
        confidence: Column(repeating: 0, count: attempts.state.count))
      judges.append(judge)
      guard let config else { continue }
      for series in layers {
        try forEachRow(
          of: "load_gate_votes", upTo: lastAttempt,
          ["config_id": .integer(config.id), "series": .text(series)]
        ) { row in
          let slot = attempts.places[row.storedInteger(0)]
          guard slot >= 0 else { return }
          judge.state[slot] = UInt8(row.storedInteger(1))
          judge.confidence[slot] = row.storedReal(2)
        }
      }
    }
    return judges.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  /// Goes through the rows of a query that takes a range of ids, on several threads: no two of them may
  /// touch the same place.
  private func forEachRow(
    of query: String, upTo last: Int64, _ parameters: [String: Table.Value],
    _ body: @escaping @Sendable (borrowing ResultRow) -> Void
  ) throws {
    _ = try Loader.inRanges(upTo: last, of: store) { store, first, last in
      var parameters = parameters
      parameters["first"] = .integer(first)
      parameters["last"] = .integer(last)
      try store.forEachRow(of: query, parameters, body)
    }
  }

  /// Goes through all ids, a range at a time, on several threads.
  private static func inRanges<Answer: Sendable>(
    upTo last: Int64, of store: Store,
    _ body: @escaping @Sendable (Store, Int64, Int64) throws -> Answer
  ) throws -> [Answer] {
    let ranges = Ranges(last: last)
    let workers = OrderedWorkers<ClosedRange<Int64>, Answer>(
      next: ranges.next,
      worker: {
        let reader = try store.reader()
        return { try body(reader, $0.lowerBound, $0.upperBound) }
      })
    defer { workers.cancel() }
    var answers: [Answer] = []
    while let answer = try workers.next() { answers.append(answer) }
    return answers
  }

  /// Asked by one thread at a time.
  private final class Ranges: @unchecked Sendable {
    /// nil: at the end.
    private var first: Int64? = .min
    private let last: Int64

    init(last: Int64) { self.last = last }

    @Sendable func next() -> ClosedRange<Int64>? {
      guard let first, first <= last else { return nil }
      // Ids count from 1; what lies far beyond is one range.
      let isBeyond = first > Loader.rangeLength * Loader.ranges
      let range = first...(isBeyond ? last : min(max(first, 0) + Loader.rangeLength, last))
      self.first = range.upperBound < last ? range.upperBound + 1 : nil
      return range
    }
  }
}
