internal import Store
internal import Trajectories

/// A policy applied to stored facts, with what people say of its pairs.
struct RatedEvaluation {
  let resolved: ResolvedRequest
  let evaluation: GateEvaluation
  let gold: GoldRatings
  let traits: RunTraits

  var request: GateRequest { resolved.request }

  /// - Parameters:
  ///   - round: only runs of this round of redeployment; nil: all.
  ///   - calibration: name of one, whose confidences the policy is to read; nil: those given.
  /// - Throws: `StoreError` for names, `NoiseError` for the calibration.
  init(
    _ request: GateRequest, round: Int? = nil, calibration: String? = nil, in store: Store
  ) throws {
    resolved = try ResolvedRequest(request, in: store)
    let only = try round.map { try RoundRuns.ids(round: $0, in: store) }
    var facts = try GateFacts(resolved.choice, from: store)
    traits = try RunTraits(facts, resolved.request, from: store)
    if let calibration {
      facts = facts.calibrated(
        by: try StoredCalibration(calibration, in: store), folds: traits.folds)
    }
    evaluation = GateEvaluation(
      facts, resolved.request.policy, panel: resolved.panel, only: only)
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
