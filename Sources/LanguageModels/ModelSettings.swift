/// Which model answers, and how it is asked.
public struct ModelSettings: Equatable, Sendable {
  /// What the user calls the endpoint.
  public var endpoint: String
  public var model: String
  /// What the config is called, and a judge known by; nil: the model's name.
  public var name: String?
  public var delivery: AnswerSchema.Delivery
  /// Longest answer, in tokens; nil: the endpoint decides.
  public var maxTokens: Int?
  public var truncation: TruncationRule
  /// nil: the prompt that ships with the program.
  public var prompt: PromptTemplate?

  public init(
    endpoint: String, model: String, name: String? = nil,
    delivery: AnswerSchema.Delivery = .schema, maxTokens: Int? = 1_024,
    truncation: TruncationRule = TruncationRule(), prompt: PromptTemplate? = nil
  ) {
    self.endpoint = endpoint
    self.model = model
    self.name = name
    self.delivery = delivery
    self.maxTokens = maxTokens
    self.truncation = truncation
    self.prompt = prompt
  }
}
