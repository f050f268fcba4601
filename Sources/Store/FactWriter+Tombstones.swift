internal import Trajectories

extension FactWriter {
  /// Read once for each transaction.
  func tombstones() throws -> Tombstones {
    if let loadedTombstones { return loadedTombstones }
    let loaded = try Tombstones(try statement("load_tombstones"))
    loadedTombstones = loaded
    return loaded
  }

  /// - Throws: `StoreError.forgotten` if there is a tombstone for the digest.
  func refuseForgotten(_ kind: Tombstone.Kind, _ digest: String) throws {
    if let stone = try tombstones().of(kind, digest) { throw StoreError.forgotten(stone) }
  }

  /// - Throws: `StoreError.forgotten` if a run with that id was forgotten.
  func refuseForgotten(id: String) throws {
    let stones = try tombstones()
    guard !stones.isEmpty, let stone = stones.of(.trajectory, idDigest: Digest.of(id)) else {
      return
    }
    throw StoreError.forgotten(stone)
  }
}
