/// A request to a model with its answer, as it is stored.
///
/// Whoever asks the same again is answered from here. Requests that got no answer are none.
public struct ModelCall: Equatable, Sendable {
  /// Stage that asked first.
  public var stage: Stage
  /// Canonical JSON of all that shapes the answer.
  public var requestJSON: String
  /// What the user calls the endpoint, as in the request.
  public var endpoint: String
  public var model: String
  public var series: String
  /// Digest of the call whose answer this one was to mend; nil: none.
  public var repairs: String?
  /// nil: the answer has no text (a refusal, say).
  public var text: String?
  public var finishReason: String?
  public var refusal: String?
  /// The whole body, as it came.
  public var rawAnswer: String
  /// Most tokens, and most tries, that a call can have: sums of them stay integers.
  public static let greatestCount = 1_000_000_000
  /// nil: the endpoint does not tell.
  public var promptTokens: Int?
  public var completionTokens: Int?
  /// Of the last try.
  public var latencyMilliseconds: Double
  /// HTTP status of the last try; nil: not over HTTP.
  public var httpStatus: Int?
  /// From 1.
  public var tries: Int
  /// UTC day, `YYYY-MM-DD`, which says what price holds; nil: not known.
  public var calledOn: String?

  public init(
    stage: Stage, requestJSON: String, endpoint: String, model: String,
    series: String = StageConfig.mainSeries, repairs: String? = nil, text: String?,
    finishReason: String? = nil, refusal: String? = nil, rawAnswer: String,
    promptTokens: Int? = nil, completionTokens: Int? = nil, latencyMilliseconds: Double,
    httpStatus: Int? = nil, tries: Int = 1, calledOn: String? = nil
  ) {
    self.stage = stage
    self.requestJSON = requestJSON
    self.endpoint = endpoint
    self.model = model
    self.series = series
    self.repairs = repairs
    self.text = text
    self.finishReason = finishReason
    self.refusal = refusal
    self.rawAnswer = rawAnswer
    self.promptTokens = promptTokens
    self.completionTokens = completionTokens
    self.latencyMilliseconds = latencyMilliseconds
    self.httpStatus = httpStatus
    self.tries = tries
    self.calledOn = calledOn
  }

  /// Identity: the request alone.
  public var digest: String { Digest.of(requestJSON) }

  /// Digest of what was answered, beside the request's.
  public var answerDigest: String {
    var json = CanonicalJSON(reservingCapacity: rawAnswer.utf8.count + 1_024)
    json.beginObject()
    json.member("answer", text)
    json.member("called_on", calledOn)
    json.member("completion_tokens", completionTokens)
    json.member("endpoint", endpoint)
    json.member("finish_reason", finishReason)
    json.member("http_status", httpStatus)
    json.member("latency_ms", latencyMilliseconds)
    json.member("model", model)
    json.member("prompt_tokens", promptTokens)
    json.member("raw", rawAnswer)
    json.member("refusal", refusal)
    json.member("repairs", repairs)
    json.member("request", digest)
    json.member("series", series)
    json.member("stage", stage.rawValue)
    json.member("tries", tries)
    json.member("type", "model_call")
    json.endObject()
    return json.digest
  }
}
