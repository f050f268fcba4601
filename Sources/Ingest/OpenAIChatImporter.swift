internal import SourceJSON
internal import Trajectories

/// OpenAI chat: JSONL, or a JSON array, of `{"messages":[{role, content, tool_calls, tool_call_id}], …}`.
///
/// - Goal: the text of the first user message; it is not repeated as an observation. System and developer
///   messages are the system prompt, `tools` are the tools in the source's own text.
/// - Steps: as `ToolDialogue` folds them. `reasoning_content`, else `reasoning`, and text beside tool calls
///   are the thought. Text without calls is the action `respond`, observed is what the user says next; text
///   that ends the dialogue is the final answer, too. A call without an answer has no observation.
/// - Id: `id`, else `trajectory_id`, else `conversation_id`, else `chat-` and 16 digits of the digest of
///   the record's canonical text: never its line.
/// - Task: `task`, else `LABEL/` and `task_id`, which may start anew in each file; with `benchmark`,
///   `domain`. Further `model`, `trial`, `round`, `failure_reason`, `metadata`.
/// - Outcome: `success` (true, false, 1, 0). Without it `reward`, else `score`: 1 is a success, 0 a failure,
///   anything else is not known; the number is kept as the reward.
/// - Anything else, message by message under `message_fields`, goes to the metadata: parts of a content that
///   are no text, answers to no open call.
struct OpenAIChatImporter: PlainImporter {
  static let name = "openai-chat"
  static let summary = "OpenAI chat: JSONL or JSON array of messages with tool calls"
  static let example =
    #"{"messages":[{"role":"user","content":"Find …"},{"role":"assistant","content":"…"}],"reward":0}"#
  static let idKeys: [StaticString] = ["id", "trajectory_id", "conversation_id"]
  let label: String

  init(label: String) { self.label = label }

  static func recognises(_ record: JSONValue, framing: RecordFramer.Framing) -> Bool {
    // mini-swe-agent's files hold messages, too, but are a format of their own.
    guard record["trajectory_format"] == nil, let messages = record["messages"],
      messages.kind == .array
    else { return false }
    var elements = messages.elements
    guard let first = elements.next() else { return true }
    return first["role"]?.kind == .string
  }

  mutating func decode(_ record: JSONValue) throws(RecordError) -> LogRecord {
    var object = try RecordObject(record)
    guard let messages = try object.array("messages") else {
      throw RecordError("'messages' is missing")
    }
    var dialogue = ToolDialogue(dialect: .openAI)
    for (index, message) in messages.enumerated() {
      try dialogue.add(try RecordObject(message, place: "messages[\(index)]"))
    }
    guard let goal = dialogue.goal else {
      throw RecordError("'messages' has no user message; the first one should be the goal")
    }
    var reward = try object.number("reward")
    if reward == nil { reward = try object.number("score") }
    var metadata = MetadataBuilder()
    metadata.metadata(object.take("metadata"))
    var trajectory = Trajectory(
      sourceLabel: label, id: try id(&object) ?? OpenAIChatImporter.derivedID(record),
      task: try task(&object), model: try object.text("model"), trial: try object.integer("trial"),
      round: try object.integer("round"), goal: goal, systemPrompt: dialogue.systemPrompt,
      toolsJSON: object.source("tools"), steps: dialogue.steps,
      finalAnswer: dialogue.finalAnswer, failureReason: try object.text("failure_reason"),
      success: try success(&object) ?? OpenAIChatImporter.success(reward: reward), reward: reward)
    if let left = dialogue.leftovers { metadata.add("message_fields", json: left) }
    metadata.add(members: object.leftovers)
    trajectory.metadataJSON = metadata.json
    return .trajectory(trajectory)
  }

  private func id(_ object: inout RecordObject) throws(RecordError) -> String? {
    for key in OpenAIChatImporter.idKeys {
      if let id = try object.identifier(key) { return id }
    }
    return nil
  }

  /// An id from the content alone: the same record in another place is the same run.
  private static func derivedID(_ record: JSONValue) -> String {
    "chat-" + Digest.of(record.canonicalText).dropFirst(Digest.prefix.count).prefix(16)
  }

  private func task(_ object: inout RecordObject) throws(RecordError) -> TaskReference {
    var key = try object.identifier("task")
    if key == nil { key = try object.identifier("task_id").map { "\(label)/\($0)" } }
    return TaskReference(
      key: key, benchmark: try object.text("benchmark"), domain: try object.text("domain"))
  }

  private func success(_ object: inout RecordObject) throws(RecordError) -> Bool? {
    guard let value = object.take("success") else { return nil }
    if let flag = value.bool { return flag }
    guard let flag = OpenAIChatImporter.success(reward: value.double) else {
      throw RecordError("'success' should be true, false, 1 or 0, is \(value.shown)")
    }
    return flag
  }

  /// What a reward says for certain; an importer never guesses an outcome.
  private static func success(reward: Double?) -> Bool? {
    switch reward {
    case 1: true
    case 0: false
    default: nil
    }
  }
}

extension JSONValue {
  /// A scalar as it stands in the source, anything else by its type.
  fileprivate var shown: String {
    switch kind {
    case .number: sourceText
    case .string: sourceBytes.count <= 40 ? sourceText : kind.words
    default: kind.words
    }
  }
}
