internal import Experiments
internal import Foundation
internal import LanguageModels
internal import Relabeling
internal import Store
internal import Tables
internal import Trajectories

/// The engines that a command was told to use, and the endpoints behind those that are models.
struct ModelSession {
  let engines: EngineChoice
  let model: ChatModels
  let budget: CallBudget
  /// By endpoint; absent where no price is known.
  let prices: [String: TokenPrice]
  let callsInFlight: Int
  /// Endpoints that the engines ask, in the order in which they were named.
  let endpoints: [ChatEndpoint]

  /// Opens what was named. Endpoints are asked how they can be told the shape of an answer, unless that is given
  /// or was recorded before.
  /// - Parameters:
  ///   - price: of every endpoint, in place of what is stored.
  ///   - pricedBy: where prices are stored; nil: in the store itself.
  ///   - asks: false: no endpoint is asked; one of which nothing is known is taken to know schemas.
  /// - Throws: `CommandError`, `ChatEndpointError`, `ChatError`, `PromptError`.
  init(
    _ stages: StageOptions, budget: CallBudget = CallBudget(), price: TokenPrice? = nil,
    pricedBy: Store? = nil, in store: Store, asks: Bool = true
  ) async throws {
    let environment = ProcessInfo.processInfo.environment
    let names = try stages.names()
    let book = try EndpointBook(names.endpoints, environment: environment)
    var prices: [String: TokenPrice] = [:]
    for endpoint in book.endpoints {
      prices[endpoint.label] =
        try price ?? ModelSession.price(of: endpoint, in: pricedBy ?? store)
      if budget.usd != nil, prices[endpoint.label] == nil {
        throw CommandError(
          what: "no price of '\(endpoint.model)' is known, so that --budget-usd cannot be kept",
          fix: "regoal cost price set \(endpoint.model) --prompt USD --completion USD, each for a "
            + "million tokens")
      }
    }
    // Told before the first call: what others answer meanwhile would be paid for.
    for endpoint in book.endpoints where asks {
      if let variable = endpoint.keyVariable, (environment[variable] ?? "").isEmpty {
        throw ChatError.missingKey(endpoint: endpoint.label, variable: variable)
      }
    }
    let connections = HTTPConnections()
    var models: [String: HTTPChatModel] = [:]
    for endpoint in book.endpoints {
      models[endpoint.label] = try HTTPChatModel(
        endpoint, environment: environment, connections: connections, budget: budget,
        price: prices[endpoint.label])
    }
    let deliveries = try await ModelSession.deliveries(
      book.endpoints, models, wanted: try stages.delivery(), asks: asks, in: store)
    let prompts = try stages.prompts()
    func settings(_ name: String, _ stage: Stage) throws -> ModelSettings {
      let endpoint = try book.endpoint(named: name)
      return ModelSettings(
        endpoint: endpoint.label, model: endpoint.model, name: endpoint.label,
        delivery: deliveries[endpoint.label] ?? .schema,
        maxTokens: stages.maxTokens ?? StageOptions.answerTokens,
        truncation: stages.budgetTokens.map { TruncationRule(budget: $0) } ?? TruncationRule(),
        prompt: prompts[stage])
    }
    let rules = try stages.ruleSet()
    var judges: [PanelJudge] = []
    for name in names.judges {
      if name == StageOptions.groundingName {
        judges.append(.rules(GroundingJudge()))
      } else {
        let judge = try settings(name, .judge)
        judges.append(
          .model(
            try ModelJudge(judge),
            usdPerMillion: prices[judge.endpoint].map {
              $0.promptPerMillion + $0.completionPerMillion
            }))
      }
    }
    try ModelSession.expectDistinct(judges.map(\.config))
    engines = EngineChoice(
      detector: try names.detector.map { .model(try ModelDetector(try settings($0, .detect))) }
        ?? .rules(RuleDetector(rules: rules, isBlind: stages.blind)),
      extractor: try names.extractor.map { .model(try ModelExtractor(try settings($0, .extract))) }
        ?? .rules(RuleExtractor(rules: rules)),
      relabeler: try names.relabeler.map {
        .model(try ModelRelabeler(try settings($0, .relabel)))
      } ?? .rules(TemplateRelabeler()),
      judges: judges)
    model = ChatModels(models)
    self.budget = budget
    self.prices = prices
    endpoints = book.endpoints
    callsInFlight = max(
      1, min(4_096, endpoints.reduce(0) { $0 + $1.limits.inFlight }))
  }

  /// Whether rules alone answer.
  var isRulesOnly: Bool { endpoints.isEmpty }

  private static func expectDistinct(_ judges: [StageConfig]) throws {
    for (place, judge) in judges.enumerated()
    where judges[..<place].contains(where: { $0.name == judge.name }) {
      throw CommandError(
        what: "the judge '\(judge.name)' is named twice",
        fix: "name it once, or give a second one of the model a name of its own: OTHER=MODEL…")
    }
  }

  /// On the day of today, UTC.
  private static func price(of endpoint: ChatEndpoint, in store: Store) throws -> TokenPrice? {
    let row = try store.run(
      "price_of",
      [
        "model": .text(endpoint.model), "endpoint": .text(endpoint.label),
        "day": .text(ModelStageRunner.today() ?? ""),
      ]
    ).rows.first
    guard let prompt = row?[0].real, let completion = row?[1].real else { return nil }
    return TokenPrice(promptPerMillion: prompt, completionPerMillion: completion)
  }

  private static func deliveries(
    _ endpoints: [ChatEndpoint], _ models: [String: HTTPChatModel],
    wanted: StageOptions.Structured, asks: Bool, in store: Store
  ) async throws -> [String: AnswerSchema.Delivery] {
    var found: [String: AnswerSchema.Delivery] = [:]
    let recorded = try store.run("recorded_deliveries").rows
    for endpoint in endpoints {
      let known = recorded.first {
        $0[0].text == endpoint.label && $0[1].text == endpoint.model
      }?[2].text
      if let delivery = wanted.delivery ?? known.flatMap(AnswerSchema.Delivery.init(rawValue:)) {
        found[endpoint.label] = delivery
      } else if asks, let model = models[endpoint.label] {
        let finding = try await model.structuredDelivery()
        found[endpoint.label] = finding.delivery
        try store.writeFacts {
          try $0.note(
            delivery: finding.delivery.rawValue, of: endpoint.label, model: endpoint.model)
        }
        Console.note(
          "\(endpoint.label): answers are asked for with --structured \(finding.delivery.rawValue) "
            + "(found out with \(finding.calls) \(finding.calls == 1 ? "call" : "calls"))")
      }
    }
    return found
  }
}

/// Endpoints by their names.
struct EndpointBook {
  let endpoints: [ChatEndpoint]
  private var byText: [String: ChatEndpoint] = [:]

  /// - Parameter texts: as people type them; one that is no more than a name may be that of an endpoint in the
  ///   setting 'endpoints'.
  /// - Throws: `ChatEndpointError`; `CommandError` where one name is given to two endpoints.
  init(_ texts: [String], environment: [String: String]) throws {
    var listed: [String: ChatEndpoint] = [:]
    for text in try EndpointBook.setting() {
      let endpoint = try ChatEndpoint(parsing: text, environment: environment)
      listed[endpoint.label] = endpoint
    }
    var endpoints: [ChatEndpoint] = []
    for text in texts where byText[text] == nil {
      let endpoint = try listed[text] ?? ChatEndpoint(parsing: text, environment: environment)
      guard !StageOptions.reserved.contains(endpoint.label) else {
        throw CommandError(
          what: "an endpoint cannot be called '\(endpoint.label)'",
          fix: "'rules', 'grounding' and 'none' have a meaning of their own; name it: OTHER=MODEL…")
      }
      byText[text] = endpoint
      if let other = endpoints.first(where: { $0.label == endpoint.label }) {
        // One name, one endpoint: facts and prices know it by nothing else.
        guard other == endpoint else { throw EndpointBook.sameName(endpoint) }
        continue
      }
      endpoints.append(endpoint)
    }
    self.endpoints = endpoints
  }

  static func sameName(_ endpoint: ChatEndpoint) -> CommandError {
    CommandError(
      what: "two endpoints are called '\(endpoint.label)'",
      fix: "name one of them: OTHER=MODEL…")
  }

  /// Texts of the setting 'endpoints', which spaces separate.
  static func setting() throws -> [String] {
    try (Settings()["endpoints"] ?? "").split(whereSeparator: \.isWhitespace).map(String.init)
  }

  func endpoint(named text: String) throws -> ChatEndpoint {
    guard let endpoint = byText[text] else {
      throw CommandError(what: "there is no endpoint '\(text)'")
    }
    return endpoint
  }
}
