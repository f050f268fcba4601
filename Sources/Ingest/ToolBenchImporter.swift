internal import SourceJSON
internal import Trajectories

/// ToolBench answer files: one object with `win`, the search `tree` and `answer_generation`.
///
/// - Goal: `answer_generation.query`. Tools: `answer_generation.function`.
/// - Steps: the last of `train_messages`, which is the whole way to the answer: a `function_call` and the
///   `function` message behind it are a step, text beside the call its thought. Files without them hold no
///   valid answer: their steps are the way to the last leaf that the search reached in `tree`.
/// - Final answer: `final_answer` of the call of `Finish`. Id: `toolbench-` and 16 digits of the digest,
///   since a file names neither itself nor its query's number. Model: not stated.
/// - Outcome: `win`, as the source states it, whatever `finish_type` says.
/// - Anything else, the whole tree with it, goes to the metadata.
struct ToolBenchImporter: Importer {
  static let name = "toolbench"
  static let summary = "ToolBench answers: object with win, tree and answer_generation"
  static let example =
    #"{"win":false,"tree":{"tree":{…}},"answer_generation":{"query":"…","finish_type":"give_up","train_messages":[[{"role":"assistant","function_call":{"name":"…","arguments":"{}"}}]]}}"#
  let label: String

  init(label: String) { self.label = label }

  static func recognises(_ record: JSONValue, framing: RecordFramer.Framing) -> Bool {
    record["answer_generation"]?["query"]?.kind == .string && record["tree"] != nil
  }

  mutating func decode(
    _ record: JSONValue, in context: RecordContext
  ) throws(RecordError) -> [LogRecord] {
    var object = try RecordObject(record)
    let success = try object.flag("win")
    guard let taken = object.take("answer_generation") else {
      throw RecordError("'answer_generation' is missing")
    }
    var answer = try RecordObject(taken, place: "answer_generation")
    let goal = try answer.requiredText("query")
    var run = ToolBenchRun()
    if let messages = taken["train_messages"]?.elements.map({ $0 }).last {
      for (index, value) in messages.elements.enumerated() {
        try run.add(
          try RecordObject(value, place: "answer_generation.train_messages[-1][\(index)]"), goal)
      }
    } else if let root = record["tree"]?["tree"] ?? record["tree"] {
      try run.walk(root)
    }
    guard !run.steps.steps.isEmpty else {
      throw RecordError("neither 'train_messages' nor 'tree' holds a step of the agent")
    }
    let tools = answer.source("function")
    var metadata = MetadataBuilder()
    if let left = run.steps.leftovers { metadata.add("message_fields", json: left) }
    metadata.add("answer_generation", json: answer.leftoverObject ?? "{}")
    metadata.add(members: object.leftovers)
    return [
      .trajectory(
        Trajectory(
          sourceLabel: label, id: DerivedID.of(record, ToolBenchImporter.name), goal: goal,
          systemPrompt: run.systemPrompt, toolsJSON: tools, steps: run.steps.steps,
          finalAnswer: run.finalAnswer, success: success, metadataJSON: metadata.json))
    ]
  }
}

/// The way to an answer, folded.
private struct ToolBenchRun {
  private(set) var steps = RunSteps()
  private(set) var systemPrompt: String?
  private(set) var finalAnswer: String?

  mutating func add(_ message: RecordObject, _ goal: String) throws(RecordError) {
    var message = message
    let role = try message.requiredText("role")
    let text = try message.content(&steps).text
    switch role {
    case "system": systemPrompt = RunSteps.joined(systemPrompt, text)
    case "user":
      // The query between words of the prompt's own.
      if steps.hasBegun || !(text ?? "").holds(goal) { steps.hear(text ?? "") }
    case "assistant":
      steps.beginTurn()
      if let call = message.take("function_call"), let name = call["name"]?.string {
        self.call(name, call["arguments"].map(ToolInput.json), thought: RunSteps.joined(text))
      } else {
        steps.say(text ?? "")
      }
    case "function", "tool":
      try message.drop("name", ifIs: steps.steps.last?.actionName ?? "")
      if !steps.answer(nil, text ?? "") { steps.hear(text ?? "") }
    default:
      throw RecordError(
        "'\(message.path("role"))' is \"\(role)\"; it can be system, user, assistant, function")
    }
    steps.keepRest(of: message)
  }

  private mutating func call(_ name: String, _ input: String?, thought: String?) {
    steps.call(name, input: input, id: nil, thought: thought)
    guard name == "Finish" else { return }
    // The answer ends the run; nothing is said to it.
    _ = steps.answer(nil, "")
    finalAnswer = input.flatMap { input in
      try? JSONReader().read(input) { $0["final_answer"]?.string }
    }
  }

  /// Goes down to the last leaf: nodes are a thought, an action's name, its input with what was observed.
  mutating func walk(_ root: JSONValue) throws(RecordError) {
    var node: JSONValue? = root
    var thought: String?
    var name: String?
    while let here = node {
      let text = here["description"]?.string ?? ""
      switch here["node_type"]?.string {
      case "Thought": thought = RunSteps.joined(thought, text)
      case "Action": name = text
      case "Action Input":
        guard let action = name else { break }
        steps.beginTurn()
        call(action, ToolInput.object(text) ?? JSONText.quoted(text), thought: thought)
        if let observed = here["observation"]?.string { _ = steps.answer(nil, observed) }
        thought = nil
        name = nil
      default: break
      }
      node = here["children"]?.elements.map { $0 }.last
    }
    guard let thought else { return }
    steps.beginTurn()
    steps.say(thought)
  }
}
