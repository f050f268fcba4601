/// An outcome as it is stored: lists as JSON, and the digest.
public struct OutcomeRow: Equatable, Sendable {
  public let digest: String
  /// UTF-8 of a JSON array of strings.
  public let achievementsJSON: [UInt8]
  /// UTF-8 of a JSON array of strings.
  public let observationsJSON: [UInt8]
  public let limitations: String?
  public let extraJSON: String?
  /// Digest of the model call that gave it; nil: none did.
  public let call: String?

  /// - Parameters:
  ///   - trajectory: digest of the run.
  ///   - config: digest of the extractor's config.
  public init(_ outcome: Outcome, trajectory: String, config: String, series: String) {
    self.init(
      achievementsJSON: Array(CanonicalJSON.array(outcome.achievements).utf8),
      observationsJSON: Array(CanonicalJSON.array(outcome.observations).utf8),
      limitations: outcome.limitations, extraJSON: outcome.extraJSON, call: outcome.call,
      trajectory: trajectory, config: config, series: series)
  }

  /// - Parameters:
  ///   - achievementsJSON: canonical.
  ///   - observationsJSON: canonical.
  ///   - trajectory: digest of the run.
  ///   - config: digest of the extractor's config.
  public init(
    achievementsJSON: [UInt8], observationsJSON: [UInt8], limitations: String?,
    extraJSON: String? = nil, call: String? = nil, trajectory: String, config: String,
    series: String
  ) {
    self.achievementsJSON = achievementsJSON
    self.observationsJSON = observationsJSON
    self.limitations = limitations
    self.extraJSON = extraJSON
    self.call = call
    var json = CanonicalJSON(
      reservingCapacity: achievementsJSON.count + observationsJSON.count + 1_024)
    json.beginObject()
    json.key("achievements")
    json.raw(achievementsJSON)
    json.member("call", call)
    json.member("config", config)
    json.member("extra", raw: extraJSON)
    json.member("limitations", limitations)
    json.key("observations")
    json.raw(observationsJSON)
    json.member("series", series)
    json.member("trajectory", trajectory)
    json.member("type", "outcome")
    json.endObject()
    digest = json.digest
  }
}
