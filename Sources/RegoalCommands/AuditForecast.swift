internal import Experiments
internal import LanguageModels
internal import Store
internal import Tables
internal import Trajectories

/// The estimate of a relabeling run, and what it rests on.
struct AuditForecast {
  let forecast: RunForecast
  /// One row per assumption: value, where it is from, and what changes it. A NULL value is not known.
  let assumptions: Table
  let notes: [String]

  init(
    _ options: ForecastOptions, _ stages: StageOptions, _ gate: GateOptions,
    of corpus: AuditedCorpus
  ) async throws {
    let store = corpus.store
    let request = try gate.request(in: store)
    let isAssumed = try options.model == nil && stages.namesNoEngine()
    let model = options.model ?? (isAssumed ? ForecastOptions.assumedModel : nil)
    let stages = model.map { stages.asking($0) } ?? stages
    let session = try await ModelSession(
      stages, price: options.price, pricedBy: corpus.prices, in: store, asks: false)
    let plan = try stages.plan(request.policy)
    let progress = TerminalProgress()
    let estimate = try CallEstimate(
      session.engines, plan: plan, series: request.series, prices: session.prices,
      progress: progress, in: store)
    let pace = try CallPace(
      limits: Dictionary(
        session.endpoints.map { ($0.label, $0.limits) }, uniquingKeysWith: { one, _ in one }),
      seconds: options.secondsPerCall, inParallel: options.callsInParallel, in: store)
    let detector =
      try gate.detectConfig ?? GateRequest.last(in: store)?.detectConfig
      ?? session.engines.detector.config.digest
    forecast = try RunForecast(
      estimate, pace: pace, detectConfig: detector, series: request.series, in: store)
    var list = AssumptionList()
    list.addEngines(session, isAssumed ? .assumed : options.model == nil ? .named : .given)
    list.addUnknownOutcomes(
      forecast.total, detector: try AuditForecast.name(of: detector, in: store))
    list.addAttempts(plan, isGiven: gate.attempts != nil)
    list.addMode(plan, isGiven: stages.collect != nil)
    if !session.isRulesOnly {
      list.addTexts(maxTokens: stages.maxTokens)
      list.addPrices(session, isGiven: options.price != nil)
      list.addPace(pace, session, calls: forecast.calls, isGiven: options.callsInParallel != nil)
    }
    let mark = try EngineMark.textOfLastPolicy(in: store)
    list.addYield(forecast.total, mark: mark)
    assumptions = list.table
    notes =
      (mark.map { ["yield and pairs: of the decisions that are stored (\($0))"] } ?? [])
      + AuditForecast.notes(forecast.calls, isModelAssumed: isAssumed, session)
      + AuditForecast.notes(estimate)
  }

  /// What is assumed or not known of calls.
  private static func notes(
    _ calls: Table, isModelAssumed: Bool, _ session: ModelSession
  ) -> [String] {
    guard !calls.rows.isEmpty else { return [] }
    var notes: [String] = []
    var assumed: [String] = []
    if isModelAssumed {
      assumed.append("no engine is named, so the model \(ForecastOptions.assumedModel)")
    }
    let origins = calls.rows.indices.map { calls.value($0, "seconds_origin").text }
    if origins.contains(CallPace.Origin.assumed.rawValue) {
      let seconds = Table.Value.real(CallPace.assumedSeconds).displayText
      assumed.append("no call is recorded, so \(seconds) seconds each")
    }
    if !assumed.isEmpty { notes.append("assumed: " + assumed.joined(separator: "; ")) }
    let unpriced = Set(
      session.endpoints.filter { session.prices[$0.label] == nil }.map(\.model))
    if !unpriced.isEmpty {
      notes.append(
        "dollars are not known: no price of \(unpriced.sorted().joined(separator: ", "))")
    }
    return notes
  }

  private static func notes(_ estimate: CallEstimate) -> [String] {
    var notes: [String] = []
    if estimate.cut > 0 { notes.append("\(estimate.cut) prompts would be cut to fit") }
    if estimate.overBudget > 0 {
      notes.append("\(estimate.overBudget) prompts fit no budget, so that nobody would be asked")
    }
    return notes
  }

  private static func name(of config: String, in store: Store) throws -> String {
    try store.run("config_names").rows.first { $0[2].text == config }?[1].text ?? config
  }
}
