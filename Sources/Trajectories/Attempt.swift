/// Stage 3: the k-th hindsight goal of a run, with the relabeler's own verdict on it.
/// - Source: AgentHER §3.5.
public struct Attempt: Equatable, Sendable {
  /// From 1.
  public var k: Int
  /// Several goals of one attempt are told apart by this; the gate reads 0.
  public var goalIndex: Int
  /// ĝ
  public var hindsightGoal: String?
  /// b
  public var valid: Bool?
  /// c, in [0, 1].
  public var confidence: Double?
  public var rationale: String?
  public var status: AnswerStatus
  /// Steps that ĝ is about, from 0, both ends included; nil: all.
  public var firstStep: Int?
  public var lastStep: Int?
  public var extraJSON: String?
  /// Digest of the model call that gave it; nil: none did.
  public var call: String?

  public init(
    k: Int, goalIndex: Int = 0, hindsightGoal: String? = nil, valid: Bool? = nil,
    confidence: Double? = nil, rationale: String? = nil, status: AnswerStatus = .ok,
    firstStep: Int? = nil, lastStep: Int? = nil, extraJSON: String? = nil,
    call: String? = nil
  ) {
    self.k = k
    self.goalIndex = goalIndex
    self.hindsightGoal = hindsightGoal
    self.valid = valid
    self.confidence = confidence
    self.rationale = rationale
    self.status = status
    self.firstStep = firstStep
    self.lastStep = lastStep
    self.extraJSON = extraJSON
    self.call = call
  }

  /// Identity of the fact: its content, its config and the outcome it was made from, by digests.
  public func digest(outcome: String, config: String, series: String) -> String {
    var json = CanonicalJSON()
    json.beginObject()
    json.member("call", call)
    json.member("confidence", confidence)
    json.member("config", config)
    json.member("extra", raw: extraJSON)
    json.member("first_step", firstStep)
    json.member("goal", hindsightGoal)
    json.member("goal_index", goalIndex)
    json.member("k", k)
    json.member("last_step", lastStep)
    json.member("outcome", outcome)
    json.member("rationale", rationale)
    json.member("series", series)
    json.member("status", status.rawValue)
    json.member("type", "attempt")
    json.member("valid", valid)
    json.endObject()
    return json.digest
  }
}
