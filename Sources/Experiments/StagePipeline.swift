public import LanguageModels
public import Store
internal import Tables
public import Trajectories

/// Runs the stages with engines that are rules or models, in any mixture: rules on all cores, models with many
/// calls under way.
public final class StagePipeline {
  public let engines: EngineChoice
  private let rules: StageRunner
  private let open: () throws -> ModelStageRunner
  /// nil: no model was needed so far.
  private var models: ModelStageRunner?

  /// - Parameters:
  ///   - model: whatever answers for all engines that are models; nil: requests are noted for a batch service.
  ///   - callsInFlight: from 1.
  public init(
    _ engines: EngineChoice, store: Store, model: (any ChatModel)?,
    series: String = StageConfig.mainSeries,
    callsInFlight: Int = ModelStageRunner.defaultCallsInFlight, progress: any ProgressDisplay
  ) {
    self.engines = engines
    rules = StageRunner(store: store, series: series, progress: progress)
    open = {
      try ModelStageRunner(
        store: store, model: model, series: series, callsInFlight: callsInFlight,
        progress: progress)
    }
  }

  /// Ends what runs beside: call it once the last stage is done.
  public func close() { models?.close() }

  /// What became of all requests so far; nil: no model was needed.
  public var counts: CallCounts? { models?.counts }

  /// Digests of the requests that were noted for a batch service.
  public var noted: Set<String> { models?.noted ?? [] }

  /// Why the run ended before its work was done; nil: it did not.
  public var end: ChatError? { models?.end }

  private func asking() throws -> ModelStageRunner {
    if let models { return models }
    let runner = try open()
    models = runner
    return runner
  }

  /// Stage 1 over the runs that did not succeed.
  public func detect() async throws -> StageReport {
    switch engines.detector {
    case .rules(let engine): try rules.detect(engine)
    case .model(let engine): try await asking().detect(engine)
    }
  }

  /// Stage 2 over F, as the detector has it.
  public func extract() async throws -> StageReport {
    switch engines.extractor {
    case .rules(let engine): try rules.extract(engine, detectedBy: engines.detector.config)
    case .model(let engine):
      try await asking().extract(engine, detectedBy: engines.detector.config)
    }
  }

  public func detectAndExtract() async throws -> [StageReport] {
    if case .rules(let detector) = engines.detector, case .rules(let extractor) = engines.extractor
    {
      return try rules.detectAndExtract(detector, extractor)
    }
    let detected = try await detect()
    guard end == nil else { return [detected] }
    return [detected, try await extract()]
  }

  /// Makes the answers that a policy's undetermined decisions lack, and no others.
  /// - Throws: `FillError`, `StoreError`.
  public func fill(_ request: GateRequest) async throws -> [StageReport] {
    try await asking().fill(request, with: engines)
  }

  /// Stage 3 with its judges over the extractor's outcomes.
  public func collect(_ plan: CollectionPlan) async throws -> [StageReport] {
    if let (relabeler, judges) = engines.rules {
      return try rules.collect(
        relabeler, judges: judges, extractedBy: engines.extractor.config, plan: plan)
    }
    return try await asking().collect(
      engines.relabeler, judges: engines.judges, extractedBy: engines.extractor.config, plan: plan)
  }
}
