/// Where in a JSON text a byte stands: how deep, and whether in a string.
struct BracketScan {
  private(set) var depth = 0
  private(set) var isInString = false
  private var isEscaped = false

  /// Takes the next byte; false once the value that the text begins with is closed by it.
  @inline(__always)
  mutating func isWithin(after byte: UInt8) -> Bool {
    if isInString {
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == 0x22 {
        isInString = false
      }
      return true
    }
    switch byte {
    case 0x22: isInString = true
    case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
    case UInt8(ascii: "}"), UInt8(ascii: "]"):
      depth -= 1
      return depth > 0
    default: break
    }
    return true
  }

  /// Takes bytes up to the one that closes the value that the text begins with.
  /// - Returns: the offset behind it; nil: all bytes were taken, and the value goes on.
  mutating func end(in bytes: UnsafePointer<UInt8>, from start: Int, to end: Int) -> Int? {
    var at = start
    while true {
      if !isInString {
        at = PlainStretch.outside(bytes, from: at, to: end)
      } else if !isEscaped {
        at = PlainStretch.inString(bytes, from: at, to: end)
      }
      guard at < end else { return nil }
      let isWithin = isWithin(after: bytes[at])
      at += 1
      if !isWithin { return at }
    }
  }

  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
