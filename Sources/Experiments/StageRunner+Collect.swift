public import Relabeling
internal import Store
internal import Tables
internal import Trajectories

extension StageRunner {
  private struct Counts {
    var attempts = 0
    var votes = 0
  }

  /// An outcome with its run, and the configs that answer.
  private struct Item {
    let outcome: (stored: FactWriter.Stored, value: Outcome)
    let run: Trajectory
    var known: [Int: (attempt: (stored: FactWriter.Stored, value: Attempt), votes: [Int: Vote])] =
      [:]
  }

  /// Stage 3 over the outcomes of an extract config: attempts and votes that are missing are made.
  ///
  /// Lazy: stops at the first attempt that passes at θ₀, and asks judges only about attempts that the
  /// relabeler lets through, up to the first rejection. Exhaustive: all K attempts, all judges.
  public func collect(
    _ relabeler: any PromptRelabeling, judges: [any Judging], extractedBy extractor: RuleExtractor,
    plan: CollectionPlan
  ) throws -> [Report] {
    let (extract, relabel, panel) = try store.writeFacts { facts in
      (
        try facts.add(extractor.config), try facts.add(relabeler.config),
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
    if !ids.isEmpty { progress.begin("relabel and judge", total: ids.count) }
    for start in stride(from: 0, to: ids.count, by: StageRunner.groupSize) {
      let group = ids[start..<min(start + StageRunner.groupSize, ids.count)]
      let items = try store.readFacts { facts in
        try group.map { try item($0, facts, relabel: relabel, panel: panel, plan: plan) }
      }
      try store.writeFacts { facts in
        for (index, item) in items.enumerated() {
          try store.checkCancellation()
          var collection = Collection(
            panel: digests, theta0: plan.theta0, attemptsMax: plan.attempts, mode: plan.mode)
          collection.stopReason = try answer(
            item, facts, relabeler, relabel, Array(zip(judges, panel)), plan, &counts)
          _ = try facts.add(
            collection, outcome: item.outcome.stored, config: relabel, series: series)
          progress.advance(to: start + index + 1)
        }
      }
    }
    if !ids.isEmpty { progress.end() }
    return [
      Report(stage: "relabel", config: relabeler.config.name, added: counts.attempts),
      Report(
        stage: "judge", config: judges.map(\.config.name).joined(separator: ", "),
        added: counts.votes),
    ]
  }

  private func item(
    _ id: Int64, _ facts: FactReader, relabel: FactWriter.Stored, panel: [FactWriter.Stored],
    plan: CollectionPlan
  ) throws -> Item {
    let outcome = try facts.outcome(id)
    var item = Item(outcome: outcome.0, run: try facts.trajectory(outcome.trajectory).value)
    for k in 1...max(1, plan.attempts) {
      guard
        let attempt = try facts.attempt(outcome: id, config: relabel.id, series: series, k: k)
      else { continue }
      var votes: [Int: Vote] = [:]
      for (place, judge) in panel.enumerated() {
        votes[place] = try facts.vote(attempt: attempt.stored.id, judge: judge.id, series: series)
      }
      item.known[k] = (attempt, votes)
    }
    return item
  }

  /// Makes what is missing and returns why it stopped.
  private func answer(
    _ item: Item, _ facts: FactWriter, _ relabeler: any PromptRelabeling,
    _ relabel: FactWriter.Stored,
    _ judges: [(engine: any Judging, stored: FactWriter.Stored)], _ plan: CollectionPlan,
    _ counts: inout Counts
  ) throws -> String {
    for k in 1...max(1, plan.attempts) {
      let attempt: (stored: FactWriter.Stored, value: Attempt)
      if let known = item.known[k] {
        attempt = known.attempt
      } else {
        let made = relabeler.relabel(
          item.outcome.value, stepCount: item.run.steps.count, originalGoal: item.run.goal, k: k)
        let insertion = try facts.add(
          made, outcome: item.outcome.stored, config: relabel, series: series)
        attempt = (insertion.stored, made)
        if case .added = insertion { counts.attempts += 1 }
      }
      guard plan.isPutToJudges(attempt.value) else { continue }
      var passes = plan.isPassing(attempt.value)
      for (place, judge) in judges.enumerated() {
        let vote: Vote
        if let known = item.known[k]?.votes[place] {
          vote = known
        } else {
          vote = judge.engine.judge(
            attempt.value.hindsightGoal ?? "", steps: item.run.steps,
            finalAnswer: item.run.finalAnswer)
          let insertion = try facts.add(
            vote, attempt: attempt.stored, judge: judge.stored, series: series)
          if case .added = insertion { counts.votes += 1 }
        }
        if !plan.isPassing(vote) { passes = false }
        if !passes && plan.mode == .lazy { break }
      }
      if passes && plan.mode == .lazy { return "passed" }
    }
    return plan.mode == .lazy ? "exhausted" : "complete"
  }
}
