internal import SQLFiles
public import Tables
public import Trajectories

extension Store {
  /// Removes a run and everything that is about it, in one transaction, and leaves a tombstone.
  /// The bytes are gone from the files only after `purge`.
  /// - Parameters:
  ///   - id: row of the run.
  ///   - externalID: the source's id.
  /// - Returns: how many rows of each kind were removed.
  public func forget(
    trajectory id: Int64, externalID: String, digest: String, reason: String, at now: String
  ) throws -> Table {
    try prepareToForget()
    let task = try run("load_trajectory", ["id": .integer(id)]).rows.first?[3].integer
    return try write { connection in
      try bury(
        Tombstone(
          kind: .trajectory, digest: digest, idDigest: Digest.of(externalID), reason: reason,
          forgottenAt: now), connection)
      var removed = Table(columns: ["what", "removed"])
      // What refers comes before what it refers to; the tombstone opens the triggers.
      for (what, query, row) in [
        ("annotation", "forget_annotations", id), ("vote", "forget_votes", id),
        ("collection", "forget_collections", id),
        ("attempt", "forget_attempts", id), ("outcome", "forget_outcomes", id),
        ("detection", "forget_detections", id), ("", "forget_call_runs", id),
        ("model_call", "forget_calls", nil), ("", "forget_batch_runs", id),
        ("", "forget_batch_requests", nil), ("", "forget_split_members", id),
        ("decision", "forget_decisions", id),
        ("step", "forget_steps", id), ("trajectory", "forget_trajectory", id),
        ("", "forget_task_groups", task), ("task", "forget_task", task),
      ] {
        let text = try self.query(query)
        let delete = try Statement(connection, text)
        if !text.parameters.isEmpty {
          guard let row else { continue }
          delete.bind(0, row)
        }
        let count = try delete.run()
        if !what.isEmpty { removed.rows.append([.text(what), .integer(Int64(count))]) }
      }
      return removed
    }
  }

  /// Removes the quarantined records of one place, in one transaction, and leaves tombstones.
  /// - Returns: how many were removed.
  public func forget(
    quarantineOf file: String, line: Int, reason: String, at now: String
  ) throws -> Int {
    try prepareToForget()
    return try write { connection in
      var found: [(id: Int64, digest: String)] = []
      let find = try Statement(connection, try query("quarantined_at"))
      find.bind(0, file)
      find.bind(1, line)
      try find.forEachRow { row in
        found.append(
          (row.integer(0) ?? 0, row.bytes(2).withUnsafeBytes { Digest.of($0) }))
      }
      for one in found {
        try bury(
          Tombstone(
            kind: .quarantine, digest: one.digest, idDigest: Store.placeDigest(file, line),
            reason: reason, forgottenAt: now),
          connection)
        let delete = try Statement(connection, try query("forget_quarantined"))
        delete.bind(0, one.id)
        try delete.run()
      }
      return found.count
    }
  }

  /// The tombstone of a forgotten run, by its digest or its source's id.
  public func tombstone(named name: String) throws -> Tombstone? {
    let stones = try tombstones()
    return stones.of(.trajectory, name) ?? stones.of(.trajectory, idDigest: Digest.of(name))
  }

  /// The tombstone of a record that was forgotten from this place.
  public func tombstone(quarantineOf file: String, line: Int) throws -> Tombstone? {
    try tombstones().of(.quarantine, idDigest: Store.placeDigest(file, line))
  }

  private func tombstones() throws -> Tombstones {
    try read { try Tombstones(try Statement($0, try query("load_tombstones"))) }
  }

  /// All tombstones.
  func tombstoneList() throws -> [Tombstone] {
    try readFacts { facts in
      var stones: [Tombstone] = []
      try LogReader(facts: facts).forEach(.tombstone) { item in
        if case .stored(.tombstone(let stone)) = item.record { stones.append(stone) }
      }
      return stones
    }
  }

  /// What a tombstone keeps of the place of a quarantined record.
  private static func placeDigest(_ file: String, _ line: Int) -> String {
    Digest.of("\(file):\(line)")
  }

  private func bury(_ stone: Tombstone, _ connection: OpaquePointer) throws {
    let insert = try Statement(connection, try query("insert_tombstone"))
    insert.bind(0, stone.kind.rawValue)
    insert.bind(1, stone.digest)
    insert.bind(2, stone.idDigest)
    insert.bind(3, stone.reason)
    insert.bind(4, stone.forgottenAt)
    try insert.run()
  }
}
