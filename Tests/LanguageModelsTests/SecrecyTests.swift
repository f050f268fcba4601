import Foundation
import LanguageModels
import RegoalTesting
import Testing

@Suite("A key")
struct SecrecyTests {
  private static let key = "sk-\"very/secret\\0123456789"

  private func model(_ script: @escaping ScriptedServer.Script) async throws -> (
    HTTPChatModel, ScriptedServer
  ) {
    let server = try await ScriptedServer(script: script)
    let model = try HTTPChatModelTests.model(
      server, ",key=A_KEY,tries=2", environment: ["A_KEY": SecrecyTests.key + "\n"])
    return (model, server)
  }

  private func expectNone(_ text: String, _ location: SourceLocation = #_sourceLocation) {
    #expect(!text.contains("very"), "\(text)", sourceLocation: location)
    #expect(!text.contains("0123456789"), "\(text)", sourceLocation: location)
  }

  @Test("reaches the endpoint, and it alone")
  func sent() async throws {
    let (model, server) = try await model { _ in .answer(body: ScriptedServer.completion("hi")) }
    _ = try await model.answer(HTTPChatModelTests.request)
    #expect(server.requests.first?.headers["authorization"] == "Bearer \(SecrecyTests.key)")
  }

  @Test("is in no description, mirror or dump of a model")
  func described() async throws {
    let (model, _) = try await model { _ in .hangUp }
    var dumped = ""
    dump(model, to: &dumped)
    dump(model.endpoint, to: &dumped)
    #expect(dumped.contains("[key]"))
    for text in [
      dumped, String(describing: model), String(reflecting: model), "\(model)",
      "\(Mirror(reflecting: model).children.map { "\($0)" })",
    ] { expectNone(text) }
  }

  @Test(
    "is in no error and no raw answer, even if the endpoint sends it back",
    arguments: [200, 400, 401, 403, 404, 429, 500, 307], [false, true])
  func echoed(_ status: Int, _ isCompletion: Bool) async throws {
    let (model, _) = try await model { request in
      let key = request.headers["authorization"] ?? ""
      let quoted = String(decoding: (try? JSONEncoder().encode(key)) ?? Data(), as: UTF8.self)
      return .answer(
        status: status, headers: ["Location": "http://example.org/?\(key)"],
        body: isCompletion
          ? ScriptedServer.completion("your key is \(key)")
          : #"{"error":{"message":"bad \#(quoted.dropFirst().dropLast())"},"plain":"# + key)
    }
    do {
      let answer = try await model.answer(HTTPChatModelTests.request)
      #expect(status == 200)
      #expect(answer.rawJSON.contains("[key]"))
      #expect(answer.text == "your key is Bearer [key]")
      var dumped = ""
      dump(answer, to: &dumped)
      expectNone(dumped)
    } catch {
      var dumped = ""
      dump(error, to: &dumped)
      expectNone(dumped + String(describing: error) + error.localizedDescription)
    }
  }

  @Test("that is short is no secret, and spoils no answer")
  func short() async throws {
    let server = try await ScriptedServer { _ in
      .answer(body: ScriptedServer.completion("an EMPTY cart"))
    }
    let model = try HTTPChatModelTests.model(
      server, ",key=A_KEY", environment: ["A_KEY": "EMPTY"])
    #expect(try await model.answer(HTTPChatModelTests.request).text == "an EMPTY cart")
  }
}
