public import Trajectories

/// Stage 3 by a model, at temperature 0.3, from the second attempt on at 0.7.
///
/// It is shown the outcome, the number of steps and the goal, the goal for style only; never the steps.
/// - Source: AgentHER §3.5; METHOD.md §3.
public struct ModelRelabeler: AnswerReading, ModelRelabeling {
  public let question: ModelQuestion
  public let config: StageConfig

  /// - Throws: `PromptError`.
  public init(_ settings: ModelSettings) throws(PromptError) {
    question = try ModelQuestion(.relabel, settings, schema: .attempt, temperatures: [0.3, 0.7])
    config = question.config(.relabel)
  }

  /// - Parameter k: from 1.
  /// - Throws: `PromptError.overBudget`.
  public func call(
    _ outcome: Outcome, stepCount: Int, originalGoal: String, k: Int,
    series: String = StageConfig.mainSeries
  ) throws(PromptError) -> PreparedCall {
    try question.call(
      [
        .outcome: .outcome(outcome), .stepCount: .count(stepCount), .goal: .text(originalGoal),
      ], k: k, series: series)
  }

  public func attempt(from answer: ChatAnswer, k: Int) -> Attempt {
    let reading = read(answer, k: k)
    return reading.value ?? Attempt(k: k, status: reading.status)
  }

  /// A goal may be blank only where it is called not valid; then there is none.
  public func read(_ answer: ChatAnswer, k: Int) -> StructuredAnswer<Attempt> {
    let reading = AnswerReader.read(
      answer, names: ["hindsight_goal", "rationale", "valid", "valid_probability"]
    ) { fields throws(AnswerProblem) in
      let goal = try fields.text("hindsight_goal")
      let valid = try fields.flag("valid")
      guard !valid || !goal.isBlank else {
        throw AnswerProblem(message: "'hindsight_goal' is empty, and 'valid' is true")
      }
      return Attempt(
        k: k, hindsightGoal: goal.isBlank ? nil : goal, valid: valid,
        confidence: try fields.share("valid_probability"), rationale: try fields.text("rationale"))
    }
    return StructuredAnswer(
      reading.status, reading.value ?? Attempt(k: k, status: reading.status),
      problem: reading.problem)
  }
}
