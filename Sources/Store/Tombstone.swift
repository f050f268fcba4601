/// What is left of something that was forgotten: never its content, never its id.
/// - Source: DESIGN.md §5.
public struct Tombstone: Equatable, Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    case trajectory
    /// A bad record that was kept in quarantine.
    case quarantine
  }

  public let kind: Kind
  /// Of the run, or of the bytes of the record.
  public let digest: String
  /// Of the run's id, or of the record's `FILE:LINE`: what refers to it is known to be forgotten.
  public let idDigest: String?
  public let reason: String
  /// UTC.
  public let forgottenAt: String

  public init(
    kind: Kind, digest: String, idDigest: String? = nil, reason: String, forgottenAt: String
  ) {
    self.kind = kind
    self.digest = digest
    self.idDigest = idDigest
    self.reason = reason
    self.forgottenAt = forgottenAt
  }
}

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
