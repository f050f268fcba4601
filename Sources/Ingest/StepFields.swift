internal import SourceJSON
internal import Trajectories

/// Steps as AgentHER and the Regoal log write them.
enum StepFields {
  /// Fields that no column holds go to the metadata, under `step_fields` and the step's index.
  static func steps(
    _ values: [JSONValue], metadata: inout MetadataBuilder
  ) throws(RecordError) -> [Step] {
    var steps: [Step] = []
    steps.reserveCapacity(values.count)
    var unknown: [String] = []
    for (index, value) in values.enumerated() {
      var object = try RecordObject(value, place: "steps[\(index)]")
      steps.append(
        Step(
          turn: try object.integer("turn"), kind: try object.text("kind"),
          callID: try object.text("call_id"), thought: try object.text("thought"),
          actionName: try object.text("action_name"),
          actionInputJSON: object.source("action_input"),
          observation: try object.text("observation")))
      if let rest = object.leftoverObject { unknown.append("\"\(index)\":\(rest)") }
    }
    if !unknown.isEmpty {
      metadata.add("step_fields", json: "{" + unknown.joined(separator: ",") + "}")
    }
    return steps
  }
}
