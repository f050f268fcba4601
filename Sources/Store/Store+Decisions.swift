public import Tables
public import Trajectories

extension Store {
  /// Replaces the decisions of a policy, and makes it the last one applied.
  /// - Parameters:
  ///   - decisions: rows of the query `decisions`.
  ///   - rows: row of each trajectory by its name.
  public func writeDecisions(
    policy digest: String, bodyJSON: String, decisions: Table, rows: [ByteKey: Int64]
  ) throws {
    try write { connection in
      let upsert = try Statement(connection, try query("upsert_policy"))
      upsert.bind(0, digest)
      upsert.bind(1, bodyJSON)
      try upsert.run()
      let find = try Statement(connection, try query("find_policy"))
      find.bind(0, digest)
      guard let policy = try find.first({ $0.integer(0) }), let policy else {
        throw StoreError.missingRow(query: "find_policy")
      }
      let delete = try Statement(connection, try query("delete_decisions"))
      delete.bind(0, policy)
      try delete.run()
      let insert = try Statement(connection, try query("insert_decision"))
      for row in decisions.rows {
        guard let name = row[0].text, let trajectory = rows[ByteKey(name)] else {
          throw StoreError.missingRow(query: "trajectory_names")
        }
        insert.bind(0, policy)
        insert.bind(1, trajectory)
        insert.bind(2, row[1].text)
        insert.bind(3, row[2].integer)
        insert.bind(4, row[3].real)
        insert.bind(5, row[4].real)
        insert.bind(6, row[5].text)
        insert.bind(7, row[6].text)
        try insert.run()
      }
    }
  }
}
