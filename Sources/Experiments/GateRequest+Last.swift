public import Store
internal import Tables
internal import Trajectories

extension GateRequest {
  /// The request that was applied last.
  /// - Parameter keepsPanel: false: the panel is left open (every judge that voted).
  /// - Returns: nil if no policy was applied yet.
  public static func last(in store: Store, keepsPanel: Bool = false) throws -> GateRequest? {
    try applied(nil, in: store, keepsPanel: keepsPanel)
  }

  /// The request that was applied under a digest; nil: there is none.
  public static func applied(_ policy: String, in store: Store) throws -> GateRequest? {
    try applied(policy, in: store, keepsPanel: true)
  }

  private static func applied(
    _ policy: String?, in store: Store, keepsPanel: Bool
  ) throws -> GateRequest? {
    let table = try store.run("last_policy_parameters", ["policy": .init(policy)])
    guard !table.rows.isEmpty else { return nil }
    return try GateRequest(row: 0, of: table, in: store, keepsPanel: keepsPanel)
  }

  /// From a row whose columns are called as the parameters; what is NULL keeps its default.
  /// - Throws: `StoreError`.
  init(row: Int, of table: Table, in store: Store, keepsPanel: Bool) throws {
    func text(_ column: String) -> String? { table.value(row, column).text }
    self.init(
      detectConfig: text("detect_config"), extractConfig: text("extract_config"),
      relabelConfig: text("relabel_config"), series: text("series") ?? StageConfig.mainSeries)
    policy.detection = text("detection") != "off"
    policy.theta = table.value(row, "theta").real ?? policy.theta
    policy.delta = table.value(row, "delta").real ?? policy.delta
    policy.attempts = table.value(row, "attempts").integer.map(Int.init) ?? policy.attempts
    policy.fallback =
      text("fallback").flatMap(GatePolicy.Fallback.init(rawValue:)) ?? policy.fallback
    policy.voteValid =
      text("vote_valid").flatMap(GatePolicy.VoteValid.init(rawValue:)) ?? policy.voteValid
    policy.onError =
      text("on_error").flatMap(GatePolicy.OnError.init(rawValue:)) ?? policy.onError
    policy.weighting =
      text("weighting").flatMap(GatePolicy.Weighting.init(rawValue:)) ?? policy.weighting
    policy.confidence =
      text("confidence").flatMap(GatePolicy.Confidence.init) ?? policy.confidence
    if keepsPanel, let judges = text("judges") {
      policy.judges = try store.run("json_texts", ["texts": .text(judges)]).rows
        .compactMap { $0[0].text }
    }
  }
}
