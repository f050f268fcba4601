internal import SourceJSON
internal import Trajectories

/// tau2-bench results: one object with `info`, `tasks` and `simulations`, each of which is a run.
///
/// - Goal: the instructions of the simulated user (`tasks[].user_scenario.instructions`): a text, or
///   `reason_for_call`, `known_info`, `unknown_info`, `task_instructions` one below the other.
/// - Steps: a call of the agent is a step with the tool message of its id as observation; text without
///   calls is the action `respond`, observed is what the user says next. Calls that the *user* makes, and
///   their answers, are what the agent hears: messages.
/// - Id: the simulation's; task: `LABEL/DOMAIN/TASK`; model: `info.agent_info.llm`; domain:
///   `info.environment_info.domain_name`; `trial`.
/// - Outcome: `reward_info.reward`: 1 is a success, 0 a failure, anything else is not known.
/// - Anything else of the simulation, its task and `info` go to the metadata. The voice variant, with
///   `ticks` and no messages, is no run that can be read.
struct Tau2BenchImporter: Importer {
  static let name = "tau2-bench"
  static let summary = "tau2-bench results: object with tasks and simulations"
  static let example =
    #"{"info":{…},"tasks":[{"id":"8",…}],"simulations":[{"id":"…","task_id":"8","messages":[…],"reward_info":{"reward":0.0}}]}"#
  let label: String

  init(label: String) { self.label = label }

  static func recognises(_ record: JSONValue, framing: RecordFramer.Framing) -> Bool {
    record["simulations"]?.kind == .array && record["tasks"]?.kind == .array
  }

  static func unit(of record: JSONValue, framing: RecordFramer.Framing) -> RecordUnit {
    .elements(of: "simulations")
  }

  mutating func decode(
    _ record: JSONValue, in context: RecordContext
  ) throws(RecordError) -> [LogRecord] {
    guard let file = context.surroundings else {
      throw RecordError("'simulations' holds no runs")
    }
    var object = try RecordObject(record)
    guard let id = try object.identifier("id") else { throw RecordError("'id' is missing") }
    guard let task = try object.identifier("task_id") else {
      throw RecordError("'task_id' is missing")
    }
    guard let messages = try object.array("messages"), !messages.isEmpty else {
      throw RecordError(
        record["ticks"] == nil
          ? "'messages' is missing or empty"
          : "a voice run: it has 'ticks' and no 'messages', which cannot be read as steps")
    }
    guard let stated = file["tasks"]?.elements.first(where: { $0.isIdentifier(task, in: "id") })
    else { throw RecordError("'tasks' has no task \"\(task)\", which holds the goal") }
    guard let goal = Tau2BenchImporter.goal(stated) else {
      throw RecordError(
        "'user_scenario.instructions' of task \"\(task)\", the goal, is missing")
    }
    var run = RunSteps()
    for (index, message) in messages.enumerated() {
      try add(try RecordObject(message, place: "messages[\(index)]"), to: &run)
    }
    let reward = record["reward_info"]?["reward"]?.double
    let info = file["info"]
    let domain = info?["environment_info"]?["domain_name"]?.string
    let key = [label, domain, task].compactMap { $0 }.joined(separator: "/")
    let trial = try object.integer("trial")
    var metadata = MetadataBuilder()
    if let left = run.leftovers { metadata.add("message_fields", json: left) }
    metadata.add(members: object.leftovers)
    metadata.add("task", json: stated.sourceText)
    if let info { metadata.add("info", json: info.sourceText) }
    return [
      .trajectory(
        Trajectory(
          sourceLabel: label, id: id,
          task: TaskReference(key: key, benchmark: "tau2-bench", domain: domain),
          model: info?["agent_info"]?["llm"]?.string, trial: trial, goal: goal,
          steps: run.steps, finalAnswer: run.finalAnswer,
          success: ScoredOutcome.success(reward), reward: reward, metadataJSON: metadata.json))
    ]
  }

  private static func goal(_ task: JSONValue) -> String? {
    guard let said = task["user_scenario"]?["instructions"] else { return nil }
    if let text = said.string { return text.isEmpty ? nil : text }
    return RunSteps.joined(
      said["reason_for_call"]?.string, said["known_info"]?.string, said["unknown_info"]?.string,
      said["task_instructions"]?.string)
  }

  private func add(_ message: RecordObject, to run: inout RunSteps) throws(RecordError) {
    var message = message
    let role = try message.requiredText("role")
    let content = try message.content(&run)
    switch role {
    case "assistant":
      run.beginTurn()
      let calls = try message.array("tool_calls") ?? []
      if calls.isEmpty { run.say(content.text ?? "", json: content.json) }
      for (index, value) in calls.enumerated() {
        var call = try RecordObject(value, place: message.path("tool_calls[\(index)]"))
        let id = try call.identifier("id")
        let name = try call.requiredText("name")
        try call.drop("requestor", ifIs: "assistant")
        run.call(
          name, input: call.source("arguments"), id: id,
          thought: index == 0 ? RunSteps.joined(content.text) : nil)
        run.keepRest(of: call)
      }
    case "tool":
      let id = try message.identifier("id")
      try message.drop("requestor", ifIs: "assistant")
      let isOfUser = message.peek("requestor")?.string == "user"
      if isOfUser || !run.answer(id, content.text ?? "") { run.hear(content.text ?? "") }
    case "user":
      if let text = content.text { run.hear(text) }
    case "system": run.hear(content.text ?? "")
    default:
      throw RecordError(
        "'\(message.path("role"))' is \"\(role)\"; it can be system, user, assistant, tool")
    }
    run.keepRest(of: message)
  }
}

extension JSONValue {
  /// Whether the member is this text, or a number that is written so.
  func isIdentifier(_ text: String, in key: StaticString) -> Bool {
    guard let value = self[key] else { return false }
    return (value.string ?? value.sourceText) == text
  }
}
