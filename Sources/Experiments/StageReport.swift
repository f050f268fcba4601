/// What a stage did.
public struct StageReport: Equatable, Sendable {
  public let stage: String
  public let config: String
  /// New facts.
  public let added: Int
  /// Inputs that were left with a gap, because an answer is missing or has no result.
  public let incomplete: Int
  /// Inputs that were not begun, because the run ended before.
  public let left: Int

  init(stage: String, config: String, added: Int, incomplete: Int = 0, left: Int = 0) {
    self.stage = stage
    self.config = config
    self.added = added
    self.incomplete = incomplete
    self.left = left
  }
}
