internal import Foundation
internal import SourceJSON
internal import Trajectories

/// FireAct results: an object of runs by question id, each with `traj`: ReAct as chat messages, or as text.
///
/// - Goal: the first user message, or what stands between `### Instruction:` and `### Response:`; what
///   stands in front of it is the system prompt.
/// - Steps: a thought, its action (`search[a place]` is the action `search` with `{"input":"a place"}`) and
///   its observation. The argument of `finish` is the final answer.
/// - Id: `MODEL/QUESTION`; task: `LABEL/QUESTION`; model: the file's base name, since a record names none.
/// - Outcome: `reward`: true or 1 is a success, false or 0 a failure, anything else is not known.
/// - Anything else, `em`, `f1`, `gt` and `pred` too, goes to the metadata; `traj_by_line` only if its
///   lines are not those of `traj`.
struct FireActImporter: Importer {
  static let name = "fireact"
  static let summary = "FireAct results: object of ReAct runs by question id"
  static let example =
    #"{"6238":{"reward":false,"em":false,"gt":"…","pred":"…","traj":[{"role":"user","content":"…"},{"role":"assistant","content":"Thought: …\nAction: search[…]"}]}}"#
  let label: String

  init(label: String) { self.label = label }

  static func recognises(_ record: JSONValue, framing: RecordFramer.Framing) -> Bool {
    // One that is broken does not hide the others.
    record.members.prefix(RecordUnit.membersSeen).contains { member in
      let kind = member.value["traj"]?.kind
      return (kind == .array || kind == .string) && member.value["reward"] != nil
        && member.value["task_id"] == nil
    }
  }

  static func unit(of record: JSONValue, framing: RecordFramer.Framing) -> RecordUnit { .members }

  mutating func decode(
    _ record: JSONValue, in context: RecordContext
  ) throws(RecordError) -> [LogRecord] {
    guard let question = context.key else {
      throw RecordError("the record has no key, which should be the question's id")
    }
    var object = try RecordObject(record)
    guard let traj = object.take("traj") else { throw RecordError("'traj' is missing") }
    var run = ReActRun()
    if let text = traj.stringBytes {
      try run.read(text)
      if object.peek("traj_by_line").map({ FireActImporter.isSame($0, text) }) ?? false {
        _ = object.take("traj_by_line")
      }
    } else {
      try run.read(traj)
    }
    guard let goal = run.goal else {
      throw RecordError("'traj' has no question, which should be the goal")
    }
    guard !run.steps.isEmpty else {
      throw RecordError("'traj' has no step behind the question: the agent did nothing")
    }
    let reward = try FireActImporter.reward(&object)
    var metadata = MetadataBuilder()
    metadata.add(members: object.leftovers)
    let model = context.place.baseName
    return [
      .trajectory(
        Trajectory(
          sourceLabel: label, id: [model, question].compactMap { $0 }.joined(separator: "/"),
          task: TaskReference(key: "\(label)/\(question)", benchmark: nil, domain: nil),
          model: model, goal: goal, systemPrompt: run.preface, steps: run.steps,
          finalAnswer: run.finalAnswer, success: ScoredOutcome.success(reward), reward: reward,
          metadataJSON: metadata.json))
    ]
  }

  private static func reward(_ object: inout RecordObject) throws(RecordError) -> Double? {
    if let flag = object.peek("reward")?.bool {
      _ = object.take("reward")
      return flag ? 1 : 0
    }
    return try object.number("reward")
  }

  /// Whether an array holds the lines of a text.
  private static func isSame(_ lines: JSONValue, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let base = text.baseAddress else { return false }
    var at = 0
    for line in lines.elements {
      guard let own = line.stringBytes, let start = own.baseAddress,
        own.count <= text.count - at, memcmp(start, base + at, own.count) == 0,
        memchr(start, 0x0A, own.count) == nil
      else { return false }
      at += own.count
      guard at == text.count || text[at] == 0x0A else { return false }
      at += 1
    }
    return at == text.count + 1
  }
}

/// What a ReAct transcript holds.
private struct ReActRun {
  private(set) var goal: String?
  private(set) var preface: String?
  private(set) var steps: [Step] = []
  private(set) var finalAnswer: String?
  private var turn = -1

  /// - Parameter messages: the first of the user is the question, later ones are observations.
  mutating func read(_ messages: JSONValue) throws(RecordError) {
    for (index, value) in messages.elements.enumerated() {
      var message = try RecordObject(value, place: "traj[\(index)]")
      let role = try message.requiredText("role")
      let text = try message.text("content") ?? ""
      switch role {
      case "system": preface = RunSteps.joined(preface, text)
      case "user" where goal == nil: goal = text
      case "user": add(ReActText(text, first: .observation))
      case "assistant": add(ReActText(text))
      default:
        throw RecordError(
          "'\(message.path("role"))' is \"\(role)\"; it can be system, user, assistant")
      }
    }
  }

  mutating func read(_ text: UnsafeBufferPointer<UInt8>) throws(RecordError) {
    let before: StaticString = "### Instruction:\n"
    let behind: StaticString = "### Response:\n"
    guard let start = TextSearch.range(of: before, in: text),
      let end = TextSearch.range(of: behind, in: text, from: start.upperBound)
    else {
      throw RecordError("'traj' has no '### Instruction:' and '### Response:' around the goal")
    }
    func trimmed(_ range: Range<Int>) -> String {
      ReActText.trimmed(UnsafeBufferPointer(rebasing: text[range]))
    }
    preface = RunSteps.joined(trimmed(0..<start.lowerBound))
    goal = trimmed(start.upperBound..<end.lowerBound)
    add(ReActText(UnsafeBufferPointer(rebasing: text[end.upperBound...])))
  }

  private mutating func add(_ text: ReActText) {
    for (part, text) in text.parts {
      let last = steps.indices.last
      switch part {
      case .thought:
        if let last, steps[last].actionName == nil, steps[last].observation == nil {
          steps[last].thought = RunSteps.joined(steps[last].thought, text)
        } else {
          turn += 1
          steps.append(Step(turn: turn, kind: StepKind.tool, thought: text))
        }
      case .action:
        if last.map({ steps[$0].actionName != nil || steps[$0].observation != nil }) ?? true {
          turn += 1
          steps.append(Step(turn: turn, kind: StepKind.tool))
        }
        let call = ReActText.call(text)
        let here = steps.count - 1
        steps[here].actionName = call.name
        steps[here].actionInputJSON = call.argument.map { "{\"input\":\(JSONText.quoted($0))}" }
        if call.name == "finish" { finalAnswer = call.argument }
      case .observation:
        if let last, steps[last].observation == nil {
          steps[last].observation = text
        } else {
          steps.append(
            Step(turn: turn < 0 ? nil : turn, kind: StepKind.message, observation: text))
        }
      }
    }
  }
}
