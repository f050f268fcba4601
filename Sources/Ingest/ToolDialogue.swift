internal import SourceJSON
internal import Trajectories

/// Chat messages with tool calls, folded into steps.
///
/// Several calls of one assistant turn become several steps; each is paired with the tool message that
/// names its id, of calls with the same id in the latest turn in their order. Text beside calls is the
/// thought of the first of them; text without calls is the action `respond`, and what the user says next
/// its observation.
struct ToolDialogue {
  enum Dialect {
    /// The user is simulated and the goal stands elsewhere; a dialogue that does not hold together is bad.
    case tauBench
    /// The first user message is the goal. Content may come in parts; `function_call` and the role
    /// `function` are known; an answer to no open call is left over; empty text beside calls is none.
    case openAI
  }

  private let dialect: Dialect
  private(set) var systemPrompt: String?
  /// The first user message; in the dialect `openAI` only.
  private(set) var goal: String?
  /// User messages before the agent's first turn; in the dialect `tauBench` only.
  private(set) var opening: [String] = []
  private(set) var steps: [Step] = []
  /// Fields that have no place of their own, as members of a JSON object by where they stand.
  private(set) var rest: [String] = []

  private var turn = -1
  private var waiting: [ByteKey: OpenCalls] = [:]
  /// From here on the steps of the latest turn lie whose calls may still be open.
  private var firstOpen = 0
  /// The last `respond` step and its text.
  private var lastResponse: (index: Int, text: String)?
  private let json = JSONReader()

  /// Calls of one turn that share an id.
  private struct OpenCalls {
    let turn: Int
    var steps: [Int]
    var next = 0
  }

  init(dialect: Dialect) { self.dialect = dialect }

  /// The agent's last words, if the run ends with them.
  var finalAnswer: String? {
    guard let lastResponse, lastResponse.index == steps.count - 1 else { return nil }
    return lastResponse.text
  }

  /// The fields without a place, as a JSON object; nil if there are none.
  var leftovers: String? { rest.isEmpty ? nil : "{" + rest.joined(separator: ",") + "}" }

  mutating func add(_ message: consuming RecordObject) throws(RecordError) {
    // An answer to no call is left over as it came; nothing else needs a copy.
    let isAnswer = ["tool", "function"].contains(message.peek("role")?.string)
    let whole = isAnswer ? message : nil
    let role = try message.requiredText("role")
    switch role {
    case "system", "developer":
      let text = try content(&message).text ?? ""
      systemPrompt = systemPrompt.map { $0 + "\n\n" + text } ?? text
    case "user": try addUser(&message)
    case "assistant": try addAssistant(&message)
    case "tool": try addAnswer(&message, whole: whole)
    case "function" where dialect == .openAI: try addAnswer(&message, whole: whole)
    default:
      let known = "system, user, assistant, tool" + (dialect == .openAI ? ", function" : "")
      throw RecordError("'\(message.path("role"))' is \"\(role)\"; it can be \(known)")
    }
    keepRest(of: message)
  }

  private mutating func keepRest(of object: RecordObject) {
    guard let left = object.leftoverObject else { return }
    rest.append(JSONText.quoted(object.place) + ":" + left)
  }

  private mutating func content(_ message: inout RecordObject) throws(RecordError)
    -> MessageContent
  {
    let content = try MessageContent(of: &message, allowsParts: dialect == .openAI)
    rest += content.rest
    return content
  }

  private mutating func addUser(_ message: inout RecordObject) throws(RecordError) {
    let said = try content(&message).text
    if dialect == .openAI, goal == nil {
      guard let said else {
        throw RecordError("'\(message.path("content"))' has no text; it should be the goal")
      }
      goal = said
      return
    }
    let text = said ?? ""
    if turn < 0, dialect == .tauBench {
      opening.append(text)
    } else if let last = steps.indices.last, steps[last].kind == StepKind.respond {
      // The user's reply is what the agent observes of its own words.
      let earlier = steps[last].observation ?? ""
      steps[last].observation = earlier.isEmpty ? text : earlier + "\n\n" + text
    } else {
      steps.append(
        Step(turn: turn < 0 ? nil : turn, kind: StepKind.message, observation: text))
    }
  }

  private mutating func addAssistant(_ message: inout RecordObject) throws(RecordError) {
    turn += 1
    firstOpen = steps.count
    let content = try content(&message)
    let reasoning = dialect == .openAI ? try self.reasoning(&message) : nil
    let calls = try message.array("tool_calls") ?? []
    if calls.isEmpty, dialect == .openAI, let call = message.take("function_call") {
      let thought = ToolDialogue.joined(reasoning, content.text)
      try addCall(call, id: nil, place: message.path("function_call"), thought: thought)
      return
    }
    guard !calls.isEmpty else {
      lastResponse = (steps.count, content.text ?? "")
      steps.append(
        Step(
          turn: turn, kind: StepKind.respond, thought: reasoning, actionName: "respond",
          actionInputJSON: "{\"content\":\(content.json ?? "\"\"")}", observation: ""))
      return
    }
    let thought =
      dialect == .openAI ? ToolDialogue.joined(reasoning, content.text) : content.text
    for (index, value) in calls.enumerated() {
      let place = message.path("tool_calls[\(index)]")
      var call = try RecordObject(value, place: place)
      let id = try call.text("id")
      let isCustom = dialect == .openAI && value["custom"] != nil
      let kind: StaticString = isCustom ? "custom" : "function"
      guard let function = call.take(kind) else {
        throw RecordError("'\(place).function' is missing")
      }
      try call.drop("type", ifIs: kind.description)
      keepRest(of: call)
      try addCall(
        function, id: id, place: "\(place).\(kind)",
        input: isCustom ? "input" : "arguments", thought: index == 0 ? thought : nil)
    }
  }

  private mutating func addCall(
    _ value: JSONValue, id: String?, place: String, input: StaticString = "arguments",
    thought: String?
  ) throws(RecordError) {
    var fields = try RecordObject(value, place: place)
    let name = try fields.requiredText("name")
    let input = fields.take(input).map(arguments)
    keepRest(of: fields)
    if let id {
      var open = waiting[ByteKey(id)]
      if open?.turn != turn { open = OpenCalls(turn: turn, steps: []) }
      open?.steps.append(steps.count)
      waiting[ByteKey(id)] = open
    }
    steps.append(
      Step(
        turn: turn, kind: StepKind.tool, callID: id, thought: thought, actionName: name,
        actionInputJSON: input))
  }

  /// What a model thought before it spoke, as some servers tell it.
  private func reasoning(_ message: inout RecordObject) throws(RecordError) -> String? {
    for key in ["reasoning_content", "reasoning"] as [StaticString] {
      guard let text = message.peek(key)?.string else { continue }
      _ = message.take(key)
      if !text.isEmpty { return text }
    }
    return nil
  }

  private static func joined(_ texts: String?...) -> String? {
    let texts = texts.compactMap { $0 }.filter { !$0.isEmpty }
    return texts.isEmpty ? nil : texts.joined(separator: "\n\n")
  }

  /// Pairs a tool's answer with its call; one that has none is left over whole.
  private mutating func addAnswer(
    _ message: inout RecordObject, whole: RecordObject?
  ) throws(RecordError) {
    let content = try MessageContent(of: &message, allowsParts: dialect == .openAI)
    let id = try message.text("tool_call_id")
    guard let step = openCall(id), steps[step].observation == nil else {
      if dialect == .openAI {
        message = whole ?? message
        return
      }
      throw RecordError(
        "'\(message.path("tool_call_id"))' answers no open call: \(id.map { "\"\($0)\"" } ?? "no id")"
      )
    }
    try message.drop("name", ifIs: steps[step].actionName ?? "")
    rest += content.rest
    steps[step].observation = content.text ?? ""
  }

  /// The call that an answer means; without an id the first open one of the latest turn.
  private mutating func openCall(_ id: String?) -> Int? {
    if let id {
      let key = ByteKey(id)
      guard let open = waiting[key], open.next < open.steps.count else { return nil }
      waiting[key]?.next += 1
      return open.steps[open.next]
    }
    while firstOpen < steps.count,
      steps[firstOpen].kind != StepKind.tool || steps[firstOpen].observation != nil
    {
      firstOpen += 1
    }
    return firstOpen < steps.count ? firstOpen : nil
  }

  /// Arguments as the JSON object that they are: a string holds its text, an object is its text.
  /// A string that is no JSON stays the string that it is.
  private func arguments(_ value: JSONValue) -> String {
    guard let text = value.string else { return value.sourceText }
    let isJSON = (try? json.read(text) { _ in true }) ?? false
    return isJSON ? text : value.sourceText
  }
}
