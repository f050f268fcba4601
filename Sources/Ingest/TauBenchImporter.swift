internal import SourceJSON
internal import Trajectories

/// tau-bench results: a JSON array of dialogues between an agent, its tools and a simulated user.
///
/// The goal is the instruction of the simulated user; the agent sees only the dialogue. A tool call is a
/// step with its tool message as observation; a text turn is the action `respond` with the next user
/// message as observation. What the user says before the agent acts is kept in the metadata as
/// `opening`. Id: `TASK-TRIAL`; task key: `LABEL/TASK`, since task numbers start anew in each domain.
struct TauBenchImporter: PlainImporter {
  static let name = "tau-bench"
  static let summary = "tau-bench results: JSON array of dialogues with rewards"
  static let example =
    #"[{"task_id":3,"trial":0,"reward":0.0,"info":{"task":{"instruction":"…"}},"traj":[{"role":"user","content":"…"}]}]"#
  /// A reward counts as success if it is this close to 1.
  static let rewardTolerance = 1e-6
  let label: String

  init(label: String) { self.label = label }

  static func recognises(_ record: JSONValue, framing: RecordFramer.Framing) -> Bool {
    record["traj"]?.kind == .array && record["task_id"] != nil && record["info"] != nil
  }

  mutating func decode(_ record: JSONValue) throws(RecordError) -> LogRecord {
    var object = try RecordObject(record)
    guard let task = try object.identifier("task_id") else {
      throw RecordError("'task_id' is missing")
    }
    let trial = try object.integer("trial")
    let reward = try object.number("reward")
    guard let goal = record["info"]?["task"]?["instruction"]?.string else {
      throw RecordError("'info.task.instruction', the goal, is missing")
    }
    guard let messages = try object.array("traj") else { throw RecordError("'traj' is missing") }
    var dialogue = ToolDialogue(dialect: .tauBench)
    for (index, message) in messages.enumerated() {
      try dialogue.add(try RecordObject(message, place: "traj[\(index)]"))
    }
    var metadata = MetadataBuilder()
    if !dialogue.opening.isEmpty {
      metadata.add("opening", json: CanonicalJSON.array(dialogue.opening))
    }
    if let left = dialogue.leftovers { metadata.add("message_fields", json: left) }
    metadata.add(members: object.leftovers)
    return .trajectory(
      Trajectory(
        sourceLabel: label, id: trial.map { "\(task)-\($0)" } ?? task,
        task: TaskReference(key: "\(label)/\(task)", benchmark: "tau-bench", domain: nil),
        trial: trial, goal: goal, systemPrompt: dialogue.systemPrompt, steps: dialogue.steps,
        finalAnswer: dialogue.finalAnswer,
        success: reward.map { abs($0 - 1) <= TauBenchImporter.rewardTolerance }, reward: reward,
        metadataJSON: metadata.json))
  }
}
