public import Trajectories

/// Terms by which the rule detector tells failure types apart. White space in a term counts.
public struct Lexicon: Sendable {
  public struct Entry: Sendable {
    public let type: FailureType
    /// Lower case.
    public let terms: [String]
    let bytes: [[UInt8]]

    init(_ type: FailureType, _ terms: [String]) {
      self.type = type
      self.terms = terms
      bytes = terms.map { Array($0.utf8) }
    }
  }

  public let name: String
  /// In the order in which ties are broken.
  public let entries: [Entry]

  /// Canonical JSON: failure type → terms.
  public var termsJSON: String {
    var json = CanonicalJSON()
    json.beginObject()
    for entry in entries.sorted(by: { $0.type.rawValue < $1.type.rawValue }) {
      json.member(entry.type.rawValue, entry.terms)
    }
    json.endObject()
    return json.text
  }

  public var digest: String { Digest.of(termsJSON) }
}
