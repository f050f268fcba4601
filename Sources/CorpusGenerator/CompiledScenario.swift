/// A scenario with its texts compiled and the shared texts added.
///
/// A class, as copying two dozen arrays for every line would cost more than the writing.
final class CompiledScenario {
  let domain: Phrase
  let template: Phrase
  let site: Phrase
  let systemPrompt: Phrase?
  let tools: Phrase?
  let slots: [[Phrase]]
  let names: [Phrase]
  let limit: ClosedRange<Int>
  let sense: Scenario.Sense
  let decimals: Int
  let y: ClosedRange<Int>
  let z: ClosedRange<Int>
  let goals: [Phrase]
  let row: Phrase
  let search: [Step]
  let look: [Step]
  let aside: [Step]
  let finish: Step
  let slip: Step
  let drift: [Step]
  let errors: [Phrase]
  let blanks: [Phrase]
  let clutter: [Phrase]
  let done: [Phrase]
  /// By the position of the type in `FailureType.allCases`.
  let answers: [[Phrase]]
  /// By the position of the type in `FailureType.allCases`.
  let reasons: [[Phrase]]
  /// Reasons that fit every scenario, by the position of the type as well.
  let sharedReasons: [[Phrase]]
  /// Beginnings of thoughts that fit anywhere.
  let openers: [Phrase]
  /// Beginnings of thoughts after a failed call.
  let recoveries: [Phrase]

  struct Step {
    let action: Phrase
    let input: Phrase
    let thought: Phrase
    let observation: Phrase
  }

  init(_ scenario: Scenario, into book: inout PhraseBook) throws {
    let names = scenario.slots.map(\.key)
    guard names.contains("subject") else {
      throw PhraseError.noSubject(template: scenario.template)
    }
    func text(_ source: String) throws -> Phrase { try book.add(source, slots: names) }
    func texts(_ sources: [String]) throws -> [Phrase] { try sources.map(text) }
    func json(_ source: String) throws -> Phrase { try book.add(source, slots: names, json: true) }
    func step(_ move: Move) throws -> Step {
      Step(
        action: try text(move.action), input: try json(move.input),
        thought: try text(move.thought), observation: try text(move.observation))
    }
    domain = try text(scenario.domain)
    template = try text(scenario.template)
    site = try text(scenario.site)
    systemPrompt = try scenario.systemPrompt.map(text)
    tools = try scenario.tools.map(json)
    slots = try scenario.slots.map { try texts($0.value) }
    self.names = try texts(scenario.names)
    (limit, sense, decimals) = (scenario.limit, scenario.sense, scenario.decimals)
    (y, z) = (scenario.y, scenario.z)
    goals = try texts(scenario.goals)
    row = try text(scenario.row)
    search = try scenario.search.map(step)
    look = try scenario.look.map(step)
    aside = try scenario.aside.map(step)
    finish = try step(scenario.finish)
    slip = try step(scenario.slip)
    drift = try scenario.drift.map(step)
    errors = try texts(SharedPhrases.errors(scenario.errors))
    blanks = try texts(SharedPhrases.blanks)
    clutter = try texts(SharedPhrases.clutter(scenario.errors))
    done = try texts(scenario.done)
    openers = try texts(SharedPhrases.openers)
    recoveries = try texts(SharedPhrases.recoveries)
    let endings = FailureType.allCases.map { type in
      switch type {
      case .incomplete: SharedPhrases.unfinished
      case .toolError: SharedPhrases.broken
      case .constraintViolation: scenario.overLimit
      case .wrongResult: scenario.wrong
      case .hallucination: scenario.invented
      case .offTopic: scenario.astray
      }
    }
    answers = try endings.map { try texts($0.answers) }
    reasons = try endings.map { try texts($0.reasons) }
    sharedReasons = try FailureType.allCases.map { try texts(SharedPhrases.reasons($0)) }
  }
}
