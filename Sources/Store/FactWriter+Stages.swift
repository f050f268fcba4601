public import Trajectories

extension FactWriter {
  /// The row of a config, made if it is new, with its name.
  public func add(_ config: StageConfig) throws -> Stored {
    let digest = config.digest
    let insert = try statement("insert_config")
    insert.bind(0, digest)
    insert.bind(1, config.stage.rawValue)
    insert.bind(2, config.bodyJSON)
    try insert.run()
    guard let stored = try self.config(digest: digest, stage: config.stage) else {
      throw StoreError.missingRow(query: "find_config")
    }
    let name = try statement("insert_config_name")
    name.bind(0, stored.id)
    name.bind(1, config.label)
    name.bind(2, config.name)
    try name.run()
    return stored
  }

  public func config(digest: String, stage: Stage) throws -> Stored? {
    let find = try statement("find_config")
    find.bind(0, digest)
    let found = try find.first { (row) -> (Stored, String?) in
      (row.stored, row.text(2))
    }
    guard let found, found.1 == stage.rawValue else { return nil }
    return found.0
  }

  /// The configs of a stage that a name means under a label.
  public func configs(stage: Stage, label: String?, name: String) throws -> [Stored] {
    let find = try statement("find_configs_by_name")
    find.bind(0, stage.rawValue)
    find.bind(1, label)
    find.bind(2, name)
    return try find.all { $0.stored }
  }

  /// - Parameter digest: that of the detection of that run, config and series, if it is known.
  public func add(
    _ detection: Detection, digest: String? = nil, trajectory: Stored, config: Stored,
    series: String
  ) throws -> Insertion {
    let digest =
      digest
      ?? detection.digest(
        trajectory: trajectory.digest, config: config.digest, series: series)
    let insert = try statement("insert_detection")
    insert.bind(0, digest)
    insert.bind(1, trajectory.id)
    insert.bind(2, config.id)
    insert.bind(3, series)
    insert.bind(4, detection.isFailure)
    insert.bind(5, detection.failureType)
    insert.bind(6, detection.severity)
    insert.bind(7, detection.weight)
    insert.bind(8, detection.recoverable)
    insert.bind(9, detection.explanation)
    insert.bind(10, detection.extraJSON)
    insert.bind(11, try call(detection.call, about: trajectory.id))
    return try insertion(insert, digest: digest) {
      try find("find_detection", trajectory.id, config.id, series)
    }
  }

  public func add(
    _ outcome: Outcome, trajectory: Stored, config: Stored, series: String
  ) throws -> Insertion {
    let row = OutcomeRow(
      outcome, trajectory: trajectory.digest, config: config.digest, series: series)
    return try add(row, trajectory: trajectory, config: config, series: series)
  }

  /// - Parameter outcome: made for that run, config and series.
  public func add(
    _ outcome: OutcomeRow, trajectory: Stored, config: Stored, series: String
  ) throws -> Insertion {
    let insert = try statement("insert_outcome")
    insert.bind(0, outcome.digest)
    insert.bind(1, trajectory.id)
    insert.bind(2, config.id)
    insert.bind(3, series)
    insert.bind(4, utf8: outcome.achievementsJSON)
    insert.bind(5, utf8: outcome.observationsJSON)
    insert.bind(6, outcome.limitations)
    insert.bind(7, outcome.extraJSON)
    insert.bind(8, try call(outcome.call, about: trajectory.id))
    return try insertion(insert, digest: outcome.digest) {
      try find("find_outcome", trajectory.id, config.id, series)
    }
  }

  public func add(
    _ attempt: Attempt, outcome: Stored, config: Stored, series: String
  ) throws -> Insertion {
    let digest = attempt.digest(outcome: outcome.digest, config: config.digest, series: series)
    let insert = try statement("insert_attempt")
    insert.bind(0, digest)
    insert.bind(1, outcome.id)
    insert.bind(2, config.id)
    insert.bind(3, series)
    insert.bind(4, attempt.k)
    insert.bind(5, attempt.goalIndex)
    insert.bind(6, attempt.hindsightGoal)
    insert.bind(7, attempt.valid)
    insert.bind(8, attempt.confidence)
    insert.bind(9, attempt.rationale)
    insert.bind(10, attempt.status.rawValue)
    insert.bind(11, attempt.firstStep)
    insert.bind(12, attempt.lastStep)
    insert.bind(13, attempt.extraJSON)
    insert.bind(14, try call(attempt.call, of: "find_run_of_outcome", outcome.id))
    return try insertion(insert, digest: digest) {
      try self.attempt(
        outcome: outcome.id, config: config.id, series: series, k: attempt.k,
        goalIndex: attempt.goalIndex)
    }
  }

  public func add(
    _ vote: Vote, attempt: Stored, judge: Stored, series: String
  ) throws -> Insertion {
    let digest = vote.digest(attempt: attempt.digest, judge: judge.digest, series: series)
    let insert = try statement("insert_vote")
    insert.bind(0, digest)
    insert.bind(1, attempt.id)
    insert.bind(2, judge.id)
    insert.bind(3, series)
    insert.bind(4, vote.valid)
    insert.bind(5, vote.confidence)
    insert.bind(6, vote.reason)
    insert.bind(7, vote.status.rawValue)
    insert.bind(8, vote.extraJSON)
    insert.bind(9, try call(vote.call, of: "find_run_of_attempt", attempt.id))
    return try insertion(insert, digest: digest) {
      try find("find_vote", attempt.id, judge.id, series)
    }
  }

  /// - Returns: whether it is new.
  public func add(
    _ collection: Collection, outcome: Stored, config: Stored, series: String
  ) throws -> Bool {
    let insert = try statement("insert_collection")
    insert.bind(
      0, collection.digest(outcome: outcome.digest, config: config.digest, series: series))
    insert.bind(1, outcome.id)
    insert.bind(2, config.id)
    insert.bind(3, series)
    insert.bind(4, collection.panel.map(CanonicalJSON.array))
    insert.bind(5, collection.theta0)
    insert.bind(6, collection.attemptsMax)
    insert.bind(7, collection.mode?.rawValue)
    insert.bind(8, collection.stopReason)
    insert.bind(9, collection.extraJSON)
    return try insert.run() == 1
  }

  /// The outcome for a key, in that series alone.
  public func outcome(trajectory: Int64, config: Int64, series: String) throws -> Stored? {
    try find("find_outcome", trajectory, config, series)
  }

  /// All outcomes of a run: config and series beside each.
  func outcomes(trajectory: Int64) throws -> [(stored: Stored, config: Int64, series: String)] {
    let find = try statement("find_outcomes_of_trajectory")
    find.bind(0, trajectory)
    return try find.all { ($0.stored, $0.integer(2) ?? 0, $0.text(3) ?? "") }
  }

  public func attempt(
    outcome: Int64, config: Int64, series: String, k: Int, goalIndex: Int
  ) throws -> Stored? {
    let find = try statement("find_attempt")
    find.bind(0, outcome)
    find.bind(1, config)
    find.bind(2, series)
    find.bind(3, k)
    find.bind(4, goalIndex)
    return try find.first { $0.stored }
  }
}
