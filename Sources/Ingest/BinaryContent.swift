/// Content that is no text, told from its first bytes.
enum BinaryContent {
  private static let known: [(start: [UInt8], name: String)] = [
    ([0x50, 0x4B, 0x03, 0x04], "a zip archive"),
    ([0x28, 0xB5, 0x2F, 0xFD], "a Zstandard file"),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "an xz file"),
    ([0x42, 0x5A, 0x68], "a bzip2 file"),
    (Array("SQLite format 3".utf8), "an SQLite database"),
    ([0x89, 0x50, 0x4E, 0x47], "a PNG image"),
    ([0x7F, 0x45, 0x4C, 0x46], "an ELF program"),
    (Array("PAR1".utf8), "a Parquet file"),
    (Array("%PDF".utf8), "a PDF file"),
  ]

  /// What the bytes begin, in words; nil: they may be text.
  static func words(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    if let found = known.first(where: { bytes.starts(with: $0.start) }) { return found.name }
    let start = bytes.prefix(256)
    let isControl = start.contains { $0 < 0x20 && !(0x09...0x0D).contains($0) && $0 != 0x1B }
    guard isControl || !isText(start) else { return nil }
    let shown = start.prefix(8).map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
    return "binary data that begin with the bytes \(shown.joined(separator: " "))"
  }

  /// UTF-8, but for a character that the end cuts off.
  private static func isText(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    (0...3).contains { String(validating: bytes.dropLast($0), as: UTF8.self) != nil }
  }
}
