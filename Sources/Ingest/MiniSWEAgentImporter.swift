internal import SourceJSON
internal import Trajectories

/// mini-swe-agent `.traj.json` files, one run each, joined with the `report.json` of the harness.
///
/// - Goal: the first user message, in the source's own words; what the system says is the system prompt.
/// - Steps: an assistant message is a thought and the one block of shell in it, the action `bash` with
///   `{"command":…}`, observed is the next user message. With no block, or several, no action was done; the
///   observation says so. Messages with `tool_calls` are paired with their answers by id.
/// - Final answer: `info.submission`. Model: `info.config.model.model_name`. Id and task: `instance_id`, else
///   the file's base name; the task key is `LABEL/INSTANCE`.
/// - Outcome: `resolved` of the `report.json` beside the file, or in `../../logs/INSTANCE/`, by itself or under
///   the instance's key. Without a report nothing is known: "Submitted" is no success.
/// - The report and anything else, message by message under `message_fields`, go to the metadata.
struct MiniSWEAgentImporter: Importer {
  static let name = "mini-swe-agent"
  static let summary = "mini-swe-agent .traj.json, with the report.json beside it"
  static let example =
    #"{"trajectory_format":"mini-swe-agent-1","instance_id":"…","info":{"exit_status":"Submitted","submission":"…"},"messages":[{"role":"user","content":"…"}]}"#
  let label: String
  private let json = ReportReader()

  init(label: String) { self.label = label }

  static func recognises(_ record: JSONValue, framing: RecordFramer.Framing) -> Bool {
    record["messages"]?.kind == .array
      && record["trajectory_format"]?.string?.hasPrefix("mini-swe-agent") ?? false
  }

  mutating func decode(
    _ record: JSONValue, in context: RecordContext
  ) throws(RecordError) -> [LogRecord] {
    var object = try RecordObject(record)
    guard let id = try object.identifier("instance_id") ?? context.place.baseName else {
      throw RecordError("'instance_id' is missing")
    }
    guard let messages = try object.array("messages") else {
      throw RecordError("'messages' is missing")
    }
    var run = MiniSWERun()
    for (index, value) in messages.enumerated() {
      try run.add(try RecordObject(value, place: "messages[\(index)]"))
    }
    guard let goal = run.goal else {
      throw RecordError("'messages' has no user message; the first one should be the goal")
    }
    let report = json.report(of: id, beside: context.place)
    let info = record["info"]
    var metadata = MetadataBuilder()
    if let left = run.steps.leftovers { metadata.add("message_fields", json: left) }
    metadata.add(members: object.leftovers)
    if let report { metadata.add("report", json: report.json) }
    return [
      .trajectory(
        Trajectory(
          sourceLabel: label, id: id,
          task: TaskReference(key: "\(label)/\(id)", benchmark: nil, domain: nil),
          model: info?["config"]?["model"]?["model_name"]?.string, goal: goal,
          systemPrompt: run.systemPrompt, steps: run.steps.steps,
          finalAnswer: info?["submission"]?.string.flatMap { RunSteps.joined($0) },
          success: report?.isResolved, metadataJSON: metadata.json))
    ]
  }
}

/// The messages of a run, folded.
private struct MiniSWERun {
  private(set) var goal: String?
  private(set) var systemPrompt: String?
  private(set) var steps = RunSteps()

  mutating func add(_ message: RecordObject) throws(RecordError) {
    var message = message
    let role = try message.requiredText("role")
    let content = try message.content(&steps)
    let text = content.text ?? ""
    switch role {
    case "system": systemPrompt = RunSteps.joined(systemPrompt, text)
    case "user" where goal == nil: goal = text
    case "assistant": try addTurn(text, &message)
    case "user", "tool", "exit":
      let id = try message.text("tool_call_id")
      if id == nil || !steps.answer(id, text) { addReply(text) }
    default:
      throw RecordError(
        "'\(message.path("role"))' is \"\(role)\"; it can be system, user, assistant, tool, exit")
    }
    steps.keepRest(of: message)
  }

  private mutating func addTurn(_ text: String, _ message: inout RecordObject) throws(RecordError) {
    steps.beginTurn()
    let calls = try message.array("tool_calls") ?? []
    for (index, value) in calls.enumerated() {
      var call = try RecordObject(value, place: message.path("tool_calls[\(index)]"))
      let id = try call.text("id")
      guard let function = call.take("function"), let name = function["name"]?.string else {
        throw RecordError("'\(call.path("function"))' is missing")
      }
      let input = function["arguments"]
      steps.call(
        name, input: input?.string.flatMap(ToolInput.object) ?? input?.sourceText, id: id,
        thought: index == 0 ? RunSteps.joined(text) : nil)
      try call.drop("type", ifIs: "function")
      steps.keepRest(of: call)
    }
    guard calls.isEmpty else { return }
    if let block = ShellBlock(text) {
      steps.add(
        Step(
          kind: StepKind.tool, thought: RunSteps.joined(block.thought), actionName: "bash",
          actionInputJSON: "{\"command\":\(JSONText.quoted(block.command))}"))
    } else {
      steps.add(Step(kind: StepKind.tool, thought: text))
    }
  }

  private mutating func addReply(_ text: String) {
    if steps.hasBegun, steps.steps.last?.observation == nil, steps.observe(text) { return }
    steps.add(Step(kind: StepKind.message, observation: text))
  }
}

/// The one block of shell in a message.
private struct ShellBlock {
  let thought: String
  let command: String

  /// nil: there is none, or more than one.
  init?(_ text: String) {
    let opening = "```bash\n"
    let closing = "\n```"
    guard let start = text.firstBytes(opening),
      let end = text[start.upperBound...].firstBytes(closing),
      ShellBlock.next(text[end.upperBound...]) == nil
    else { return nil }
    thought = ReActText.trimmed(String(text[..<start.lowerBound]))
    command = String(text[start.upperBound..<end.lowerBound])
  }

  private static func next(_ text: Substring) -> Range<String.Index>? {
    guard let start = text.firstBytes("```bash\n") else { return nil }
    return text[start.upperBound...].firstBytes("\n```")
  }
}

/// Reads the harness's verdicts.
private struct ReportReader: Sendable {
  struct Report {
    let json: String
    let isResolved: Bool?
  }

  func report(of instance: String, beside place: InputPlace) -> Report? {
    guard InputPlace.isPlain(instance) else { return nil }
    let paths = [
      place.folder().map { $0 + "/report.json" },
      place.folder(up: 2).map { $0 + "/logs/" + instance + "/report.json" },
    ]
    for path in paths {
      guard let path, let bytes = InputPlace.bytes(path) else { continue }
      let report = try? JSONReader().read(String(decoding: bytes, as: UTF8.self)) { root in
        let own = root.members.first { $0.key == instance }?.value ?? root
        return own["resolved"]?.bool.map { Report(json: own.sourceText, isResolved: $0) }
      }
      if let report { return report }
    }
    return nil
  }
}
