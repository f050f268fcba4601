internal import Foundation
internal import SourceJSON

/// What is wrong with a record that is no JSON, in words that say where and why.
struct SyntaxWords: CustomStringConvertible {
  let description: String

  /// - Parameter bytes: the record that was read.
  init(_ error: JSONSyntaxError, in bytes: UnsafeBufferPointer<UInt8>) {
    description = "not JSON: " + SyntaxWords.words(error, bytes)
  }

  private static func words(
    _ error: JSONSyntaxError, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> String {
    let message = error.message
    if message.contains("UTF-8"), let place = invalidUTF8(bytes) {
      return "no UTF-8 at byte \(place) of the record"
    }
    if message.contains("too deep") {
      return "nested too deep: more than \(JSONReader.maximumDepth) arrays and objects"
    }
    if message.contains("never closed") || message.contains("ended early") {
      return trimmed(message) + "; the record may be cut short"
    }
    let token = token(bytes, from: error.offset)
    if let literal = ["NaN", "Infinity", "-Infinity"].first(where: { token.text.hasPrefix($0) }) {
      return "\(literal) at byte \(token.place) of the record; write null for what is not known"
    }
    if message.contains("parsing a string"),
      let (escape, place) = loneSurrogate(bytes, from: error.offset)
    {
      return "\(escape) at byte \(place) of the record is half a surrogate pair, which is no text"
    }
    return trimmed(message)
      + (error.offset > 0 ? " (near byte \(error.offset) of the record)" : "")
  }

  private static func trimmed(_ message: String) -> String {
    message.hasSuffix(".") ? String(message.dropLast()) : message
  }

  /// First byte that is no UTF-8, from 0.
  private static func invalidUTF8(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var decoder = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var place = 0
    while true {
      switch decoder.parseScalar(from: &iterator) {
      case .valid(let scalar): place += scalar.count
      case .emptyInput: return nil
      case .error: return place
      }
    }
  }

  /// The first bare word behind an offset: what is no string and no punctuation.
  private static func token(
    _ bytes: UnsafeBufferPointer<UInt8>, from offset: Int
  ) -> (text: String, place: Int) {
    var at = min(offset, bytes.count)
    var isInString = false
    scan: while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "\\") where isInString: at += 1
      case 0x22: isInString.toggle()
      case _ where isInString: break
      case 0x20, 0x09, 0x0A, 0x0D: break
      case UInt8(ascii: ","), UInt8(ascii: ":"): break
      case UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"): break
      default: break scan
      }
      at += 1
    }
    at = min(at, bytes.count)
    return (String(decoding: bytes[at..<min(at + 10, bytes.count)], as: UTF8.self), at)
  }

  /// The first `\ud8…` that no `\udc…` follows, or the other way round.
  private static func loneSurrogate(
    _ bytes: UnsafeBufferPointer<UInt8>, from offset: Int
  ) -> (escape: String, place: Int)? {
    var at = offset
    while at + 6 <= bytes.count {
      guard bytes[at] == UInt8(ascii: "\\") else {
        at += 1
        continue
      }
      guard let unit = unit(bytes, at), (0xD800...0xDFFF).contains(unit) else {
        at += 2
        continue
      }
      if unit < 0xDC00, let low = self.unit(bytes, at + 6), (0xDC00...0xDFFF).contains(low) {
        at += 12
        continue
      }
      return (String(decoding: bytes[at..<(at + 6)], as: UTF8.self), at)
    }
    return nil
  }

  /// The number in a `\uXXXX` escape.
  private static func unit(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> UInt16? {
    guard at + 6 <= bytes.count, bytes[at] == UInt8(ascii: "\\"),
      bytes[at + 1] == UInt8(ascii: "u")
    else { return nil }
    return UInt16(String(decoding: bytes[(at + 2)..<(at + 6)], as: UTF8.self), radix: 16)
  }
}
