public import Trajectories

/// Stage 2 by a model. It is shown the steps, the final answer and, for context, the goal.
/// - Source: AgentHER §3.4; METHOD.md §3.
public struct ModelExtractor: AnswerReading, ModelExtracting {
  public let question: ModelQuestion
  public let config: StageConfig

  /// - Throws: `PromptError`.
  public init(_ settings: ModelSettings) throws(PromptError) {
    question = try ModelQuestion(.extract, settings, schema: .outcome)
    config = question.config(.extract)
  }

  /// - Parameter run: whole, inputs of actions included.
  /// - Throws: `PromptError.overBudget`.
  public func call(
    _ run: Trajectory, series: String = StageConfig.mainSeries
  ) throws(PromptError) -> PreparedCall {
    try question.call(
      [
        .goal: .text(run.goal), .steps: .steps(StepText.all(run.steps)),
        .finalAnswer: .text(run.finalAnswer),
      ], series: series)
  }

  public func outcome(from answer: ChatAnswer) -> Outcome? { read(answer).value }

  /// Items that are blank or said before are left out.
  public func read(_ answer: ChatAnswer, k: Int) -> StructuredAnswer<Outcome> {
    AnswerReader.read(answer, names: ["achievements", "limitations", "observations"]) {
      fields throws(AnswerProblem) in
      let limitations = try fields.text("limitations")
      return Outcome(
        achievements: ModelExtractor.distinct(try fields.texts("achievements")),
        observations: ModelExtractor.distinct(try fields.texts("observations")),
        limitations: limitations.isBlank ? nil : limitations)
    }
  }

  private static func distinct(_ texts: [String]) -> [String] {
    var seen: Set<[UInt8]> = []
    return texts.filter { !$0.isBlank && seen.insert(Array($0.utf8)).inserted }
  }
}
