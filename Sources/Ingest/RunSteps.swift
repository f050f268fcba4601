internal import SourceJSON
internal import Trajectories

/// Steps of a run as its turns come: calls with their answers, texts with what is said to them.
struct RunSteps {
  private(set) var steps: [Step] = []
  /// Fields that have no place of their own, as members of a JSON object by where they stand.
  private var rest: [String] = []
  private var turn = -1
  private var waiting: [ByteKey: [Int]] = [:]
  private var lastWords: (index: Int, text: String)?

  /// The agent's last words, if the run ends with them.
  var finalAnswer: String? {
    guard let lastWords, lastWords.index == steps.count - 1 else { return nil }
    return lastWords.text
  }

  /// The fields without a place, as a JSON object; nil if there are none.
  var leftovers: String? { rest.isEmpty ? nil : "{" + rest.joined(separator: ",") + "}" }

  /// True once the agent has done or said something.
  var hasBegun: Bool { turn >= 0 }

  mutating func beginTurn() { turn += 1 }

  mutating func keepRest(of object: RecordObject) {
    if let left = object.leftoverObject { keep(left, at: object.place) }
  }

  mutating func keep(_ json: String, at place: String) {
    rest.append(JSONText.quoted(place) + ":" + json)
  }

  mutating func keep(_ members: [String]) { rest += members }

  mutating func add(_ step: Step) {
    var step = step
    if step.turn == nil, turn >= 0 { step.turn = turn }
    steps.append(step)
  }

  /// The agent says something: the action `respond`, or another name for it.
  mutating func say(
    _ text: String, json: String? = nil, as name: String = "respond", thought: String? = nil
  ) {
    lastWords = (steps.count, text)
    add(
      Step(
        kind: StepKind.respond, thought: thought, actionName: name,
        actionInputJSON: "{\"content\":\(json ?? JSONText.quoted(text))}", observation: ""))
  }

  mutating func call(_ name: String, input: String?, id: String?, thought: String?) {
    if let id { waiting[ByteKey(id), default: []].append(steps.count) }
    add(
      Step(
        kind: StepKind.tool, callID: id, thought: thought, actionName: name,
        actionInputJSON: input))
  }

  /// Gives the last call the id that the source shows, where it is paired by another.
  mutating func rename(lastCall id: String?) {
    if let last = steps.indices.last { steps[last].callID = id }
  }

  /// Gives a call its answer; false if none of that id waits for one.
  /// - Parameter id: nil: the first call of this turn without an answer.
  mutating func answer(_ id: String?, _ text: String) -> Bool {
    guard let index = place(of: id) else { return false }
    steps[index].observation = text
    return true
  }

  /// Gives the last call of this turn by that name its answer.
  mutating func answer(name: String, _ text: String) -> Bool {
    guard
      let index = steps.indices.last(where: {
        steps[$0].turn == turn && steps[$0].actionName == name && steps[$0].observation == nil
      })
    else { return false }
    steps[index].observation = text
    return true
  }

  private mutating func place(of id: String?) -> Int? {
    if let id {
      guard var open = waiting[ByteKey(id)], !open.isEmpty else { return nil }
      let first = open.removeFirst()
      waiting[ByteKey(id)] = open
      return first
    }
    return steps.indices.last.flatMap { last in
      var first: Int?
      var at = last
      while at >= 0, steps[at].turn == turn, turn >= 0 {
        if steps[at].kind == StepKind.tool, steps[at].observation == nil { first = at }
        at -= 1
      }
      return first
    }
  }

  /// What the agent is told: the reply to its words, else an observation on its own.
  mutating func hear(_ text: String) {
    if let last = steps.indices.last, steps[last].kind == StepKind.respond {
      let earlier = steps[last].observation ?? ""
      steps[last].observation = earlier.isEmpty ? text : earlier + "\n\n" + text
    } else {
      add(Step(kind: StepKind.message, observation: text))
    }
  }

  /// Adds to the thought of the last step.
  mutating func think(_ text: String) {
    guard let last = steps.indices.last else { return }
    steps[last].thought = RunSteps.joined(steps[last].thought, text)
  }

  /// Adds to the observation of the last step; false if there is none, or it is not the agent's.
  mutating func observe(_ text: String) -> Bool {
    guard let last = steps.indices.last, steps[last].kind != StepKind.message else { return false }
    let earlier = steps[last].observation ?? ""
    steps[last].observation = earlier.isEmpty ? text : earlier + "\n\n" + text
    return true
  }

  static func joined(_ texts: String?...) -> String? {
    let texts = texts.compactMap { $0 }.filter { !$0.isEmpty }
    return texts.isEmpty ? nil : texts.joined(separator: "\n\n")
  }
}

/// What a score says for certain; an importer never guesses an outcome.
enum ScoredOutcome {
  /// 1 is a success, 0 a failure, within a millionth; anything else is not known.
  static func success(_ reward: Double?) -> Bool? {
    guard let reward else { return nil }
    if abs(reward - 1) <= 1e-6 { return true }
    return abs(reward) <= 1e-6 ? false : nil
  }
}

/// An id from the content alone: the same record in another place is the same run.
enum DerivedID {
  static func of(_ record: JSONValue, _ prefix: String, digits: Int = 16) -> String {
    let digest = record.canonicalBytes.withUnsafeBytes { Digest.of($0) }
    return prefix + "-" + digest.dropFirst(Digest.prefix.count).prefix(digits)
  }
}

extension RecordObject {
  /// Takes the text of a content that is a string or parts; what is no text is kept.
  mutating func content(_ steps: inout RunSteps) throws(RecordError) -> MessageContent {
    let content = try MessageContent(of: &self, allowsParts: true)
    steps.keep(content.rest)
    return content
  }
}
