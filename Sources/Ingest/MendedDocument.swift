internal import SourceJSON
internal import Trajectories

/// An object that is no JSON, without the parts of it that are not: enough to recognise its format.
///
/// Python writes NaN for what is not known, which no JSON is; one such number should not hide what a file of
/// many runs is.
struct MendedDocument {
  private(set) var text: [UInt8] = Array("{".utf8)

  /// Elements of an array that are kept.
  private static let elementLimit = 8

  /// - Returns: nil where nothing of it is JSON.
  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let all = DocumentParts(bytes, unit: .members, line: 1) else { return nil }
    let json = JSONReader()
    func isJSON(_ part: DocumentParts.Part, of bytes: UnsafeBufferPointer<UInt8>) -> Bool {
      let text = String(decoding: bytes[part.range], as: UTF8.self)
      return (try? json.read(text) { _ in true }) ?? false
    }
    for member in all.parts {
      let key = member.key ?? ""
      if isJSON(member, of: bytes) {
        add(key, Array(bytes[member.range]))
      } else if let list = DocumentParts(bytes, unit: .elements(of: key), line: 1) {
        let good = list.parts.lazy.filter { isJSON($0, of: bytes) }
          .prefix(MendedDocument.elementLimit)
        let elements = good.map { Array(bytes[$0.range]) }.joined(separator: Array(",".utf8))
        add(key, Array("[".utf8) + elements + Array("]".utf8))
      }
    }
    guard text.count > 1 else { return nil }
    text.append(UInt8(ascii: "}"))
  }

  private mutating func add(_ key: String, _ value: [UInt8]) {
    if text.count > 1 { text.append(UInt8(ascii: ",")) }
    JSONText.quote(key, into: &text)
    text.append(UInt8(ascii: ":"))
    text += value
  }
}
