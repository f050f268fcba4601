public import Trajectories

/// A call of a model with all that shapes its answer.
public struct ChatRequest: Equatable, Hashable, Sendable {
  /// What the user calls the endpoint. Its address is no part of a request: the same model may move.
  public var endpoint: String
  public var model: String
  public var messages: [ChatMessage]
  /// At least 0.
  public var temperature: Double
  /// Longest answer, in tokens; nil: the endpoint decides.
  public var maxTokens: Int?
  public var schema: AnswerSchema?
  public var delivery: AnswerSchema.Delivery
  /// Attempt, from 1; nil: not one of several.
  public var k: Int?
  public var series: String
  /// Digest of the call whose answer this one asks to mend; nil: none.
  public var repairs: String?

  public init(
    endpoint: String, model: String, messages: [ChatMessage], temperature: Double,
    maxTokens: Int? = nil, schema: AnswerSchema? = nil, delivery: AnswerSchema.Delivery = .none,
    k: Int? = nil, series: String = StageConfig.mainSeries, repairs: String? = nil
  ) {
    self.endpoint = endpoint
    self.model = model
    self.messages = messages
    self.temperature = temperature
    self.maxTokens = maxTokens
    self.schema = schema
    self.delivery = delivery
    self.k = k
    self.series = series
    self.repairs = repairs
  }

  /// Canonical JSON of all of it.
  public var canonicalJSON: String {
    var json = CanonicalJSON(reservingCapacity: 4_096)
    json.beginObject()
    json.member("delivery", schema == nil ? nil : delivery.rawValue)
    json.member("endpoint", endpoint)
    json.member("k", k)
    json.member("max_tokens", maxTokens)
    json.key("messages")
    json.beginArray()
    for message in messages {
      json.beginObject()
      json.member("content", message.content)
      json.member("role", message.role.rawValue)
      json.endObject()
    }
    json.endArray()
    json.member("model", model)
    json.member("repairs", repairs)
    if let schema {
      json.key("schema")
      json.beginObject()
      json.member("json", raw: schema.json)
      json.member("name", schema.name)
      json.endObject()
    }
    json.member("series", series)
    json.member("temperature", temperature)
    json.member("type", "model_call")
    json.endObject()
    return json.text
  }

  /// Tokens of the longest answer that is reckoned with.
  public var mostCompletionTokens: Int { maxTokens ?? ChatRequest.unboundedAnswer }
  /// Where the request sets no bound.
  private static let unboundedAnswer = 4_096

  /// Identity of the call: who asks the same again is answered from the store.
  public var digest: String { Digest.of(canonicalJSON) }
}
