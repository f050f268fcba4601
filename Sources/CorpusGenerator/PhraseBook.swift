/// Texts with open places, compiled so that a line is made by copying bytes.
///
/// `$(a|b)` is one of the texts a and b (either may be empty, and may hold further places);
/// `$(#3-9)` a random number; `$(hex6)` six random hexadecimal digits; `$(limit)`, `$(over)`,
/// `$(rows)`, `$(top)`, `$(n)`, `$(count)`, `$(brand)` and the records are what
/// `Phrase.Operation` says; `$(best.x)` is a number of a record and `$(best)` its name; any other
/// name is a slot of the scenario. Parentheses within a place must be balanced.
struct PhraseBook {
  private(set) var bytes: [UInt8] = []
  private(set) var operations: [Phrase.Operation] = []
  private(set) var phrases: [Phrase] = []

  /// Compiles a text; as `json` it is taken as it stands, else it is escaped for a JSON string.
  mutating func add(_ text: String, slots: [String], json: Bool = false) throws -> Phrase {
    var found: [Phrase.Operation] = []
    let source = Array(text.utf8)
    var position = 0
    var literalStart = bytes.count
    func isPlace(_ at: Int) -> Bool {
      source[at] == UInt8(ascii: "$") && at + 1 < source.count
        && source[at + 1] == UInt8(ascii: "(")
    }
    while position < source.count {
      guard isPlace(position) else {
        append(source[position], json: json)
        position += 1
        continue
      }
      if bytes.count > literalStart {
        found.append(.literal(start: literalStart, end: bytes.count))
      }
      let (parts, end) = try PhraseBook.parts(of: source, from: position + 2, in: text)
      found.append(
        parts.count > 1
          ? try choice(parts, slots: slots, json: json)
          : try PhraseBook.operation(named: parts[0], slots: slots, in: text))
      position = end
      literalStart = bytes.count
    }
    if bytes.count > literalStart {
      found.append(.literal(start: literalStart, end: bytes.count))
    }
    let start = operations.count
    operations += found
    return Phrase(start: start, end: operations.count)
  }

  private mutating func choice(
    _ parts: [String], slots: [String], json: Bool
  ) throws -> Phrase.Operation {
    let compiled = try parts.map { try add($0, slots: slots, json: json) }
    let first = phrases.count
    phrases += compiled
    return .choice(first: first, count: compiled.count)
  }

  private mutating func append(_ byte: UInt8, json: Bool) {
    switch byte {
    case _ where json: bytes.append(byte)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
    case UInt8(ascii: "\n"): bytes += Array("\\n".utf8)
    case UInt8(ascii: "\t"): bytes += Array("\\t".utf8)
    default: bytes.append(byte)
    }
  }

  /// Splits what stands in a place at its outermost bars; `end` is behind the closing parenthesis.
  private static func parts(
    of source: [UInt8], from start: Int, in text: String
  ) throws -> (parts: [String], end: Int) {
    var parts: [String] = []
    var depth = 0
    var partStart = start
    for position in start..<source.count {
      switch source[position] {
      case UInt8(ascii: "("):
        depth += 1
      case UInt8(ascii: ")") where depth > 0:
        depth -= 1
      case UInt8(ascii: ")"):
        parts.append(String(decoding: source[partStart..<position], as: UTF8.self))
        return (parts, position + 1)
      case UInt8(ascii: "|") where depth == 0:
        parts.append(String(decoding: source[partStart..<position], as: UTF8.self))
        partStart = position + 1
      default:
        break
      }
    }
    throw PhraseError.unclosed(text)
  }

  private static func operation(
    named name: String, slots: [String], in text: String
  ) throws -> Phrase.Operation {
    if let slot = slots.firstIndex(of: name) { return .slot(slot) }
    switch name {
    case "limit": return .limit
    case "over": return .over
    case "rows": return .rows
    case "top": return .topRows
    case "n": return .rowNumber
    case "count": return .recordCount
    case "brand": return .brand
    default: break
    }
    if name.hasPrefix("#") {
      let ends = name.dropFirst().split(separator: "-").compactMap { Int($0) }
      if ends.count == 2, ends[0] <= ends[1] { return .number(low: ends[0], high: ends[1]) }
    }
    if name.hasPrefix("hex"), let digits = Int(name.dropFirst(3)), digits <= 16 {
      return .hex(digits)
    }
    let pieces = name.split(separator: ".", maxSplits: 1).map(String.init)
    if let first = pieces.first, let role = World.Role(rawValue: first) {
      if pieces.count == 1 { return .field(role, .name) }
      if let field = World.Field(rawValue: pieces[1]) { return .field(role, field) }
    }
    throw PhraseError.unknownSlot(name, phrase: text)
  }
}
