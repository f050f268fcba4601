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
  /// The first one is the goal.
  private(set) var turns: [Turn]
  /// The source's own tool schemas on one line.
  let tools: String?

  /// - Parameter goal: ĝ, or the goal that the run failed.
  init(_ run: Trajectory, goal: String) {
    system = run.systemPrompt
    tools = run.toolsJSON.map(Dialogue.oneLine)
    turns = [Turn(role: .user, text: goal)]
    let groups = Dialogue.groups(run.steps)
    for (place, steps) in groups.enumerated() {
      add(steps, at: place, isLast: place == groups.count - 1)
    }
    let spoken = run.steps.last.flatMap {
      $0.kind == StepKind.respond ? Dialogue.words(of: $0) : nil
    }
    if let answer = run.finalAnswer, !answer.isEmpty, answer != spoken {
      turns.append(Turn(role: .assistant, text: answer))
    }
  }

  /// The goal, and the whole run as one text: no system prompt, no tools.
  /// - Throws: `Unfit` where the run has neither steps nor an answer.
  init(text run: Trajectory, goal: String) throws(Unfit) {
    let text = Augmenter.assistantText(of: run)
    guard !text.isEmpty else { throw Unfit.silent }
    system = nil
    tools = nil
    turns = [Turn(role: .user, text: goal), Turn(role: .assistant, text: text)]
  }

  /// System prompt and turns.
  var messages: [Turn] { (system.map { [Turn(role: .system, text: $0)] } ?? []) + turns }

  /// Up to the agent's last turn: nothing is learned from what comes behind it.
  /// - Throws: `Unfit` where the agent has no turn.
  func endingWithAgent() throws(Unfit) -> Dialogue {
    guard let last = turns.lastIndex(where: { $0.role == .assistant }) else { throw Unfit.silent }
    var cut = self
    cut.turns.removeSubrange((last + 1)...)
    return cut
  }

  /// Estimated, tool schemas included.
  var tokens: Int {
    let texts = messages.map { turn in
      ChatMessage(.user, turn.calls.reduce(turn.text) { $0 + $1.name + $1.arguments })
    }
    return TokenEstimate.tokens(of: texts) + (tools.map(TokenEstimate.tokens(of:)) ?? 0)
  }

  /// Steps of one assistant turn together; a step without a turn number is a turn of its own.
  private static func groups(_ steps: [Step]) -> [[Step]] {
    var groups: [[Step]] = []
    for step in steps {
      if let turn = step.turn, let last = groups.last?.last, last.turn == turn,
        step.kind == StepKind.tool, last.kind == StepKind.tool
      {
        groups[groups.count - 1].append(step)
      } else {
        groups.append([step])
      }
    }
    return groups
  }

  private mutating func add(_ steps: [Step], at place: Int, isLast: Bool) {
    if isLast, steps.count == 1, steps[0].kind == StepKind.respond,
      steps[0].observation?.isEmpty ?? true
    {
      turns.append(Turn(role: .assistant, text: Dialogue.words(of: steps[0]) ?? ""))
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
      let thought = steps.compactMap(\.thought).joined(separator: "\n")
      turns.append(Turn(role: .assistant, text: thought, calls: calls))
      turns += answers
      return
    }
    for step in steps {
      if let thought = step.thought { turns.append(Turn(role: .assistant, text: thought)) }
      if let said = step.observation { turns.append(Turn(role: .user, text: said)) }
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
