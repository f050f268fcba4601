internal import Crypto

/// Content digests: `sha256:` and 64 lower-case hexadecimal digits.
public enum Digest {
  public static let prefix = "sha256:"

  public static func of(_ bytes: UnsafeRawBufferPointer) -> String {
    var hasher = SHA256()
    hasher.update(bufferPointer: bytes)
    return text(hasher.finalize())
  }

  public static func of(_ text: String) -> String {
    var text = text
    return text.withUTF8 { of(UnsafeRawBufferPointer($0)) }
  }

  /// The first 8 bytes of a text's sha256, as a big-endian number: for hashes that divide, not for identities.
  public static func leadingNumber(of text: String) -> UInt64 {
    var text = text
    return text.withUTF8 { bytes in
      SHA256.hash(data: bytes).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
  }

  /// The 32 bytes of a digest; nil: the text is none.
  public static func bytes(of text: String) -> [UInt8]? {
    let utf8 = Array(text.utf8)
    guard utf8.count == 71, text.hasPrefix(prefix) else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(32)
    for at in stride(from: prefix.utf8.count, to: 71, by: 2) {
      guard let high = value(of: utf8[at]), let low = value(of: utf8[at + 1]) else { return nil }
      bytes.append(high << 4 | low)
    }
    return bytes
  }

  private static func value(of digit: UInt8) -> UInt8? {
    switch digit {
    case 0x30...0x39: digit - 0x30
    case 0x61...0x66: digit - 0x61 + 10
    default: nil
    }
  }

  private static let digits = Array("0123456789abcdef".utf8)

  /// The text of a hash: its 32 bytes.
  public static func text(_ digest: some Sequence<UInt8>) -> String {
    String(unsafeUninitializedCapacity: 71) { buffer in
      var at = buffer.update(fromContentsOf: prefix.utf8)
      for byte in digest.prefix(32) {
        buffer[at] = digits[Int(byte >> 4)]
        buffer[at + 1] = digits[Int(byte & 15)]
        at += 2
      }
      return at
    }
  }
}
