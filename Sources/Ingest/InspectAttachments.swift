internal import SourceJSON
internal import Trajectories

/// Texts that a sample keeps apart and names by their hash.
struct InspectAttachments {
  private let texts: [String: String]
  private let budget = Budget()

  private static let prefix = "attachment://"
  /// Bytes that the names of a sample may stand for: a few long ones, named many times over, are no log.
  private static let limit = 1 << 28

  /// What is left of the limit.
  private final class Budget {
    var left = InspectAttachments.limit
  }

  init(_ attachments: JSONValue?) {
    var texts: [String: String] = [:]
    for member in attachments?.members.map({ $0 }) ?? [] {
      if let text = member.value.string { texts[member.key] = text }
    }
    self.texts = texts
  }

  /// A text with what its names stand for; names of what is not there stay.
  func resolved(_ text: String) throws(RecordError) -> String {
    try resolved(text) { $0 }
  }

  /// The same within JSON, where names stand in strings.
  func resolved(json: String) throws(RecordError) -> String {
    try resolved(json) { String(JSONText.quoted($0).dropFirst().dropLast()) }
  }

  private func resolved(
    _ text: String, _ written: (String) -> String
  ) throws(RecordError) -> String {
    guard !texts.isEmpty, text.utf8.count >= InspectAttachments.prefix.utf8.count else {
      return text
    }
    var pieces = text.components(of: InspectAttachments.prefix)
    guard pieces.count > 1 else { return text }
    var result = String(pieces.removeFirst())
    for piece in pieces {
      let name = piece.prefix { $0.isHexDigit }
      guard let found = texts[String(name)] else {
        result += InspectAttachments.prefix + piece
        continue
      }
      budget.left -= found.utf8.count
      guard budget.left >= 0 else {
        let limit = InspectAttachments.limit >> 20
        throw RecordError("the attachments that the sample names are more than \(limit) MiB")
      }
      result += written(found) + piece.dropFirst(name.count)
    }
    return result
  }
}

extension String {
  /// What stands between the occurrences of a text.
  fileprivate func components(of text: String) -> [Substring] {
    var parts: [Substring] = []
    var rest = self[...]
    while let found = rest.firstBytes(text) {
      parts.append(rest[..<found.lowerBound])
      rest = rest[found.upperBound...]
    }
    return parts + [rest]
  }
}
