/// A call that can be made, and what had to be left out of its prompt.
public struct PreparedCall: Equatable, Sendable {
  public let request: ChatRequest
  public let fit: PromptFit

  public init(_ request: ChatRequest, fit: PromptFit = PromptFit()) {
    self.request = request
    self.fit = fit
  }
}
