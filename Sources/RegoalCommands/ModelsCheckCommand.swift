internal import ArgumentParser
internal import Foundation
internal import LanguageModels
internal import Tables

struct ModelsCheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Ask each endpoint one small question: is it there, and what can it do?",
    discussion: """
      An endpoint is written [NAME=]MODEL[@ADDRESS][,SETTING=VALUE…]. Without an address it is OpenAI's, or \
      the one in OPENAI_BASE_URL, with the key in OPENAI_API_KEY. Other addresses get no key unless \
      key=VARIABLE names the environment variable that holds it. Further settings: parallel (calls in flight), \
      rpm and tpm (requests and tokens a minute), timeout (seconds of a try), tries. Without arguments the \
      endpoints of the setting 'endpoints' are asked (REGOAL_ENDPOINTS, or regoal.yaml), which spaces separate.

      structured says how the endpoint is told the shape of an answer: 'schema' (it keeps to a JSON schema), \
      'object' (it answers with some JSON object), 'none' (the prompt alone says it). An endpoint that cannot do \
      the first is asked again, so that there are up to three calls of at most 256 tokens each. usage: whether \
      it counts tokens, without which no cost is known. latency_ms: of the last call. Exit code 1 if one fails; why stands on standard error.

      EXAMPLE
        regoal models check gpt-4o-mini
        regoal models check qwen=Qwen2.5-72B-Instruct@http://localhost:8000/v1
        regoal models check 'big=llama-3@https://models.example.org/v1,key=EXAMPLE_KEY,rpm=60'
      """)

  /// A check is quick to repeat: it does not wait for an endpoint to come back.
  private static let tries = 2

  @Argument(help: ArgumentHelp("Endpoints to ask.", valueName: "endpoint"))
  var endpoints: [String] = []
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let isFine = try await ErrorText.awaited {
      let endpoints = try named()
      let found = try await findings(endpoints)
      output.show(table(endpoints, found))
      for case .failure(let error) in found { Console.error(ErrorText.of(error)) }
      return found.allSatisfy { if case .success = $0 { true } else { false } }
    }
    if !isFine { throw ExitCode.failure }
  }

  private func named() throws -> [ChatEndpoint] {
    let texts = endpoints.isEmpty ? try EndpointBook.setting() : endpoints
    guard !texts.isEmpty else {
      throw CommandError(
        what: "no endpoint is named",
        fix: "name one, such as gpt-4o-mini or qwen=MODEL@http://localhost:8000/v1, here or in the "
          + "setting 'endpoints'")
    }
    let environment = ProcessInfo.processInfo.environment
    var named: [ChatEndpoint] = []
    for text in texts {
      var endpoint = try ChatEndpoint(parsing: text, environment: environment)
      guard !named.contains(where: { $0.label == endpoint.label }) else {
        throw EndpointBook.sameName(endpoint)
      }
      endpoint.limits.tries = min(endpoint.limits.tries, ModelsCheckCommand.tries)
      named.append(endpoint)
    }
    return named
  }

  private typealias Finding = Result<DeliveryFinding, any Error>

  /// All at once; in the order of the endpoints.
  private func findings(_ endpoints: [ChatEndpoint]) async throws -> [Finding] {
    let environment = ProcessInfo.processInfo.environment
    let connections = HTTPConnections()
    let models = try endpoints.map {
      try HTTPChatModel($0, environment: environment, connections: connections)
    }
    return await withTaskGroup(of: (Int, Finding).self) { group in
      for (at, model) in models.enumerated() {
        group.addTask {
          do {
            return (at, .success(try await model.structuredDelivery()))
          } catch {
            return (at, .failure(error))
          }
        }
      }
      var found: [(Int, Finding)] = []
      for await one in group { found.append(one) }
      return found.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }

  private func table(_ endpoints: [ChatEndpoint], _ findings: [Finding]) -> Table {
    var table = Table(columns: [
      "endpoint", "model", "address", "reachable", "structured", "usage", "prompt_tokens",
      "completion_tokens", "latency_ms", "calls", "problem",
    ])
    func flag(_ value: Bool?) -> Table.Value {
      guard let value else { return .null }
      return output.isData ? .integer(value ? 1 : 0) : .text(value ? "yes" : "no")
    }
    for (endpoint, finding) in zip(endpoints, findings) {
      let name: [Table.Value] = [
        .text(endpoint.label), .text(endpoint.model), .text(endpoint.baseURL),
      ]
      switch finding {
      case .success(let found):
        let answer = found.answer
        table.rows.append(
          name + [
            flag(true), .text(found.delivery.rawValue),
            flag(answer.promptTokens != nil && answer.completionTokens != nil),
            .init(answer.promptTokens), .init(answer.completionTokens),
            .real((answer.latencyMilliseconds * 10).rounded() / 10), .init(found.calls), .null,
          ])
      case .failure(let error):
        table.rows.append(
          name + [flag(ModelsCheckCommand.wasReached(error))]
            + Array(repeating: .null, count: 6) + [.text(ErrorText.line(error))])
      }
    }
    return output.isData
      ? table
      : table.forReading(without: ["prompt_tokens", "completion_tokens", "calls", "problem"])
  }

  /// nil: nothing was sent.
  private static func wasReached(_ error: any Error) -> Bool? {
    switch error as? ChatError {
    case .unreachable(_, let reason, _): reason.hasPrefix("HTTP ")
    case .timedOut: false
    case .unauthorized, .unknownModel, .refusedRequest, .badAnswer: true
    case .missingKey, .circuitOpen, .budgetReached, .cancelled, .noted, nil: nil
    }
  }
}
