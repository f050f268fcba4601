/// Why the attempts and votes of an outcome end where they end. It explains gaps and decides nothing.
/// - Source: DESIGN.md §2.
public struct Collection: Equatable, Sendable {
  public enum Mode: String, Sendable, CaseIterable {
    /// Algorithm 1: stops at the first pass at θ₀.
    case lazy
    /// All K attempts, all judges: any θ can be answered later.
    case exhaustive
  }

  /// Digests of the judges' configs; nil: the log does not say.
  public var panel: [String]?
  /// θ₀, in [0, 1].
  public var theta0: Double?
  /// K of the collection.
  public var attemptsMax: Int?
  public var mode: Mode?
  public var stopReason: String?
  public var extraJSON: String?

  public init(
    panel: [String]? = nil, theta0: Double? = nil, attemptsMax: Int? = nil, mode: Mode? = nil,
    stopReason: String? = nil, extraJSON: String? = nil
  ) {
    self.panel = panel?.sorted()
    self.theta0 = theta0
    self.attemptsMax = attemptsMax
    self.mode = mode
    self.stopReason = stopReason
    self.extraJSON = extraJSON
  }

  /// Identity of the fact: its content, the outcome and the relabel config, by digests.
  public func digest(outcome: String, config: String, series: String) -> String {
    var json = CanonicalJSON()
    json.beginObject()
    json.member("attempts_max", attemptsMax)
    json.member("config", config)
    json.member("extra", raw: extraJSON)
    json.member("mode", mode?.rawValue)
    json.member("outcome", outcome)
    json.member("panel", panel)
    json.member("series", series)
    json.member("stop_reason", stopReason)
    json.member("theta0", theta0)
    json.member("type", "collection")
    json.endObject()
    return json.digest
  }
}
