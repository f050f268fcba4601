internal import SourceJSON
internal import Trajectories

/// Chat messages with tool calls, folded into steps.
///
/// Several calls of one assistant turn become several steps; each is paired with the tool message that
/// names its id. Text beside calls is the thought of the first of them.
struct ToolDialogue {
  private(set) var systemPrompt: String?
  /// User messages before the agent's first turn.
  private(set) var opening: [String] = []
  private(set) var steps: [Step] = []
  private var turn = -1
  /// Index of the step that waits for the tool message of a call.
  private var waiting: [String: Int] = [:]
  /// Texts of `respond` steps, by index.
  private var lastResponse: (index: Int, text: String)?

  /// The agent's last words, if the run ends with them.
  var finalAnswer: String? {
    guard let lastResponse, lastResponse.index == steps.count - 1 else { return nil }
    return lastResponse.text
  }

  mutating func add(_ message: RecordObject) throws(RecordError) {
    var message = message
    let role = try message.requiredText("role")
    defer { keepRest(of: message) }
    switch role {
    case "system", "developer": try addSystem(&message)
    case "user": try addUser(&message)
    case "assistant": try addAssistant(&message)
    case "tool": try addTool(&message)
    default:
      throw RecordError(
        "'\(message.path("role"))' is \"\(role)\"; it can be system, user, assistant, tool")
    }
  }

  /// Fields that have no place of their own, as members of a JSON object by where they stand.
  private(set) var rest: [String] = []

  private mutating func keepRest(of object: RecordObject) {
    guard let left = object.leftoverObject else { return }
    rest.append(JSONText.quoted(object.place) + ":" + left)
  }

  private mutating func addSystem(_ message: inout RecordObject) throws(RecordError) {
    let text = try message.text("content") ?? ""
    systemPrompt = systemPrompt.map { $0 + "\n\n" + text } ?? text
  }

  private mutating func addUser(_ message: inout RecordObject) throws(RecordError) {
    let text = try message.text("content") ?? ""
    if turn < 0 {
      opening.append(text)
    } else if let last = steps.indices.last, steps[last].kind == StepKind.respond {
      // The user's reply is what the agent observes of its own words.
      let earlier = steps[last].observation ?? ""
      steps[last].observation = earlier.isEmpty ? text : earlier + "\n\n" + text
    } else {
      steps.append(Step(turn: turn, kind: StepKind.message, observation: text))
    }
  }

  private mutating func addAssistant(_ message: inout RecordObject) throws(RecordError) {
    turn += 1
    let content = message.take("content")
    if let content, content.kind != .string { throw message.wrong("content", content, "a string") }
    let calls = try message.array("tool_calls") ?? []
    guard !calls.isEmpty else {
      let text = content?.string ?? ""
      lastResponse = (steps.count, text)
      steps.append(
        Step(
          turn: turn, kind: StepKind.respond, actionName: "respond",
          actionInputJSON: "{\"content\":\(content?.sourceText ?? "\"\"")}", observation: ""))
      return
    }
    for (index, value) in calls.enumerated() {
      let place = message.path("tool_calls[\(index)]")
      var call = try RecordObject(value, place: place)
      let id = try call.text("id")
      guard let function = call.take("function") else {
        throw RecordError("'\(place).function' is missing")
      }
      var fields = try RecordObject(function, place: "\(place).function")
      let name = try fields.requiredText("name")
      let arguments = arguments(fields.take("arguments"))
      try call.drop("type", ifIs: "function")
      keepRest(of: call)
      keepRest(of: fields)
      if let id { waiting[id] = steps.count }
      steps.append(
        Step(
          turn: turn, kind: StepKind.tool, callID: id, thought: index == 0 ? content?.string : nil,
          actionName: name, actionInputJSON: arguments))
    }
  }

  private mutating func addTool(_ message: inout RecordObject) throws(RecordError) {
    let text = try message.text("content") ?? ""
    let id = try message.text("tool_call_id")
    let step =
      id.map { waiting.removeValue(forKey: $0) } ?? steps.lastIndex { $0.kind == StepKind.tool }
    guard let step, steps[step].observation == nil else {
      throw RecordError(
        "'\(message.path("tool_call_id"))' answers no open call: \(id.map { "\"\($0)\"" } ?? "no id")"
      )
    }
    try message.drop("name", ifIs: steps[step].actionName ?? "")
    steps[step].observation = text
  }

  /// Arguments as the JSON object that they are: a string holds its text, an object is its text.
  /// A string that is no JSON stays the string that it is.
  private func arguments(_ value: JSONValue?) -> String? {
    guard let value else { return nil }
    guard let text = value.string else { return value.sourceText }
    let isJSON = (try? JSONReader().read(text) { _ in true }) ?? false
    return isJSON ? text : value.sourceText
  }
}
