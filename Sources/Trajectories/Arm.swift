/// An arm of an experiment, by content: which facts, which policy, and what training takes from them.
///
/// Names are no part of it: an arm that is changed is another arm, with evaluations of its own.
/// - Source: DESIGN.md §2, METHOD.md §6.
public struct Arm: Equatable, Sendable {
  /// Digests of the stage configs; nil: none.
  public var detectConfig: String?
  public var extractConfig: String?
  public var relabelConfig: String?
  public var series: String
  /// Judges by digest; nil: every judge that voted.
  public var policy: GatePolicy
  public var training: ArmTraining

  public init(
    detectConfig: String? = nil, extractConfig: String? = nil, relabelConfig: String? = nil,
    series: String = StageConfig.mainSeries, policy: GatePolicy = GatePolicy(),
    training: ArmTraining = ArmTraining()
  ) {
    self.detectConfig = detectConfig
    self.extractConfig = extractConfig
    self.relabelConfig = relabelConfig
    self.series = series
    self.policy = policy
    self.training = training
  }

  /// True if a gate decides what is trained on, so that there is a yield.
  public var isGated: Bool { training.takes == .hindsightPairs }

  /// Canonical JSON. Configs, series and policy shape nothing where no gate decides, and are left out there.
  public var bodyJSON: String {
    var json = CanonicalJSON()
    let isTraining = training.takes != .nothing
    json.beginObject()
    if isGated {
      json.member("attempts", policy.attempts)
      json.member("confidence", policy.confidence.identifying)
    }
    json.member("confidence_above", training.confidenceAbove)
    if isGated {
      json.member("delta", policy.delta)
      json.member("detect_config", detectConfig)
      json.member("detection", policy.detection ? "on" : "off")
      json.member("extract_config", extractConfig)
    }
    json.member("failed_runs", training.failedRuns)
    if isGated {
      json.member("fallback", policy.fallback.rawValue)
      json.member("judges", policy.judges?.sorted())
    }
    if isTraining { json.member("objective", training.objective.rawValue) }
    if isGated {
      json.member("on_error", policy.onError.rawValue)
      json.member("relabel_config", relabelConfig)
    }
    json.member("round", training.round)
    if isGated { json.member("series", series) }
    json.member("success_share", training.successShare)
    json.member("takes", training.takes.rawValue)
    if isGated {
      json.member("theta", policy.theta)
      json.member("vote_valid", policy.voteValid.rawValue)
      json.member("weighting", policy.weighting.rawValue)
    }
    json.endObject()
    return json.text
  }

  /// Identity: its content.
  public var digest: String { Digest.of(bodyJSON) }
}
