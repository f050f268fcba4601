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

  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
