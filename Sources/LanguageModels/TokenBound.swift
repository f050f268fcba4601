/// How many tokens a request may have, before an endpoint has counted them.
enum TokenBound {
  /// Tokens that stand around each message, at most.
  private static let perMessage = 8

  /// No fewer than there can be: a token stands for one byte at least.
  static func mostPromptTokens(_ request: ChatRequest) -> Int {
    bytes(request) + perMessage * (request.messages.count + 1)
  }

  static func mostCompletionTokens(_ request: ChatRequest) -> Int {
    request.mostCompletionTokens
  }

  /// About as many as there will be: a token for four bytes.
  static func likelyTokens(_ request: ChatRequest) -> Int {
    bytes(request) / 4 + perMessage * request.messages.count + (request.maxTokens ?? 256)
  }

  private static func bytes(_ request: ChatRequest) -> Int {
    request.messages.reduce(request.schema?.json.utf8.count ?? 0) { $0 + $1.content.utf8.count }
  }
}
