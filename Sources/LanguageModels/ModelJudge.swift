public import Trajectories

/// A judge of stage 3 that is a model, at temperature 0.
///
/// It is shown ĝ, steps and final answer; neither g nor c nor the rationale nor the failure reason.
/// - Source: AgentHER §3.5; METHOD.md §3.
public struct ModelJudge: AnswerReading, ModelJudging {
  public let question: ModelQuestion
  public let config: StageConfig

  /// - Parameter settings: `name` is what the judge is called.
  /// - Throws: `PromptError`.
  public init(_ settings: ModelSettings) throws(PromptError) {
    question = try ModelQuestion(.judge, settings, schema: .vote)
    config = question.config(.judge)
  }

  /// Two attempts with the same ĝ are one call: at temperature 0 there is nothing to ask twice.
  /// - Throws: `PromptError.overBudget`; ĝ is never cut.
  public func call(
    _ hindsightGoal: String, steps: [Step], finalAnswer: String?,
    series: String = StageConfig.mainSeries
  ) throws(PromptError) -> PreparedCall {
    try question.call(
      [
        .steps: .steps(StepText.all(steps)), .finalAnswer: .text(finalAnswer),
        .hindsightGoal: .whole(hindsightGoal),
      ], series: series)
  }

  public func vote(from answer: ChatAnswer) -> Vote {
    let reading = read(answer)
    return reading.value ?? Vote(status: reading.status)
  }

  public func read(_ answer: ChatAnswer, k: Int) -> StructuredAnswer<Vote> {
    let reading = AnswerReader.read(answer, names: ["reason", "valid", "valid_probability"]) {
      fields throws(AnswerProblem) in
      Vote(
        valid: try fields.flag("valid"), confidence: try fields.share("valid_probability"),
        reason: try fields.text("reason"))
    }
    return StructuredAnswer(
      reading.status, reading.value ?? Vote(status: reading.status), problem: reading.problem)
  }
}
