internal import SourceJSON
internal import Trajectories

/// ATIF, the Agent Trajectory Interchange Format, versions 1.0 to 1.8: a run a file or line.
///
/// - Goal: the first message of the user that is no copied context, else the first one. System messages in
///   front of it are the system prompt.
/// - Steps: each tool call of an agent's step is a step, its observation the results whose `source_call_id`
///   names it; results that name none belong to the first call without one. `reasoning_content` and the
///   message are the thought of the first call. A message without calls is the action `respond`, observed are
///   the step's results and what comes back. Other messages, of the system or the user, are what the agent is
///   told. Copied context is not repeated.
/// - A file that goes on in another (`continued_trajectory_ref`, in the same folder) is read with it, as one
///   run; the continuation alone is no run. Sub-agents are runs of their own, in files or embedded.
/// - Harbor's `X.traces.json` beside `X.trajectory.json` is the same run again, as a chat an episode that each
///   repeat those before: neither ATIF nor further runs. It is skipped as a file of no format.
/// - Id: `trajectory_id`, else `session_id`, else 16 digits of the digest. Model: `agent.model_name`.
/// - Outcome: none is stated. Final answer: the last message, if the run ends with one.
/// - Anything else, step by step under `step_fields`, goes to the metadata.
struct ATIFImporter: Importer {
  static let name = "atif"
  static let summary = "ATIF 1.0-1.8: object with steps of system, user and agent"
  static let example =
    #"{"schema_version":"ATIF-v1.7","session_id":"…","agent":{"name":"…","version":"1.0","model_name":"…"},"steps":[{"step_id":1,"source":"user","message":"…"},{"step_id":2,"source":"agent","message":"…"}]}"#
  let label: String
  private let chain = ContinuationReader()

  init(label: String) { self.label = label }

  static func recognises(_ record: JSONValue, framing: RecordFramer.Framing) -> Bool {
    record["schema_version"]?.string?.hasPrefix("ATIF-") ?? false
  }

  static func owner(of record: JSONValue, in place: InputPlace) -> String? {
    guard record["agent"]?["extra"]?["continuation_index"]?.int != nil else { return nil }
    return ContinuationReader().beginning(of: place)
  }

  mutating func decode(
    _ record: JSONValue, in context: RecordContext
  ) throws(RecordError) -> [LogRecord] {
    try runs(record, context.place, depth: 0)
  }

  /// The run, and those of the sub-agents embedded in it.
  private func runs(
    _ record: JSONValue, _ place: InputPlace?, depth: Int
  ) throws(RecordError) -> [LogRecord] {
    var object = try RecordObject(record, place: depth == 0 ? "" : "subagent_trajectories")
    guard depth < 16 else { throw RecordError("sub-agents are nested more than 16 deep") }
    let embedded = try object.array("subagent_trajectories") ?? []
    guard let version = try object.text("schema_version") ?? (depth > 0 ? "" : nil) else {
      throw RecordError("'schema_version' is missing")
    }
    guard ATIFImporter.isKnown(version) else {
      throw RecordError("'schema_version' is \"\(version)\"; ATIF-v1.0 to ATIF-v1.8 can be read")
    }
    var run = ATIFRun(record)
    guard let steps = try object.array("steps"), !steps.isEmpty else {
      throw RecordError("'steps' is missing or empty")
    }
    try run.add(steps, at: "steps")
    var continuations: [String] = []
    if let place, let next = record["continued_trajectory_ref"]?.string {
      try chain.follow(next, from: place) { continuation, file throws(RecordError) in
        var rest = try RecordObject(continuation, place: file)
        try run.add(try rest.array("steps") ?? [], at: file)
        continuations.append(rest.leftoverObject ?? "{}")
      }
    }
    guard let goal = run.goal else {
      throw RecordError("no step is of the user; the first message should be the goal")
    }
    let session = try object.identifier("session_id")
    let id = try object.identifier("trajectory_id") ?? session ?? DerivedID.of(record, "atif")
    var metadata = MetadataBuilder()
    if let left = run.steps.leftovers { metadata.add("step_fields", json: left) }
    if let session, session != id { metadata.add("session_id", json: JSONText.quoted(session)) }
    metadata.add(members: object.leftovers)
    if !version.isEmpty { metadata.add("schema_version", json: JSONText.quoted(version)) }
    if !continuations.isEmpty {
      metadata.add("continuations", json: "[" + continuations.joined(separator: ",") + "]")
    }
    let own = LogRecord.trajectory(
      Trajectory(
        sourceLabel: label, id: id, model: record["agent"]?["model_name"]?.string, goal: goal,
        systemPrompt: run.systemPrompt,
        toolsJSON: record["agent"]?["tool_definitions"].flatMap { $0.isNull ? nil : $0.sourceText },
        steps: run.steps.steps, finalAnswer: run.steps.finalAnswer, metadataJSON: metadata.json))
    var all = [own]
    for one in embedded { all += try runs(one, nil, depth: depth + 1) }
    return all
  }

  private static func isKnown(_ version: String) -> Bool {
    version.isEmpty || (0...8).contains { version == "ATIF-v1.\($0)" }
  }
}

/// The steps of a run, folded.
private struct ATIFRun {
  private(set) var steps = RunSteps()
  private(set) var goal: String?
  private(set) var systemPrompt: String?
  private let isAllCopied: Bool

  init(_ record: JSONValue) {
    let users = record["steps"]?.elements.filter { $0["source"]?.string == "user" } ?? []
    isAllCopied = users.allSatisfy { $0["is_copied_context"]?.bool == true }
  }

  mutating func add(_ values: [JSONValue], at place: String) throws(RecordError) {
    for (index, value) in values.enumerated() {
      try add(try RecordObject(value, place: "\(place)[\(index)]"))
    }
  }

  private mutating func add(_ step: RecordObject) throws(RecordError) {
    var step = step
    let source = try step.requiredText("source")
    let isCopied = try step.flag("is_copied_context") ?? false
    guard !isCopied || (goal == nil && isAllCopied && source == "user") else { return }
    let text = try message(&step)
    switch source {
    case "agent": try addTurn(text, &step)
    case "user" where goal == nil: goal = text
    case "system" where goal == nil && !steps.hasBegun:
      systemPrompt = RunSteps.joined(systemPrompt, text)
    case "user", "system": steps.hear(text)
    default:
      throw RecordError("'\(step.path("source"))' is \"\(source)\"; it can be system, user, agent")
    }
    for (id, text) in try results(&step) where !steps.answer(id, text) && !steps.answer(nil, text) {
      if !steps.observe(text) { steps.hear(text) }
    }
    steps.keepRest(of: step)
  }

  private mutating func addTurn(_ text: String, _ step: inout RecordObject) throws(RecordError) {
    steps.beginTurn()
    let reasoning = try step.text("reasoning_content")
    let calls = try step.array("tool_calls") ?? []
    guard !calls.isEmpty else { return steps.say(text, thought: RunSteps.joined(reasoning)) }
    for (index, value) in calls.enumerated() {
      var call = try RecordObject(value, place: step.path("tool_calls[\(index)]"))
      let id = try call.identifier("tool_call_id")
      steps.call(
        try call.requiredText("function_name"), input: call.source("arguments"), id: id,
        thought: index == 0 ? RunSteps.joined(reasoning, text) : nil)
      steps.keepRest(of: call)
    }
  }

  /// A message is a text or parts.
  private mutating func message(_ step: inout RecordObject) throws(RecordError) -> String {
    guard let value = step.take("message") else { return "" }
    return try text(value, at: step.path("message"))
  }

  private mutating func text(_ value: JSONValue, at place: String) throws(RecordError) -> String {
    if let text = value.string { return text }
    guard value.kind == .array else {
      throw RecordError("'\(place)' should be a string or parts, is \(value.kind.words)")
    }
    var texts: [String] = []
    for (index, part) in value.elements.enumerated() {
      if let text = part["text"]?.string {
        texts.append(text)
      } else {
        steps.keep(part.sourceText, at: "\(place)[\(index)]")
      }
    }
    return texts.joined(separator: "\n")
  }

  private mutating func results(
    _ step: inout RecordObject
  ) throws(RecordError) -> [(id: String?, text: String)] {
    guard let observation = step.take("observation") else { return [] }
    var found: [(String?, String)] = []
    for (index, value) in (observation["results"]?.elements.map { $0 } ?? []).enumerated() {
      var result = try RecordObject(
        value, place: step.path("observation.results[\(index)]"))
      let id = try result.identifier("source_call_id")
      if let content = result.take("content") {
        found.append((id, try text(content, at: result.path("content"))))
      } else if id != nil {
        found.append((id, ""))
      }
      steps.keepRest(of: result)
    }
    return found
  }
}
