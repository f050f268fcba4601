internal import LanguageModels
internal import Relabeling
internal import Store
internal import Tables
public import Trajectories

extension ModelStageRunner {
  /// Stage 3 over the outcomes of an extract config: attempts and votes that are missing are made. Rules
  /// and models may stand beside each other.
  ///
  /// Lazy: attempt by attempt, an attempt that the relabeler lets through goes to the judges, the cheapest
  /// first, up to the first rejection; the first that passes ends it. Exhaustive: all K attempts, all
  /// judges, at the same time; only an attempt without a goal goes to no judge. A gap ends a lazy
  /// collection there, and leaves it without a `collection` row, as it does an exhaustive one.
  public func collect(
    _ relabeler: Relabeler, judges: [PanelJudge], extractedBy extractor: StageConfig,
    plan: CollectionPlan
  ) async throws -> [StageReport] {
    let judges = plan.mode == .lazy ? PanelJudge.byCost(judges) : judges
    let (extract, relabel, panel) = try store.writeFacts { facts in
      for prompt in relabeler.prompts + judges.flatMap(\.prompts) { try facts.add(prompt) }
      return (
        try facts.add(extractor), try facts.add(relabeler.config),
        try judges.map { try facts.add($0.config) }
      )
    }
    let ids = try store.ids(
      of: "outcomes_to_collect",
      [
        "extract_config_id": .integer(extract.id), "config_id": .integer(relabel.id),
        "series": .text(series),
        "panel_json": .text(CanonicalJSON.array(panel.map(\.digest).sorted())),
        "attempts_max": .integer(Int64(plan.attempts)), "mode": .text(plan.mode.rawValue),
        "theta0": plan.theta0.map { .real($0) } ?? .null,
      ])
    let collector = Collector(
      ledger: ledger, relabeler: relabeler, relabel: relabel, judges: judges, panel: panel,
      series: series, plan: plan)
    let work = try await forEach(ids, "relabel and judge") { try await collector.collect($0) }
    return [
      StageReport(work, stage: "relabel", config: relabeler.config.name),
      StageReport(
        stage: "judge", config: judges.map(\.config.name).joined(separator: ", "),
        added: work.votes),
    ]
  }
}

/// Makes the attempts and votes of one outcome.
struct Collector: Sendable {
  /// An attempt with its votes, as far as there are any.
  struct Entry: Sendable {
    let attempt: Attempt
    /// nil: the attempt is new.
    let known: FactWriter.Stored?
    /// New votes, by the judge's place.
    var votes: [Int: Vote] = [:]
    var isWhole = true
  }

  struct Item: Sendable {
    let outcome: (stored: FactWriter.Stored, value: Outcome)
    let run: Trajectory
    let row: Int64
    var attempts: [Int: (stored: FactWriter.Stored, value: Attempt)] = [:]
    /// By k and the judge's place.
    var votes: [Int: [Int: Vote]] = [:]
  }

  let ledger: CallLedger
  let relabeler: Relabeler
  let relabel: FactWriter.Stored
  let judges: [PanelJudge]
  let panel: [FactWriter.Stored]
  let series: String
  let plan: CollectionPlan

  private var attempts: ClosedRange<Int> { 1...max(1, plan.attempts) }

  func collect(_ id: Int64) async throws -> ModelStageRunner.Work {
    let item = try ledger.reader.readFacts { try load(id, $0) }
    let (entries, stopReason) =
      plan.mode == .lazy ? try await lazily(item) : try await exhaustively(item)
    var collection: Collection?
    if let stopReason {
      var row = Collection(
        panel: panel.map(\.digest), theta0: plan.theta0, attemptsMax: plan.attempts,
        mode: plan.mode, stopReason: stopReason)
      if plan.mode == .lazy, panel.count > 1 { row.extraJSON = judgeOrder }
      collection = row
    }
    let row = collection
    return try await ledger.commits.commit { facts in
      var work = ModelStageRunner.Work(incomplete: row == nil ? 1 : 0)
      for entry in entries {
        let attempt: FactWriter.Stored
        if let known = entry.known {
          attempt = known
        } else {
          let insertion = try facts.add(
            entry.attempt, outcome: item.outcome.stored, config: relabel, series: series)
          // Another program's attempt came first: these votes are not about its goal.
          if case .conflict = insertion {
            work.incomplete = 1
            return work
          }
          attempt = insertion.stored
          work.added += insertion.isNew ? 1 : 0
        }
        for (place, vote) in entry.votes.sorted(by: { $0.key < $1.key }) {
          let insertion = try facts.add(
            vote, attempt: attempt, judge: panel[place], series: series)
          work.votes += insertion.isNew ? 1 : 0
        }
      }
      if let row {
        _ = try facts.add(row, outcome: item.outcome.stored, config: relabel, series: series)
      }
      return work
    }
  }

  /// In which order the judges were asked.
  private var judgeOrder: String {
    var json = CanonicalJSON()
    json.beginObject()
    json.member("judge_order", panel.map(\.digest))
    json.endObject()
    return json.text
  }

  /// Makes an attempt, and asks no judge about it.
  func fill(attempt k: Int, of outcome: Int64) async throws -> ModelStageRunner.Work {
    let item = try ledger.reader.readFacts { try load(outcome, $0) }
    guard let entry = try await entry(item, k) else {
      return ModelStageRunner.Work(incomplete: 1)
    }
    guard entry.known == nil else { return ModelStageRunner.Work() }
    let insertion = try await ledger.commits.commit { [relabel, series] in
      try $0.add(entry.attempt, outcome: item.outcome.stored, config: relabel, series: series)
    }
    return ModelStageRunner.Work(added: insertion.isNew ? 1 : 0)
  }

  /// Makes the vote of one judge on an attempt, which may be of another series.
  func fill(
    voteOf place: Int, on attempt: (stored: FactWriter.Stored, value: Attempt), of outcome: Int64
  ) async throws -> ModelStageRunner.Work {
    let item = try ledger.reader.readFacts { try load(outcome, $0) }
    guard let vote = try await vote(item, attempt.value, place) else {
      return ModelStageRunner.Work(incomplete: 1)
    }
    let insertion = try await ledger.commits.commit { [panel, series] in
      try $0.add(vote, attempt: attempt.stored, judge: panel[place], series: series)
    }
    return ModelStageRunner.Work(votes: insertion.isNew ? 1 : 0)
  }

  private func load(_ id: Int64, _ facts: FactReader) throws -> Item {
    let (outcome, row) = try facts.outcome(id)
    var item = Item(outcome: outcome, run: try facts.trajectory(row).value, row: row)
    for k in attempts {
      guard
        let attempt = try facts.attempt(outcome: id, config: relabel.id, series: series, k: k)
      else { continue }
      item.attempts[k] = attempt
      for (place, judge) in panel.enumerated() {
        item.votes[k, default: [:]][place] = try facts.vote(
          attempt: attempt.stored.id, judge: judge.id, series: series)
      }
    }
    return item
  }

  // MARK: Lazily

  /// - Returns: why it stopped; nil: at a gap.
  private func lazily(_ item: Item) async throws -> ([Entry], stopReason: String?) {
    var entries: [Entry] = []
    for k in attempts {
      guard var entry = try await entry(item, k) else { return (entries, nil) }
      guard plan.isPassing(entry.attempt), hasGoal(entry.attempt) else {
        entries.append(entry)
        continue
      }
      let known = item.votes[k] ?? [:]
      var passes = known.values.allSatisfy(plan.isPassing)
      if passes {
        for place in judges.indices where known[place] == nil {
          guard let vote = try await vote(item, entry.attempt, place) else {
            entries.append(entry)
            return (entries, nil)
          }
          entry.votes[place] = vote
          guard plan.isPassing(vote) else {
            passes = false
            break
          }
        }
      }
      entries.append(entry)
      if passes { return (entries, "passed") }
    }
    return (entries, "exhausted")
  }

  // MARK: Exhaustively

  private func exhaustively(_ item: Item) async throws -> ([Entry], stopReason: String?) {
    let entries = try await withThrowingTaskGroup(of: Entry?.self) { group in
      for k in attempts {
        group.addTask {
          guard var entry = try await entry(item, k) else { return nil }
          guard hasGoal(entry.attempt) else { return entry }
          let votes = try await votes(item, entry.attempt, known: item.votes[k] ?? [:])
          entry.votes = votes.compactMapValues(\.self)
          entry.isWhole = entry.votes.count == votes.count
          return entry
        }
      }
      var entries: [Entry] = []
      for try await entry in group { if let entry { entries.append(entry) } }
      return entries.sorted { $0.attempt.k < $1.attempt.k }
    }
    let isWhole = entries.count == attempts.count && entries.allSatisfy(\.isWhole)
    return (entries, isWhole ? "complete" : nil)
  }

  /// Votes that are not known, by the judge's place; nil where there is no answer.
  private func votes(
    _ item: Item, _ attempt: Attempt, known: [Int: Vote]
  ) async throws -> [Int: Vote?] {
    try await withThrowingTaskGroup(of: (Int, Vote?).self) { group in
      for place in judges.indices where known[place] == nil {
        group.addTask { (place, try await vote(item, attempt, place)) }
      }
      var votes: [Int: Vote?] = [:]
      for try await (place, vote) in group { votes.updateValue(vote, forKey: place) }
      return votes
    }
  }

  // MARK: One answer

  /// Whether there is something to be judged.
  private func hasGoal(_ attempt: Attempt) -> Bool {
    attempt.status == .ok && !(attempt.hindsightGoal ?? "").isEmpty
  }

  /// nil: there is no answer.
  private func entry(_ item: Item, _ k: Int) async throws -> Entry? {
    if let known = item.attempts[k] { return Entry(attempt: known.value, known: known.stored) }
    let (outcome, run) = (item.outcome.value, item.run)
    switch relabeler {
    case .rules(let engine):
      let attempt = engine.relabel(
        outcome, stepCount: run.steps.count, originalGoal: run.goal, k: k)
      return Entry(attempt: attempt, known: nil)
    case .model(let engine):
      return try await answered {
        let (answer, call) = try await ledger.settled(engine, run: item.row) {
          () throws(PromptError) in
          try engine.call(
            outcome, stepCount: run.steps.count, originalGoal: run.goal, k: k, series: series)
        }
        var attempt = engine.attempt(from: answer, k: k)
        attempt.k = k
        attempt.call = call
        return Entry(attempt: attempt, known: nil)
      }
    }
  }

  /// nil: there is no answer.
  private func vote(_ item: Item, _ attempt: Attempt, _ place: Int) async throws -> Vote? {
    let goal = attempt.hindsightGoal ?? ""
    switch judges[place] {
    case .rules(let engine):
      return engine.judge(goal, steps: item.run.steps, finalAnswer: item.run.finalAnswer)
    case .model(let engine, _):
      return try await answered {
        let (answer, call) = try await ledger.settled(engine, run: item.row) {
          () throws(PromptError) in
          try engine.call(
            goal, steps: item.run.steps, finalAnswer: item.run.finalAnswer, series: series)
        }
        var vote = engine.vote(from: answer)
        vote.call = call
        return vote
      }
    }
  }

  private func answered<T>(_ body: () async throws -> T) async throws -> T? {
    do {
      return try await body()
    } catch let error where CallLedger.leavesGap(error) {
      return nil
    }
  }
}
