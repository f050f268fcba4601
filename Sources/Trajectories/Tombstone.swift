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
