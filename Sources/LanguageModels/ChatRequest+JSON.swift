internal import SourceJSON

extension ChatRequest {
  /// Reads what `canonicalJSON` wrote.
  /// - Returns: nil for anything else.
  public init?(canonicalJSON text: String) {
    let read = try? JSONReader().read(text) { root in ChatRequest(root) }
    guard let request = read ?? nil, request.canonicalJSON == text else { return nil }
    self = request
  }

  private init?(_ root: JSONValue) {
    guard let endpoint = root["endpoint"]?.string, let model = root["model"]?.string,
      let series = root["series"]?.string, let temperature = root["temperature"]?.double,
      let listed = root["messages"]
    else { return nil }
    var messages: [ChatMessage] = []
    for message in listed.elements {
      guard let role = (message["role"]?.string).flatMap(ChatMessage.Role.init(rawValue:)),
        let content = message["content"]?.string
      else { return nil }
      messages.append(ChatMessage(role, content))
    }
    var schema: AnswerSchema?
    if let found = root["schema"] {
      guard let name = found["name"]?.string, let json = found["json"] else { return nil }
      schema = AnswerSchema(name: name, json: json.sourceText)
    }
    self.init(
      endpoint: endpoint, model: model, messages: messages, temperature: temperature,
      maxTokens: root["max_tokens"]?.int, schema: schema,
      delivery: (root["delivery"]?.string).flatMap(AnswerSchema.Delivery.init(rawValue:)) ?? .none,
      k: root["k"]?.int, series: series, repairs: root["repairs"]?.string)
  }
}
