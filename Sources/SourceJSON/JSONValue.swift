internal import CSimdjson
internal import Foundation

/// A value in a text that `JSONReader` has read: a window on the source, valid until the reader's next read.
public struct JSONValue {
  public enum Kind: Equatable, Sendable { case null, bool, number, string, array, object }

  let nodes: UnsafePointer<rg_node>
  let source: UnsafePointer<UInt8>
  let arena: UnsafePointer<UInt8>?
  let index: Int

  private var own: rg_node { nodes[index] }

  /// Number of the value in its text, from 0, the root.
  public var node: Int { index }

  private func at(_ other: Int) -> JSONValue {
    JSONValue(nodes: nodes, source: source, arena: arena, index: other)
  }

  public var kind: Kind {
    switch Int(own.kind) {
    case Int(RG_NULL.rawValue): .null
    case Int(RG_FALSE.rawValue), Int(RG_TRUE.rawValue): .bool
    case Int(RG_NUMBER.rawValue): .number
    case Int(RG_STRING.rawValue): .string
    case Int(RG_ARRAY.rawValue): .array
    default: .object
    }
  }

  public var isNull: Bool { kind == .null }

  /// The bytes of this value in the source, quotes and brackets included.
  public var sourceBytes: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: source + Int(own.start), count: Int(own.length))
  }

  /// The source's own text of this value, byte for byte.
  public var sourceText: String { String(decoding: sourceBytes, as: UTF8.self) }

  /// Offset of the value's first byte in the source.
  public var offset: Int { Int(own.start) }

  /// The unescaped text of a string; nil for anything else.
  public var string: String? {
    guard let bytes = stringBytes else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The unescaped UTF-8 of a string; nil for anything else.
  public var stringBytes: UnsafeBufferPointer<UInt8>? {
    guard kind == .string else { return nil }
    let start = Int(own.text_start)
    let count = Int(own.text_length)
    if own.in_arena == 1 {
      guard let arena else { return nil }
      return UnsafeBufferPointer(start: arena + start, count: count)
    }
    return UnsafeBufferPointer(start: source + start, count: count)
  }

  public var bool: Bool? {
    guard kind == .bool else { return nil }
    return Int(own.kind) == Int(RG_TRUE.rawValue)
  }

  /// A number as the nearest double; nil for anything else and for numbers too large for a double.
  public var double: Double? {
    guard kind == .number, let value = Double(sourceText), value.isFinite else { return nil }
    return value
  }

  /// A number written as an integer that fits 64 bits; nil for anything else.
  public var int: Int? {
    guard kind == .number else { return nil }
    return Int(sourceText)
  }

  /// The elements of an array, in order; empty for anything else.
  public var elements: JSONElements {
    JSONElements(root: self, cursor: index + 1, end: kind == .array ? Int(own.next) : index + 1)
  }

  /// The members of an object, in the source's order, repeated keys included; empty for anything else.
  public var members: JSONMembers {
    JSONMembers(root: self, cursor: index + 1, end: kind == .object ? Int(own.next) : index + 1)
  }

  /// The value under a key, the last one where the key is repeated (as Python's `json` has it).
  public subscript(_ key: StaticString) -> JSONValue? {
    var found: JSONValue?
    for member in members where member.isNamed(key) { found = member.value }
    return found
  }

  fileprivate func child(_ other: Int) -> (value: JSONValue, next: Int) {
    let value = at(other)
    return (value, Int(value.own.next))
  }
}

public struct JSONElements: Sequence, IteratorProtocol {
  let root: JSONValue
  var cursor: Int
  let end: Int

  public mutating func next() -> JSONValue? {
    guard cursor < end else { return nil }
    let (value, after) = root.child(cursor)
    cursor = after
    return value
  }
}

public struct JSONMembers: Sequence, IteratorProtocol {
  let root: JSONValue
  var cursor: Int
  let end: Int

  public mutating func next() -> JSONMember? {
    guard cursor < end else { return nil }
    let (name, afterKey) = root.child(cursor)
    let (value, after) = root.child(afterKey)
    cursor = after
    return JSONMember(name: name, value: value)
  }
}

/// A member of an object.
public struct JSONMember {
  /// The key, a string.
  public let name: JSONValue
  public let value: JSONValue

  /// The unescaped key.
  public var key: String { name.string ?? "" }

  /// Whether the key is this one, byte for byte; makes no string.
  public func isNamed(_ key: StaticString) -> Bool {
    guard key.hasPointerRepresentation, let bytes = name.stringBytes,
      bytes.count == key.utf8CodeUnitCount
    else { return false }
    guard let base = bytes.baseAddress else { return true }
    return memcmp(base, key.utf8Start, bytes.count) == 0
  }
}
