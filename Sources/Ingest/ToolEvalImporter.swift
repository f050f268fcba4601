internal import SourceJSON
internal import Trajectories

/// ToolEval answers: an object of runs by query id, each with `query`, `available_tools` and `answer`.
///
/// - Goal: `query`. Tools: `available_tools`. Model: `answer.method`.
/// - Steps: the chain of `answer.answer_details`. A `tool` message is a Python literal, not JSON:
///   `{'name': …, 'arguments': …, 'response': …}` is the action with its input and observation. Messages that
///   were cut short keep what is there: arguments that do not end are kept as text, a response that is not
///   there is no observation. Text of the assistant is the action `respond`. Where the chain branches, the
///   last branch is the way that was taken.
/// - Final answer: `final_answer` of the call of `Finish`, which `answer.final_answer` holds.
/// - Id: `METHOD/QUERY ID`; task: `LABEL/QUERY ID`. Outcome: none is stated.
/// - Anything else, the whole answer too where it branches, goes to the metadata.
struct ToolEvalImporter: Importer {
  static let name = "tooleval"
  static let summary = "ToolEval answers: object of runs by query id"
  static let example =
    #"{"1103":{"query":"…","available_tools":[…],"answer":{"method":"…","final_answer":"","answer_details":[{"role":"user","message":"…","next":[…]}]}}}"#
  let label: String

  init(label: String) { self.label = label }

  static func recognises(_ record: JSONValue, framing: RecordFramer.Framing) -> Bool {
    record.members.prefix(RecordUnit.membersSeen).contains { member in
      member.value["query"]?.kind == .string && member.value["answer"]?["answer_details"] != nil
    }
  }

  static func unit(of record: JSONValue, framing: RecordFramer.Framing) -> RecordUnit { .members }

  mutating func decode(
    _ record: JSONValue, in context: RecordContext
  ) throws(RecordError) -> [LogRecord] {
    guard let query = context.key else {
      throw RecordError("the record has no key, which should be the query's id")
    }
    var object = try RecordObject(record)
    let goal = try object.requiredText("query")
    guard let taken = object.take("answer") else { throw RecordError("'answer' is missing") }
    var answer = try RecordObject(taken, place: "answer")
    let method = try answer.text("method")
    guard let details = taken["answer_details"], let first = details.elements.map({ $0 }).last
    else { throw RecordError("'answer.answer_details' is missing or empty") }
    var run = ToolEvalRun()
    try run.walk(first, goal: goal)
    if run.isChain, details.elements.map({ $0 }).count == 1 { _ = answer.take("answer_details") }
    let tools = object.source("available_tools")
    var metadata = MetadataBuilder()
    if let left = run.steps.leftovers { metadata.add("message_fields", json: left) }
    metadata.add("answer", json: answer.leftoverObject ?? "{}")
    metadata.add(members: object.leftovers)
    return [
      .trajectory(
        Trajectory(
          sourceLabel: label, id: [method, query].compactMap { $0 }.joined(separator: "/"),
          task: TaskReference(key: "\(label)/\(query)", benchmark: nil, domain: nil),
          model: method, goal: goal, systemPrompt: run.systemPrompt, toolsJSON: tools,
          steps: run.steps.steps, finalAnswer: ToolEvalImporter.final(taken),
          metadataJSON: metadata.json))
    ]
  }

  /// The answer within the text of the call, where it is one; nil: there is none.
  private static func final(_ answer: JSONValue) -> String? {
    guard let text = answer["final_answer"]?.string, !text.isEmpty else { return nil }
    let own = try? JSONReader().read(text) { $0["final_answer"]?.string }
    return own ?? text
  }
}

/// The chain of messages of an answer, folded.
private struct ToolEvalRun {
  private(set) var steps = RunSteps()
  private(set) var systemPrompt: String?
  /// False once a message had several next ones.
  private(set) var isChain = true

  mutating func walk(_ first: JSONValue, goal: String) throws(RecordError) {
    var node: JSONValue? = first
    var index = 0
    while let value = node {
      let message = try RecordObject(value, place: "answer.answer_details[\(index)]")
      try add(message, goal: goal)
      let next = value["next"]?.elements.map { $0 } ?? []
      isChain = isChain && next.count <= 1
      node = next.last
      index += 1
    }
  }

  private mutating func add(_ message: RecordObject, goal: String) throws(RecordError) {
    var message = message
    _ = message.take("next")
    let role = try message.requiredText("role")
    guard let value = message.take("message") else {
      throw RecordError("'\(message.path("message"))' is missing")
    }
    let text = value.string ?? value.sourceText
    switch role {
    case "system": systemPrompt = RunSteps.joined(systemPrompt, text)
    case "user":
      // The beginning of the goal, where messages were cut short.
      let isGoal = goal.utf8.starts(with: text.utf8) || text.holds(goal)
      if steps.hasBegun || !isGoal { steps.hear(text) }
    case "assistant":
      steps.beginTurn()
      steps.say(text)
    case "tool":
      steps.beginTurn()
      let call = value.kind == .object ? ToolEvalCall(value) : ToolEvalCall(text)
      steps.call(call.name ?? "tool", input: call.input, id: nil, thought: nil)
      if let response = call.response ?? (call.name == "Finish" ? "" : nil) {
        _ = steps.answer(nil, response)
      }
      if call.isCut { steps.keep(JSONText.quoted(text), at: message.path("message")) }
    default:
      throw RecordError(
        "'\(message.path("role"))' is \"\(role)\"; it can be system, user, assistant, tool")
    }
    steps.keepRest(of: message)
  }
}

/// A tool message: what was called, with what, and what came back.
private struct ToolEvalCall {
  private(set) var name: String?
  private(set) var input: String?
  private(set) var response: String?
  /// True if the text ends within the literal, or is none.
  private(set) var isCut = false

  init(_ value: JSONValue) {
    name = value["name"]?.string
    input = value["arguments"].map(ToolInput.json)
    response = value["response"].map { $0.string ?? $0.sourceText }
  }

  init(_ text: String) {
    var literal = PythonLiteral(text)
    let members = literal.dictionary()
    isCut = members == nil || !literal.isComplete
    for (key, value) in members ?? [] {
      switch key {
      case "name": name = value
      case "arguments": input = ToolInput.object(value) ?? JSONText.quoted(value)
      case "response": response = value
      default: isCut = true
      }
    }
  }
}
