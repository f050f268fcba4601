extension TrajectoryWriter {
  /// Writes the steps: a search, then looks at one record after the other, then the deed.
  mutating func appendSteps(for outcome: Outcome) {
    let count = stepCount(for: outcome)
    var previousFailed = false
    line.append(#","steps":["#)
    for position in 0..<count {
      if position > 0 { line.append(",") }
      let plan = plan(for: position, of: count, outcome)
      if plan.kind == .look || (plan.kind == .error && random.chance(50)) {
        current = plan.isOfPick ? picked : (current + 1) % world.records.count
        // The picked record has its look in the step after this one.
        if position == count - 3, current == picked {
          current = (current + 1) % world.records.count
        }
      }
      append(plan, hasOpener: position > 0, isAfterError: previousFailed)
      previousFailed = plan.kind == .error
    }
    line.append("]")
  }

  /// `meanSteps` on average, half of it at the least; a run that ends in a deed has 2 or more.
  private mutating func stepCount(for outcome: Outcome) -> Int {
    let low = max(1, 0.45 * meanSteps)
    // The product of two unit numbers has mean 1/4, so the share of the way up has mean 3/8.
    let first = random.unit()
    let share = first * (1 + random.unit()) / 2
    let least = outcome.failure == .incomplete || outcome.failure == .toolError ? 1 : 2
    return max(least, Int((low + (meanSteps - low) / 0.375 * share).rounded()))
  }

  private struct Plan {
    enum Kind {
      case plain, aside, look, error, blank
    }

    var kind: Kind
    var step: CompiledScenario.Step
    var isOfPick = false
  }

  private mutating func plan(for position: Int, of count: Int, _ outcome: Outcome) -> Plan {
    let left = count - position
    let isFirst = position == 0
    switch outcome.failure {
    case .constraintViolation where ending == 1:
      if left == 1, !isFirst { return look(isOfPick: true) }
    case nil, .constraintViolation, .wrongResult:
      if left == 1, !isFirst {
        return Plan(
          kind: .plain, step: outcome.failure == .wrongResult ? scenario.slip : scenario.finish)
      }
      if left == 2, !isFirst { return look(isOfPick: true) }
    case .toolError:
      if left <= max(1, count * 2 / 5) {
        return Plan(kind: .error, step: one(of: isFirst ? scenario.search : scenario.look))
      }
    case .offTopic:
      if left == 1 {
        let drift = scenario.drift
        return Plan(kind: .plain, step: drift[min(ending, drift.count - 1)])
      }
      if left <= count / 2, random.chance(60) {
        return Plan(kind: .plain, step: one(of: scenario.drift))
      }
    case .incomplete:
      if left <= 1 + count / 6, !isFirst, random.chance(60) {
        return Plan(kind: .blank, step: one(of: scenario.search))
      }
    case .hallucination:
      break
    }
    if isFirst { return Plan(kind: .plain, step: scenario.search[0]) }
    switch random.below(100) {
    case ..<8: return Plan(kind: .error, step: one(of: scenario.look))
    case ..<20 where searchCount + 1 < scenario.search.count:
      searchCount += 1
      return Plan(kind: .plain, step: scenario.search[searchCount])
    case ..<38 where asideCount < asideEnd:
      asideCount += 1
      return Plan(kind: .aside, step: scenario.aside[asideCount % scenario.aside.count])
    default:
      return look()
    }
  }

  private mutating func look(isOfPick: Bool = false) -> Plan {
    Plan(kind: .look, step: one(of: scenario.look), isOfPick: isOfPick)
  }

  private mutating func one(of steps: [CompiledScenario.Step]) -> CompiledScenario.Step {
    steps[random.below(steps.count)]
  }

  private mutating func renderObservation(of plan: Plan) {
    switch plan.kind {
    case .plain:
      render(plan.step.observation)
    case .look, .aside:
      // A page looks the same whenever it is opened, in every trial.
      let code = world.records[plan.kind == .look ? current : world.best].code
      let runRandom = random
      random = SplitMix64(seed: seed, purpose: .page, index: code)
      render(plan.step.observation)
      random = runRandom
    case .error:
      render(oneOf: scenario.errors)
    case .blank:
      render(oneOf: scenario.blanks)
    }
    if plan.kind != .error, random.chance(12) {
      line.append(#"\n"#)
      render(oneOf: scenario.clutter)
    }
  }

  private mutating func append(_ plan: Plan, hasOpener: Bool, isAfterError: Bool) {
    let step = plan.step
    line.append(#"{"thought":""#)
    if isAfterError {
      render(oneOf: scenario.recoveries)
    } else if hasOpener, random.chance(25) {
      render(oneOf: scenario.openers)
    }
    render(step.thought)
    line.append(#"","action_name":""#)
    render(step.action)
    line.append(#"","action_input":"#)
    render(step.input)
    line.append(#","observation":""#)
    renderObservation(of: plan)
    line.append("\"}")
  }
}
