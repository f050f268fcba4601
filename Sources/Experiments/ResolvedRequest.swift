internal import Store
internal import Tables
internal import Trajectories

/// A request whose names have become digests.
struct ResolvedRequest: Sendable {
  var request: GateRequest
  /// Digests of the panel's judges, or names that nobody knows; sorted.
  let panel: [String]
  let warnings: [String]
  /// Names of judges that nobody knows, and of configs while none of their stage is stored.
  let unknownJudges: [String]
  let unknownConfigs: [String]

  /// - Throws: `StoreError` for a name that means none or several configs; `NoiseError.unknownCalibration`.
  init(_ request: GateRequest, in store: Store) throws {
    let resolution = try ConfigResolver(store: store).resolve(request.parameters)
    self.request = request
    self.request.detectConfig = resolution.parameters["detect_config"]?.text
    self.request.extractConfig = resolution.parameters["extract_config"]?.text
    self.request.relabelConfig = resolution.parameters["relabel_config"]?.text
    if case .calibrated(let name) = request.policy.confidence {
      self.request.policy.confidence =
        .calibrated(try StoredCalibration.digest(named: name, in: store))
    }
    panel = resolution.judges
    self.request.policy.judges = panel
    unknownJudges = resolution.unknownJudges
    unknownConfigs = resolution.unknownConfigs
    warnings =
      resolution.unknownJudges.map {
        "no judge named '\($0)' has voted here; its votes count as missing"
      } + resolution.unknownConfigs.map { "no config named '\($0)' is stored yet" }
  }

  /// The facts that this request needs.
  var choice: GateFacts.Choice { GateFacts.Choice(request, panel: panel) }

  /// Its policy applied to the stored facts.
  /// - Parameter only: row ids of the runs that count; nil: all.
  /// - Throws: `StoreError`.
  func evaluation(from store: Store, only: Set<Int64>? = nil) throws -> GateEvaluation {
    try GateEvaluation(GateFacts(choice, from: store), request.policy, panel: panel, only: only)
  }
}
