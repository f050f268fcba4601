import Foundation
import LanguageModels
import RegoalTesting
import Testing

@Suite("How an endpoint is told the shape of an answer")
struct DeliveryTests {
  /// What an endpoint makes of a format.
  enum Manner: Sendable {
    case keeps, ignores, refuses, fails
  }

  private func server(schema: Manner, object: Manner) async throws -> ScriptedServer {
    try await ScriptedServer { request in
      let manner: Manner
      let kept: String
      if request.body.contains("json_schema") {
        manner = schema
        kept = #"{"structure_kept":true}"#
      } else if request.body.contains("json_object") {
        manner = object
        kept = #"{"any":1}"#
      } else {
        manner = .ignores
        kept = ""
      }
      switch manner {
      case .keeps: return .answer(body: ScriptedServer.completion(kept))
      case .ignores: return .answer(body: ScriptedServer.completion("Sure! Here you are."))
      case .refuses: return .answer(status: 400, body: #"{"error":{"message":"unknown format"}}"#)
      case .fails: return .answer(status: 500, body: "")
      }
    }
  }

  @Test(
    "is found out with few calls",
    arguments: [
      (Manner.keeps, Manner.keeps, AnswerSchema.Delivery.schema, 1, 1),
      (.ignores, .keeps, .object, 2, 2), (.refuses, .keeps, .object, 2, 2),
      (.fails, .keeps, .object, 2, 3), (.ignores, .refuses, .none, 2, 2),
      (.refuses, .ignores, .none, 2, 2), (.refuses, .refuses, .none, 3, 3),
    ])
  func found(
    _ schema: Manner, _ object: Manner, _ expected: AnswerSchema.Delivery, _ calls: Int,
    _ requests: Int
  ) async throws {
    let server = try await server(schema: schema, object: object)
    let model = try HTTPChatModelTests.model(server, ",tries=2")
    let finding = try await model.structuredDelivery()
    #expect(finding.delivery == expected)
    #expect(finding.calls == calls)
    #expect(server.requests.count == requests)
  }

  @Test("is asked for once, however many want to know")
  func once() async throws {
    let server = try await server(schema: .refuses, object: .keeps)
    let model = try HTTPChatModelTests.model(server)
    try await withThrowingTaskGroup(of: AnswerSchema.Delivery.self) { group in
      for _ in 0..<50 { group.addTask { try await model.structuredDelivery().delivery } }
      for try await delivery in group { #expect(delivery == .object) }
    }
    #expect(server.requests.count == 2)
  }

  @Test("is asked for again after an error")
  func again() async throws {
    let server = try await ScriptedServer { request in
      request.index == 0
        ? .answer(status: 429, body: "")
        : .answer(body: ScriptedServer.completion(#"{"structure_kept":false}"#))
    }
    let model = try HTTPChatModelTests.model(server, ",tries=1")
    await #expect(throws: ChatError.self) { try await model.structuredDelivery() }
    #expect(try await model.structuredDelivery().delivery == .schema)
  }

  @Test("is not taken for kept where an object has other members")
  func others() async throws {
    let server = try await ScriptedServer { _ in
      .answer(body: ScriptedServer.completion(#"{"structure_kept":true,"more":1}"#))
    }
    #expect(
      try await HTTPChatModelTests.model(server).structuredDelivery().delivery == .object)
  }
}
