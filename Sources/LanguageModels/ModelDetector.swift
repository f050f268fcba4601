public import Trajectories

/// Stage 1 by a model.
///
/// It is shown goal, steps, final answer and the stated failure reason. Major flaws get a weight below 0.3, mild
/// ones 0.3 to 1: so says the prompt; an answer that mixes them up is taken as it is.
/// - Source: AgentHER §3.3; METHOD.md §3.
public struct ModelDetector: AnswerReading, ModelDetecting {
  public let question: ModelQuestion
  public let config: StageConfig

  /// - Throws: `PromptError`.
  public init(_ settings: ModelSettings) throws(PromptError) {
    question = try ModelQuestion(.detect, settings, schema: .detection)
    config = question.config(.detect)
  }

  /// - Parameter run: whole, inputs of actions included.
  /// - Throws: `PromptError.overBudget`.
  public func call(
    _ run: Trajectory, series: String = StageConfig.mainSeries
  ) throws(PromptError) -> PreparedCall {
    try question.call(
      [
        .goal: .text(run.goal), .failureReason: .text(run.failureReason),
        .steps: .steps(StepText.all(run.steps)), .finalAnswer: .text(run.finalAnswer),
      ], series: series)
  }

  public func detection(from answer: ChatAnswer) -> Detection? { read(answer).value }

  public func read(_ answer: ChatAnswer, k: Int) -> StructuredAnswer<Detection> {
    AnswerReader.read(
      answer,
      names: ["analysis", "failure_type", "is_failure", "recoverable", "severity", "weight"]
    ) { fields throws(AnswerProblem) in
      Detection(
        isFailure: try fields.flag("is_failure"),
        failureType: try fields.word("failure_type", FailureType.self)?.rawValue,
        severity: try fields.share("severity"), weight: try fields.share("weight"),
        recoverable: try fields.flag("recoverable"), explanation: try fields.text("analysis"))
    }
  }
}
