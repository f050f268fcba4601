public import LanguageModels
internal import Relabeling
public import Store
public import Tables
public import Trajectories

/// What a run with models will ask, before it asks anything: calls, tokens, dollars.
///
/// Counted run by run on the stored facts. What a later stage is asked about is not known before the earlier one
/// has answered: there the rule extractor's outcome and the run's own goal stand in for those to come.
public struct CallEstimate: Sendable {
  /// One row per engine that is a model: stage, config, endpoint, model; calls_least and calls_most, those not
  /// counted that the store answers; prompt_tokens of the most, estimated; completion_tokens_most, by the bound
  /// that each request sets; usd_likely, with the mean tokens of recorded calls of the same stage, endpoint and
  /// model, NULL where there is none or no price; usd_most, NULL where no price is known.
  public let table: Table
  /// Prompts among the most that have to be cut to fit their budget.
  public let cut: Int
  /// Prompts that fit no budget: nobody is asked.
  public let overBudget: Int

  /// - Parameters:
  ///   - stages: that are to run.
  ///   - prices: by endpoint.
  ///   - progress: told of runs and outcomes that were looked at.
  /// - Throws: `StoreError`.
  public init(
    _ engines: EngineChoice, stages: Set<Stage> = Set(Stage.allCases), plan: CollectionPlan,
    series: String = StageConfig.mainSeries, prices: [String: TokenPrice],
    progress: any ProgressDisplay = SilentProgress(), in store: Store
  ) throws {
    var count = Count(engines: engines, plan: plan, series: series)
    let config = try Configs(engines, in: store)
    let series = Table.Value.text(series)
    let detect = try store.ids(
      of: "runs_to_detect", ["config_id": .integer(config.detect), "series": series])
    let known = try store.ids(
      of: "runs_to_extract",
      [
        "config_id": .integer(config.extract), "detect_config_id": .integer(config.detect),
        "series": series,
      ])
    // A run of unknown outcome may turn out to have failed.
    let extract = Set(known).union(detect)
    let certain = Set(known)
    var collect: [Int64] = []
    try store.forEachRow(
      of: "outcomes_to_collect",
      [
        "extract_config_id": .integer(config.extract), "config_id": .integer(config.relabel),
        "series": series,
        "panel_json": .text(CanonicalJSON.array(engines.judges.map(\.config.digest).sorted())),
        "attempts_max": .integer(Int64(plan.attempts)), "mode": .text(plan.mode.rawValue),
        "theta0": .init(plan.theta0),
      ]
    ) { row in
      // A run whose outcome is made anew is counted with that one.
      if !stages.contains(.extract) || !extract.contains(row.integer(1) ?? 0) {
        collect.append(row.integer(0) ?? 0)
      }
    }
    let work = [
      (Stage.detect, detect.count), (.extract, extract.count), (.relabel, collect.count),
    ]
    let reading = Reading(
      store, progress, total: work.reduce(0) { $0 + (stages.contains($1.0) ? $1.1 : 0) })
    defer { progress.end() }
    if stages.contains(.detect) {
      try reading.forEach(detect) { try count.detect($0, $1) }
    }
    if stages.contains(.extract) {
      // Runs that are still to be detected may have an outcome all the same.
      let fresh =
        stages.contains(.relabel)
        ? try extract.filter {
          try certain.contains($0) || !config.hasOutcome($0, store, series)
        } : []
      try reading.forEach(extract.sorted()) { id, facts in
        try count.extract(
          id, isCertain: certain.contains(id), isCollected: fresh.contains(id), facts)
      }
    }
    if stages.contains(.relabel) {
      try reading.forEach(collect) { try count.collect($0, config, $1) }
    }
    table = try count.table(prices, in: store)
    cut = count.cut
    overBudget = count.overBudget
  }

  /// Reads by the group, and tells how far it came.
  private final class Reading {
    private let store: Store
    private let progress: any ProgressDisplay
    private var done = 0

    init(_ store: Store, _ progress: any ProgressDisplay, total: Int) {
      self.store = store
      self.progress = progress
      progress.begin("estimate", total: total)
    }

    func forEach(_ ids: [Int64], _ body: (Int64, FactReader) throws -> Void) throws {
      let groups = RunGroups(ids)
      while let group = groups.next() {
        try store.readFacts { facts in
          for id in group { try body(id, facts) }
        }
        done += group.count
        progress.advance(to: done)
      }
    }
  }

  /// Rows of configs that are stored; 0: not yet.
  fileprivate struct Configs {
    let detect: Int64
    let extract: Int64
    let relabel: Int64
    let judges: [Int64]

    init(_ engines: EngineChoice, in store: Store) throws {
      func id(_ config: StageConfig) throws -> Int64 {
        try store.run("config_by_digest", ["digest": .text(config.digest)]).rows.first?[0].integer
          ?? 0
      }
      detect = try id(engines.detector.config)
      extract = try id(engines.extractor.config)
      relabel = try id(engines.relabeler.config)
      judges = try engines.judges.map { try id($0.config) }
    }

    func hasOutcome(_ run: Int64, _ store: Store, _ series: Table.Value) throws -> Bool {
      try store.run(
        "find_outcome",
        ["trajectory_id": .integer(run), "config_id": .integer(extract), "series": series]
      ).rows.first != nil
    }
  }
}

/// Adds up requests.
private struct Count {
  struct Key: Hashable {
    let stage: Stage
    let config: String
    let endpoint: String
    let model: String
  }

  struct Sum {
    var least = 0
    var most = 0
    var promptTokens = 0
    var completionTokens = 0
  }

  let engines: EngineChoice
  let plan: CollectionPlan
  let series: String
  let standIn = RuleExtractor()
  var sums: [Key: Sum] = [:]
  var cut = 0
  var overBudget = 0

  /// - Parameters:
  ///   - times: calls of this text, or one much like it.
  ///   - least: of these, at least.
  private mutating func add(
    _ engine: some ModelEngine, _ facts: FactReader, run: Int64, isExact: Bool = true,
    times: Int = 1, least: Int = 1, _ prepare: () throws(PromptError) -> PreparedCall
  ) throws {
    guard times > 0 else { return }
    let call: PreparedCall
    do { call = try prepare() } catch {
      overBudget += times
      return
    }
    let request = call.request
    if isExact, try facts.answer(request.digest, about: run) != nil { return }
    let key = Key(
      stage: engine.config.stage, config: engine.config.name, endpoint: request.endpoint,
      model: request.model)
    if !call.fit.isWhole { cut += times }
    sums[key, default: Sum()].least += least
    sums[key, default: Sum()].most += times
    sums[key, default: Sum()].promptTokens += times * call.fit.tokens
    sums[key, default: Sum()].completionTokens += times * request.mostCompletionTokens
  }

  mutating func detect(_ id: Int64, _ facts: FactReader) throws {
    guard case .model(let engine) = engines.detector else { return }
    let run = try facts.trajectory(id).value
    let series = series
    try add(engine, facts, run: id) { () throws(PromptError) in
      try engine.call(run, series: series)
    }
  }

  /// - Parameters:
  ///   - isCertain: it is in F.
  ///   - isCollected: attempts and votes come of it, too.
  mutating func extract(
    _ id: Int64, isCertain: Bool, isCollected: Bool, _ facts: FactReader
  ) throws {
    let run = try facts.trajectory(id).value
    if case .model(let engine) = engines.extractor {
      let series = series
      try add(engine, facts, run: id, least: isCertain ? 1 : 0) { () throws(PromptError) in
        try engine.call(run, series: series)
      }
    }
    if isCollected { try collect(run, id, isCertain: isCertain, facts) }
  }

  /// A run whose outcome is still to come.
  /// - Parameter isCertain: it is in F; with rules, which always answer, its attempts are certain, too.
  private mutating func collect(
    _ run: Trajectory, _ id: Int64, isCertain: Bool, _ facts: FactReader
  ) throws {
    let (series, attempts) = (series, plan.attempts)
    var least = 0
    if case .rules = engines.extractor, isCertain {
      least = plan.mode == .exhaustive ? attempts : 1
    }
    if case .model(let engine) = engines.relabeler {
      let outcome = standIn.extract(run)
      try add(engine, facts, run: id, isExact: false, times: attempts, least: least) {
        () throws(PromptError) in
        try engine.call(
          outcome, stepCount: run.steps.count, originalGoal: run.goal, k: 1, series: series)
      }
    }
    for judge in engines.judges {
      guard case .model(let engine, _) = judge else { continue }
      try add(engine, facts, run: id, isExact: false, times: attempts, least: 0) {
        () throws(PromptError) in
        try engine.call(
          run.goal, steps: run.steps, finalAnswer: run.finalAnswer, series: series)
      }
    }
  }

  /// An outcome that is stored.
  mutating func collect(_ id: Int64, _ config: CallEstimate.Configs, _ facts: FactReader) throws {
    let (outcome, row) = try facts.outcome(id)
    let run = try facts.trajectory(row).value
    let series = series
    var isFirst = true
    for k in 1...max(1, plan.attempts) {
      let attempt = try facts.attempt(outcome: id, config: config.relabel, series: series, k: k)
      if attempt == nil, case .model(let engine) = engines.relabeler {
        // Collecting lazily, the first may pass already.
        try add(engine, facts, run: row, least: plan.mode == .exhaustive || isFirst ? 1 : 0) {
          () throws(PromptError) in
          try engine.call(
            outcome.value, stepCount: run.steps.count, originalGoal: run.goal, k: k, series: series)
        }
      }
      isFirst = false
      if let known = attempt?.value, plan.mode == .lazy, !plan.isPassing(known) { continue }
      let goal = attempt?.value.hindsightGoal ?? run.goal
      for (place, judge) in engines.judges.enumerated() {
        guard case .model(let engine, _) = judge else { continue }
        if let attempt,
          try facts.vote(
            attempt: attempt.stored.id, judge: config.judges[place], series: series) != nil
        {
          continue
        }
        let isExact = attempt != nil
        try add(
          engine, facts, run: row, isExact: isExact,
          least: isExact && plan.mode == .exhaustive ? 1 : 0
        ) { () throws(PromptError) in
          try engine.call(goal, steps: run.steps, finalAnswer: run.finalAnswer, series: series)
        }
      }
    }
  }

  func table(_ prices: [String: TokenPrice], in store: Store) throws -> Table {
    var means: [String: (prompt: Double, completion: Double)] = [:]
    for row in try store.run("mean_tokens").rows {
      let key = row[..<3].map { $0.text ?? "" }.joined(separator: "\u{1F}")
      means[key] = (row[3].real ?? 0, row[4].real ?? 0)
    }
    var table = Table(columns: [
      "stage", "config", "endpoint", "model", "calls_least", "calls_most", "prompt_tokens",
      "completion_tokens_most", "usd_likely", "usd_most",
    ])
    let order = Stage.allCases
    let keys = sums.keys.sorted { one, other in
      let places = (order.firstIndex(of: one.stage) ?? 0, order.firstIndex(of: other.stage) ?? 0)
      return places.0 == places.1 ? one.config < other.config : places.0 < places.1
    }
    for key in keys {
      guard let sum = sums[key] else { continue }
      let price = prices[key.endpoint]
      let mean = means[[key.stage.rawValue, key.endpoint, key.model].joined(separator: "\u{1F}")]
      let most = price?.usd(
        promptTokens: sum.promptTokens, completionTokens: sum.completionTokens)
      var likely: Double?
      if let price, let mean {
        likely =
          Double(sum.most)
          * (mean.prompt * price.promptPerMillion + mean.completion * price.completionPerMillion)
          / 1_000_000
      }
      table.rows.append([
        .text(key.stage.rawValue), .text(key.config), .text(key.endpoint), .text(key.model),
        .init(sum.least), .init(sum.most), .init(sum.promptTokens), .init(sum.completionTokens),
        .init(likely), .init(most),
      ])
    }
    return table
  }
}
