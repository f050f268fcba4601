internal import SourceJSON
internal import Trajectories

/// What a chat message says: a string, or the text parts of an array, one below the other.
struct MessageContent {
  /// nil: the message has no content, or none of its parts is text.
  private(set) var text: String?
  /// The text as JSON, in the source's own writing where it is one string.
  private(set) var json: String?
  /// What is no text, as members of a JSON object by where it stands.
  private(set) var rest: [String] = []

  private static let textTypes = ["text", "input_text", "output_text"]

  /// - Parameter allowsParts: false: only a string will do.
  init(of message: inout RecordObject, allowsParts: Bool) throws(RecordError) {
    guard let value = message.take("content") else { return }
    if let string = value.string {
      text = string
      json = value.sourceText
      return
    }
    guard allowsParts else { throw message.wrong("content", value, "a string") }
    guard value.kind == .array else {
      throw message.wrong("content", value, "a string or an array of parts")
    }
    var texts: [String] = []
    for (index, element) in value.elements.enumerated() {
      let place = message.path("content[\(index)]")
      if let string = element.string {
        texts.append(string)
        continue
      }
      var part = try RecordObject(element, place: place)
      if let type = element["type"]?.string, MessageContent.textTypes.contains(type),
        let string = element["text"]?.string
      {
        texts.append(string)
        _ = part.take("type")
        _ = part.take("text")
      }
      if let left = part.leftoverObject { rest.append(JSONText.quoted(place) + ":" + left) }
    }
    guard !texts.isEmpty else { return }
    let joined = texts.joined(separator: "\n")
    text = joined
    json = JSONText.quoted(joined)
  }
}
