public import Tables
public import Trajectories

/// A policy, and the configs and series that it is applied to: the parameters of the query `decisions`.
public struct GateRequest: Equatable, Sendable {
  /// Name, `label/name` or digest; nil: the only one present.
  public var detectConfig: String?
  public var extractConfig: String?
  public var relabelConfig: String?
  public var series: String
  public var policy: GatePolicy

  public init(
    detectConfig: String? = nil, extractConfig: String? = nil, relabelConfig: String? = nil,
    series: String = StageConfig.mainSeries, policy: GatePolicy = GatePolicy()
  ) {
    self.detectConfig = detectConfig
    self.extractConfig = extractConfig
    self.relabelConfig = relabelConfig
    self.series = series
    self.policy = policy
  }

  /// As the query takes them.
  public var parameters: [String: Table.Value] {
    [
      "detect_config": .init(detectConfig), "extract_config": .init(extractConfig),
      "relabel_config": .init(relabelConfig), "series": .text(series),
      "detection": .text(policy.detection ? "on" : "off"), "theta": .real(policy.theta),
      "delta": .real(policy.delta), "attempts": .integer(Int64(policy.attempts)),
      "judges": .init(policy.judges.map(CanonicalJSON.array)),
      "fallback": .text(policy.fallback.rawValue), "vote_valid": .text(policy.voteValid.rawValue),
      "on_error": .text(policy.onError.rawValue), "weighting": .text(policy.weighting.rawValue),
      "confidence": .text(policy.confidence.text),
    ]
  }

  /// Every parameter as canonical JSON; its digest identifies the decisions.
  var bodyJSON: String {
    var json = CanonicalJSON()
    json.beginObject()
    json.member("attempts", policy.attempts)
    json.member("confidence", policy.confidence.identifying)
    json.member("delta", policy.delta)
    json.member("detect_config", detectConfig)
    json.member("detection", policy.detection ? "on" : "off")
    json.member("extract_config", extractConfig)
    json.member("fallback", policy.fallback.rawValue)
    json.member("judges", policy.judges)
    json.member("on_error", policy.onError.rawValue)
    json.member("relabel_config", relabelConfig)
    json.member("series", series)
    json.member("theta", policy.theta)
    json.member("vote_valid", policy.voteValid.rawValue)
    json.member("weighting", policy.weighting.rawValue)
    json.endObject()
    return json.text
  }
}
