internal import SourceJSON
internal import Synchronization

extension HTTPChatModel {
  /// The strictest delivery that the endpoint follows: asked for once, remembered from then on; tasks that ask
  /// meanwhile wait for the same answer. An error is not remembered.
  ///
  /// The question does not name what the schema demands, so an answer that has it shows that the schema is
  /// kept to, not only taken.
  /// - Throws: `ChatError`.
  public func structuredDelivery() async throws -> DeliveryFinding {
    let task = detection.withLock { known in
      if let known { return known }
      let task = Task { try await detectDelivery() }
      known = task
      return task
    }
    do {
      return try await task.value
    } catch {
      detection.withLock { if $0 == task { $0 = nil } }
      throw error
    }
  }

  private static let schema = AnswerSchema(
    name: "probe",
    json: #"{"additionalProperties":false,"properties":{"structure_kept":{"type":"boolean"}},"#
      + #""required":["structure_kept"],"type":"object"}"#)

  private func detectDelivery() async throws -> DeliveryFinding {
    var calls = 0
    var last: ChatAnswer?
    for delivery in [AnswerSchema.Delivery.schema, .object] {
      calls += 1
      do {
        let answer = try await self.answer(question(delivery))
        if HTTPChatModel.keeps(answer.text ?? "", delivery) {
          return DeliveryFinding(delivery: delivery, answer: answer, calls: calls)
        }
        last = answer
      } catch let error as ChatError {
        guard HTTPChatModel.mayBeAboutFormat(error) else { throw error }
      }
    }
    if let last { return DeliveryFinding(delivery: .none, answer: last, calls: calls) }
    let plain = try await answer(question(.none))
    return DeliveryFinding(delivery: .none, answer: plain, calls: calls + 1)
  }

  private func question(_ delivery: AnswerSchema.Delivery) -> ChatRequest {
    ChatRequest(
      endpoint: endpoint.label, model: endpoint.model,
      messages: [ChatMessage(.user, "Reply with a small JSON object, and nothing else.")],
      temperature: 0, maxTokens: 256, schema: HTTPChatModel.schema, delivery: delivery)
  }

  /// Some servers answer a format that they do not know with 500.
  private static func mayBeAboutFormat(_ error: ChatError) -> Bool {
    switch error {
    case .refusedRequest(_, let status, _): (400..<500).contains(status) && status != 429
    case .unreachable(_, let reason, _): reason.hasPrefix("HTTP 5")
    default: false
    }
  }

  private static func keeps(_ text: String, _ delivery: AnswerSchema.Delivery) -> Bool {
    let isKept = try? JSONReader().read(text) { root in
      guard root.kind == .object, delivery == .schema else { return root.kind == .object }
      let members = Array(root.members)
      return members.count == 1 && members[0].isNamed("structure_kept")
        && members[0].value.kind == .bool
    }
    return isKept ?? false
  }
}
