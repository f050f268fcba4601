internal import SourceJSON
internal import Trajectories

/// The published package's format: a JSON array, or JSONL, of failed runs.
///
/// Every run counts as failed, by that format's contract (DESIGN.md §6). It has no task, model or trial.
struct AgentHERImporter: PlainImporter {
  static let name = "agenther"
  static let summary = "AgentHER failed trajectories: JSON array or JSONL"
  static let example =
    #"{"trajectory_id":"t1","original_prompt":"Find …","steps":[{"thought":"…","action_name":"search","action_input":{},"observation":"…"}]}"#
  let label: String

  init(label: String) { self.label = label }

  static func recognises(_ record: JSONValue, framing: RecordFramer.Framing) -> Bool {
    record["type"] == nil && record["trajectory_id"] != nil && record["original_prompt"] != nil
  }

  mutating func decode(_ record: JSONValue) throws(RecordError) -> LogRecord {
    var object = try RecordObject(record)
    var metadata = MetadataBuilder()
    guard let id = try object.identifier("trajectory_id") else {
      throw RecordError("'trajectory_id' is missing")
    }
    let goal = try object.requiredText("original_prompt")
    let finalAnswer = try object.text("final_answer")
    let failureReason = try object.text("failure_reason")
    metadata.metadata(object.take("metadata"))
    guard let values = try object.array("steps") else { throw RecordError("'steps' is missing") }
    let steps = try StepFields.steps(values, metadata: &metadata)
    metadata.add(members: object.leftovers)
    return .trajectory(
      Trajectory(
        sourceLabel: label, id: id, goal: goal, steps: steps, finalAnswer: finalAnswer,
        failureReason: failureReason, success: false, metadataJSON: metadata.json))
  }
}
