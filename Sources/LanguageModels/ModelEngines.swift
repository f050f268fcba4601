public import Trajectories

/// What the model engines of all stages have in common.
///
/// Engines make requests and read answers; they call nothing themselves. The same input gives the same
/// request: its digest is what is paid for once.
public protocol ModelEngine: Sendable {
  var config: StageConfig { get }
  /// The templates behind its requests, to be stored beside its config.
  var prompts: [PromptText] { get }
  /// Asks to mend an answer.
  /// - Returns: nil: it needs none, or none helps; so it is for the answer to such a request.
  /// - Throws: `PromptError.overBudget`.
  func repair(of request: ChatRequest, answer: ChatAnswer) throws(PromptError) -> PreparedCall?
}

/// Stage 1 by a model.
public protocol ModelDetecting: ModelEngine {
  /// - Parameter run: goal, steps, final answer and stated failure reason may enter.
  /// - Throws: `PromptError.overBudget`: the run gets no detection from this engine.
  func call(_ run: Trajectory, series: String) throws(PromptError) -> PreparedCall
  /// - Returns: nil: the answer has no result (refused, truncated, unparsable). It stays as a call; the
  ///   detection is a gap.
  func detection(from answer: ChatAnswer) -> Detection?
}

/// Stage 2 by a model.
public protocol ModelExtracting: ModelEngine {
  /// - Parameter run: steps and final answer may enter, and the goal for context.
  /// - Throws: `PromptError.overBudget`.
  func call(_ run: Trajectory, series: String) throws(PromptError) -> PreparedCall
  /// - Returns: nil: the answer has no result; the outcome is a gap.
  func outcome(from answer: ChatAnswer) -> Outcome?
}

/// Stage 3 by a model. It does not see the steps.
public protocol ModelRelabeling: ModelEngine {
  /// - Parameter k: from 1; shapes the temperature.
  /// - Throws: `PromptError.overBudget`.
  func call(
    _ outcome: Outcome, stepCount: Int, originalGoal: String, k: Int, series: String
  ) throws(PromptError) -> PreparedCall
  /// Every answer gives an attempt; one without a result says so by its status.
  func attempt(from answer: ChatAnswer, k: Int) -> Attempt
}

/// A judge that is a model. It sees neither g nor c nor the rationale nor the failure reason.
public protocol ModelJudging: ModelEngine {
  /// - Throws: `PromptError.overBudget`.
  func call(
    _ hindsightGoal: String, steps: [Step], finalAnswer: String?, series: String
  ) throws(PromptError) -> PreparedCall
  /// Every answer gives a vote; one without a result says so by its status.
  func vote(from answer: ChatAnswer) -> Vote
}
