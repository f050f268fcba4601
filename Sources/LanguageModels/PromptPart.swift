/// A place in a template, written `{{name}}`, where a request puts something in.
public enum PromptPart: String, Sendable, CaseIterable {
  /// How to answer, as the endpoint is told of the schema; the only part that is no evidence.
  case answer
  /// g
  case goal
  /// As the source states it.
  case failureReason = "failure_reason"
  case steps
  case finalAnswer = "final_answer"
  /// What the extractor found.
  case outcome
  case stepCount = "step_count"
  /// ĝ
  case hindsightGoal = "hindsight_goal"
  /// An answer that could not be read.
  case brokenAnswer = "broken_answer"
  /// What was wrong with it.
  case problem
}
