internal import SourceJSON
internal import Trajectories

/// Requests and answers as OpenAI's chat completions have them, online and in batch files.
public enum ChatCompletion {
  /// Names of the member that bounds an answer: newer models of OpenAI's take only the second.
  public enum TokenLimitName: String, Sendable {
    case maxTokens = "max_tokens"
    case maxCompletionTokens = "max_completion_tokens"
  }

  /// The body of a request, canonical JSON.
  ///
  /// `k`, `series` and `repairs` are not part of it: they tell apart calls whose text is the same.
  public static func body(
    of request: ChatRequest, tokenLimitName: TokenLimitName = .maxTokens
  ) -> String {
    var json = CanonicalJSON(reservingCapacity: 4_096)
    json.beginObject()
    json.member(tokenLimitName.rawValue, request.maxTokens)
    json.key("messages")
    json.beginArray()
    for message in request.messages {
      json.beginObject()
      json.member("content", message.content)
      json.member("role", message.role.rawValue)
      json.endObject()
    }
    json.endArray()
    json.member("model", request.model)
    if let schema = request.schema, request.delivery != .none {
      json.key("response_format")
      json.beginObject()
      if request.delivery == .schema {
        json.key("json_schema")
        json.beginObject()
        json.member("name", schema.name)
        json.member("schema", raw: schema.json)
        json.member("strict", true)
        json.endObject()
      }
      json.member("type", request.delivery == .schema ? "json_schema" : "json_object")
      json.endObject()
    }
    json.member("temperature", request.temperature)
    json.endObject()
    return json.text
  }

  /// What an answer's body says, its latency and tries yet to be filled in.
  ///
  /// Of a repeated key the last counts. A refusal, a filter and a cut answer are answers; no choice is none.
  /// - Throws: `ChatError.badAnswer`.
  public static func answer(
    from body: String, endpoint: String
  ) throws(ChatError) -> ChatAnswer {
    let parsed: Result<ChatAnswer, ChatError>
    do {
      parsed = try JSONReader().read(body) { root in
        Result { () throws(ChatError) in
          try answer(from: root, body: body, endpoint: endpoint)
        }
      }
    } catch {
      // An answer that was cut within an emoji: the half stands for a character that is not known.
      if let mended = JSONText.replacingLoneSurrogates(in: body), mended != body {
        var answer = try answer(from: mended, endpoint: endpoint)
        answer.rawJSON = body
        return answer
      }
      throw .badAnswer(endpoint: endpoint, reason: "no JSON, but " + beginning(of: body))
    }
    return try parsed.get()
  }

  private static func answer(
    from root: JSONValue, body: String, endpoint: String
  ) throws(ChatError) -> ChatAnswer {
    func bad(_ reason: String) -> ChatError { .badAnswer(endpoint: endpoint, reason: reason) }
    guard root.kind == .object else { throw bad("JSON of kind \(root.kind), not object") }
    guard let choices = root["choices"] else {
      if let problem = problem(in: root) { throw bad("an error in place of an answer: \(problem)") }
      throw bad("no 'choices' in it")
    }
    guard choices.kind == .array else {
      throw bad("'choices' is of kind \(choices.kind), not array")
    }
    var elements = choices.elements
    guard let choice = elements.next() else { throw bad("'choices' is empty") }
    guard let message = choice["message"], message.kind == .object else {
      throw bad("the first choice has no 'message'")
    }
    let content = message["content"]
    let text = try content.flatMap { content throws(ChatError) -> String? in
      switch content.kind {
      case .null: return nil
      case .string: return content.string
      case .array:
        return content.elements.compactMap { $0["text"]?.string ?? $0.string }.joined()
      default: throw bad("'content' is of kind \(content.kind), not string")
      }
    }
    let usage = root["usage"]
    return ChatAnswer(
      text: text, finishReason: choice["finish_reason"]?.string,
      refusal: message["refusal"]?.string, rawJSON: body,
      promptTokens: tokens(usage?["prompt_tokens"]),
      completionTokens: tokens(usage?["completion_tokens"]), latencyMilliseconds: 0)
  }

  /// nil for what is no count.
  private static func tokens(_ value: JSONValue?) -> Int? {
    guard let count = value?.int ?? value?.double.flatMap({ Int(exactly: $0) }), count >= 0 else {
      return nil
    }
    return count
  }

  /// What went wrong, in the endpoint's words: OpenAI's `error.message`, and what others have for it.
  static func problem(in body: String) -> String {
    let found = try? JSONReader().read(body) { problem(in: $0) }
    return clipped((found ?? nil) ?? beginning(of: body))
  }

  /// `error.code`, else `error.type`.
  static func problemCode(in body: String) -> String? {
    let found = try? JSONReader().read(body) { root in
      root["error"].flatMap { $0["code"]?.string ?? $0["type"]?.string }
    }
    return found ?? nil
  }

  private static func problem(in root: JSONValue) -> String? {
    for name in ["error", "message", "detail"] {
      guard let value = root[name], !value.isNull else { continue }
      return clipped(value.string ?? value["message"]?.string ?? value.sourceText)
    }
    return nil
  }

  /// Of a page the title, else its text; of anything else how it begins.
  private static func beginning(of body: String) -> String {
    let text = body.prefix(4_000).drop { $0.isWhitespace }
    if text.isEmpty { return "nothing" }
    guard text.first == "<" else { return "text: \(clipped(String(text.prefix(200))))" }
    if let title = text.firstMatch(of: /<title[^>]*>\s*([^<]*[^<\s])\s*</.ignoresCase()) {
      return "HTML: \(clipped(String(title.1)))"
    }
    let words = clipped(text.replacing(/<[^>]*>/, with: " ").prefix(200).description)
    return words.isEmpty ? "HTML or XML" : "HTML or XML: \(words)"
  }

  /// On one line, at most 300 letters.
  private static func clipped(_ text: String) -> String {
    let line = text.prefix(400).split { $0.isNewline || $0.isWhitespace }.joined(separator: " ")
    return line.count <= 300 ? line : line.prefix(299) + "…"
  }
}

extension JSONValue {
  /// The last member of that name; nil if there is none, or this is no object.
  fileprivate subscript(_ name: String) -> JSONValue? {
    var found: JSONValue?
    for member in members where member.key.utf8.elementsEqual(name.utf8) { found = member.value }
    return found
  }
}
