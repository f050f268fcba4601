internal import SourceJSON
internal import Trajectories

/// AgentRx: Magentic-One runs, an array of messages a file, and the file of the failures that people found.
///
/// A run is an array of `{content, role}` that begins with the human's question:
/// - Goal: that question. Steps: as `AgentDialogue` folds the messages.
/// - Id: the file's base name, by which the labels name it, else 16 digits of the digest; task: `LABEL/ID`.
/// - Outcome: none is stated.
///
/// A label is `{trajectory_id, failures[], root_cause, failure_summary}`: the failure of the root cause is the
/// decisive one (`HumanLabels`), the run counts as failed. It is about a run of the same source label, which
/// has to be there; in one command, files of labels are read after the others.
struct AgentRxImporter: Importer {
  static let name = "agentrx"
  static let summary = "AgentRx: Magentic-One messages, and labelled failures of such runs"
  static let example =
    #"[{"role":"human","content":"…"},{"role":"Orchestrator (thought)","content":"…"}], or [{"trajectory_id":"…","failures":[{"failure_id":1,"step_number":3,"failure_category":"…"}],"root_cause":{"failure_id":1}}]"#
  let label: String

  init(label: String) { self.label = label }

  static func recognises(_ record: JSONValue, framing: RecordFramer.Framing) -> Bool {
    if isLabel(record) { return true }
    guard framing == .array, record["role"]?.string == "human", record["content"] != nil else {
      return false
    }
    return record.members.allSatisfy { ["content", "role", "name"].contains($0.key) }
  }

  private static func isLabel(_ record: JSONValue) -> Bool {
    record["trajectory_id"] != nil && record["failures"]?.kind == .array
  }

  static func unit(of record: JSONValue, framing: RecordFramer.Framing) -> RecordUnit {
    isLabel(record) || framing != .array ? .record : .array
  }

  static func isAboutOtherFiles(_ record: JSONValue) -> Bool { isLabel(record) }

  mutating func decode(
    _ record: JSONValue, in context: RecordContext
  ) throws(RecordError) -> [LogRecord] {
    record.kind == .array ? [try run(record, context)] : try labels(record)
  }

  private func run(
    _ record: JSONValue, _ context: RecordContext
  ) throws(RecordError) -> LogRecord {
    var dialogue = AgentDialogue(goal: nil)
    for (index, value) in record.elements.enumerated() {
      try dialogue.add(try RecordObject(value, place: "[\(index)]"))
    }
    dialogue.end()
    guard let goal = dialogue.goal else {
      throw RecordError("no message has the role \"human\"; the first one should be the goal")
    }
    guard !dialogue.run.steps.isEmpty else { throw RecordError("no agent says anything") }
    let id = context.place.baseName ?? DerivedID.of(record, AgentRxImporter.name)
    var metadata = MetadataBuilder()
    if let left = dialogue.run.leftovers { metadata.add("message_fields", json: left) }
    return .trajectory(
      Trajectory(
        sourceLabel: label, id: id,
        task: TaskReference(key: "\(label)/\(id)", benchmark: nil, domain: nil), goal: goal,
        steps: dialogue.run.steps, finalAnswer: dialogue.run.finalAnswer,
        metadataJSON: metadata.json))
  }

  private func labels(_ record: JSONValue) throws(RecordError) -> [LogRecord] {
    var object = try RecordObject(record)
    guard let run = try object.identifier("trajectory_id") else {
      throw RecordError("'trajectory_id' is missing")
    }
    guard let failures = try object.array("failures"), !failures.isEmpty else {
      throw RecordError("'failures' is missing or empty")
    }
    let cause = record["root_cause"]?["failure_id"]
    let causeID = cause.flatMap { $0.string ?? $0.sourceText }
    var labels: [HumanLabels.Label] = []
    var decisive: HumanLabels.Label?
    for (index, value) in failures.enumerated() {
      var failure = try RecordObject(value, place: "failures[\(index)]")
      var one = HumanLabels.Label(
        category: try failure.text("failure_category"), note: try failure.text("step_reason"))
      let isNamed = causeID.map { value.isIdentifier($0, in: "failure_id") } ?? false
      let isCause = isNamed && decisive == nil
      // What is said of the run as a whole stands with the decisive label.
      one.extraJSON = HumanLabels.extra(failure.leftovers, isCause ? object.leftovers : nil)
      if isCause { decisive = one } else { labels.append(one) }
    }
    guard let decisive else {
      throw RecordError("'root_cause.failure_id' names none of the failures")
    }
    return HumanLabels(label: label, dataset: AgentRxImporter.name, isFailure: true).records(
      run: run, labels + [decisive])
  }
}
