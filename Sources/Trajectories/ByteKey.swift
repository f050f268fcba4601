/// A text as a dictionary key by its bytes: Swift takes canonically equivalent texts for equal, a
/// database does not.
public struct ByteKey: Hashable, Sendable {
  private let bytes: [UInt8]

  public init(_ text: String) { bytes = Array(text.utf8) }
}
