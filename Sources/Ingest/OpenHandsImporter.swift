internal import SourceJSON
internal import Trajectories

/// OpenHands `output.jsonl`: a run a line, with `history` as actions and observations.
///
/// - Goal: `instruction`, else the first message of the user.
/// - Steps: an action with `action` as name and `args` as input, observed is the event whose `cause` is the
///   action's `id`, else the next one. `args.thought` is the thought; `tool_call_metadata.tool_call_id` the
///   call's id. Further messages are what the agent is told. Histories of pairs `[action, observation]` are
///   read likewise.
/// - Final answer: what the action `finish` says (`args.final_thought`, `args.outputs.content`, `message`),
///   else the agent's last message.
/// - Id and task: `instance_id`; the task key is `LABEL/INSTANCE`. Model: `metadata.llm_config.model`.
/// - Outcome: `report.resolved`, where the evaluation wrote one; else none. `error` is the failure reason.
/// - Anything else, event by event under `event_fields`, goes to the metadata.
struct OpenHandsImporter: Importer {
  static let name = "openhands"
  static let summary = "OpenHands output.jsonl: runs of actions and observations"
  static let example =
    #"{"instance_id":"…","instruction":"…","history":[{"id":2,"source":"agent","action":"run","args":{"command":"ls"}},{"id":3,"cause":2,"observation":"run","content":"…"}],"error":null}"#
  let label: String

  init(label: String) { self.label = label }

  static func recognises(_ record: JSONValue, framing: RecordFramer.Framing) -> Bool {
    guard record["instance_id"] != nil, let history = record["history"], history.kind == .array
    else { return false }
    return record["instruction"] != nil || record["test_result"] != nil || record["metrics"] != nil
  }

  mutating func decode(
    _ record: JSONValue, in context: RecordContext
  ) throws(RecordError) -> [LogRecord] {
    var object = try RecordObject(record)
    guard let id = try object.identifier("instance_id") else {
      throw RecordError("'instance_id' is missing")
    }
    guard let history = try object.array("history"), !history.isEmpty else {
      throw RecordError("'history' is missing or empty: the agent did nothing")
    }
    var events = OpenHandsEvents(goal: try object.text("instruction"))
    for (index, value) in history.enumerated() {
      if value.kind == .array {
        for (part, event) in value.elements.enumerated() {
          try events.add(try RecordObject(event, place: "history[\(index)][\(part)]"))
        }
      } else {
        try events.add(try RecordObject(value, place: "history[\(index)]"))
      }
    }
    guard let goal = events.goal else {
      throw RecordError("'instruction', the goal, is missing")
    }
    let resolved = record["report"]?["resolved"]?.bool
    let model = record["metadata"]?["llm_config"]?["model"]?.string
    let error = try object.text("error")
    var metadata = MetadataBuilder()
    metadata.metadata(object.take("metadata"))
    if let left = events.steps.leftovers { metadata.add("event_fields", json: left) }
    metadata.add(members: object.leftovers)
    return [
      .trajectory(
        Trajectory(
          sourceLabel: label, id: id,
          task: TaskReference(key: "\(label)/\(id)", benchmark: nil, domain: nil), model: model,
          goal: goal, steps: events.steps.steps, finalAnswer: events.finalAnswer,
          failureReason: error, success: resolved, metadataJSON: metadata.json))
    ]
  }
}

/// The events of a run, folded.
private struct OpenHandsEvents {
  private(set) var goal: String?
  private(set) var steps = RunSteps()
  private var finished: String?
  private var isGoalMet = false

  init(goal: String?) { self.goal = goal }

  var finalAnswer: String? { finished ?? steps.finalAnswer }

  mutating func add(_ event: RecordObject) throws(RecordError) {
    var event = event
    let isOfAgent = event.peek("source")?.string == "agent"
    if let action = try event.text("action") {
      let args = event.take("args")
      if action == "message" {
        addMessage(args?["content"]?.string ?? event.peek("message")?.string ?? "", isOfAgent)
      } else if action == "system" {
        steps.keep(args?.sourceText ?? "null", at: event.path("args"))
      } else {
        try addAction(action, args, &event)
      }
    } else {
      let text = try event.text("content") ?? ""
      let cause = try event.identifier("cause")
      if !steps.answer(cause.map { "event " + $0 }, text) { steps.hear(text) }
    }
    steps.keepRest(of: event)
  }

  private mutating func addAction(
    _ action: String, _ args: JSONValue?, _ event: inout RecordObject
  ) throws(RecordError) {
    steps.beginTurn()
    if action == "finish" {
      finished =
        RunSteps.joined(args?["final_thought"]?.string) ?? RunSteps.joined(
          args?["outputs"]?["content"]?.string) ?? event.peek("message")?.string
    }
    let id = try event.identifier("id")
    steps.call(
      action, input: args?.sourceText, id: id.map { "event " + $0 },
      thought: RunSteps.joined(args?["thought"]?.string))
    steps.rename(lastCall: event.peek("tool_call_metadata")?["tool_call_id"]?.string)
    if action == "finish" { _ = steps.answer(id.map { "event " + $0 }, "") }
  }

  private mutating func addMessage(_ text: String, _ isOfAgent: Bool) {
    if isOfAgent {
      steps.beginTurn()
      steps.say(text)
    } else if goal == nil || (!isGoalMet && !steps.hasBegun && text == goal) {
      goal = text
      isGoalMet = true
    } else {
      steps.hear(text)
    }
  }
}
