/// Bytes that structure a JSON text, looked for eight at a time.
enum PlainStretch {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highs: UInt64 = 0x8080_8080_8080_8080

  /// Within a string: where its next quote or backslash stands, else `end`.
  @inline(__always)
  static func inString(_ bytes: UnsafePointer<UInt8>, from start: Int, to end: Int) -> Int {
    var at = start
    while at + 8 <= end {
      let word = word(bytes, at)
      let found = zeros(word ^ (ones &* 0x22)) | zeros(word ^ (ones &* 0x5C))
      if found != 0 { return at + found.trailingZeroBitCount / 8 }
      at += 8
    }
    while at < end, bytes[at] != 0x22, bytes[at] != 0x5C { at += 1 }
    return at
  }

  /// Outside of strings: where the next byte stands that can be a quote or a bracket, else `end`.
  @inline(__always)
  static func outside(_ bytes: UnsafePointer<UInt8>, from start: Int, to end: Int) -> Int {
    var at = start
    while at + 8 <= end {
      let word = word(bytes, at)
      // All brackets are 0x59 but for the bits that are left out.
      let found = zeros(word ^ (ones &* 0x22)) | zeros(word & (ones &* 0xD9) ^ (ones &* 0x59))
      if found != 0 { return at + found.trailingZeroBitCount / 8 }
      at += 8
    }
    while at < end, bytes[at] != 0x22, bytes[at] & 0xD9 != 0x59 { at += 1 }
    return at
  }

  @inline(__always)
  private static func word(_ bytes: UnsafePointer<UInt8>, _ at: Int) -> UInt64 {
    UInt64(littleEndian: UnsafeRawPointer(bytes).loadUnaligned(fromByteOffset: at, as: UInt64.self))
  }

  /// The high bit of each byte that is zero; a borrow can set that of a later byte, never of an earlier one.
  @inline(__always)
  private static func zeros(_ word: UInt64) -> UInt64 { (word &- ones) & ~word & highs }
}
