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
  }

  /// Reads the facts, on several threads.
  /// - Throws: `StoreError`.
  init(_ choice: Choice, from store: Store) throws {
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

/// Where the rows of a table stand, by id: dense, as ids are given one after the other.
private final class RowPlaces: @unchecked Sendable {
  /// A greater id is looked up, not indexed.
  private static let greatestIndexed: Int64 = 1 << 27

  /// -1: none
  private let places: Column<Int32>
  private var others: [Int64: Int32] = [:]

  init(last: Int64) {
    places = Column(repeating: -1, count: Int(min(last, RowPlaces.greatestIndexed)) + 1)
  }

  /// -1: not known. Written by one thread alone.
  @inline(__always)
  subscript(_ id: Int64) -> Int {
    get {
      if id >= 0 && id < places.count { return Int(places[Int(id)]) }
      return others.isEmpty ? -1 : others[id].map(Int.init) ?? -1
    }
    set {
      if id >= 0 && id < places.count {
        places[Int(id)] = Int32(newValue)
      } else {
        others[id] = Int32(newValue)
      }
    }
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
  static let rangeLength: Int64 = 200_000

  let choice: GateFacts.Choice
  let store: Store
  let runs: [Int64]
  let isFailed: [Bool]
  private let runPlaces: RowPlaces
  private let lastOutcome: Int64
  private let lastAttempt: Int64

  init(_ choice: GateFacts.Choice, _ store: Store) throws {
    self.choice = choice
    self.store = store
    var runs: [Int64] = []
    var isFailed: [Bool] = []
    try store.forEachRow(of: "load_gate_runs") { row in
      runs.append(row.storedInteger(0))
      isFailed.append(row.integer(1) == 0)
    }
    let extent = try store.run("load_gate_extent")
    lastOutcome = extent.value(0, "last_outcome").integer ?? 0
    lastAttempt = extent.value(0, "last_attempt").integer ?? 0
    runPlaces = RowPlaces(last: runs.last ?? 0)
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
      try store.forEachRow(
        of: "load_gate_detections", ["config_id": .integer(config.id), "series": .text(series)]
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
      let places = RowPlaces(last: lastOutcome)
      try store.forEachRow(
        of: "load_gate_outcomes", ["config_id": .integer(config.id), "series": .text(series)]
      ) { row in
        let place = runPlaces[row.storedInteger(1)]
        guard place >= 0 else { return }
        places[row.storedInteger(0)] = place
        hasOutcome[place] = true
      }
      return places
    }
  }

  private struct AttemptRow {
    let id: Int64
    let run: Int32
    let k: Int32
    let state: UInt8
    let confidence: Double
  }

  /// Key by key the row of the series, else that of main: of the attempt first, then of its outcome.
  func readAttempts(_ outcomes: [RowPlaces]) throws -> Attempts {
    var slots = 0
    var layered: [[AttemptRow]] = []
    if let config = try config(choice.relabel) {
      for series in layers {
        let read = try inRanges(upTo: outcomes.isEmpty ? 0 : lastOutcome) { store, first, last in
          var rows = outcomes.map { _ in [AttemptRow]() }
          try store.forEachRow(
            of: "load_gate_attempts",
            [
              "config_id": .integer(config.id), "series": .text(series),
              "first_outcome": .integer(first), "last_outcome": .integer(last),
              "attempts": .integer(Int64(choice.attempts)),
            ]
          ) { row in
            let outcome = row.storedInteger(1)
            for layer in outcomes.indices {
              let run = outcomes[layer][outcome]
              guard run >= 0 else { continue }
              rows[layer].append(
                AttemptRow(
                  id: row.storedInteger(0), run: Int32(run), k: Int32(row.storedInteger(2)),
                  state: UInt8(row.storedInteger(3)), confidence: row.storedReal(4)))
            }
          }
          return rows
        }
        for layer in outcomes.indices { layered += read.map { $0[layer] } }
      }
    }
    for rows in layered { for row in rows { slots = max(slots, Int(row.k)) } }
    let attempts = Attempts(
      slots: slots, state: Column(repeating: 0, count: runs.count * slots),
      confidence: Column(repeating: 0, count: runs.count * slots),
      places: RowPlaces(last: lastAttempt))
    let owners: Column<Int64>? =
      layers.count > 1 ? Column(repeating: -1, count: runs.count * slots) : nil
    for rows in layered {
      for row in rows {
        let slot = Int(row.run) * slots + Int(row.k) - 1
        attempts.state[slot] = row.state
        attempts.confidence[slot] = row.confidence
        if let owners {
          if owners[slot] >= 0 { attempts.places[owners[slot]] = -1 }
          owners[slot] = row.id
        }
        attempts.places[row.id] = slot
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
        _ = try inRanges(upTo: lastAttempt) { store, first, last in
          try store.forEachRow(
            of: "load_gate_votes",
            [
              "config_id": .integer(config.id), "series": .text(series),
              "first_attempt": .integer(first), "last_attempt": .integer(last),
            ]
          ) { row in
            let slot = attempts.places[row.storedInteger(0)]
            guard slot >= 0 else { return }
            judge.state[slot] = UInt8(row.storedInteger(1))
            judge.confidence[slot] = row.storedReal(2)
          }
        }
      }
    }
    return judges.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  /// Goes through the ids from 1 on, a range at a time, on several threads.
  private func inRanges<Answer: Sendable>(
    upTo last: Int64, _ body: @escaping @Sendable (Store, Int64, Int64) throws -> Answer
  ) throws -> [Answer] {
    let ranges = Ranges(last: last)
    let workers = OrderedWorkers<ClosedRange<Int64>, Answer>(
      next: ranges.next,
      worker: { [store] in
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
    private var first: Int64 = 1
    private let last: Int64

    init(last: Int64) { self.last = last }

    @Sendable func next() -> ClosedRange<Int64>? {
      guard first <= last else { return nil }
      defer { first += Loader.rangeLength }
      return first...min(first + Loader.rangeLength - 1, last)
    }
  }
}
