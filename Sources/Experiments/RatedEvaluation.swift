internal import Store
internal import Trajectories

/// A policy applied to stored facts, with what people say of its pairs.
struct RatedEvaluation {
  let resolved: ResolvedRequest
  let evaluation: GateEvaluation
  let gold: GoldRatings
  let traits: RunTraits

  var request: GateRequest { resolved.request }

  /// - Parameter round: only runs of this round of redeployment; nil: all.
  /// - Throws: `StoreError` for names; `NoiseError.unknownCalibration`.
  init(_ request: GateRequest, round: Int? = nil, in store: Store) throws {
    resolved = try ResolvedRequest(request, in: store)
    evaluation = try resolved.evaluation(
      from: store, only: try round.map { try RoundRuns.ids(round: $0, in: store) })
    traits = try RunTraits(evaluation.facts, resolved.request, from: store)
    gold = try GoldRatings(
      extract: resolved.request.extractConfig, relabel: resolved.request.relabelConfig,
      series: resolved.request.series, from: store)
  }

  /// The same facts under another panel.
  func evaluation(panel: [String]) -> GateEvaluation {
    GateEvaluation(evaluation.facts, request.policy, panel: panel, only: evaluation.runsThatCount)
  }

  /// What the policy accepts at its own θ.
  var accepted: [AcceptedPair] { gold.accepted(evaluation, at: request.policy.theta) }
}
