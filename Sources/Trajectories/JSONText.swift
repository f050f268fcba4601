/// JSON string escapes, shared by everything that writes JSON.
public enum JSONText {
  private static let hexadecimal = Array("0123456789abcdef".utf8)

  /// Appends the text with the least escapes that JSON allows: quotes, backslashes, control characters.
  public static func escape(_ text: String, into bytes: inout [UInt8]) {
    var text = text
    text.withUTF8 { utf8 in
      guard let base = UnsafeRawPointer(utf8.baseAddress) else { return }
      var start = 0
      while true {
        let at = plainEnd(base, from: start, to: utf8.count)
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start..<at]))
        guard at < utf8.count else { return }
        append(escapeOf: utf8[at], to: &bytes)
        start = at + 1
      }
    }
  }

  private static func append(escapeOf byte: UInt8, to bytes: inout [UInt8]) {
    bytes.append(0x5C)
    switch byte {
    case 0x22, 0x5C: bytes.append(byte)
    case 0x08: bytes.append(UInt8(ascii: "b"))
    case 0x09: bytes.append(UInt8(ascii: "t"))
    case 0x0A: bytes.append(UInt8(ascii: "n"))
    case 0x0C: bytes.append(UInt8(ascii: "f"))
    case 0x0D: bytes.append(UInt8(ascii: "r"))
    default:
      bytes.append(contentsOf: "u00".utf8)
      bytes.append(hexadecimal[Int(byte >> 4)])
      bytes.append(hexadecimal[Int(byte & 15)])
    }
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
