/// A dictionary of texts as Python prints it: `{'name': 'find', 'arguments': "it's"}`.
///
/// Texts may hold line breaks, which Python would not print but files hold whose escapes were undone; a quote
/// ends a text only where a comma, a colon or a brace may follow. What ends too early keeps what is there.
struct PythonLiteral {
  private let bytes: [UInt8]
  private var at = 0
  /// False if the text ended before the dictionary did, or goes on behind it.
  private(set) var isComplete = false

  /// Members at most.
  private static let limit = 1_000

  init(_ text: String) { bytes = Array(text.utf8) }

  /// Its members in their order; values that are no text are as they stand. nil: this is no dictionary.
  mutating func dictionary() -> [(key: String, value: String)]? {
    skipSpace()
    guard take(UInt8(ascii: "{")) else { return nil }
    var members: [(String, String)] = []
    while members.count < PythonLiteral.limit {
      skipSpace()
      if take(UInt8(ascii: "}")) {
        skipSpace()
        isComplete = at == bytes.count
        return members
      }
      guard let key = text(endsBefore: ":"), key.isWhole else { return members }
      skipSpace()
      guard take(UInt8(ascii: ":")) else { return members }
      skipSpace()
      guard let value = text(endsBefore: ",}") ?? bare() else { return members }
      members.append((key.text, value.text))
      guard value.isWhole else { return members }
      skipSpace()
      _ = take(UInt8(ascii: ","))
    }
    return members
  }

  private mutating func text(endsBefore ends: String) -> (text: String, isWhole: Bool)? {
    guard at < bytes.count, bytes[at] == 0x27 || bytes[at] == 0x22 else { return nil }
    let quote = bytes[at]
    at += 1
    var text: [UInt8] = []
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      if byte == UInt8(ascii: "\\"), at < bytes.count {
        unescape(into: &text)
      } else if byte == quote, isFollowed(by: Array(ends.utf8)) {
        return (String(decoding: text, as: UTF8.self), true)
      } else {
        text.append(byte)
      }
    }
    return (String(decoding: text, as: UTF8.self), false)
  }

  /// Whether a quote here ends a text: nothing follows, or one of these bytes and then what may stand there.
  private func isFollowed(by ends: [UInt8]) -> Bool {
    var next = at
    while next < bytes.count, BracketScan.isSpace(bytes[next]) { next += 1 }
    guard next < bytes.count, ends.contains(bytes[next]) else { return false }
    guard bytes[next] == UInt8(ascii: ",") || bytes[next] == UInt8(ascii: "}") else { return true }
    // Behind a comma the next key, behind the brace the end: else the quote is a part of the text.
    let isComma = bytes[next] == UInt8(ascii: ",")
    next += 1
    while next < bytes.count, BracketScan.isSpace(bytes[next]) { next += 1 }
    guard isComma else { return next == bytes.count }
    guard next < bytes.count, bytes[next] == 0x27 || bytes[next] == 0x22 else { return false }
    let key = bytes[(next + 1)...]
    return PythonLiteral.keys.contains { key.starts(with: $0) || $0.starts(with: key) }
  }

  /// What keys of tool messages are; other words behind a comma belong to a text that holds a dictionary.
  private static let keys = ["name", "arguments", "response"].map { Array($0.utf8) }

  private mutating func unescape(into text: inout [UInt8]) {
    let byte = bytes[at]
    at += 1
    switch byte {
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "r"): text.append(0x0D)
    case 0x27, 0x22, UInt8(ascii: "\\"): text.append(byte)
    case UInt8(ascii: "x"): append(digits: 2, as: byte, into: &text)
    case UInt8(ascii: "u"): append(digits: 4, as: byte, into: &text)
    case UInt8(ascii: "U"): append(digits: 8, as: byte, into: &text)
    default: text += [UInt8(ascii: "\\"), byte]
    }
  }

  private mutating func append(digits: Int, as kind: UInt8, into text: inout [UInt8]) {
    let end = min(at + digits, bytes.count)
    let written = String(decoding: bytes[at..<end], as: UTF8.self)
    guard written.utf8.count == digits, let number = UInt32(written, radix: 16),
      let scalar = Unicode.Scalar(number)
    else {
      text += [UInt8(ascii: "\\"), kind]
      return
    }
    text += Array(String(Character(scalar)).utf8)
    at = end
  }

  /// A number, True, None, or a list or dictionary with all within its brackets, as it stands.
  private mutating func bare() -> (text: String, isWhole: Bool)? {
    let start = at
    var depth = 0
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "("): depth += 1
      case UInt8(ascii: "]"), UInt8(ascii: ")"): depth -= 1
      case UInt8(ascii: "}"):
        if depth == 0 { return found(from: start) }
        depth -= 1
      case UInt8(ascii: ","): if depth == 0 { return found(from: start) }
      case 0x27, 0x22: skipText()
      default: break
      }
      at += 1
    }
    return (String(decoding: bytes[start...], as: UTF8.self), false)
  }

  private func found(from start: Int) -> (text: String, isWhole: Bool)? {
    at > start ? (String(decoding: bytes[start..<at], as: UTF8.self), true) : nil
  }

  private mutating func skipText() {
    let quote = bytes[at]
    at += 1
    while at < bytes.count, bytes[at] != quote { at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1 }
  }

  private mutating func skipSpace() {
    while at < bytes.count, BracketScan.isSpace(bytes[at]) { at += 1 }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard at < bytes.count, bytes[at] == byte else { return false }
    at += 1
    return true
  }
}
