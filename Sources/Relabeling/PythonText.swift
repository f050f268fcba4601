internal import Foundation

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

  /// `str.strip()`, on UTF-8.
  static func stripped(_ utf8: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    var start = 0
    var end = utf8.count
    while start < end {
      let (scalar, count) = decode(utf8, at: start)
      guard isSpace(scalar) else { break }
      start += count
    }
    while end > start {
      var lead = end - 1
      while lead > start, utf8[lead] & 0xC0 == 0x80 { lead -= 1 }
      guard isSpace(decode(utf8, at: lead).scalar) else { break }
      end = lead
    }
    return UnsafeBufferPointer(rebasing: utf8[start..<end])
  }

  /// Bytes that the first scalars take; nil: there are fewer.
  static func length(ofFirst scalars: Int, in utf8: UnsafeBufferPointer<UInt8>) -> Int? {
    guard utf8.count >= scalars, let base = UnsafeRawPointer(utf8.baseAddress) else { return nil }
    var left = scalars
    var at = 0
    // Eight at a time as long as all are ASCII.
    while left >= 8,
      base.loadUnaligned(fromByteOffset: at, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
    {
      at += 8
      left -= 8
    }
    while at < utf8.count {
      if utf8[at] & 0xC0 != 0x80 {
        if left == 0 { return at }
        left -= 1
      }
      at += 1
    }
    return left == 0 ? at : nil
  }

  /// The scalar that begins at a place of valid UTF-8, and its bytes.
  static func decode(
    _ utf8: UnsafeBufferPointer<UInt8>, at place: Int
  ) -> (scalar: Unicode.Scalar, count: Int) {
    let first = utf8[place]
    guard first >= 0x80 else { return (Unicode.Scalar(first), 1) }
    let count = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard place + count <= utf8.count else { return ("\u{FFFD}", 1) }
    var value = UInt32(first) & (0x7F >> UInt32(count))
    for at in place + 1..<place + count { value = value << 6 | UInt32(utf8[at] & 0x3F) }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", count)
  }

  /// Hands on the text's UTF-8 for a search that ignores the case of ASCII letters: as it is, unless it
  /// holds one of the two other letters whose `str.lower()` has an ASCII letter in it.
  static func withFolded<T>(_ text: String, _ body: (UnsafeBufferPointer<UInt8>) -> T) -> T {
    var text = text
    return text.withUTF8 { withFolded($0, body) }
  }

  static func withFolded<T>(
    _ utf8: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> T
  ) -> T {
    guard hasFoldingLetter(utf8) else { return body(utf8) }
    var bytes: [UInt8] = []
    appendLowercased(utf8, to: &bytes)
    return bytes.withUnsafeBufferPointer(body)
  }

  /// Whether U+0130 or U+212A occurs.
  private static func hasFoldingLetter(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let base = utf8.baseAddress else { return false }
    var at = 0
    while let found = memchr(base + at, 0xC4, utf8.count - at) {
      at = UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found)) + 1
      if at < utf8.count, utf8[at] == 0xB0 { return true }
    }
    at = 0
    while let found = memchr(base + at, 0xE2, utf8.count - at) {
      at = UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found)) + 1
      if at + 1 < utf8.count, utf8[at] == 0x84, utf8[at + 1] == 0xAA { return true }
    }
    return false
  }

  /// Appends the UTF-8 of `str.lower()`, as far as an ASCII search can tell the difference: ASCII
  /// letters, and the two others whose lower case holds an ASCII letter (U+0130, U+212A).
  static func appendLowercased(_ text: String, to bytes: inout [UInt8]) {
    var text = text
    text.withUTF8 { appendLowercased($0, to: &bytes) }
  }

  private static func appendLowercased(
    _ utf8: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]
  ) {
    bytes.reserveCapacity(bytes.count + utf8.count)
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

  static func lowercased(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    appendLowercased(text, to: &bytes)
    return bytes
  }

  /// Whether the bytes of one text stand in another.
  static func contains(_ text: String, _ part: String) -> Bool {
    var text = text
    var part = part
    return text.withUTF8 { text in
      part.withUTF8 { part in
        guard let needle = part.baseAddress, let first = part.first else { return true }
        guard let base = text.baseAddress else { return false }
        var at = 0
        while text.count - at >= part.count,
          let found = memchr(base + at, Int32(first), text.count - at - part.count + 1)
        {
          if memcmp(found, needle, part.count) == 0 { return true }
          at = UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found)) + 1
        }
        return false
      }
    }
  }

  /// `\d` of Python's `re`: any decimal digit of Unicode.
  static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x80: return (0x30...0x39).contains(scalar.value)
    // Scripts without digits of their own, for speed: those of Europe and what surrounds them, and from
    // the general punctuation to the ideographs.
    case 0x80..<0x660, 0x2000..<0xA000: return false
    default: break
    }
    return scalar.properties.generalCategory == .decimalNumber
  }
}
