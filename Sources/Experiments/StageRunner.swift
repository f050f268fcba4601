public import Relabeling
public import Store
internal import Tables
public import Trajectories
internal import Workers

/// Runs stages over what has no answer yet under a config and series. What exists is reused.
public struct StageRunner {
  /// Answers of one transaction, at least, but for the last: the more, the less often the pages of an
  /// index are written.
  static let transactionSize = 1_000

  let store: Store
  let series: String
  let progress: any ProgressDisplay

  public init(store: Store, series: String = StageConfig.mainSeries, progress: any ProgressDisplay)
  {
    self.store = store
    self.series = series
    self.progress = progress
  }

  /// Stage 1 over the runs that did not succeed; a blind detector cannot tell these, and takes all.
  public func detect(_ engine: RuleDetector) throws -> StageReport {
    let config = try store.writeFacts { facts in
      try facts.addLexicon(name: engine.lexicon.name, termsJSON: engine.lexicon.termsJSON)
      return try facts.add(engine.config)
    }
    let ids = try store.ids(
      of: "runs_to_detect",
      [
        "config_id": .integer(config.id), "series": .text(series),
        "runs": .text(engine.isBlind ? "all" : "unsuccessful"),
      ])
    let series = series
    let added = try forEach(ids, "detect") { facts, id in
      let run = try facts.runText(id)
      let detection = engine.detect(run.value)
      let digest = detection.digest(
        trajectory: run.stored.digest, config: config.digest, series: series)
      return (run.stored, detection, digest)
    } write: { facts, answer in
      let insertion = try facts.add(
        answer.1, digest: answer.2, trajectory: answer.0, config: config, series: series)
      return insertion.isNew ? 1 : 0
    }
    return StageReport(stage: "detect", config: engine.config.name, added: added)
  }

  /// Stage 2 over F, as the detect config has it.
  public func extract(
    _ engine: RuleExtractor, detectedBy detector: StageConfig
  ) throws -> StageReport {
    let (config, detect) = try store.writeFacts { facts in
      (try facts.add(engine.config), try facts.add(detector))
    }
    let ids = try store.ids(
      of: "runs_to_extract",
      [
        "config_id": .integer(config.id), "detect_config_id": .integer(detect.id),
        "series": .text(series),
      ])
    let series = series
    let added = try forEach(ids, "extract") { facts, id in
      let run = try facts.runText(id)
      let row = engine.row(
        run.value, trajectory: run.stored.digest, config: config.digest, series: series)
      return (run.stored, row)
    } write: { facts, answer in
      let insertion = try facts.add(
        answer.1, trajectory: answer.0, config: config, series: series)
      return insertion.isNew ? 1 : 0
    }
    return StageReport(stage: "extract", config: engine.config.name, added: added)
  }

  /// Stages 1 and 2, reading each run once; the same answers as one after the other.
  public func detectAndExtract(
    _ detector: RuleDetector, _ extractor: RuleExtractor
  ) throws -> [StageReport] {
    let (detect, extract) = try store.writeFacts { facts in
      try facts.addLexicon(name: detector.lexicon.name, termsJSON: detector.lexicon.termsJSON)
      return (try facts.add(detector.config), try facts.add(extractor.config))
    }
    let ids = try store.ids(
      of: "runs_to_detect", ["config_id": .integer(detect.id), "series": .text(series)])
    let unsuccessful = try store.ids(of: "count_unsuccessful_runs", [:]).first
    // Runs that were detected before are left to a second pass.
    var isWhole = unsuccessful == Int64(ids.count)
    var extracted = 0
    let series = series
    let detected = try forEach(ids, "detect and extract") { facts, id in
      let run = try facts.runText(id)
      let detection = detector.detect(run.value)
      let isFailed = run.value.success.map { !$0 } ?? detection.isFailure ?? true
      return DetectedRun(
        run: run.stored, detection: detection,
        digest: detection.digest(
          trajectory: run.stored.digest, config: detect.digest, series: series),
        outcome: !isFailed
          ? nil
          : extractor.row(
            run.value, trajectory: run.stored.digest, config: extract.digest, series: series))
    } write: { facts, answer in
      let insertion = try facts.add(
        answer.detection, digest: answer.digest, trajectory: answer.run, config: detect,
        series: series)
      if case .conflict = insertion {
        // Another program has stored a detection that says otherwise: what follows from that one counts.
        isWhole = false
      } else if let outcome = answer.outcome {
        let insertion = try facts.add(
          outcome, trajectory: answer.run, config: extract, series: series)
        extracted += insertion.isNew ? 1 : 0
      }
      return insertion.isNew ? 1 : 0
    }
    if !isWhole {
      extracted += try self.extract(extractor, detectedBy: detector.config).added
    }
    return [
      StageReport(stage: "detect", config: detector.config.name, added: detected),
      StageReport(stage: "extract", config: extractor.config.name, added: extracted),
    ]
  }

  /// Stages 1 and 2 of a run. A class: handed from thread to thread, and by the thousand.
  private final class DetectedRun: Sendable {
    let run: FactWriter.Stored
    let detection: Detection
    /// That of the detection.
    let digest: String
    /// nil: not a failure.
    let outcome: OutcomeRow?

    init(run: FactWriter.Stored, detection: Detection, digest: String, outcome: OutcomeRow?) {
      self.run = run
      self.detection = detection
      self.digest = digest
      self.outcome = outcome
    }
  }

  /// Answers each id and writes the answers, some groups of them in one transaction.
  ///
  /// Further groups are read and answered meanwhile, on threads and connections of their own.
  /// - Parameter write: returns how many facts were new; another program may have given some meanwhile.
  /// - Returns: the sum of these.
  func forEach<Answer: Sendable>(
    _ ids: [Int64], _ what: String,
    answer: @escaping @Sendable (FactReader, Int64) throws -> Answer,
    write: (FactWriter, Answer) throws -> Int
  ) throws -> Int {
    guard !ids.isEmpty else { return 0 }
    progress.begin(what, total: ids.count)
    defer { progress.end() }
    let groups = RunGroups(ids)
    let workers = OrderedWorkers(
      next: groups.next,
      worker: { [store] in
        let reader = try store.reader()
        return { group in
          try reader.readFacts { facts in try group.map { try answer(facts, $0) } }
        }
      })
    defer { workers.cancel() }
    var done = 0
    var added = 0
    while true {
      var group: [Answer] = []
      while group.count < StageRunner.transactionSize, let answers = try workers.next() {
        group += answers
      }
      guard !group.isEmpty else { break }
      try store.writeFacts { facts in
        for answer in group {
          try store.checkCancellation()
          added += try write(facts, answer)
          done += 1
          progress.advance(to: done)
        }
      }
    }
    return added
  }
}
