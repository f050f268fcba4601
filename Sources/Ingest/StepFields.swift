internal import SourceJSON
internal import Trajectories

/// Steps as AgentHER and the Regoal log write them.
struct StepFields {
  /// Fields that no column holds go to the metadata, under `step_fields` and the step's index.
  static func steps(
    _ values: [JSONValue], metadata: inout MetadataBuilder
  ) throws(RecordError) -> [Step] {
    var steps: [Step] = []
    steps.reserveCapacity(values.count)
    var unknown: [String] = []
    for (index, value) in values.enumerated() {
      guard value.kind == .object else {
        throw RecordError("'steps[\(index)]' should be an object, is \(value.kind.words)")
      }
      var fields = StepFields()
      for member in value.members { fields.take(member) }
      do { steps.append(try fields.step()) } catch {
        throw RecordError("'steps[\(index)].\(error.key)' \(error.what)")
      }
      if !fields.rest.isEmpty {
        unknown.append("\"\(index)\":{\(fields.rest.joined(separator: ","))}")
      }
    }
    if !unknown.isEmpty {
      metadata.add("step_fields", json: "{" + unknown.joined(separator: ",") + "}")
    }
    return steps
  }

  private var turn: JSONValue?
  private var kind: JSONValue?
  private var callID: JSONValue?
  private var thought: JSONValue?
  private var actionName: JSONValue?
  private var actionInput: JSONValue?
  private var observation: JSONValue?
  /// An input that a dump wrote as a string.
  private var actionInputText: String?
  /// Members that no column holds.
  private var rest: [String] = []

  /// A repeated key counts with its last value; NULL and absent are the same.
  private mutating func take(_ member: JSONMember) {
    let value = member.value.isNull ? nil : member.value
    if member.isNamed("observation") {
      observation = value
    } else if member.isNamed("thought") {
      thought = value
    } else if member.isNamed("action_name") {
      actionName = value
    } else if member.isNamed("action_input") {
      actionInput = value
    } else if member.isNamed("action_input_json"), member.value.string != nil {
      actionInputText = member.value.string
    } else if member.isNamed("turn") {
      turn = value
    } else if member.isNamed("kind") {
      kind = value
    } else if member.isNamed("call_id") {
      callID = value
    } else {
      rest.append(JSONText.quoted(member.key) + ":" + member.value.sourceText)
    }
  }

  private struct WrongType: Error {
    let key: String
    let what: String
  }

  private func step() throws(WrongType) -> Step {
    Step(
      turn: try StepFields.integer(turn, "turn"), kind: try StepFields.text(kind, "kind"),
      callID: try StepFields.text(callID, "call_id"),
      thought: try StepFields.text(thought, "thought"),
      actionName: try StepFields.text(actionName, "action_name"),
      actionInputJSON: actionInput?.sourceText ?? actionInputText,
      observation: try StepFields.text(observation, "observation"))
  }

  private static func text(_ value: JSONValue?, _ key: String) throws(WrongType) -> String? {
    guard let value else { return nil }
    guard let text = value.string else {
      throw WrongType(key: key, what: "should be a string, is \(value.kind.words)")
    }
    return text
  }

  private static func integer(_ value: JSONValue?, _ key: String) throws(WrongType) -> Int? {
    guard let value else { return nil }
    guard let integer = value.int else {
      throw WrongType(key: key, what: "should be an integer, is \(value.kind.words)")
    }
    return integer
  }
}
