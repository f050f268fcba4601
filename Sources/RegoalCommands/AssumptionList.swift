internal import Experiments
internal import LanguageModels
internal import Tables
internal import Trajectories

/// What an estimate rests on, row by row.
struct AssumptionList {
  /// Where a value comes from.
  enum Origin: String {
    /// A flag of the command.
    case given
    /// Flags, environment or `regoal.yaml`, which name engines.
    case named
    /// The database: people, or decisions.
    case stored
    /// The mean of recorded calls.
    case recorded
    case `default`
    /// Nobody said so.
    case assumed
    case unknown = "not known"
  }

  /// what, value (NULL: not known), from, and what changes it.
  private(set) var table = Table(columns: ["what", "value", "from", "change"])

  private mutating func add(
    _ what: String, _ value: String?, _ origin: Origin, change: String? = nil
  ) {
    table.rows.append([.text(what), .init(value), .text(origin.rawValue), .init(change)])
  }

  mutating func addEngines(_ session: ModelSession, _ origin: Origin) {
    let engines = session.engines
    let models = Set(session.endpoints.map(\.label))
    func name(_ config: StageConfig) -> String {
      models.contains(config.name) ? config.name : "rules (\(config.name))"
    }
    let judges = engines.judges.map { name($0.config) }.joined(separator: ", ")
    for (what, value, flag) in [
      ("detector", name(engines.detector.config), "--detector"),
      ("extractor", name(engines.extractor.config), "--extractor, --model"),
      ("relabeler", name(engines.relabeler.config), "--relabeler, --model"),
      ("judges beside it", judges.isEmpty ? "none" : judges, "--judge, --model"),
    ] {
      add(what, value, origin, change: flag)
    }
  }

  /// - Parameters:
  ///   - total: of the forecast.
  ///   - detector: name or digest of the config that was asked.
  mutating func addUnknownOutcomes(_ total: Table, detector: String) {
    let detected = total.value(0, "detected").integer ?? 0
    let undetected = total.value(0, "undetected").integer ?? 0
    if detected > 0 {
      add(
        "unknown outcomes that failed", "\(detected), as '\(detector)' has it", .stored,
        change: "--detect-config")
    }
    if undetected > 0 {
      add(
        "unknown outcomes nobody looked at", "\(undetected): none to all of them failed", .unknown,
        change: "'regoal run --until detect'")
    }
  }

  mutating func addAttempts(_ plan: CollectionPlan, isGiven: Bool) {
    add(
      "attempts a run", "\(plan.attempts)", isGiven ? .given : .default, change: "--attempts")
  }

  mutating func addMode(_ plan: CollectionPlan, isGiven: Bool) {
    let value =
      switch plan.mode {
      case .exhaustive: "all are made"
      case .lazy: "up to the first pass at \(Table.Value.real(plan.theta).displayText)"
      }
    add("attempts and votes", value, isGiven ? .given : .default, change: "--collect")
  }

  /// - Parameter maxTokens: nil: nobody said so.
  mutating func addTexts(maxTokens: Int?) {
    add("tokens of a text", "one for a digit, one for three other bytes", .assumed)
    add(
      "tokens of an answer", "\(maxTokens ?? StageOptions.answerTokens), the longest allowed",
      maxTokens == nil ? .default : .given, change: "--max-tokens")
    add("what later stages are asked about", "what rules extract, and the run's own goal", .assumed)
    add("answers to be mended", "none", .assumed)
  }

  mutating func addPrices(_ session: ModelSession, isGiven: Bool) {
    for endpoint in session.endpoints {
      let price = session.prices[endpoint.label]
      add(
        "price of \(endpoint.label)",
        price.map {
          "\(Table.Value.real($0.promptPerMillion).displayText) USD in, "
            + "\(Table.Value.real($0.completionPerMillion).displayText) out, a million tokens"
        }, price == nil ? .unknown : isGiven ? .given : .stored,
        change: "--prompt-usd-per-million, --completion-usd-per-million; 'regoal cost price set'")
    }
  }

  /// - Parameter calls: the forecast's, by stage.
  mutating func addPace(
    _ pace: CallPace, _ session: ModelSession, calls: Table, isGiven: Bool
  ) {
    for endpoint in session.endpoints {
      add(
        "calls under way at \(endpoint.label)", "\(pace.callsInParallel(endpoint.label))",
        isGiven ? .given : .default, change: "--calls-in-parallel")
    }
    for row in calls.rows.indices {
      add(
        "seconds a call to \(calls.value(row, "stage").displayText)",
        calls.value(row, "seconds_per_call").displayText,
        calls.value(row, "seconds_origin").text.flatMap(Origin.init(rawValue:)) ?? .unknown,
        change: "--seconds-per-call")
    }
    add("stages", "one after the other", .assumed)
  }

  /// - Parameters:
  ///   - total: of the forecast.
  ///   - mark: what has to be said of the engines behind the decisions; nil: they are models.
  mutating func addYield(_ total: Table, mark: String?) {
    guard total.value(0, "basis").text == "decisions" else {
      return add(
        "yield", "anything from none to all: nothing is decided", .unknown, change: "'regoal run'")
    }
    add(
      "yield",
      "as the policy applied last decided \(total.value(0, "decided").displayText) runs"
        + (mark.map { " (\($0))" } ?? ""), .stored, change: "'regoal run', 'regoal rerun gate'")
  }
}
