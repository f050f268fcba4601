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
  /// Finds the terms of all entries, one entry's behind the other's.
  let automaton: TermAutomaton

  init(name: String, entries: [Entry]) {
    self.name = name
    self.entries = entries
    automaton = TermAutomaton(entries.flatMap(\.terms).map { Array($0.utf8) })
  }

  /// How many terms of each entry are marked.
  func counts(_ marks: [Bool]) -> [Int] {
    var start = 0
    return entries.map { entry in
      defer { start += entry.terms.count }
      return marks[start..<start + entry.terms.count].reduce(0) { $0 + ($1 ? 1 : 0) }
    }
  }

  /// The marked terms of an entry, in the entry's order.
  func terms(of entry: Int, _ marks: [Bool]) -> [String] {
    let start = entries[..<entry].reduce(0) { $0 + $1.terms.count }
    return entries[entry].terms.enumerated().filter { marks[start + $0.offset] }.map(\.element)
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
