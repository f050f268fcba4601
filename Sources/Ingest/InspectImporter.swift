internal import SourceJSON
internal import Trajectories

/// Inspect AI logs, JSON or `.eval`: one object with `eval` and `samples`, each of which is a run.
///
/// - Goal: `input`: a text, or the texts of its user messages. Messages of the user that only repeat it are
///   not steps; system messages are the system prompt.
/// - Steps: a call is a step with the tool message that names its id as observation, its error too; an answer
///   to a call that is not shown is a step of the tool it names. Text without calls is the action `respond`;
///   reasoning, and text beside calls, are the thought.
/// - `attachment://HASH` is replaced by the sample's attachment of that hash, in texts and arguments.
/// - Id: `RUN/SAMPLE-EPOCH`, where the run is `eval.run_id`, else `eval.eval_id`, else `eval.created`; task:
///   `LABEL/TASK/SAMPLE`; trial: `epoch`; model: `eval.model`; benchmark: `eval.task`.
/// - Outcome: the score, if all scorers agree on it: "C", true and 1 are a success, "I", "N", false and 0 a
///   failure, anything else is not known; a number is kept as the reward, "P" as 0.5. No score, no outcome.
///   `error.message` is the failure reason.
/// - Final answer: the model's last message, else `output.completion`.
/// - Anything else of the sample goes to the metadata, message by message under `message_fields`, with the
///   log's `eval` without the samples.
struct InspectImporter: Importer {
  static let name = "inspect"
  static let summary = "Inspect AI logs: object with eval and samples"
  static let example =
    #"{"version":2,"status":"success","eval":{"run_id":"…","task":"…","model":"…"},"samples":[{"id":1,"epoch":1,"input":"…","target":"…","messages":[…],"scores":{"match":{"value":"I"}}}]}"#
  let label: String

  init(label: String) { self.label = label }

  static func recognises(_ record: JSONValue, framing: RecordFramer.Framing) -> Bool {
    record["eval"]?.kind == .object
      && (record["samples"] != nil || record["plan"] != nil || record["status"] != nil)
  }

  static func unit(of record: JSONValue, framing: RecordFramer.Framing) -> RecordUnit {
    .elements(of: "samples")
  }

  mutating func decode(
    _ record: JSONValue, in context: RecordContext
  ) throws(RecordError) -> [LogRecord] {
    guard let log = context.surroundings else {
      throw RecordError("the log has no samples: it was written without them, or nothing was run")
    }
    var object = try RecordObject(record)
    guard let sample = try object.identifier("id") else { throw RecordError("'id' is missing") }
    let epoch = try object.integer("epoch")
    let attachments = InspectAttachments(record["attachments"])
    guard let input = object.take("input") else { throw RecordError("'input' is missing") }
    var run = InspectRun(try InspectRun.texts(input, attachments), attachments)
    for (index, value) in (try object.array("messages") ?? []).enumerated() {
      try run.add(try RecordObject(value, place: "messages[\(index)]"))
    }
    guard !run.steps.steps.isEmpty else {
      throw RecordError("'messages' has no turn of the model: the sample was not run")
    }
    let eval = log["eval"]
    let name = [eval?["run_id"], eval?["eval_id"], eval?["created"]].compactMap { $0?.string }.first
    let task = eval?["task"]?.string
    let score = InspectScore(record["scores"])
    let completion = try attachments.resolved(record["output"]?["completion"]?.string ?? "")
    var metadata = MetadataBuilder()
    metadata.metadata(object.take("metadata"))
    if let left = run.steps.leftovers { metadata.add("message_fields", json: left) }
    metadata.add(members: object.leftovers)
    if let eval { metadata.add("eval", json: eval.sourceText) }
    let end = [sample, epoch.map { "\($0)" }].compactMap { $0 }.joined(separator: "-")
    return [
      .trajectory(
        Trajectory(
          sourceLabel: label, id: [name, end].compactMap { $0 }.joined(separator: "/"),
          task: TaskReference(
            key: [label, task, sample].compactMap { $0 }.joined(separator: "/"), benchmark: task,
            domain: nil),
          model: eval?["model"]?.string, trial: epoch, goal: run.goal,
          systemPrompt: run.systemPrompt, steps: run.steps.steps,
          finalAnswer: run.steps.finalAnswer ?? RunSteps.joined(completion),
          failureReason: record["error"]?["message"]?.string,
          success: ScoredOutcome.success(score.value), reward: score.value,
          metadataJSON: metadata.json))
    ]
  }
}

/// What all scorers of a sample say.
private struct InspectScore {
  let value: Double?

  init(_ scores: JSONValue?) {
    let all = scores?.members.map { InspectScore.number($0.value["value"]) } ?? []
    guard let first = all.first, all.allSatisfy({ $0 == first }) else {
      value = nil
      return
    }
    value = first
  }

  private static func number(_ value: JSONValue?) -> Double? {
    if let flag = value?.bool { return flag ? 1 : 0 }
    return switch value?.string {
    case "C": 1
    case "I", "N": 0
    case "P": 0.5
    default: value?.double
    }
  }
}

/// The messages of a sample, folded.
private struct InspectRun {
  private(set) var steps = RunSteps()
  private(set) var systemPrompt: String?
  private let asked: [String]
  private let attachments: InspectAttachments

  init(_ asked: [String], _ attachments: InspectAttachments) {
    self.asked = asked
    self.attachments = attachments
  }

  var goal: String { asked.joined(separator: "\n\n") }

  /// What the sample asks for.
  static func texts(
    _ input: JSONValue, _ attachments: InspectAttachments
  ) throws(RecordError) -> [String] {
    if let text = input.string { return [try attachments.resolved(text)] }
    var texts: [String] = []
    for message in input.elements where message["role"]?.string == "user" {
      guard let content = message["content"] else { continue }
      let parts = content.string.map { [$0] } ?? content.elements.compactMap { $0["text"]?.string }
      texts.append(try attachments.resolved(parts.joined(separator: "\n")))
    }
    guard !texts.isEmpty else {
      throw RecordError("'input' has no text of the user, which should be the goal")
    }
    return texts
  }

  mutating func add(_ message: RecordObject) throws(RecordError) {
    var message = message
    let role = try message.requiredText("role")
    let reasoning = InspectRun.reasoning(&message)
    let text = try attachments.resolved(try message.content(&steps).text ?? "")
    switch role {
    case "system": systemPrompt = RunSteps.joined(systemPrompt, text)
    case "user": if steps.hasBegun || !asked.contains(text) { steps.hear(text) }
    case "assistant": try addTurn(text, reasoning, &message)
    case "tool": try addAnswer(text, &message)
    default:
      throw RecordError(
        "'\(message.path("role"))' is \"\(role)\"; it can be system, user, assistant, tool")
    }
    steps.keepRest(of: message)
  }

  /// What the model thought, where it is a part of the content.
  private static func reasoning(_ message: inout RecordObject) -> String? {
    guard let content = message.peek("content"), content.kind == .array else { return nil }
    let texts = content.elements.compactMap { part in
      part["type"]?.string == "reasoning" ? part["reasoning"]?.string : nil
    }
    return RunSteps.joined(texts.joined(separator: "\n"))
  }

  private mutating func addTurn(
    _ text: String, _ reasoning: String?, _ message: inout RecordObject
  ) throws(RecordError) {
    steps.beginTurn()
    let calls = try message.array("tool_calls") ?? []
    if calls.isEmpty { return steps.say(text, thought: reasoning) }
    for (index, value) in calls.enumerated() {
      var call = try RecordObject(value, place: message.path("tool_calls[\(index)]"))
      let id = try call.identifier("id")
      let name = try call.requiredText("function")
      try call.drop("type", ifIs: "function")
      let input = try call.source("arguments").map { json throws(RecordError) in
        try attachments.resolved(json: json)
      }
      steps.call(
        name, input: input, id: id,
        thought: index == 0 ? RunSteps.joined(reasoning, text) : nil)
      steps.keepRest(of: call)
    }
  }

  private mutating func addAnswer(
    _ text: String, _ message: inout RecordObject
  ) throws(RecordError) {
    let id = try message.text("tool_call_id")
    let function = try message.text("function")
    let error = message.peek("error")?["message"]?.string
    let observed = RunSteps.joined(text, error.map { "error: " + $0 }) ?? ""
    if steps.answer(id, observed) { return }
    steps.beginTurn()
    steps.add(
      Step(
        kind: StepKind.tool, callID: id, actionName: function ?? "tool", observation: observed))
  }
}
