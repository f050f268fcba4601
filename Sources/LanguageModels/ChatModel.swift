/// Whatever answers requests: an endpoint, a batch file, a script.
public protocol ChatModel: Sendable {
  /// - Throws: `ChatError` where there is no answer; that is no attempt, but a gap to be filled later.
  func answer(_ request: ChatRequest) async throws -> ChatAnswer
}
