public import Store
internal import Trajectories

/// Applies a policy to the stored facts and keeps the decisions. Touches no stage.
public struct GateRunner {
  public struct Report: Sendable {
    /// Digest of the policy with its configs.
    public let policy: String
    public let bodyJSON: String
    public let decisions: Int
    /// Against the policy that was applied last; nil: there was none.
    public let changes: DecisionChanges?
    public let warnings: [String]
  }

  let store: Store

  public init(store: Store) { self.store = store }

  /// Decides on every member of F.
  /// - Throws: `StoreError` for a name that means none or several configs.
  public func decide(_ request: GateRequest) throws -> Report {
    let resolved = try ResolvedRequest(request, in: store)
    let tombstones = try store.tombstoneCount()
    let evaluation = try resolved.evaluation(from: store)
    let before = try DecisionChanges.lastDecisions(in: store)
    let rows = evaluation.rows
    let body = resolved.request.bodyJSON
    let digest = Digest.of(body)
    try store.writeDecisions(
      policy: digest, bodyJSON: body, decisions: rows, tombstones: tombstones)
    return Report(
      policy: digest, bodyJSON: body, decisions: rows.count,
      changes: before.map { DecisionChanges(from: $0, to: rows, in: store) },
      warnings: resolved.warnings)
  }
}

extension GateEvaluation {
  /// A row for each member of F, in the order of row ids.
  var rows: [DecisionRow] {
    facts.runs.indices.filter(isMember).map { run in
      let decision = decision(run)
      let isIn = decision.outcome.isAccepted
      return DecisionRow(
        trajectory: facts.runs[run], decision: decision.outcome.decision,
        k: isIn ? decision.k : nil, confidence: isIn ? decision.confidence : nil,
        weight: isIn ? weight(run) : nil, inOut: decision.outcome.inOut,
        missingJSON: missing(run, decision))
    }
  }
}
