internal import Foundation
internal import SourceJSON

/// The records within an object, and what is left of it without them.
///
/// They are found by brackets alone, so that each can be decoded on its own, on any thread, and a broken one
/// leaves the others whole.
struct DocumentParts {
  struct Part: Equatable {
    /// Offsets of its bytes in the object.
    let range: Range<Int>
    /// From 1: the line on which it begins.
    let line: Int
    /// Of a member of the object.
    var key: String?
    /// `JSONValue.node` in an object that was read as JSON.
    var node: Int?
  }

  private(set) var parts: [Part] = []
  /// The object's text without the parts; empty: they are all of it.
  private(set) var surroundings: [UInt8] = []

  private let bytes: UnsafeBufferPointer<UInt8>
  private var at = 0
  private var line: Int
  private var counted = 0

  /// - Parameter line: on which the object begins.
  /// - Returns: nil where there are no such parts, or brackets do not fit: the object is then one record.
  init?(_ bytes: UnsafeBufferPointer<UInt8>, unit: RecordUnit, line: Int) {
    self.bytes = bytes
    self.line = line
    guard take(UInt8(ascii: "{")) else { return nil }
    switch unit {
    case .members: guard members() else { return nil }
    case .elements(let key): guard elements(of: Array(key.utf8)) else { return nil }
    case .record, .array: return nil
    }
  }

  /// The same of an object that was read as JSON; what is left of it is the object itself.
  init?(_ object: JSONValue, unit: RecordUnit, line: Int) {
    guard object.kind == .object else { return nil }
    bytes = object.sourceBytes
    self.line = line
    switch unit {
    case .members:
      for member in object.members { add(member.value, of: object, key: member.key) }
    case .elements(let key):
      let list = object.members.first { member in
        member.value.kind == .array
          && member.name.sourceBytes.dropFirst().dropLast().elementsEqual(key.utf8)
      }
      for element in list?.value.elements.map({ $0 }) ?? [] {
        add(element, of: object, key: nil)
      }
    case .record, .array: return nil
    }
    guard !parts.isEmpty else { return nil }
  }

  private mutating func add(_ value: JSONValue, of object: JSONValue, key: String?) {
    let start = value.offset - object.offset
    parts.append(
      Part(
        range: start..<start + value.sourceBytes.count, line: line(at: start), key: key,
        node: value.node))
  }

  private mutating func members() -> Bool {
    let json = JSONReader()
    while true {
      skipSpace()
      if take(UInt8(ascii: "}")) { return !parts.isEmpty }
      guard let key = string(), take(UInt8(ascii: ":")), let value = value() else { return false }
      guard
        let name = try? json.read(String(decoding: bytes[key], as: UTF8.self), { $0.string })
      else { return false }
      parts.append(Part(range: value, line: line(at: value.lowerBound), key: name))
      skipSpace()
      guard take(UInt8(ascii: ",")) || isAt(UInt8(ascii: "}")) else { return false }
    }
  }

  /// Looks for the key among the object's own members.
  private mutating func elements(of wanted: [UInt8]) -> Bool {
    while true {
      skipSpace()
      guard let key = string(), take(UInt8(ascii: ":")) else { return false }
      skipSpace()
      if isAt(UInt8(ascii: "[")), bytes[key].dropFirst().dropLast().elementsEqual(wanted) { break }
      guard value() != nil, take(UInt8(ascii: ",")) else { return false }
    }
    at += 1
    let start = at
    while true {
      skipSpace()
      if isAt(UInt8(ascii: "]")) { break }
      guard let value = value() else { return false }
      parts.append(Part(range: value, line: line(at: value.lowerBound)))
      skipSpace()
      guard take(UInt8(ascii: ",")) || isAt(UInt8(ascii: "]")) else { return false }
    }
    surroundings = Array(bytes[..<start]) + Array(bytes[at...])
    return !parts.isEmpty
  }

  private func isAt(_ byte: UInt8) -> Bool { at < bytes.count && bytes[at] == byte }

  private mutating func take(_ byte: UInt8) -> Bool {
    skipSpace()
    guard isAt(byte) else { return false }
    at += 1
    return true
  }

  private mutating func skipSpace() {
    while at < bytes.count, BracketScan.isSpace(bytes[at]) { at += 1 }
  }

  /// A string with its quotes.
  private mutating func string() -> Range<Int>? {
    skipSpace()
    guard isAt(0x22), let base = bytes.baseAddress else { return nil }
    let start = at
    at += 1
    while true {
      at = PlainStretch.inString(base, from: at, to: bytes.count)
      guard at < bytes.count else { return nil }
      if bytes[at] == 0x22 { break }
      at += 2
    }
    at += 1
    return start..<at
  }

  private mutating func value() -> Range<Int>? {
    skipSpace()
    guard at < bytes.count else { return nil }
    let start = at
    switch bytes[at] {
    case 0x22: return string()
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      var scan = BracketScan()
      guard let base = bytes.baseAddress,
        let end = scan.end(in: base, from: at, to: bytes.count)
      else { return nil }
      at = end
      return start..<at
    default:
      let ends = Array(",]} \t\r\n".utf8)
      while at < bytes.count, !ends.contains(bytes[at]) { at += 1 }
      return at > start ? start..<at : nil
    }
  }

  private mutating func line(at place: Int) -> Int {
    while counted < place, let base = bytes.baseAddress,
      let found = memchr(base + counted, 0x0A, place - counted)
    {
      line += 1
      counted = UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found)) + 1
    }
    counted = max(counted, place)
    return line
  }
}
