import LanguageModels
import Testing

@Suite("A request to a model")
struct ChatRequestTests {
  private let request = ChatRequest(
    endpoint: "local", model: "m", messages: [ChatMessage(.user, "hello")], temperature: 0.3,
    schema: AnswerSchema(name: "answer", json: #"{"type":"object"}"#), delivery: .schema, k: 1)

  @Test("is known by everything that shapes its answer, and by nothing else")
  func digest() {
    var others: [ChatRequest] = []
    func other(_ change: (inout ChatRequest) -> Void) {
      var copy = request
      change(&copy)
      others.append(copy)
    }
    other { $0.endpoint = "elsewhere" }
    other { $0.model = "n" }
    other { $0.messages = [ChatMessage(.system, "hello")] }
    other { $0.messages.append(ChatMessage(.user, "again")) }
    other { $0.temperature = 0.7 }
    other { $0.maxTokens = 100 }
    other { $0.schema = nil }
    other { $0.schema = AnswerSchema(name: "answer", json: "{}") }
    other { $0.delivery = .object }
    other { $0.k = 2 }
    other { $0.series = "again" }
    other { $0.repairs = "sha256:0" }
    #expect(Set(([request] + others).map(\.digest)).count == others.count + 1)
    #expect(
      request.digest
        == ChatRequest(
          endpoint: "local", model: "m", messages: [ChatMessage(.user, "hello")], temperature: 0.3,
          schema: AnswerSchema(name: "answer", json: #"{"type":"object"}"#), delivery: .schema, k: 1
        ).digest)
  }
}
