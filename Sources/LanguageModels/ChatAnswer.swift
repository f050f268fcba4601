/// What a model answered, and what it took.
public struct ChatAnswer: Equatable, Sendable {
  /// The first choice's text; nil: there is none (a refusal, say).
  public var text: String?
  /// As the endpoint has it: `stop`, `length`, `content_filter`, …
  public var finishReason: String?
  public var refusal: String?
  /// The whole body, as it came; kept so that a better parser needs no new call.
  public var rawJSON: String
  /// nil: the endpoint does not tell.
  public var promptTokens: Int?
  public var completionTokens: Int?
  /// From sending the last try to the end of its body.
  public var latencyMilliseconds: Double
  /// HTTP status of the last try; nil: not over HTTP.
  public var httpStatus: Int?
  /// Tries until the answer, from 1.
  public var tries: Int

  public init(
    text: String?, finishReason: String? = nil, refusal: String? = nil, rawJSON: String,
    promptTokens: Int? = nil, completionTokens: Int? = nil, latencyMilliseconds: Double,
    httpStatus: Int? = nil, tries: Int = 1
  ) {
    self.text = text
    self.finishReason = finishReason
    self.refusal = refusal
    self.rawJSON = rawJSON
    self.promptTokens = promptTokens
    self.completionTokens = completionTokens
    self.latencyMilliseconds = latencyMilliseconds
    self.httpStatus = httpStatus
    self.tries = tries
  }
}
