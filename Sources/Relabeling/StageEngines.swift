public import Trajectories

/// Stage 1. The engine sees goal, steps, final answer and stated failure reason, and whether the source
/// itself states a failure (f of AgentHER §3.1).
public protocol FailureDetecting: Sendable {
  var config: StageConfig { get }
  func detect(_ trajectory: Trajectory) -> Detection
}

/// Stage 2. The engine says what the observations show, and nothing else.
public protocol OutcomeExtracting: Sendable {
  var config: StageConfig { get }
  func extract(_ trajectory: Trajectory) -> Outcome
}

/// Stage 3. The engine does not see the steps.
public protocol PromptRelabeling: Sendable {
  var config: StageConfig { get }
  /// - Parameter k: from 1.
  func relabel(_ outcome: Outcome, stepCount: Int, originalGoal: String, k: Int) -> Attempt
}

/// A further judge of stage 3. It sees neither g nor c nor the rationale nor the failure reason.
public protocol Judging: Sendable {
  var config: StageConfig { get }
  func judge(_ hindsightGoal: String, steps: [Step], finalAnswer: String?) -> Vote
}
