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

  /// Replaces the materialised decisions of a policy. Where they are the same already, they stay.
  /// - Parameters:
  ///   - digest: of `bodyJSON`.
  ///   - decisions: one for each member of F, in the order of row ids.
  ///   - isLast: whether the policy becomes the one applied last; false: it is stored, and keeps its place.
  ///   - tombstones: how many there were before the facts were read; nil: not looked at.
  /// - Throws: `StoreError.forgottenMeanwhile`, if there are more now.
  public func writeDecisions(
    policy digest: String, bodyJSON: String, decisions: [DecisionRow], isLast: Bool = true,
    tombstones: Int64? = nil
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
      guard try !areStored(decisions, of: policy, connection) else { return }
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

  private func areStored(
    _ decisions: [DecisionRow], of policy: Int64, _ connection: OpaquePointer
  ) throws -> Bool {
    let stored = try Statement(connection, try query("stored_decisions"))
    stored.bind(0, policy)
    var place = 0
    var isSame = true
    try stored.forEachRow { row in
      guard isSame else { return }
      isSame = place < decisions.count && decisions[place].isStored(as: row)
      place += 1
    }
    return isSame && place == decisions.count
  }
}

extension DecisionRow {
  fileprivate func isStored(as row: borrowing ResultRow) -> Bool {
    row.storedInteger(0) == trajectory && row.text(1) == decision && row.int(2) == k
      && row.real(3) == confidence && row.real(4) == weight && row.text(5) == inOut
      && row.text(6) == missingJSON
  }
}
