internal import Statistics
public import Store
public import Tables
internal import Trajectories

/// How far confidences are probabilities: those of the relabeler and of each judge, against ratings.
/// - Source: STATISTICS.md (calibration).
public struct JudgeCalibration {
  /// One row for each rater that has a confidence on a rated attempt.
  public let raters: Table
  /// How often each is right, by how sure it is.
  public let reliability: Table
  public let warnings: [String]
  public let notes: [String]
  public let configs: Set<String>
  private let calibration: FittedCalibration
  private let store: Store

  /// - Parameters:
  ///   - rater: name of the only one that counts; nil: all.
  ///   - bins: of equal mass, at most.
  ///   - seed: of the resamples.
  /// - Throws: `StoreError`.
  public init(
    _ request: GateRequest, rater: String? = nil, bins: Int = 10, seed: UInt64 = 42,
    in store: Store
  ) throws {
    // What is to be calibrated is what raters gave.
    var request = request
    request.policy.confidence = .recorded
    let rated = try RatedEvaluation(request, in: store)
    let facts = rated.evaluation.facts
    let taskFolds = try facts.folds(in: store)
    var generator = SeededGenerator(seed: seed)
    var raters = Table(columns: [
      "rater", "rated", "valid", "valid_share", "mean_confidence", "brier", "brier_low",
      "brier_high", "ece", "ece_low", "ece_high", "auroc", "auroc_low", "auroc_high", "map",
      "calibrated_brier", "calibrated_ece",
    ])
    var reliability = Table(columns: [
      "rater", "confidence_low", "confidence_high", "mean_confidence", "rated", "valid",
      "valid_share", "valid_low", "valid_high",
    ])
    var maps: [FittedCalibration.Maps] = []
    let all =
      [("relabeler", StoredCalibration.relabelerKey, facts.state, facts.confidence)]
      + facts.judges.map { ($0.name, $0.digest, $0.state, $0.confidence) }
    if let rater, !all.contains(where: { $0.0 == rater }) {
      throw StoreError.unknownName(parameter: "judge", name: rater, known: all.map(\.0))
    }
    for (name, key, state, confidence) in all where rater.map({ $0 == name }) ?? true {
      let answers = RatedConfidences(rated, state, confidence, folds: taskFolds)
      guard let sample = answers.sample, sample.total > 0, let fitted = answers.maps else {
        continue
      }
      maps.append(
        FittedCalibration.Maps(
          rater: key, name: name, rated: sample.total, map: fitted.map, folds: fitted.folds))
      let intervals = sample.bootstrap(
        [.brier, .expectedCalibrationError(bins: bins), .auroc], using: &generator
      ).map { [Table.Value($0.interval?.low), Table.Value($0.interval?.high)] }
      let crossed = answers.calibrated(fitted)
      raters.rows.append(
        [
          .text(name), .init(sample.total), .init(sample.valid),
          .init(Proportion(sample.valid, of: sample.total).rate), .init(answers.mean),
          .init(sample.brier),
        ] + intervals[0] + [.init(sample.expectedCalibrationError(bins: bins))]
          + intervals[1] + [.init(sample.auroc)] + intervals[2] + [
            .text(fitted.map.kind), .init(crossed?.brier),
            .init(crossed?.expectedCalibrationError(bins: bins)),
          ])
      for bin in ReliabilityTable(sample, bins: bins).bins {
        let exact = bin.valid.clopperPearson()
        reliability.rows.append([
          .text(name), .real(bin.confidences.low), .real(bin.confidences.high),
          .real(bin.meanConfidence), .init(bin.valid.total), .init(bin.valid.count),
          .init(bin.valid.rate), .init(exact?.low), .init(exact?.high),
        ])
      }
    }
    self.raters = raters
    self.reliability = reliability
    self.store = store
    var attempts: [String] = []
    try store.forEachRow(
      of: "load_gold_ratings",
      [
        "extract_config": .init(rated.request.extractConfig),
        "relabel_config": .init(rated.request.relabelConfig), "series": .text(rated.request.series),
      ]
    ) { row in
      if row.flag(2) != nil, let digest = row.text(3) { attempts.append(digest) }
    }
    calibration = FittedCalibration(
      maps: maps, attempts: attempts.sorted(), extractConfig: rated.request.extractConfig,
      relabelConfig: rated.request.relabelConfig, series: rated.request.series)
    warnings = rated.resolved.warnings
    configs = rated.resolved.choice.configs
    notes =
      maps.isEmpty
      ? ["nobody has settled on an attempt: nothing is known of the confidences"]
      : [
        "calibrated_…: by maps fitted to the ratings of other tasks (5 folds)",
        "what was rated decides what this holds for: ratings of accepted pairs say nothing of low confidences",
      ]
  }

  /// Stores the maps; the same again is a no-op.
  /// - Throws: `NoiseError.nothingRated`, and `.otherCalibration` for a name that is taken.
  public func save(as name: String) throws {
    guard !calibration.maps.isEmpty else { throw NoiseError.nothingRated(of: "the attempts") }
    try calibration.save(as: name, in: store)
  }
}

extension CalibrationMap {
  var kind: String {
    switch self {
    case .isotonic: "isotonic"
    case .platt: "platt"
    }
  }
}

/// The confidences of one rater on attempts with a majority.
private struct RatedConfidences {
  private var confidences: [Double] = []
  private var isValid: [Bool] = []
  private var folds: [Int] = []

  /// - Parameter taskFolds: by run.
  init(
    _ rated: RatedEvaluation, _ state: Column<UInt8>, _ confidence: Column<Double>,
    folds taskFolds: [Int]
  ) {
    let facts = rated.evaluation.facts
    for (place, run) in facts.runs.enumerated() where rated.gold.isRated(run) {
      for k in 0..<facts.slots {
        let slot = place * facts.slots + k
        guard state[slot] >= GateFacts.State.invalid,
          let verdict = rated.gold.verdict(run: run, k: k + 1), verdict != .unsettled
        else { continue }
        confidences.append(confidence[slot])
        isValid.append(verdict == .valid)
        folds.append(taskFolds[place])
      }
    }
  }

  var mean: Double? {
    confidences.isEmpty ? nil : confidences.reduce(0, +) / Double(confidences.count)
  }

  var sample: CalibrationSample? {
    CalibrationSample(confidences: confidences, isValid: isValid)
  }

  /// Fitted to all, and to what lies outside each fold.
  var maps: (map: CalibrationMap, folds: [CalibrationMap?])? {
    guard let map = sample.flatMap(CalibrationMap.init(fitting:)) else { return nil }
    let folds = (0..<StoredCalibration.foldCount).map { fold in
      let others = self.folds.indices.filter { self.folds[$0] != fold }
      return CalibrationSample(
        confidences: others.map { confidences[$0] }, isValid: others.map { isValid[$0] }
      ).flatMap(CalibrationMap.init(fitting:))
    }
    return (map, folds)
  }

  func calibrated(
    _ fitted: (map: CalibrationMap, folds: [CalibrationMap?])
  ) -> CalibrationSample? {
    let calibrated = zip(confidences, folds).map { confidence, fold in
      fitted.folds[fold].map { $0(confidence) } ?? fitted.map(confidence)
    }
    return CalibrationSample(confidences: calibrated, isValid: isValid)
  }
}
