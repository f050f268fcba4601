/// An outcome as it is stored: lists as JSON, and the digest.
public struct OutcomeRow: Equatable, Sendable {
  public let digest: String
  /// JSON array of strings.
  public let achievementsJSON: String
  public let observationsJSON: String
  public let limitations: String?
  public let extraJSON: String?

  /// - Parameters:
  ///   - trajectory: digest of the run.
  ///   - config: digest of the extractor's config.
  public init(_ outcome: Outcome, trajectory: String, config: String, series: String) {
    achievementsJSON = CanonicalJSON.array(outcome.achievements)
    observationsJSON = CanonicalJSON.array(outcome.observations)
    limitations = outcome.limitations
    extraJSON = outcome.extraJSON
    var json = CanonicalJSON(reservingCapacity: 2048)
    json.beginObject()
    json.member("achievements", raw: achievementsJSON)
    json.member("config", config)
    json.member("extra", raw: extraJSON)
    json.member("limitations", limitations)
    json.member("observations", raw: observationsJSON)
    json.member("series", series)
    json.member("trajectory", trajectory)
    json.member("type", "outcome")
    json.endObject()
    digest = json.digest
  }
}
