internal import CSimdjson

/// What is wrong with a text that should be JSON.
public struct JSONSyntaxError: Error, Equatable {
  /// The parser's words.
  public let message: String
  /// Byte at which reading stopped, from 0, as far as the parser knows it.
  public let offset: Int
}

/// Reads JSON texts one after another with simdjson, keeping for every value the source bytes it came from.
///
/// Numbers and nested values are thus available as their own text, which Foundation cannot give:
/// digests and exports depend on it (DESIGN.md §2, §4). A reader serves one thread at a time.
public final class JSONReader {
  private let reader: OpaquePointer
  private var scratch: [UInt8] = []

  /// Bytes that have to be readable behind a text passed to `read(padded:length:)`.
  public static let padding = rg_padding()

  /// Arrays and objects within each other; a text with more is refused.
  public static let maximumDepth = Int(RG_MAX_DEPTH)

  public init() {
    reader = rg_reader_new()
  }

  deinit { rg_reader_free(reader) }

  /// Reads one JSON text whose buffer has `JSONReader.padding` readable bytes behind `length`.
  ///
  /// - Returns: the root value; it and all below it are valid until the next read and while the buffer lives.
  /// - Throws: `JSONSyntaxError`.
  public func read(padded bytes: UnsafePointer<UInt8>, length: Int) throws(JSONSyntaxError)
    -> JSONValue
  {
    var offset = 0
    if let message = rg_read(reader, bytes, length, &offset) {
      throw JSONSyntaxError(message: String(cString: message), offset: offset)
    }
    guard let root = value(0, in: bytes) else {
      throw JSONSyntaxError(message: "The text is empty.", offset: 0)
    }
    return root
  }

  /// A value of the text that was read last, by its `JSONValue.node`; 0 is the root.
  ///
  /// - Parameter bytes: that text, or a copy of it.
  public func value(_ node: Int, in bytes: UnsafePointer<UInt8>) -> JSONValue? {
    var count = 0
    guard let nodes = rg_nodes(reader, &count), node < count else { return nil }
    return JSONValue(nodes: nodes, source: bytes, arena: rg_arena(reader), index: node)
  }

  /// Reads a text after copying it behind padding, and hands the root to `body`.
  public func read<T>(_ text: String, _ body: (JSONValue) throws -> T) throws -> T {
    scratch.removeAll(keepingCapacity: true)
    scratch.append(contentsOf: text.utf8)
    let length = scratch.count
    scratch.append(contentsOf: repeatElement(0, count: JSONReader.padding))
    return try scratch.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else {
        throw JSONSyntaxError(message: "no text", offset: 0)
      }
      return try body(read(padded: base, length: length))
    }
  }
}
