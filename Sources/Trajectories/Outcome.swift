/// Stage 2: what a run did achieve, as far as its observations show it.
/// - Source: AgentHER §3.4.
public struct Outcome: Equatable, Sendable {
  public var achievements: [String]
  /// Key observations: numbers and entities.
  public var observations: [String]
  public var limitations: String?
  public var extraJSON: String?

  public init(
    achievements: [String] = [], observations: [String] = [], limitations: String? = nil,
    extraJSON: String? = nil
  ) {
    self.achievements = achievements
    self.observations = observations
    self.limitations = limitations
    self.extraJSON = extraJSON
  }

  /// Identity of the fact: its content and what it is about, by digests.
  public func digest(trajectory: String, config: String, series: String) -> String {
    var json = CanonicalJSON()
    json.beginObject()
    json.member("achievements", achievements)
    json.member("config", config)
    json.member("extra", raw: extraJSON)
    json.member("limitations", limitations)
    json.member("observations", observations)
    json.member("series", series)
    json.member("trajectory", trajectory)
    json.member("type", "outcome")
    json.endObject()
    return Digest.of(json.text)
  }
}
