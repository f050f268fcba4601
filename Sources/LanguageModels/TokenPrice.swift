/// What a model's tokens cost, in US dollars.
public struct TokenPrice: Equatable, Hashable, Sendable {
  /// Dollars for a million tokens of the prompt; at least 0.
  public var promptPerMillion: Double
  /// Dollars for a million tokens of the answer; at least 0.
  public var completionPerMillion: Double

  public init(promptPerMillion: Double, completionPerMillion: Double) {
    self.promptPerMillion = promptPerMillion
    self.completionPerMillion = completionPerMillion
  }

  public func usd(promptTokens: Int, completionTokens: Int) -> Double {
    (Double(promptTokens) * promptPerMillion + Double(completionTokens) * completionPerMillion)
      / 1_000_000
  }
}
