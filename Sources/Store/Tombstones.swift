internal import Trajectories

/// The tombstones of a database, to be asked for every record that comes in.
struct Tombstones {
  private var byDigest: [String: Tombstone] = [:]
  private var byID: [String: Tombstone] = [:]

  /// - Throws: SQLite's errors.
  init(_ load: Statement) throws {
    try load.forEachRow { row in
      guard let kind = row.text(0).flatMap(Tombstone.Kind.init(rawValue:)) else { return }
      let stone = Tombstone(
        kind: kind, digest: row.text(1) ?? "", idDigest: row.text(2), reason: row.text(3) ?? "",
        forgottenAt: row.text(4) ?? "")
      byDigest[kind.rawValue + stone.digest] = stone
      if let id = stone.idDigest { byID[kind.rawValue + id] = stone }
    }
  }

  var isEmpty: Bool { byDigest.isEmpty }

  func of(_ kind: Tombstone.Kind, _ digest: String) -> Tombstone? {
    isEmpty ? nil : byDigest[kind.rawValue + digest]
  }

  /// By the digest of a run's id, or of a record's place.
  func of(_ kind: Tombstone.Kind, idDigest: String) -> Tombstone? {
    byID[kind.rawValue + idDigest]
  }
}
