/// Text as Python's `str` treats it, where parity with the published code depends on it.
enum PythonText {
  /// `str.isspace` of one character.
  static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09...0x0D, 0x1C...0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F,
      0x205F, 0x3000:
      true
    default: false
    }
  }

  /// `str.strip()`.
  static func stripped(_ text: String) -> Substring.UnicodeScalarView {
    var scalars = text.unicodeScalars[...]
    while let first = scalars.first, isSpace(first) { scalars.removeFirst() }
    while let last = scalars.last, isSpace(last) { scalars.removeLast() }
    return scalars
  }

  /// Appends the UTF-8 of `str.lower()`, as far as an ASCII search can tell the difference: ASCII
  /// letters, and the two others whose lower case holds an ASCII letter (U+0130, U+212A).
  static func appendLowercased(_ text: String, to bytes: inout [UInt8]) {
    var text = text
    text.withUTF8 { utf8 in
      var at = 0
      while at < utf8.count {
        let byte = utf8[at]
        switch byte {
        case 0x41...0x5A:
          bytes.append(byte | 0x20)
        case 0xC4 where at + 1 < utf8.count && utf8[at + 1] == 0xB0:
          bytes.append(contentsOf: [0x69, 0xCC, 0x87])
          at += 1
        case 0xE2 where at + 2 < utf8.count && utf8[at + 1] == 0x84 && utf8[at + 2] == 0xAA:
          bytes.append(0x6B)
          at += 2
        default:
          bytes.append(byte)
        }
        at += 1
      }
    }
  }

  static func lowercased(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    appendLowercased(text, to: &bytes)
    return bytes
  }

  /// `\d` of Python's `re`: any decimal digit of Unicode.
  static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x80 { return (0x30...0x39).contains(scalar.value) }
    return scalar.properties.generalCategory == .decimalNumber
  }
}
