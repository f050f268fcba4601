public import Relabeling
public import Store
internal import Tables
public import Trajectories

/// Runs stages over what has no answer yet under a config and series. What exists is reused.
public struct StageRunner {
  /// What a stage did.
  public struct Report: Equatable, Sendable {
    public let stage: String
    public let config: String
    public let added: Int
  }

  /// Runs are read, answered and committed in groups of this size.
  static let groupSize = 500

  let store: Store
  let series: String
  let progress: any ProgressDisplay

  public init(store: Store, series: String = StageConfig.mainSeries, progress: any ProgressDisplay)
  {
    self.store = store
    self.series = series
    self.progress = progress
  }

  /// Stage 1 over the runs that did not succeed.
  public func detect(_ engine: RuleDetector) throws -> Report {
    let config = try store.writeFacts { facts in
      try facts.addLexicon(name: engine.lexicon.name, termsJSON: engine.lexicon.termsJSON)
      return try facts.add(engine.config)
    }
    let ids = try store.ids(
      of: "runs_to_detect", ["config_id": .integer(config.id), "series": .text(series)])
    let added = try forEach(ids, "detect") { facts, run in
      try facts.add(
        engine.detect(run.value), trajectory: run.stored, config: config, series: series)
    }
    return Report(stage: "detect", config: engine.config.name, added: added)
  }

  /// Stage 2 over F, as the detect config has it.
  public func extract(_ engine: RuleExtractor, detectedBy detector: StageConfig) throws -> Report {
    let (config, detect) = try store.writeFacts { facts in
      (try facts.add(engine.config), try facts.add(detector))
    }
    let ids = try store.ids(
      of: "runs_to_extract",
      [
        "config_id": .integer(config.id), "detect_config_id": .integer(detect.id),
        "series": .text(series),
      ])
    let added = try forEach(ids, "extract") { facts, run in
      try facts.add(
        engine.extract(run.value), trajectory: run.stored, config: config, series: series)
    }
    return Report(stage: "extract", config: engine.config.name, added: added)
  }

  /// Answers for each run, a group of them in one transaction.
  /// - Returns: how many answers are new; another program may have given some meanwhile.
  private func forEach(
    _ ids: [Int64], _ what: String,
    _ answer: (FactWriter, (stored: FactWriter.Stored, value: Trajectory)) throws ->
      FactWriter.Insertion
  ) throws -> Int {
    guard !ids.isEmpty else { return 0 }
    progress.begin(what, total: ids.count)
    defer { progress.end() }
    var added = 0
    for start in stride(from: 0, to: ids.count, by: StageRunner.groupSize) {
      let group = ids[start..<min(start + StageRunner.groupSize, ids.count)]
      let runs = try store.readFacts { facts in try group.map { try facts.trajectory($0) } }
      try store.writeFacts { facts in
        for (index, run) in runs.enumerated() {
          try store.checkCancellation()
          if case .added = try answer(facts, run) { added += 1 }
          progress.advance(to: start + index + 1)
        }
      }
    }
    return added
  }
}
