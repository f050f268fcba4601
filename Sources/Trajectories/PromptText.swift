/// A prompt template: what a model is told, before a run's own words are put in.
public struct PromptText: Equatable, Sendable {
  public var stage: Stage
  public var text: String

  public init(stage: Stage, text: String) {
    self.stage = stage
    self.text = text
  }

  /// Identity: the text alone, as configs name it.
  public var digest: String { Digest.of(text) }
}
