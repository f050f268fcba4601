internal import SourceJSON
internal import Trajectories

/// Who&When: failed runs of several agents together, with the mistake that people found in each.
///
/// - Goal: `question`. Steps: as `AgentDialogue` folds `history`.
/// - Id: `question_ID` and how the agents spoke, `/magentic-one` or `/group-chat`, since both systems were
///   asked the same questions; task: `LABEL/question_ID`.
/// - Outcome: `is_correct`, or `is_corrected` as some files spell it.
/// - `mistake_agent`, `mistake_step`, `mistake_reason` and `mistake_type` are a person's label
///   (`HumanLabels`); `step_index` beside it is the step in which that message of `history` stands.
/// - Anything else goes to the metadata.
struct WhoAndWhenImporter: Importer {
  static let name = "who-and-when"
  static let summary = "Who&When: multi-agent failures with the labelled mistake"
  static let example =
    #"{"question":"…","question_ID":"…","is_correct":false,"history":[{"role":"human","content":"…"}],"mistake_agent":"WebSurfer","mistake_step":"12","mistake_reason":"…"}"#
  let label: String

  init(label: String) { self.label = label }

  static func recognises(_ record: JSONValue, framing: RecordFramer.Framing) -> Bool {
    record["history"]?.kind == .array && record["question"] != nil
      && (record["mistake_agent"] != nil || record["mistake_step"] != nil)
  }

  mutating func decode(
    _ record: JSONValue, in context: RecordContext
  ) throws(RecordError) -> [LogRecord] {
    var object = try RecordObject(record)
    let goal = try object.requiredText("question")
    guard let history = try object.array("history"), !history.isEmpty else {
      throw RecordError("'history' is missing or empty")
    }
    var dialogue = AgentDialogue(goal: goal)
    for (index, value) in history.enumerated() {
      try dialogue.add(try RecordObject(value, place: "history[\(index)]"))
    }
    dialogue.end()
    var success = try object.flag("is_correct")
    if success == nil { success = try object.flag("is_corrected") }
    let question = try object.identifier("question_ID")
    let id =
      question.map { $0 + (dialogue.isGroupChat ? "/group-chat" : "/magentic-one") }
      ?? DerivedID.of(record, "who-and-when")
    let labels = try mistake(&object, dialogue, run: id)
    var metadata = MetadataBuilder()
    if let left = dialogue.run.leftovers { metadata.add("message_fields", json: left) }
    metadata.add(members: object.leftovers)
    let run = Trajectory(
      sourceLabel: label, id: id,
      task: TaskReference(
        key: question.map { "\(label)/\($0)" }, benchmark: nil, domain: nil),
      goal: goal, steps: dialogue.run.steps, finalAnswer: dialogue.run.finalAnswer,
      success: success, metadataJSON: metadata.json)
    return [.trajectory(run)] + labels
  }

  private func mistake(
    _ object: inout RecordObject, _ dialogue: AgentDialogue, run: String
  ) throws(RecordError) -> [LogRecord] {
    var extra = CanonicalJSON()
    let reason = try object.text("mistake_reason")
    let type = try object.text("mistake_type")
    let agent = try object.text("mistake_agent")
    let step = try object.identifier("mistake_step")
    extra.beginObject()
    extra.member("mistake_agent", agent)
    extra.member("mistake_step", step)
    extra.member(
      "step_index", step.flatMap { Int($0) }.flatMap { dialogue.step(ofMessage: $0) })
    extra.endObject()
    return HumanLabels(label: label, dataset: WhoAndWhenImporter.name, isFailure: true).records(
      run: run, [.init(category: type, note: reason, extraJSON: extra.text)])
  }
}
