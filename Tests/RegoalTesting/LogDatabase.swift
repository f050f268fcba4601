public import SQLFiles
public import Store
public import Tables
internal import Trajectories

/// Random logs in a database in memory, asked through the query `decisions`.
public final class LogDatabase {
  public let store: Store

  /// - Throws: errors of the store.
  public init(_ logs: [LoggedTrajectory]) throws {
    store = try Store(path: ":memory:", access: .create, catalog: try SQLCatalog.embedded())
    try add(logs)
  }

  /// - Parameters:
  ///   - series: of all facts; an attempt whose log has no outcome is one on main's outcome, if there is one.
  ///   - spread: attempt k of a log is stored as attempt k · spread.
  public func add(
    _ logs: [LoggedTrajectory], series: String = "main", spread: Int = 1
  ) throws {
    func config(_ stage: Stage, _ name: String) -> StageConfig {
      .undeclared(stage: stage, label: "test", name: name)
    }
    try store.writeFacts { facts in
      let source = try facts.source(label: "test", format: "regoal", file: "-")
      let detect = try facts.add(config(.detect, "d1"))
      let extract = try facts.add(config(.extract, "o1"))
      let relabel = try facts.add(config(.relabel, "r1"))
      var judges: [String: FactWriter.Stored] = [:]
      for name in RandomLogs.judges { judges[name] = try facts.add(config(.judge, name)) }
      for log in logs {
        let run = try facts.add(
          Trajectory(sourceLabel: "test", id: log.id, goal: "g", steps: [], success: log.success),
          source: source
        ).stored
        if let detection = log.detection {
          _ = try facts.add(
            Detection(
              isFailure: detection.isFailure, severity: detection.severity,
              weight: detection.weight, recoverable: detection.recoverable),
            trajectory: run, config: detect, series: series)
        }
        let outcome =
          log.hasOutcome
          ? try facts.add(Outcome(), trajectory: run, config: extract, series: series).stored
          : try facts.outcome(
            trajectory: run.id, config: extract.id, series: StageConfig.mainSeries)
        guard let outcome else { continue }
        for attempt in log.attempts {
          let stored = try facts.add(
            Attempt(
              k: attempt.k * spread, hindsightGoal: "h", valid: attempt.valid,
              confidence: attempt.confidence, status: AnswerStatus(rawValue: attempt.status) ?? .ok),
            outcome: outcome, config: relabel, series: series
          ).stored
          for vote in attempt.votes {
            guard let judge = judges[vote.judge] else { continue }
            _ = try facts.add(
              Vote(
                valid: vote.valid, confidence: vote.confidence,
                status: AnswerStatus(rawValue: vote.status) ?? .ok),
              attempt: stored, judge: judge, series: series)
          }
        }
      }
    }
  }

  /// Parameters of `decisions` for a policy.
  public static func parameters(_ policy: TranscribedPolicy) -> [String: Table.Value] {
    [
      "detect_config": policy.detection || policy.detectConfigGiven ? .text("d1") : .null,
      "extract_config": .text("o1"), "relabel_config": .text("r1"),
      "detection": .text(policy.detection ? "on" : "off"), "theta": .real(policy.theta),
      "delta": .real(policy.delta), "attempts": .integer(Int64(policy.attempts)),
      "judges": .text(CanonicalJSON.array(policy.judges)), "fallback": .text(policy.fallback),
      "vote_valid": .text(policy.voteValid), "on_error": .text(policy.onError),
      "weighting": .text(policy.weighting),
    ]
  }

  /// The query's answer by trajectory.
  public func decisions(_ policy: TranscribedPolicy) throws -> [String: TranscribedDecision] {
    let table = try store.run("decisions", LogDatabase.parameters(policy))
    var decisions: [String: TranscribedDecision] = [:]
    decisions.reserveCapacity(table.rows.count)
    for row in table.rows {
      decisions[row[0].text ?? ""] = TranscribedDecision(
        decision: row[1].text ?? "", k: row[2].integer.map(Int.init), confidence: row[3].real,
        weight: row[4].real, inOut: row[5].text ?? "", missing: row[6].text)
    }
    return decisions
  }
}
