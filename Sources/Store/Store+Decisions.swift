internal import Tables
internal import Trajectories

/// A materialised answer of the gate, as its row has it.
public struct DecisionRow: Sendable {
  /// Row id of the run.
  public let trajectory: Int64
  public let decision: String
  /// nil unless accepted or fallback, as confidence (may be unknown) and weight.
  public let k: Int?
  public let confidence: Double?
  public let weight: Double?
  public let inOut: String
  /// nil: decided.
  public let missingJSON: String?

  public init(
    trajectory: Int64, decision: String, k: Int?, confidence: Double?, weight: Double?,
    inOut: String, missingJSON: String?
  ) {
    self.trajectory = trajectory
    self.decision = decision
    self.k = k
    self.confidence = confidence
    self.weight = weight
    self.inOut = inOut
    self.missingJSON = missingJSON
  }
}

extension Store {
  /// How many runs and records were forgotten.
  public func tombstoneCount() throws -> Int64 {
    try run("count_tombstones").rows.first?[0].integer ?? 0
  }

  /// Replaces the materialised decisions of a policy.
  /// - Parameters:
  ///   - digest: of `bodyJSON`.
  ///   - decisions: one for each member of F.
  ///   - isLast: whether the policy becomes the one applied last; false: it is stored, and keeps its place.
  ///   - tombstones: how many there were before the facts were read; nil: not looked at.
  /// - Throws: `StoreError.forgottenMeanwhile`, if there are more now.
  public func writeDecisions(
    policy digest: String, bodyJSON: String, decisions: some Sequence<DecisionRow>,
    isLast: Bool = true, tombstones: Int64? = nil
  ) throws {
    try write { connection in
      if let tombstones {
        let now = try Statement(connection, try query("count_tombstones")).first { $0.integer(0) }
        guard now == tombstones else { throw StoreError.forgottenMeanwhile }
      }
      if isLast {
        let upsert = try Statement(connection, try query("upsert_policy"))
        upsert.bind(0, digest)
        upsert.bind(1, bodyJSON)
        try upsert.run()
      }
      let find = try Statement(connection, try query("find_policy"))
      find.bind(0, digest)
      guard let policy = try find.first({ $0.integer(0) }), let policy else {
        throw StoreError.missingRow(query: "find_policy")
      }
      let delete = try Statement(connection, try query("delete_decisions"))
      delete.bind(0, policy)
      try delete.run()
      let insert = try Statement(connection, try query("insert_decision"))
      for row in decisions {
        try checkCancellation()
        insert.bind(0, policy)
        insert.bind(1, row.trajectory)
        insert.bind(2, row.decision)
        insert.bind(3, row.k)
        insert.bind(4, row.confidence)
        insert.bind(5, row.weight)
        insert.bind(6, row.inOut)
        insert.bind(7, row.missingJSON)
        try insert.run()
      }
    }
  }
}
