public import Store
public import Tables

/// What a policy accepts in each round of redeployment, from stored facts; writes nothing.
///
/// The rows are those of the query `acceptance_by_round`, which reads them from decisions that were written.
public struct RoundSummary {
  /// The rows, and what the user should know about them.
  public struct Report: Sendable {
    public let table: Table
    public let warnings: [String]
    /// Digests of the configs and judges that were read.
    public let configs: Set<String>
  }

  private struct Round {
    var processed = 0
    var byDecision: [String: Int] = [:]
    var certain = 0
    var possible = 0
    var tasks: Set<Int64> = []
    var newTasks = 0
    var goals: Set<[UInt8]> = []
    var newGoals = 0

    func count(_ decisions: String...) -> Table.Value {
      .integer(Int64(decisions.reduce(0) { $0 + byDecision[$1, default: 0] }))
    }
  }

  private struct Origin {
    let round: Int?
    let task: Int64?
  }

  let store: Store

  public init(store: Store) { self.store = store }

  /// - Throws: `StoreError` for names.
  public func report(_ request: GateRequest) throws -> Report {
    let resolved = try ResolvedRequest(request, in: store)
    let evaluation = try resolved.evaluation(from: store)
    var origins: [Int64: Origin] = [:]
    var firstOfTask: [Int64: Int] = [:]
    try store.forEachRow(of: "load_round_tasks") { row in
      let origin = Origin(
        round: row.int(1), task: row.int(2).map(Int64.init))
      origins[row.storedInteger(0)] = origin
      if let task = origin.task, let round = origin.round {
        firstOfTask[task] = min(round, firstOfTask[task] ?? round)
      }
    }
    var rounds: [Int?: Round] = [:]
    var accepted: [(run: Int64, k: Int)] = []
    for run in evaluation.facts.runs.indices where evaluation.isMember(run) {
      let decision = evaluation.decision(run)
      let id = evaluation.facts.runs[run]
      let origin = origins[id]
      var round = rounds[origin?.round] ?? Round()
      round.processed += 1
      round.byDecision[decision.outcome.decision, default: 0] += 1
      if decision.outcome.inOut == "in" { round.certain += 1 }
      if decision.outcome.inOut != "out" { round.possible += 1 }
      if let task = origin?.task, round.tasks.insert(task).inserted,
        firstOfTask[task] == origin?.round
      {
        round.newTasks += 1
      }
      rounds[origin?.round] = round
      if decision.outcome.isAccepted, let k = decision.k { accepted.append((id, k)) }
    }
    try addGoals(accepted, resolved.request, origins, to: &rounds)
    return Report(
      table: try table(rounds), warnings: resolved.warnings, configs: resolved.choice.configs)
  }

  private func addGoals(
    _ accepted: [(run: Int64, k: Int)], _ request: GateRequest, _ origins: [Int64: Origin],
    to rounds: inout [Int?: Round]
  ) throws {
    let texts = try AttemptGoals(accepted, request, in: store)
    for (run, _) in accepted {
      guard let text = texts[run]?.normalised else { continue }
      // Bytes: Swift takes strings for equal that SQLite does not.
      rounds[origins[run]?.round]?.goals.insert(Array(text.utf8))
    }
    var firstOfGoal: [[UInt8]: Int] = [:]
    for (round, values) in rounds {
      guard let round else { continue }
      for goal in values.goals { firstOfGoal[goal] = min(round, firstOfGoal[goal] ?? round) }
    }
    for round in rounds.keys {
      let goals = rounds[round]?.goals ?? []
      rounds[round]?.newGoals = goals.filter { firstOfGoal[$0] == round }.count
    }
  }

  private func table(_ rounds: [Int?: Round]) throws -> Table {
    let query = try store.run("paper_rounds")
    var paper: [Int: [Table.Value]] = [:]
    for row in query.rows {
      if let round = row[0].integer { paper[Int(round)] = Array(row[1...]) }
    }
    var table = Table(
      columns: [
        "round", "processed", "accepted", "fallback", "rejected", "dropped", "open", "yield_low",
        "yield_high", "tasks", "new_tasks", "goals", "new_goals",
      ] + query.columns.dropFirst())
    let order = rounds.keys.sorted { one, two in
      guard let one, let two else { return one != nil }
      return one < two
    }
    for key in order {
      guard let round = rounds[key] else { continue }
      let processed = Double(round.processed)
      table.rows.append(
        [
          .init(key), .init(round.processed), round.count("accepted"),
          round.count("fallback"), round.count("rejected"),
          round.count("not_failure", "irrecoverable", "below_delta"), round.count("undetermined"),
          .real(Double(round.certain) / processed), .real(Double(round.possible) / processed),
          .init(round.tasks.count), key == nil ? .null : .init(round.newTasks),
          .init(round.goals.count), key == nil ? .null : .init(round.newGoals),
        ] + (key.flatMap { paper[$0] } ?? [.null, .null, .null]))
    }
    return table
  }
}
