/// How many tokens a text takes, without the model's own tokenizer.
///
/// One for each digit, a third of the other UTF-8 bytes, rounded up, and eight for each message. Meant to err
/// on the high side: English prose has about four bytes a token, JSON and code about three, a Chinese character
/// is three bytes and mostly one token, and some models take every digit for itself. Long strings of
/// random letters can take more than this says.
public enum TokenEstimate {
  /// Stands in the config of every model engine.
  public static let name = "digits+rest/3+8"
  static let bytesPerToken = 3
  static let tokensPerMessage = 8

  public static func tokens(of text: String) -> Int {
    var length = Length()
    length.add(text)
    return length.tokens
  }

  /// Of a text in pieces.
  public struct Length {
    private var digits = 0
    private var bytes = 0

    public init() {}

    public mutating func add(_ text: String) {
      var text = text
      text.withUTF8 { utf8 in
        // Without a branch, which would cost more than the rest of an export's line.
        digits += utf8.reduce(0) { $0 &+ ($1 &- 0x30 < 10 ? 1 : 0) }
        bytes += utf8.count
      }
    }

    var tokens: Int {
      digits + (bytes - digits + TokenEstimate.bytesPerToken - 1) / TokenEstimate.bytesPerToken
    }

    /// As a message of its own.
    public var tokensOfMessage: Int { tokens + TokenEstimate.tokensPerMessage }
  }

  /// - Parameter schema: nil where the endpoint is not handed one; one that the prompt spells out counts there.
  public static func tokens(of messages: [ChatMessage], schema: AnswerSchema? = nil) -> Int {
    messages.reduce(schema.map { tokens(of: $0.json) } ?? 0) {
      $0 + tokensPerMessage + tokens(of: $1.content)
    }
  }
}
