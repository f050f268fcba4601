internal import Store
internal import Tables

/// The runs of a round of redeployment.
enum RoundRuns {
  /// Row ids.
  static func ids(round: Int, in store: Store) throws -> Set<Int64> {
    var ids: Set<Int64> = []
    try store.forEachRow(of: "runs_of_round", ["round": .integer(Int64(round))]) { row in
      ids.insert(row.storedInteger(0))
    }
    return ids
  }
}
