/// Stage 2: what a run did achieve, as far as its observations show it.
/// - Source: AgentHER §3.4.
public struct Outcome: Equatable, Sendable {
  public var achievements: [String]
  /// Key observations: numbers and entities.
  public var observations: [String]
  public var limitations: String?
  public var extraJSON: String?
  /// Digest of the model call that gave it; nil: none did.
  public var call: String?

  public init(
    achievements: [String] = [], observations: [String] = [], limitations: String? = nil,
    extraJSON: String? = nil, call: String? = nil
  ) {
    self.achievements = achievements
    self.observations = observations
    self.limitations = limitations
    self.extraJSON = extraJSON
    self.call = call
  }

  /// Identity of the fact: its content, and what it is about.
  public func digest(trajectory: String, config: String, series: String) -> String {
    OutcomeRow(self, trajectory: trajectory, config: config, series: series).digest
  }
}
