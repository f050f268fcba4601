internal import SourceJSON
internal import Trajectories

/// SWE-agent `.traj` files: one run with `trajectory`, `history` and `info`.
///
/// - Goal: the first user message of `history`, else of the first step's `query`, that is no demonstration;
///   the system messages in front of it are the system prompt.
/// - Steps: `thought`, `action` with its first word as name and `{"command":…}` as input, `observation`.
///   An empty action is none.
/// - Final answer: `info.submission`.
/// - Id: the file's base name, which is the instance, and 12 digits of the digest of the record's canonical
///   text, since several runs of an instance have the same name; task: `LABEL/BASE NAME`.
/// - Outcome: none is stated; `exit_status` says how the run ended, not whether it was right.
/// - Anything else, step by step under `step_fields`, goes to the metadata.
///
/// A file with `history` alone is a demonstration without a run.
struct SWEAgentImporter: Importer {
  static let name = "swe-agent"
  static let summary = "SWE-agent .traj: object with trajectory, history and info"
  static let example =
    #"{"environment":"main","trajectory":[{"thought":"…","action":"ls","observation":"…","response":"…","state":"…"}],"history":[{"role":"system","content":"…","agent":"main"}],"info":{"exit_status":"submitted"}}"#
  let label: String

  init(label: String) { self.label = label }

  static func recognises(_ record: JSONValue, framing: RecordFramer.Framing) -> Bool {
    if record["trajectory"]?.kind == .array, record["info"] != nil || record["history"] != nil {
      return true
    }
    guard record["history"]?.kind == .array, record["question"] == nil,
      record["instance_id"] == nil
    else { return false }
    var history = (record["history"] ?? record).elements
    return history.next()?["agent"] != nil
  }

  mutating func decode(
    _ record: JSONValue, in context: RecordContext
  ) throws(RecordError) -> [LogRecord] {
    var object = try RecordObject(record)
    guard let values = try object.array("trajectory") else {
      throw RecordError(
        "'trajectory' is missing: with 'history' alone it is a demonstration, not a run")
    }
    guard !values.isEmpty else { throw RecordError("'trajectory' is empty: the agent did nothing") }
    let history = record["history"] ?? values[0]["query"]
    guard let goal = SWEAgentImporter.goal(history) else {
      throw RecordError("'history' has no user message; the first one should be the goal")
    }
    var run = RunSteps()
    for (index, value) in values.enumerated() {
      run.beginTurn()
      var fields = try RecordObject(value, place: "\(index)")
      let action = try fields.text("action").map(ReActText.trimmed) ?? ""
      let word = action.prefix { !$0.isWhitespace }
      run.add(
        Step(
          kind: StepKind.tool, thought: try fields.text("thought").flatMap { RunSteps.joined($0) },
          actionName: action.isEmpty ? nil : String(word),
          actionInputJSON: action.isEmpty ? nil : "{\"command\":\(JSONText.quoted(action))}",
          observation: try fields.text("observation")))
      run.keepRest(of: fields)
    }
    let name = context.place.baseName
    var metadata = MetadataBuilder()
    if let left = run.leftovers { metadata.add("step_fields", json: left) }
    metadata.add(members: object.leftovers)
    return [
      .trajectory(
        Trajectory(
          sourceLabel: label, id: DerivedID.of(record, name ?? "swe-agent", digits: 12),
          task: TaskReference(
            key: name.map { "\(label)/\($0)" }, benchmark: nil, domain: nil),
          goal: goal.text, systemPrompt: goal.system, steps: run.steps,
          finalAnswer: record["info"]?["submission"]?.string.flatMap { RunSteps.joined($0) },
          metadataJSON: metadata.json))
    ]
  }

  private static func goal(_ history: JSONValue?) -> (text: String, system: String?)? {
    var system: String?
    guard let history else { return nil }
    for message in history.elements {
      guard message["is_demo"]?.bool != true, let text = text(message["content"]) else { continue }
      switch message["role"]?.string {
      case "system": system = RunSteps.joined(system, text)
      case "user": return (text, system)
      default: continue
      }
    }
    return nil
  }

  /// A content that is a string or text parts.
  private static func text(_ content: JSONValue?) -> String? {
    if let text = content?.string { return text }
    guard let content, content.kind == .array else { return nil }
    let texts = content.elements.compactMap { $0["text"]?.string }
    return RunSteps.joined(texts.joined(separator: "\n"))
  }
}
