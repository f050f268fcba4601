/// Several models, each asked under its endpoint's name.
public struct ChatModels: ChatModel {
  /// By endpoint.
  public let models: [String: any ChatModel]

  public init(_ models: [String: any ChatModel]) { self.models = models }

  /// - Throws: as the endpoint's model; `ChatError.unknownModel` for an endpoint that is not among them.
  public func answer(_ request: ChatRequest) async throws -> ChatAnswer {
    guard let model = models[request.endpoint] else {
      throw ChatError.unknownModel(
        endpoint: request.endpoint, model: request.model, reason: "no such endpoint is named")
    }
    return try await model.answer(request)
  }
}
