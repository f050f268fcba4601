internal import Trajectories

/// What all calls of one stage have in common: model, prompt, schema, temperatures.
public struct ModelQuestion: Sendable {
  public let settings: ModelSettings
  public let template: PromptTemplate
  public let repairTemplate: PromptTemplate
  public let schema: AnswerSchema
  /// Of attempt k the k-th; of later ones the last.
  public let temperatures: [Double]

  init(
    _ kind: PromptKind, _ settings: ModelSettings, schema: AnswerSchema,
    temperatures: [Double] = [0]
  ) throws(PromptError) {
    self.settings = settings
    self.schema = schema
    self.temperatures = temperatures
    if let own = settings.prompt {
      template = try PromptTemplate(kind, text: own.text)
    } else {
      template = try PromptLibrary.template(kind)
    }
    repairTemplate = try PromptLibrary.template(.repair)
    // A budget that an empty run does not fit is told before the first call.
    _ = try FittedPrompt(template, [.answer: answer], schema: sentSchema, rule: settings.truncation)
  }

  /// Canonical body: all that shapes an answer and its reading.
  func config(_ stage: Stage) -> StageConfig {
    var json = CanonicalJSON(reservingCapacity: 1_024)
    json.beginObject()
    json.member("delivery", settings.delivery.rawValue)
    json.member("endpoint", settings.endpoint)
    json.member("engine", "model")
    json.member("max_tokens", settings.maxTokens)
    json.member("model", settings.model)
    json.member("parser", AnswerReader.version)
    json.member("prompt", template.digest)
    json.member("repair", repairTemplate.digest)
    json.member("schema", schema.digest)
    json.key("temperature")
    json.beginArray()
    for temperature in temperatures { json.raw(CanonicalJSON.text(of: temperature)) }
    json.endArray()
    json.member("truncation", raw: settings.truncation.canonicalJSON)
    json.endObject()
    return StageConfig(
      stage: stage, label: settings.endpoint, name: settings.name ?? settings.model,
      bodyJSON: json.text)
  }

  func temperature(_ k: Int?) -> Double {
    guard !temperatures.isEmpty else { return 0 }
    return temperatures[min(max(k ?? 1, 1), temperatures.count) - 1]
  }

  func call(
    _ values: [PromptPart: PromptValue], k: Int? = nil, series: String
  ) throws(PromptError) -> PreparedCall {
    try prepared(template, values, temperature: temperature(k), k: k, series: series)
  }

  func repair(
    of request: ChatRequest, text: String, problem: String
  ) throws(PromptError) -> PreparedCall {
    try prepared(
      repairTemplate, [.brokenAnswer: .text(text), .problem: .text(problem)], temperature: 0,
      k: request.k, series: request.series, repairs: request.digest)
  }

  private func prepared(
    _ template: PromptTemplate, _ values: [PromptPart: PromptValue], temperature: Double, k: Int?,
    series: String, repairs: String? = nil
  ) throws(PromptError) -> PreparedCall {
    let prompt = try FittedPrompt(
      template, values.merging([.answer: answer]) { $1 }, schema: sentSchema,
      rule: settings.truncation)
    let request = ChatRequest(
      endpoint: settings.endpoint, model: settings.model, messages: prompt.messages,
      temperature: temperature, maxTokens: settings.maxTokens, schema: schema,
      delivery: settings.delivery, k: k, series: series, repairs: repairs)
    return PreparedCall(request, fit: prompt.fit)
  }

  /// The schema as far as the endpoint is handed it.
  private var sentSchema: AnswerSchema? { settings.delivery == .schema ? schema : nil }

  /// How to answer: in words, with the schema where the endpoint is not handed it.
  private var answer: PromptValue {
    switch settings.delivery {
    case .schema:
      .words("Answer with one JSON object of the given schema.")
    case .object, .none:
      .words(
        "Answer with one JSON object and nothing else: no text before or behind it, no code fence. "
          + "It follows this JSON Schema:\n" + schema.json)
    }
  }
}
