/// Lists of values, each once in order of appearance, with a text for each that no other has.
///
/// An integer and a real that are equal are one value. A text is what tables show, rounded; where that is the same for
/// several, each is written in full.
struct DistinctValues {
  /// Of each distinct list.
  let texts: [String]
  /// Which of the distinct ones each list is.
  let places: [Int]

  init(_ lists: [[Table.Value]]) {
    var known: [[Table.Value]: Int] = [:]
    var distinct: [[Table.Value]] = []
    places = lists.map { list in
      let key = list.map(\.identity)
      if let place = known[key] { return place }
      known[key] = distinct.count
      distinct.append(key)
      return distinct.count - 1
    }
    func text(_ list: [Table.Value], _ shown: (Table.Value) -> String) -> String {
      list.map(shown).joined(separator: ", ")
    }
    let shown = distinct.map { text($0, \.displayText) }
    let counts = Dictionary(shown.map { ($0, 1) }, uniquingKeysWith: +)
    texts = zip(distinct, shown).map { list, short in
      counts[short] == 1 ? short : text(list, \.exactText)
    }
  }
}

extension Table.Value {
  /// The same for an integer and a real that are equal.
  var identity: Table.Value {
    if case .real(let real) = self, let integer = Int64(exactly: real) { return .integer(integer) }
    return self
  }

  /// With every digit; a text that could be taken for something else stands in quotes.
  public var exactText: String {
    switch self {
    case .null: "NULL"
    case .integer(let integer): String(integer)
    case .real(let real): real == real.rounded() ? displayText : real.description
    case .text(let text):
      Double(text) == nil && text != Table.Value.null.displayText && text != "NULL"
        ? text : "'" + text + "'"
    }
  }
}
