/// Stage 1: whether a run failed, how, how severely, and whether it is worth relabeling.
/// - Source: AgentHER §3.3.
public struct Detection: Equatable, Sendable {
  /// nil counts as true.
  public var isFailure: Bool?
  /// φ; a `FailureType` of ours, or a log's own word. nil: none recognised.
  public var failureType: String?
  /// v, 0 (mild) … 1 (catastrophic).
  public var severity: Double?
  /// w, 1 (full trust) … 0 (none). nil with a severity present: 1 − v, derived.
  public var weight: Double?
  /// r; nil counts as true.
  public var recoverable: Bool?
  public var explanation: String?
  /// Keys of a log line that have no column, as a JSON object.
  public var extraJSON: String?
  /// Digest of the model call that gave it; nil: none did.
  public var call: String?

  public init(
    isFailure: Bool? = nil, failureType: String? = nil, severity: Double? = nil,
    weight: Double? = nil, recoverable: Bool? = nil, explanation: String? = nil,
    extraJSON: String? = nil, call: String? = nil
  ) {
    self.isFailure = isFailure
    self.failureType = failureType
    self.severity = severity
    self.weight = weight
    self.recoverable = recoverable
    self.explanation = explanation
    self.extraJSON = extraJSON
    self.call = call
  }

  /// Identity of the fact: its content and what it is about, by digests.
  public func digest(trajectory: String, config: String, series: String) -> String {
    var json = CanonicalJSON(reservingCapacity: 512)
    json.beginObject()
    json.member("call", call)
    json.member("config", config)
    json.member("explanation", explanation)
    json.member("extra", raw: extraJSON)
    json.member("failure_type", failureType)
    json.member("is_failure", isFailure)
    json.member("recoverable", recoverable)
    json.member("series", series)
    json.member("severity", severity)
    json.member("trajectory", trajectory)
    json.member("type", "detection")
    json.member("weight", weight)
    json.endObject()
    return json.digest
  }
}
