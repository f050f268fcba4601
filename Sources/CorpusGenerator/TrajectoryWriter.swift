/// Makes the trajectories of a corpus, one JSON line each.
///
/// Line `index` depends on the seed, the mean number of steps and `index` only.
struct TrajectoryWriter: ~Copyable {
  let seed: UInt64
  let meanSteps: Double
  /// The lines written since the last `clear`.
  var line = LineBuffer()

  let book: PhraseBook
  let scenarios: [CompiledScenario]

  /// State of the line in the making.
  var random: SplitMix64
  var scenario: CompiledScenario
  var world = World()
  /// Bytes of the present task: fillings of slots, names of records, the goal.
  var notes = LineBuffer()
  var slots: [Range<Int>] = []
  var goal = 0..<0
  var brand = 0
  var row = 0
  var current = 0
  var picked = 0
  /// Which of the scenario's variants of an ending the run has; steps, answer and reason agree.
  var ending = 0
  /// How many searches after the first have been made.
  var searchCount = 0
  /// The next step aside, and behind the last one: each is taken once.
  var asideCount = 0
  var asideEnd = 0
  /// Where the sequence of failure types starts.
  private let phase: Int

  /// - Throws: `PhraseError` if a scenario has a mistake.
  init(scenarios: [Scenario], seed: UInt64, meanSteps: Double) throws {
    self.seed = seed
    self.meanSteps = meanSteps
    var book = PhraseBook()
    let first = try CompiledScenario(scenarios[0], into: &book)
    self.scenarios = try [first] + scenarios.dropFirst().map { try .init($0, into: &book) }
    self.book = book
    scenario = first
    random = SplitMix64(seed: seed, purpose: .corpus, index: 0)
    phase = random.below(100)
  }

  /// Appends the line of `index`, from 0, with its newline.
  mutating func append(index: Int) {
    let place = TrajectoryPlace(index: index)
    // Shifted by one each time round, so that a scenario does not keep its number of trials.
    scenario = scenarios[(place.task + place.task / scenarios.count) % scenarios.count]
    random = SplitMix64(seed: seed, purpose: .task, index: place.task)
    prepareTask()
    random = SplitMix64(seed: seed, purpose: .line, index: index)
    let outcome = Outcome(
      index: index, phase: phase, isFeasible: world.isFeasible, with: &random)
    pickRecord(for: outcome)
    appendHead(place, outcome)
    appendSteps(for: outcome)
    appendTail(outcome)
  }

  private mutating func pickRecord(for outcome: Outcome) {
    switch outcome.failure {
    case nil: picked = world.best
    case .constraintViolation: picked = world.isFeasible ? world.alternative : world.best
    default: picked = world.alternative
    }
    current = random.below(world.records.count)
    ending = random.below(2)
    // Where the limit can be kept, a run would lie if it said that nothing comes nearer.
    if outcome.failure == .constraintViolation, world.isFeasible { ending = 0 }
    (searchCount, asideCount) = (0, random.below(scenario.aside.count))
    asideEnd = asideCount + scenario.aside.count
  }

  private mutating func appendHead(_ place: TrajectoryPlace, _ outcome: Outcome) {
    line.append(#"{"type":"trajectory","id":""#)
    render(scenario.domain)
    line.append("-")
    line.append(place.task + 1)
    line.append("-")
    line.append(place.trial)
    line.append(#"","task":""#)
    render(scenario.domain)
    line.append("/")
    line.append(place.task + 1)
    line.append(#"","groups":{"template":""#)
    render(scenario.template)
    line.append(#"","site":""#)
    render(scenario.site)
    line.append(#""},"benchmark":"regoal-sample","domain":""#)
    render(scenario.domain)
    line.append(#"","model":"#)
    line.append(outcome.isLargeModel ? #""sample-agent-large""# : #""sample-agent-small""#)
    line.append(#","trial":"#)
    line.append(place.trial)
    line.append(#","round":1,"goal":""#)
    line.append(notes, goal)
    if let prompt = scenario.systemPrompt {
      line.append(#"","system_prompt":""#)
      render(prompt)
    }
    line.append("\"")
    if let tools = scenario.tools {
      line.append(#","tools":"#)
      render(tools)
    }
  }

  private mutating func appendTail(_ outcome: Outcome) {
    let type = outcome.failure
    let position = type.flatMap { FailureType.allCases.firstIndex(of: $0) }
    let breaksOff = type == .incomplete || type == .toolError
    if !(breaksOff && random.chance(35)) {
      line.append(#","final_answer":""#)
      if let position, !breaksOff {
        render(scenario.answers[position].at(ending))
      } else {
        render(oneOf: position.map { scenario.answers[$0] } ?? scenario.done)
      }
      line.append("\"")
    }
    if let position, outcome.isKnown, !random.chance(12) {
      line.append(#","failure_reason":""#)
      if random.chance(50) {
        render(scenario.reasons[position].at(ending))
      } else {
        render(oneOf: scenario.sharedReasons[position])
      }
      line.append("\"")
    }
    let reward = outcome.reward(with: &random)
    if outcome.isKnown {
      line.append(type == nil ? #","success":true,"reward":"# : #","success":false,"reward":"#)
      line.append(reward, decimals: 2)
    } else {
      line.append(#","success":null,"reward":null"#)
    }
    line.append(#","metadata":{"#)
    if let type {
      line.append(#""intended_failure_type":""#)
      line.append(string: type.rawValue)
      line.append("\"")
    }
    line.append("}}\n")
  }
}

extension [Phrase] {
  /// The entry of a variant; the last one if there are fewer.
  func at(_ variant: Int) -> Phrase {
    self[Swift.min(variant, count - 1)]
  }
}
