internal import SourceJSON
internal import Trajectories

/// Messages of several agents, folded into steps.
///
/// Magentic-One: `Orchestrator (thought)` is the thought of what comes next; `Orchestrator (-> NAME)` is the
/// action NAME with the text as input, observed is what NAME says next. An agent that speaks unasked is a step
/// of its own. Group chat, where messages carry a `name`: a message is the speaker's action, observed is what
/// the terminal prints; the first one is what the group is told.
struct AgentDialogue {
  private(set) var run = RunSteps()
  private(set) var goal: String?
  /// True where messages name their speakers.
  private(set) var isGroupChat = false
  private var thought: String?
  private var asked: String?
  /// Step of each message; nil: the goal.
  private var places: [Int?] = []

  private static let orchestrator = "Orchestrator ("
  private static let terminal = "computer_terminal"

  /// - Parameter goal: nil: the first message of the human is the goal.
  init(goal: String?) { self.goal = goal }

  /// The step in which a message of the dialogue stands.
  func step(ofMessage index: Int) -> Int? { places.indices.contains(index) ? places[index] : nil }

  mutating func add(_ message: RecordObject) throws(RecordError) {
    var message = message
    let role = try message.requiredText("role")
    let text = try message.content(&run).text ?? ""
    if let name = try message.text("name") {
      isGroupChat = true
      speak(name, text)
      if role != "user" { run.keep("{\"role\":\(JSONText.quoted(role))}", at: message.place) }
    } else {
      act(role, text)
    }
    run.keepRest(of: message)
  }

  /// Ends the dialogue: a thought that led to nothing is a step.
  mutating func end() {
    guard let thought else { return }
    run.beginTurn()
    run.add(Step(kind: StepKind.respond, thought: thought))
    self.thought = nil
  }

  private mutating func speak(_ name: String, _ text: String) {
    if places.isEmpty {
      run.hear(text)
    } else if name.lowercased() == AgentDialogue.terminal {
      run.hear(text)
    } else {
      run.beginTurn()
      run.say(text, as: name)
    }
    places.append(run.steps.count - 1)
  }

  private mutating func act(_ role: String, _ text: String) {
    switch role {
    case "human", "user":
      if goal == nil || (places.isEmpty && ReActText.trimmed(text) == goal.map(ReActText.trimmed)) {
        goal = goal ?? text
        places.append(nil)
        return
      }
      run.hear(text)
    case _ where role.hasPrefix(AgentDialogue.orchestrator + "-> "):
      let name = role.dropFirst(AgentDialogue.orchestrator.count + 3).prefix { $0 != ")" }
      run.beginTurn()
      run.call(
        String(name), input: "{\"content\":\(JSONText.quoted(text))}", id: nil, thought: thought)
      thought = nil
      asked = String(name)
    case AgentDialogue.orchestrator + "thought)":
      if asked == nil {
        // It stands in the step that comes next.
        thought = RunSteps.joined(thought, text)
        places.append(run.steps.count)
        return
      }
      run.think(text)
    case _ where role.hasPrefix(AgentDialogue.orchestrator):
      run.add(Step(kind: StepKind.message, thought: thought, observation: text))
      thought = nil
    case _ where role == asked && run.answer(nil, text):
      asked = nil
    default:
      run.beginTurn()
      run.add(
        Step(kind: StepKind.tool, thought: thought, actionName: role, observation: text))
      thought = nil
    }
    places.append(run.steps.count - 1)
  }
}
