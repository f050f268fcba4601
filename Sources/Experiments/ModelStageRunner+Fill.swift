internal import Relabeling
internal import Store
internal import Tables
public import Trajectories

/// Why gaps cannot be filled with the engines that were named.
public struct FillError: Error, Equatable {
  public let stage: Stage
  /// Name of the config whose answers the policy reads.
  public let wanted: String
  /// Configs that the named engines make for this stage.
  public let made: [String]
}

extension ModelStageRunner {
  /// What an undetermined decision lacks first.
  struct OpenGap: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
      case detection, outcome
      case attempt(k: Int)
      /// - Parameter place: of the judge among the engines.
      case vote(k: Int, place: Int)
    }

    /// Row of the run.
    let run: Int64
    let kind: Kind
  }

  /// Makes the answers that a policy's undetermined decisions lack, and no others, until each is decided or
  /// cannot be.
  ///
  /// Each round makes for each run the one answer with which its decision is open first; of several judges the
  /// cheapest is asked, and the next only where that decides nothing.
  /// - Throws: `FillError` where the policy reads answers of other configs than the engines make.
  func fill(_ request: GateRequest, with engines: EngineChoice) async throws -> [StageReport] {
    let judges = PanelJudge.byCost(engines.judges)
    var configs: Configs?
    var tried: Set<OpenGap> = []
    var work: [Stage: Work] = [:]
    while ledger.end == nil {
      let gaps = try gaps(request, engines, judges).filter { tried.insert($0).inserted }
      guard !gaps.isEmpty else { break }
      let stored = try configs ?? add(engines, judges)
      configs = stored
      for (stage, some) in stages(gaps) {
        let done = try await fill(some, of: stage, engines, judges, stored)
        work[stage, default: Work()] += done
      }
    }
    return Stage.allCases.compactMap { stage in
      work[stage].map { done in
        StageReport(
          stage: stage.rawValue,
          config: ModelStageRunner.names(stage, engines).joined(separator: ", "),
          added: done.added + done.votes, incomplete: done.incomplete, left: done.left)
      }
    }
  }

  private static func names(_ stage: Stage, _ engines: EngineChoice) -> [String] {
    switch stage {
    case .detect: [engines.detector.config.name]
    case .extract: [engines.extractor.config.name]
    case .relabel: [engines.relabeler.config.name]
    case .judge: engines.judges.map(\.config.name)
    }
  }

  /// By stage, in the order of the stages.
  private func stages(_ gaps: [OpenGap]) -> [(Stage, [OpenGap])] {
    let groups = Dictionary(grouping: gaps) { gap -> Stage in
      switch gap.kind {
      case .detection: .detect
      case .outcome: .extract
      case .attempt: .relabel
      case .vote: .judge
      }
    }
    return Stage.allCases.compactMap { stage in groups[stage].map { (stage, $0) } }
  }

  /// The first gap of each undetermined run.
  private func gaps(
    _ request: GateRequest, _ engines: EngineChoice, _ judges: [PanelJudge]
  ) throws -> [OpenGap] {
    let resolved = try ResolvedRequest(request, in: store)
    let evaluation = try resolved.evaluation(from: store)
    let chosen = resolved.request
    func expect(_ stage: Stage, _ wanted: String?, _ config: StageConfig) throws {
      guard let wanted, wanted != config.digest else { return }
      throw FillError(
        stage: stage, wanted: name(of: wanted), made: ModelStageRunner.names(stage, engines))
    }
    let places = Dictionary(
      uniqueKeysWithValues: judges.enumerated().map { ($1.config.digest, $0) })
    var gaps: [OpenGap] = []
    var lacksDetections = false
    for run in evaluation.facts.runs.indices where evaluation.isMember(run) {
      var first: OpenGap.Kind?
      evaluation.forEachGap(run, evaluation.decision(run)) { gap in
        switch gap {
        case .detection:
          lacksDetections = true
          first = .detection
        case .outcome: first = .outcome
        case .attempt(let k): first = .attempt(k: k)
        case .vote(let k, let judge):
          // A judge that no engine is, is refused below.
          guard let place = places[judge.digest] else { return first = .vote(k: k, place: 0) }
          if case .vote(_, let cheaper)? = first, cheaper < place { return }
          first = .vote(k: k, place: place)
        }
      }
      if let first { gaps.append(OpenGap(run: evaluation.facts.runs[run], kind: first)) }
    }
    guard !gaps.isEmpty else { return [] }
    // What may be asked behind a gap is looked at before the first call.
    if lacksDetections { try expect(.detect, chosen.detectConfig, engines.detector.config) }
    try expect(.extract, chosen.extractConfig, engines.extractor.config)
    try expect(.relabel, chosen.relabelConfig, engines.relabeler.config)
    for judge in evaluation.panel where places[judge.digest] == nil {
      throw FillError(
        stage: .judge, wanted: judge.name, made: ModelStageRunner.names(.judge, engines))
    }
    return gaps
  }

  private func name(of digest: String) -> String {
    let rows = try? store.run("config_names").rows
    return rows?.first { $0[2].text == digest }?[1].text ?? digest
  }

  /// Rows of the engines' configs.
  private struct Configs {
    let detect: FactWriter.Stored
    let extract: FactWriter.Stored
    let relabel: FactWriter.Stored
    /// In the order in which the judges are asked.
    let panel: [FactWriter.Stored]
  }

  private func add(_ engines: EngineChoice, _ judges: [PanelJudge]) throws -> Configs {
    try store.writeFacts { facts in
      for prompt in engines.prompts { try facts.add(prompt) }
      return Configs(
        detect: try facts.add(engines.detector.config),
        extract: try facts.add(engines.extractor.config),
        relabel: try facts.add(engines.relabeler.config),
        panel: try judges.map { try facts.add($0.config) })
    }
  }

  private func fill(
    _ gaps: [OpenGap], of stage: Stage, _ engines: EngineChoice, _ judges: [PanelJudge],
    _ configs: Configs
  ) async throws -> Work {
    let (detect, extract, relabel) = (configs.detect, configs.extract, configs.relabel)
    let asking = Asking(ledger: ledger, series: series)
    let collector = Collector(
      ledger: ledger, relabeler: engines.relabeler, relabel: relabel, judges: judges,
      panel: configs.panel, series: series, plan: CollectionPlan(attempts: 1))
    return try await forEach(gaps, "fill: \(stage.rawValue)") { gap in
      switch gap.kind {
      case .detection:
        switch engines.detector {
        case .model(let engine): return try await asking.detect(gap.run, engine, detect)
        case .rules(let engine):
          let run = try asking.ledger.reader.readFacts { try $0.runText(gap.run) }
          let fact = engine.detect(run.value)
          return Work(
            added: try await asking.ledger.commits.commit {
              try $0.add(fact, trajectory: run.stored, config: detect, series: asking.series)
                .isNew ? 1 : 0
            })
        }
      case .outcome:
        switch engines.extractor {
        case .model(let engine): return try await asking.extract(gap.run, engine, extract)
        case .rules(let engine):
          let run = try asking.ledger.reader.readFacts { try $0.runText(gap.run) }
          let fact = engine.extract(run.value)
          return Work(
            added: try await asking.ledger.commits.commit {
              try $0.add(fact, trajectory: run.stored, config: extract, series: asking.series)
                .isNew ? 1 : 0
            })
        }
      case .attempt(let k):
        let outcome = try collector.ledger.reader.readFacts {
          try $0.seenOutcome(of: gap.run, config: extract.id, series: collector.series)
        }
        guard let outcome else { return Work() }
        return try await collector.fill(attempt: k, of: outcome)
      case .vote(let k, let place):
        let attempt = try collector.ledger.reader.readFacts {
          try $0.seenAttempt(
            of: gap.run, extractConfig: extract.id, config: relabel.id, series: collector.series,
            k: k)
        }
        guard let attempt else { return Work() }
        return try await collector.fill(
          voteOf: place, on: (attempt.stored, attempt.value), of: attempt.outcome)
      }
    }
  }
}
