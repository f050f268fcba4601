internal import Foundation

/// A key that descriptions, mirrors and dumps do not show.
struct Secret: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Shorter ones, such as the `EMPTY` that local servers want, are no secret: taking them out would spoil
  /// answers that hold the word by chance.
  static let shortest = 8
  static let mark = "[key]"

  private let value: String

  /// nil for a text that is white space alone, or cannot stand in a header.
  init?(_ text: String) {
    let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
    guard !trimmed.isEmpty, trimmed.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
    value = trimmed
  }

  /// Value of the header `Authorization`.
  var bearer: String { "Bearer " + value }

  var description: String { Secret.mark }
  var debugDescription: String { Secret.mark }
  var customMirror: Mirror { Mirror(self, children: []) }

  /// The text without the key, as it stands and as JSON escapes it.
  func redacted(_ text: String) -> String {
    guard value.utf8.count >= Secret.shortest else { return text }
    var text = text
    for form in forms where Secret.has(&text, form) {
      text = text.replacingOccurrences(of: form, with: Secret.mark)
    }
    return text
  }

  private var forms: [String] {
    let escaped = value.replacingOccurrences(of: "\\", with: "\\\\")
      .replacingOccurrences(of: "\"", with: "\\\"")
    let forms = [value, escaped, escaped.replacingOccurrences(of: "/", with: "\\/")]
    return forms.enumerated().filter { forms.firstIndex(of: $0.element) == $0.offset }
      .map(\.element)
  }

  private static func has(_ text: inout String, _ part: String) -> Bool {
    let part = Array(part.utf8)
    return text.withUTF8 { bytes in
      guard let base = UnsafeRawPointer(bytes.baseAddress), let first = part.first else {
        return false
      }
      var at = 0
      while bytes.count - at >= part.count,
        let found = memchr(base + at, Int32(first), bytes.count - at - part.count + 1)
      {
        if memcmp(found, part, part.count) == 0 { return true }
        at = UnsafeRawPointer(found) - base + 1
      }
      return false
    }
  }
}
