/// A model at an address, under the name that facts and judges know it by.
///
/// Holds no key: only the name of the environment variable that has it.
public struct ChatEndpoint: Equatable, Hashable, Sendable {
  public static let openAI = "https://api.openai.com/v1"
  public static let openAIKeyVariable = "OPENAI_API_KEY"
  /// Where it is set, it stands for the address of OpenAI.
  public static let baseURLVariable = "OPENAI_BASE_URL"

  /// Enters digests of calls; the address does not, since the same model may move.
  public var label: String
  /// Asked for where a request names no other.
  public var model: String
  /// `http` or `https`, without `/chat/completions` and without a slash at the end.
  public var baseURL: String
  /// nil: no key is sent.
  public var keyVariable: String?
  public var limits: ChatLimits

  public init(
    label: String, model: String, baseURL: String = ChatEndpoint.openAI, keyVariable: String?,
    limits: ChatLimits = ChatLimits()
  ) {
    self.label = label
    self.model = model
    self.baseURL = baseURL
    self.keyVariable = keyVariable
    self.limits = limits
  }
}
