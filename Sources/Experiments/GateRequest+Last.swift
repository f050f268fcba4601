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
    func text(_ column: String) -> String? { table.value(0, column).text }
    var request = GateRequest(
      detectConfig: text("detect_config"), extractConfig: text("extract_config"),
      relabelConfig: text("relabel_config"), series: text("series") ?? StageConfig.mainSeries)
    request.policy.detection = text("detection") != "off"
    request.policy.theta = table.value(0, "theta").real ?? request.policy.theta
    request.policy.delta = table.value(0, "delta").real ?? request.policy.delta
    request.policy.attempts =
      table.value(0, "attempts").integer.map(Int.init) ?? request.policy.attempts
    request.policy.fallback =
      text("fallback").flatMap(GatePolicy.Fallback.init(rawValue:)) ?? request.policy.fallback
    request.policy.voteValid =
      text("vote_valid").flatMap(GatePolicy.VoteValid.init(rawValue:)) ?? request.policy.voteValid
    request.policy.onError =
      text("on_error").flatMap(GatePolicy.OnError.init(rawValue:)) ?? request.policy.onError
    request.policy.weighting =
      text("weighting").flatMap(GatePolicy.Weighting.init(rawValue:)) ?? request.policy.weighting
    if keepsPanel, let judges = text("judges") {
      request.policy.judges = try store.run("json_texts", ["texts": .text(judges)]).rows
        .compactMap { $0[0].text }
    }
    return request
  }
}
