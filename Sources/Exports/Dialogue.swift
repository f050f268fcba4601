internal import Glibc
internal import LanguageModels
internal import Relabeling
internal import SourceJSON
internal import Trajectories

/// A run under a goal as a chat: the one list of turns that chat formats are rendered from.
///
/// The dialogue's own user turns are observations of the action `respond` here, since the goal, not the
/// user, opens it. A step without an observation gets an empty answer: every call is answered. Calls of one
/// assistant turn stand together, and so do their answers behind them.
struct Dialogue: Equatable {
  enum Role: String { case system, user, assistant, tool }

  struct Call: Equatable {
    let id: String
    let name: String
    /// A JSON object on one line.
    let arguments: String
  }

  struct Turn: Equatable {
    let role: Role
    var text: String
    /// Of an assistant turn.
    var calls: [Call] = []
    /// The call that a tool turn answers.
    var answered: Call?
  }

  let system: String?
  /// System prompt and turns.
  private(set) var messages: [Turn]
  /// The source's own tool schemas on one line.
  let tools: String?

  /// - Parameter goal: ĝ, or the goal that the run failed.
  init(_ run: Trajectory, goal: String) {
    system = run.systemPrompt
    tools = run.toolsJSON.map(Dialogue.oneLine)
    messages =
      (system.map { [Turn(role: .system, text: $0)] } ?? []) + [
        Turn(role: .user, text: goal)
      ]
    messages.reserveCapacity(2 * run.steps.count + 4)
    let groups = Dialogue.groups(run.steps)
    for (place, steps) in groups.enumerated() {
      add(run.steps[steps], at: place, isLast: place == groups.count - 1)
    }
    let spoken = run.steps.last.flatMap {
      $0.kind == StepKind.respond ? Dialogue.words(of: $0) : nil
    }
    if let answer = run.finalAnswer, !answer.isEmpty, answer != spoken {
      messages.append(Turn(role: .assistant, text: answer))
    }
  }

  /// The goal, and the whole run as one text: no system prompt, no tools.
  /// - Throws: `Unfit` where the run has neither steps nor an answer.
  init(text run: Trajectory, goal: String) throws(Unfit) {
    let text = Augmenter.assistantText(of: run)
    guard !text.isEmpty else { throw Unfit.silent }
    system = nil
    tools = nil
    messages = [Turn(role: .user, text: goal), Turn(role: .assistant, text: text)]
  }

  /// The first one is the goal.
  var turns: ArraySlice<Turn> { messages[(system == nil ? 0 : 1)...] }

  /// Up to the agent's last turn: nothing is learned from what comes behind it.
  /// - Throws: `Unfit` where the agent has no turn.
  func endingWithAgent() throws(Unfit) -> Dialogue {
    guard let last = messages.lastIndex(where: { $0.role == .assistant }) else {
      throw Unfit.silent
    }
    guard last < messages.count - 1 else { return self }
    var cut = self
    cut.messages.removeSubrange((last + 1)...)
    return cut
  }

  /// Estimated, tool schemas included.
  var tokens: Int {
    var tokens = tools.map(TokenEstimate.tokens(of:)) ?? 0
    for turn in messages {
      var length = TokenEstimate.Length()
      length.add(turn.text)
      for call in turn.calls {
        length.add(call.name)
        length.add(call.arguments)
      }
      tokens += length.tokensOfMessage
    }
    return tokens
  }

  /// Steps of one assistant turn together; a step without a turn number is a turn of its own.
  private static func groups(_ steps: [Step]) -> [Range<Int>] {
    var groups: [Range<Int>] = []
    for place in steps.indices {
      if let turn = steps[place].turn, let last = groups.last,
        steps[last.upperBound - 1].turn == turn, steps[place].kind == StepKind.tool,
        steps[last.upperBound - 1].kind == StepKind.tool
      {
        groups[groups.count - 1] = last.lowerBound..<(place + 1)
      } else {
        groups.append(place..<(place + 1))
      }
    }
    return groups
  }

  private mutating func add(_ steps: ArraySlice<Step>, at place: Int, isLast: Bool) {
    if isLast, steps.count == 1, let step = steps.first, step.kind == StepKind.respond,
      step.observation?.isEmpty ?? true
    {
      messages.append(Turn(role: .assistant, text: Dialogue.words(of: step) ?? ""))
      return
    }
    var calls: [Call] = []
    var answers: [Turn] = []
    for (index, step) in steps.enumerated() {
      guard let name = step.actionName else { continue }
      let call = Call(
        id: step.callID ?? "call_\(place)_\(index)", name: name,
        arguments: Dialogue.arguments(of: step))
      calls.append(call)
      answers.append(Turn(role: .tool, text: step.observation ?? "", answered: call))
    }
    guard calls.isEmpty else {
      let thoughts = steps.compactMap(\.thought)
      let thought = thoughts.count == 1 ? thoughts[0] : thoughts.joined(separator: "\n")
      messages.append(Turn(role: .assistant, text: thought, calls: calls))
      messages += answers
      return
    }
    for step in steps {
      if let thought = step.thought { messages.append(Turn(role: .assistant, text: thought)) }
      if let said = step.observation { messages.append(Turn(role: .user, text: said)) }
    }
  }

  /// Arguments are an object; an input of another type stands under `input`.
  private static func arguments(of step: Step) -> String {
    guard let input = step.actionInputJSON.map(oneLine) else { return "{}" }
    let isObject = (try? JSONReader().read(input) { $0.kind == .object }) ?? false
    return isObject ? input : "{\"input\":\(input)}"
  }

  /// The text of a `respond` step.
  private static func words(of step: Step) -> String? {
    step.actionInputJSON.flatMap { input in
      (try? JSONReader().read(input) { $0["content"]?.string }) ?? nil
    }
  }

  /// JSON text of a source without the line breaks between its tokens; there are none in its strings.
  static func oneLine(_ json: String) -> String {
    var text = json
    let isOneLine = text.withUTF8 { utf8 in
      utf8.baseAddress.map {
        memchr($0, 0x0A, utf8.count) == nil && memchr($0, 0x0D, utf8.count) == nil
      } ?? true
    }
    guard !isOneLine else { return json }
    return String(decoding: json.utf8.filter { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self)
  }
}
