public import Trajectories

/// Terms by which the rule detector tells failure types apart. White space in a term counts.
public struct Lexicon: Sendable {
  public struct Entry: Sendable {
    public let type: FailureType
    /// Lower case.
    public let terms: [String]

    init(_ type: FailureType, _ terms: [String]) {
      self.type = type
      self.terms = terms
    }
  }

  public let name: String
  /// In the order in which ties are broken.
  public let entries: [Entry]
  private let automaton: TermAutomaton

  init(name: String, entries: [Entry]) {
    self.name = name
    self.entries = entries
    automaton = TermAutomaton(entries.flatMap(\.terms).map { Array($0.utf8) })
  }

  /// The terms of each entry that occur in a lower-cased text, by their index.
  func matches(_ lowercased: [UInt8], wholeWords: Bool) -> [Set<Int>] {
    let found = automaton.matches(lowercased, wholeWords: wholeWords)
    var start = 0
    return entries.map { entry in
      defer { start += entry.terms.count }
      return Set(entry.terms.indices.filter { found[start + $0] })
    }
  }

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
