public import Store
internal import Trajectories

/// What a policy accepts by the facts that are stored now. Nothing is written.
public struct AcceptedNow: Sendable {
  public struct Pair: Hashable, Sendable {
    /// Row id.
    public let run: Int64
    public let k: Int
  }

  /// In the order of row ids.
  public let pairs: [Pair]

  /// - Parameter only: row ids of the runs that count; nil: all.
  /// - Throws: `StoreError`.
  public init(_ request: GateRequest, only: Set<Int64>? = nil, in store: Store) throws {
    let resolved = try ResolvedRequest(request, in: store)
    let evaluation = try resolved.evaluation(from: store, only: only)
    pairs = evaluation.facts.runs.indices.filter(evaluation.isMember).compactMap { place in
      let decision = evaluation.decision(place)
      guard decision.outcome.isAccepted, let k = decision.k else { return nil }
      return Pair(run: evaluation.facts.runs[place], k: k)
    }
  }
}
