internal import Foundation
public import Tables
public import Trajectories

/// Reads facts back as values, inside one access to the database.
public final class FactReader {
  private let connection: OpaquePointer
  private let store: Store
  private var statements: [String: Statement] = [:]

  init(connection: OpaquePointer, store: Store) {
    self.connection = connection
    self.store = store
  }

  func statement(_ name: String) throws(StoreError) -> Statement {
    if let known = statements[name] { return known }
    let made = try Statement(connection, try store.query(name))
    statements[name] = made
    return made
  }

  /// A run with its steps.
  /// - Throws: `StoreError.missingRow`.
  public func trajectory(_ id: Int64) throws -> (stored: FactWriter.Stored, value: Trajectory) {
    let load = try statement("load_trajectory")
    load.bind(0, id)
    let found = try load.first { row in
      (
        FactWriter.Stored(id: id, digest: row.text(0) ?? ""), row.integer(3),
        (key: row.text(4), benchmark: row.text(5), domain: row.text(6)),
        Trajectory(
          sourceLabel: row.text(1) ?? "", id: row.text(2) ?? "", model: row.text(7),
          trial: row.int(8),
          round: row.int(9), goal: row.text(10) ?? "", systemPrompt: row.text(11),
          toolsJSON: row.text(12), steps: [], finalAnswer: row.text(13),
          failureReason: row.text(14),
          success: row.flag(15), reward: row.real(16), metadataJSON: row.text(17))
      )
    }
    guard let (stored, taskID, task, loaded) = found else {
      throw StoreError.missingRow(query: "load_trajectory")
    }
    var value = loaded
    if let taskID {
      value.task = TaskReference(
        key: task.key, benchmark: task.benchmark, domain: task.domain, groups: try groups(taskID))
    }
    value.steps = try steps(id)
    return (stored, value)
  }

  /// A run as the rule stages see it: goal, answer, failure reason, outcome; of the steps thought, action
  /// name and observation. The rest is left empty.
  /// - Throws: `StoreError.missingRow`.
  public func stageRun(_ id: Int64) throws -> (stored: FactWriter.Stored, value: Trajectory) {
    let load = try statement("load_stage_run")
    load.bind(0, id)
    let found = try load.first { row in
      (
        stored: FactWriter.Stored(id: id, digest: row.text(0) ?? ""),
        value: Trajectory(
          sourceLabel: "", id: "", goal: row.text(1) ?? "", steps: [], finalAnswer: row.text(2),
          failureReason: row.text(3), success: row.flag(4))
      )
    }
    guard var found else { throw StoreError.missingRow(query: "load_stage_run") }
    let steps = try statement("load_stage_steps")
    steps.bind(0, id)
    try steps.forEachRow { row in
      found.value.steps.append(
        Step(thought: row.text(0), actionName: row.text(1), observation: row.text(2)))
    }
    return found
  }

  /// What the rule engines read of a run.
  /// - Throws: `StoreError.missingRow`.
  public func runText(_ id: Int64) throws -> (stored: FactWriter.Stored, value: RunText) {
    let load = try statement("load_stage_run")
    load.bind(0, id)
    let found = try load.first { row in
      (
        stored: FactWriter.Stored(id: id, digest: row.text(0) ?? ""),
        value: RunText(
          goal: row.utf8(1), failureReason: row.utf8(3), finalAnswer: row.utf8(2),
          success: row.flag(4))
      )
    }
    guard var found else { throw StoreError.missingRow(query: "load_stage_run") }
    let steps = try statement("load_stage_steps")
    steps.bind(0, id)
    try steps.forEachRow { row in
      found.value.append(thought: row.utf8(0), actionName: row.utf8(1), observation: row.utf8(2))
    }
    return found
  }

  func steps(_ trajectory: Int64) throws -> [Step] {
    let load = try statement("load_steps")
    load.bind(0, trajectory)
    var steps: [Step] = []
    try load.forEachRow { row in
      steps.append(
        Step(
          turn: row.int(0), kind: row.text(1), callID: row.text(2), thought: row.text(3),
          actionName: row.text(4), actionInputJSON: row.text(5), observation: row.text(6)))
    }
    return steps
  }

  private func groups(_ task: Int64) throws -> [TaskReference.Group] {
    let load = try statement("load_groups")
    load.bind(0, task)
    var groups: [TaskReference.Group] = []
    try load.forEachRow { row in
      groups.append(.init(kind: row.text(0) ?? "", value: row.text(1) ?? ""))
    }
    return groups
  }

  /// An outcome, and the row of its run.
  public func outcome(
    _ id: Int64
  ) throws -> ((stored: FactWriter.Stored, value: Outcome), trajectory: Int64) {
    let load = try statement("load_outcome")
    load.bind(0, id)
    let found = try load.first { row in
      (
        (
          stored: FactWriter.Stored(id: id, digest: row.text(0) ?? ""),
          value: Outcome(
            achievements: try FactReader.texts(row.text(1)),
            observations: try FactReader.texts(row.text(2)), limitations: row.text(3))
        ), trajectory: row.integer(4) ?? 0
      )
    }
    guard let found else { throw StoreError.missingRow(query: "load_outcome") }
    return found
  }

  private static let decoder = JSONDecoder()

  private static func texts(_ json: String?) throws -> [String] {
    try json.map { try decoder.decode([String].self, from: Data($0.utf8)) } ?? []
  }

  /// The attempt k of an outcome in one series, as far as votes and gate need it.
  public func attempt(
    outcome: Int64, config: Int64, series: String, k: Int
  ) throws -> (stored: FactWriter.Stored, value: Attempt)? {
    let load = try statement("load_attempt")
    load.bind(0, outcome)
    load.bind(1, config)
    load.bind(2, series)
    load.bind(3, k)
    return try load.first { row in
      (
        row.stored,
        Attempt(
          k: k, hindsightGoal: row.text(2), valid: row.flag(3), confidence: row.real(4),
          status: AnswerStatus(rawValue: row.text(5) ?? "") ?? .error)
      )
    }
  }

  /// Row of the outcome of a run that a series reads: its own, else that of main.
  public func seenOutcome(of run: Int64, config: Int64, series: String) throws -> Int64? {
    let find = try statement("seen_outcome")
    find.bind(0, run)
    find.bind(1, config)
    find.bind(2, series)
    return try find.first { $0.integer(0) ?? 0 }
  }

  /// The attempt k of a run that a series reads, as the gate chooses it.
  public func seenAttempt(
    of run: Int64, extractConfig: Int64, config: Int64, series: String, k: Int
  ) throws -> (stored: FactWriter.Stored, value: Attempt, outcome: Int64)? {
    let find = try statement("seen_attempt")
    find.bind(0, run)
    find.bind(1, extractConfig)
    find.bind(2, config)
    find.bind(3, series)
    find.bind(4, k)
    guard let (outcome, own) = try find.first({ ($0.integer(0) ?? 0, $0.text(1) ?? "") }),
      let found = try attempt(outcome: outcome, config: config, series: own, k: k)
    else { return nil }
    return (found.stored, found.value, outcome)
  }

  /// A judge's vote on an attempt in one series.
  public func vote(attempt: Int64, judge: Int64, series: String) throws -> Vote? {
    let load = try statement("load_vote")
    load.bind(0, attempt)
    load.bind(1, judge)
    load.bind(2, series)
    return try load.first { row in
      Vote(
        valid: row.flag(0), confidence: row.real(1),
        status: AnswerStatus(rawValue: row.text(2) ?? "") ?? .error)
    }
  }
}

extension Store {
  /// A store of the same file that only reads, with a connection of its own; this one where the file has no name.
  /// - Parameter endsWithProgram: false: a request to end the program does not stop it.
  public func reader(endsWithProgram: Bool = true) throws -> Store {
    guard path != ":memory:", path != Store.temporaryPath else { return self }
    let never: @Sendable () -> Bool = { false }
    return try Store(
      path: path, access: .read, catalog: catalog, wait: turns.limit,
      isCancelled: endsWithProgram ? isCancelled : never)
  }

  /// Reads facts in one access.
  public func readFacts<T>(_ body: (FactReader) throws -> T) throws -> T {
    try read { connection in try body(FactReader(connection: connection, store: self)) }
  }

  /// The rows of a query that answers ids.
  public func ids(of name: String, _ parameters: [String: Table.Value]) throws -> [Int64] {
    var ids: [Int64] = []
    try forEachRow(of: name, parameters) { row in ids.append(row.integer(0) ?? 0) }
    return ids
  }
}
