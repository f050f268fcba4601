public import Relabeling
internal import Store
internal import Tables
public import Trajectories

extension StageRunner {
  private struct Counts {
    var attempts = 0
    var votes = 0
  }

  /// Stage 3 over the outcomes of an extract config: attempts and votes that are missing are made.
  ///
  /// Lazy: stops at the first attempt that passes at θ₀, and asks judges only about attempts that the
  /// relabeler lets through, up to the first rejection. Exhaustive: all K attempts, all judges.
  public func collect(
    _ relabeler: any PromptRelabeling, judges: [any Judging], extractedBy extractor: StageConfig,
    plan: CollectionPlan
  ) throws -> [StageReport] {
    let (extract, relabel, panel) = try store.writeFacts { facts in
      (
        try facts.add(extractor), try facts.add(relabeler.config),
        try judges.map { try facts.add($0.config) }
      )
    }
    let digests = panel.map(\.digest).sorted()
    let ids = try store.ids(
      of: "outcomes_to_collect",
      [
        "extract_config_id": .integer(extract.id), "config_id": .integer(relabel.id),
        "series": .text(series), "panel_json": .text(CanonicalJSON.array(digests)),
        "attempts_max": .integer(Int64(plan.attempts)), "mode": .text(plan.mode.rawValue),
        "theta0": plan.theta0.map { .real($0) } ?? .null,
      ])
    var counts = Counts()
    let series = series
    _ = try forEach(ids, "relabel and judge") { facts, id in
      let item = try Item(
        id, facts, relabel: relabel, panel: panel, series: series, plan: plan)
      return Answer(item, relabeler, judges, plan)
    } write: { facts, answer in
      var collection = Collection(
        panel: digests, theta0: plan.theta0, attemptsMax: plan.attempts, mode: plan.mode)
      collection.stopReason = answer.stopReason
      for entry in answer.entries {
        let attempt: FactWriter.Stored
        if let known = entry.known {
          attempt = known
        } else {
          let insertion = try facts.add(
            entry.attempt, outcome: answer.outcome, config: relabel, series: series)
          attempt = insertion.stored
          counts.attempts += insertion.isNew ? 1 : 0
        }
        for (place, vote) in entry.votes {
          let insertion = try facts.add(
            vote, attempt: attempt, judge: panel[place], series: series)
          counts.votes += insertion.isNew ? 1 : 0
        }
      }
      let isNew = try facts.add(
        collection, outcome: answer.outcome, config: relabel, series: series)
      return isNew ? 1 : 0
    }
    return [
      StageReport(stage: "relabel", config: relabeler.config.name, added: counts.attempts),
      StageReport(
        stage: "judge", config: judges.map(\.config.name).joined(separator: ", "),
        added: counts.votes),
    ]
  }
}

/// An outcome with its run, and what is known of its attempts and votes.
private struct Item {
  typealias Known = (attempt: (stored: FactWriter.Stored, value: Attempt), votes: [Int: Vote])

  let outcome: (stored: FactWriter.Stored, value: Outcome)
  let run: Trajectory
  /// By k.
  var known: [Int: Known] = [:]

  init(
    _ id: Int64, _ facts: FactReader, relabel: FactWriter.Stored, panel: [FactWriter.Stored],
    series: String, plan: CollectionPlan
  ) throws {
    let (outcome, trajectory) = try facts.outcome(id)
    self.outcome = outcome
    run = try facts.stageRun(trajectory).value
    for k in 1...max(1, plan.attempts) {
      guard
        let attempt = try facts.attempt(outcome: id, config: relabel.id, series: series, k: k)
      else { continue }
      var votes: [Int: Vote] = [:]
      for (place, judge) in panel.enumerated() {
        votes[place] = try facts.vote(attempt: attempt.stored.id, judge: judge.id, series: series)
      }
      known[k] = (attempt, votes)
    }
  }
}

/// What is added to an outcome's attempts and votes, and why it ends there.
private struct Answer: Sendable {
  struct Entry: Sendable {
    let attempt: Attempt
    /// nil: the attempt is new.
    let known: FactWriter.Stored?
    /// New votes, by the judge's place in the panel.
    var votes: [(judge: Int, vote: Vote)] = []
  }

  let outcome: FactWriter.Stored
  private(set) var entries: [Entry] = []
  private(set) var stopReason = ""

  init(
    _ item: Item, _ relabeler: any PromptRelabeling, _ judges: [any Judging], _ plan: CollectionPlan
  ) {
    outcome = item.outcome.stored
    for k in 1...max(1, plan.attempts) {
      let known = item.known[k]
      let attempt =
        known?.attempt.value
        ?? relabeler.relabel(
          item.outcome.value, stepCount: item.run.steps.count, originalGoal: item.run.goal, k: k)
      var entry = Entry(attempt: attempt, known: known?.attempt.stored)
      defer { entries.append(entry) }
      guard plan.isPutToJudges(attempt) else { continue }
      var passes = plan.isPassing(attempt)
      for (place, judge) in judges.enumerated() {
        let vote: Vote
        if let recorded = known?.votes[place] {
          vote = recorded
        } else {
          vote = judge.judge(
            attempt.hindsightGoal ?? "", steps: item.run.steps, finalAnswer: item.run.finalAnswer)
          entry.votes.append((place, vote))
        }
        if !plan.isPassing(vote) { passes = false }
        if !passes && plan.mode == .lazy { break }
      }
      if passes && plan.mode == .lazy {
        stopReason = "passed"
        return
      }
    }
    stopReason = plan.mode == .lazy ? "exhausted" : "complete"
  }
}
