/// One judge's answer on one attempt, from a call of its own.
/// - Source: AgentHER §3.5 (multi-judge).
public struct Vote: Equatable, Sendable {
  /// The verdict.
  public var valid: Bool?
  /// c_j, in [0, 1].
  public var confidence: Double?
  public var reason: String?
  public var status: AnswerStatus
  public var extraJSON: String?
  /// Digest of the model call that gave it; nil: none did.
  public var call: String?

  public init(
    valid: Bool? = nil, confidence: Double? = nil, reason: String? = nil,
    status: AnswerStatus = .ok, extraJSON: String? = nil, call: String? = nil
  ) {
    self.valid = valid
    self.confidence = confidence
    self.reason = reason
    self.status = status
    self.extraJSON = extraJSON
    self.call = call
  }

  /// Identity of the fact: its content, the attempt and the judge, by digests.
  public func digest(attempt: String, judge: String, series: String) -> String {
    var json = CanonicalJSON()
    json.beginObject()
    json.member("attempt", attempt)
    json.member("call", call)
    json.member("confidence", confidence)
    json.member("extra", raw: extraJSON)
    json.member("judge", judge)
    json.member("reason", reason)
    json.member("series", series)
    json.member("status", status.rawValue)
    json.member("type", "vote")
    json.member("valid", valid)
    json.endObject()
    return json.digest
  }
}
