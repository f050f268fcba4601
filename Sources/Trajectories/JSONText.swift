/// JSON string escapes, shared by everything that writes JSON.
public enum JSONText {
  private static let hexadecimal = Array("0123456789abcdef".utf8)

  /// Appends the text with the least escapes that JSON allows: quotes, backslashes, control characters.
  public static func escape(_ text: String, into bytes: inout [UInt8]) {
    var text = text
    text.withUTF8 { escape($0, into: &bytes) }
  }

  /// As for a string, of valid UTF-8.
  public static func escape(_ utf8: UnsafeBufferPointer<UInt8>, into bytes: inout [UInt8]) {
    forEachPiece(utf8) { bytes.append(contentsOf: $0) }
  }

  /// Hands on what the escaped text is made of: stretches of the text, and escapes.
  @inline(__always)
  static func forEachPiece(
    _ utf8: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Void
  ) {
    guard let base = UnsafeRawPointer(utf8.baseAddress) else { return }
    var start = 0
    while true {
      let at = plainEnd(base, from: start, to: utf8.count)
      if at > start { body(UnsafeBufferPointer(rebasing: utf8[start..<at])) }
      guard at < utf8.count else { return }
      withEscape(of: utf8[at], body)
      start = at + 1
    }
  }

  @inline(__always)
  private static func withEscape(
    of byte: UInt8, _ body: (UnsafeBufferPointer<UInt8>) -> Void
  ) {
    let short: StaticString? =
      switch byte {
      case 0x22: "\\\""
      case 0x5C: "\\\\"
      case 0x08: "\\b"
      case 0x09: "\\t"
      case 0x0A: "\\n"
      case 0x0C: "\\f"
      case 0x0D: "\\r"
      default: nil
      }
    if let short { return short.withUTF8Buffer(body) }
    var long = Array("\\u00".utf8)
    long.append(hexadecimal[Int(byte >> 4)])
    long.append(hexadecimal[Int(byte & 15)])
    long.withUnsafeBufferPointer(body)
  }

  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highs: UInt64 = 0x8080_8080_8080_8080

  /// Where the first byte stands that needs an escape, else the end; eight bytes at a time.
  private static func plainEnd(_ base: UnsafeRawPointer, from start: Int, to end: Int) -> Int {
    var at = start
    while at + 8 <= end {
      let word = base.loadUnaligned(fromByteOffset: at, as: UInt64.self)
      let quote = word ^ (ones &* 0x22)
      let slash = word ^ (ones &* 0x5C)
      // A byte's high bit is set where it is below 0x20, a quote or a backslash; a borrow can set a
      // later byte's bit too, never an earlier one's.
      let found =
        ((word &- (ones &* 0x20)) & ~word | (quote &- ones) & ~quote | (slash &- ones) & ~slash)
        & highs
      if found != 0 { return at + found.trailingZeroBitCount / 8 }
      at += 8
    }
    while at < end {
      let byte = base.load(fromByteOffset: at, as: UInt8.self)
      if byte < 0x20 || byte == 0x22 || byte == 0x5C { return at }
      at += 1
    }
    return end
  }

  /// The text as a JSON string, quotes included.
  public static func quoted(_ text: String) -> String {
    var bytes: [UInt8] = []
    quote(text, into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the text as a JSON string, quotes included.
  public static func quote(_ text: String, into bytes: inout [UInt8]) {
    bytes.append(0x22)
    escape(text, into: &bytes)
    bytes.append(0x22)
  }
}
