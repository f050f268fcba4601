internal import Trajectories

/// What a resolved policy sets, setting by setting, for comparing two of them.
struct PolicySettings: Sendable {
  typealias Setting = PolicyNotation.Setting

  /// Configs by digest.
  var request: GateRequest
  /// Digests of the judges.
  var panel: [String]

  init(_ resolved: ResolvedRequest) {
    request = resolved.request
    panel = resolved.panel
  }

  /// The facts that it needs.
  var choice: GateFacts.Choice { GateFacts.Choice(request, panel: panel) }

  /// Settings in which two policies differ. Detection on or off brings its config with it: without detection,
  /// or without its config, the other would mean something else.
  func differences(from other: PolicySettings) -> [Setting] {
    let isDetectionSame = request.policy.detection == other.request.policy.detection
    return Setting.allCases.filter {
      self[$0] != other[$0] && ($0 != .detectConfig || isDetectionSame)
    }
  }

  /// The setting taken from another policy.
  func taking(_ setting: Setting, from other: PolicySettings) -> PolicySettings {
    var changed = self
    switch setting {
    case .theta: changed.request.policy.theta = other.request.policy.theta
    case .delta: changed.request.policy.delta = other.request.policy.delta
    case .attempts: changed.request.policy.attempts = other.request.policy.attempts
    case .judges: changed.panel = other.panel
    case .fallback: changed.request.policy.fallback = other.request.policy.fallback
    case .voteValid: changed.request.policy.voteValid = other.request.policy.voteValid
    case .onError: changed.request.policy.onError = other.request.policy.onError
    case .weighting: changed.request.policy.weighting = other.request.policy.weighting
    case .confidence: changed.request.policy.confidence = other.request.policy.confidence
    case .detection:
      changed.request.policy.detection = other.request.policy.detection
      changed.request.detectConfig = other.request.detectConfig
    case .detectConfig: changed.request.detectConfig = other.request.detectConfig
    case .extractConfig: changed.request.extractConfig = other.request.extractConfig
    case .relabelConfig: changed.request.relabelConfig = other.request.relabelConfig
    case .series: changed.request.series = other.request.series
    }
    return changed
  }

  /// The setting's value; nil: none. Configs and judges as digests.
  private subscript(_ setting: Setting) -> String? {
    let policy = request.policy
    switch setting {
    case .theta: return CanonicalJSON.text(of: policy.theta)
    case .delta: return CanonicalJSON.text(of: policy.delta)
    case .attempts: return String(policy.attempts)
    case .judges: return panel.isEmpty ? "none" : panel.joined(separator: "+")
    case .fallback: return policy.fallback.rawValue
    case .voteValid: return policy.voteValid.rawValue
    case .onError: return policy.onError.rawValue
    case .weighting: return policy.weighting.rawValue
    case .confidence: return policy.confidence.text
    case .detection: return policy.detection ? "on" : "off"
    case .detectConfig: return request.detectConfig
    case .extractConfig: return request.extractConfig
    case .relabelConfig: return request.relabelConfig
    case .series: return request.series
    }
  }

  /// The setting's value as people type it; configs and judges by the names given.
  func text(_ setting: Setting, names: [String: String]) -> String? {
    if setting == .judges {
      return panel.isEmpty
        ? "none"
        : panel.map { names[$0] ?? $0 }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
          .joined(separator: "+")
    }
    return self[setting].map { names[$0] ?? $0 }
  }

  /// What the setting's value means.
  /// - Source: METHOD.md §4.
  func meaning(_ setting: Setting) -> String {
    let policy = request.policy
    switch setting {
    case .theta: return "the relabeler and every judge of the panel have to reach this confidence"
    case .delta: return "a run is dropped where its severity weight is less than this"
    case .attempts: return "so many attempts are looked at"
    case .judges:
      return panel.isEmpty
        ? "the relabeler's confidence decides alone (single judge)"
        : "each of them has to agree with the relabeler"
    case .fallback:
      switch policy.fallback {
      case .none: return "where no attempt passes, nothing is accepted"
      case .algorithm1:
        return
          "where no attempt passes, the best with 0 < c < θ is taken, if c ≥ 0.8·θ; what a judge "
          + "rejected stays rejected (the paper's Algorithm 1)"
      case .reference:
        return
          "where no attempt passes, the best is taken, if c ≥ 0.8·θ, even where a judge rejected "
          + "it (the published code): a judge can only change which attempt is taken"
      }
    case .voteValid:
      return policy.voteValid == .required
        ? "a judge that says not valid rejects, whatever its confidence"
        : "a judge's confidence decides, whatever it says of validity"
    case .onError:
      return policy.onError == .consume
        ? "an answer without a result is used up"
        : "an answer without a result counts as not recorded"
    case .weighting:
      switch policy.weighting {
      case .severity:
        return
          "w is the detector's weight, 1 for mild failures; the severe ones (w < δ) are dropped "
          + "(the paper)"
      case .reference:
        return
          "w is the severity itself, v; the mild ones (v < δ) are dropped, and the severe ones "
          + "count most (the published code)"
      case .uniform: return "w = 1 for all, and none is dropped by weight"
      case .uniformAfterGate: return "the severe ones are dropped, and the others weigh 1"
      }
    case .confidence:
      return policy.confidence == .recorded
        ? "confidences are compared as raters gave them"
        : "confidences are compared as ratings calibrated them: as shares of valid pairs"
    case .detection:
      return policy.detection
        ? "the detector drops runs, and gives each its weight"
        : request.detectConfig == nil
          ? "no run is dropped, w = 1, and F is what its sources call failed"
          : "no run is dropped, and w = 1; the detector only says which unknown outcomes are in F"
    case .detectConfig: return "the detector that answered"
    case .extractConfig: return "the extractor that the relabeler read"
    case .relabelConfig: return "the relabeler that answered"
    case .series: return "the sampling that is read; what it lacks is read from main"
    }
  }
}
