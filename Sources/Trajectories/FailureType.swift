/// φ: the kinds of failure that AgentHER tells apart, in the order in which ties are broken.
/// - Source: AgentHER §3.3.
public enum FailureType: String, Sendable, CaseIterable {
  case toolError = "tool_error"
  case incomplete
  case hallucination
  case constraintViolation = "constraint_violation"
  case wrongResult = "wrong_result"
  case offTopic = "off_topic"
}
