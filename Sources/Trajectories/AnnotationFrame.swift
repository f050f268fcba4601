/// From what, and how, the pairs to be rated were drawn.
/// - Source: STATISTICS.md (intervals), DESIGN.md §2.
public struct AnnotationFrame: Equatable, Sendable {
  public var name: String
  /// `sha256:…` of the policy whose accepted pairs were drawn from; nil: not stated, as all below.
  public var policyDigest: String?
  /// N, the pairs that could be drawn, from 0.
  public var population: Int?
  public var seed: Int?
  public var rule: String?
  public var extraJSON: String?

  public init(
    name: String, policyDigest: String? = nil, population: Int? = nil, seed: Int? = nil,
    rule: String? = nil, extraJSON: String? = nil
  ) {
    self.name = name
    self.policyDigest = policyDigest
    self.population = population
    self.seed = seed
    self.rule = rule
    self.extraJSON = extraJSON
  }

  /// Identity of the fact: its content.
  public var digest: String {
    var json = CanonicalJSON()
    json.beginObject()
    json.member("extra", raw: extraJSON)
    json.member("name", name)
    json.member("policy", policyDigest)
    json.member("population", population)
    json.member("rule", rule)
    json.member("seed", seed)
    json.member("type", "frame")
    json.endObject()
    return json.digest
  }

  /// As a line of the log, without its end.
  public var logLine: String {
    var json = CanonicalJSON()
    json.beginObject()
    json.member("type", "frame")
    json.member("name", name)
    json.member("policy", policyDigest)
    json.member("population", population)
    json.member("seed", seed)
    json.member("rule", rule)
    json.member("extra", raw: extraJSON)
    json.endObject()
    return json.text
  }
}
