/// What became of an answer. Only `ok` has a result; the others are states, not numbers.
public enum AnswerStatus: String, Sendable, CaseIterable {
  case ok, refused, unparsable, truncated
  /// In imported logs only: a call without an answer is no attempt here.
  case error, timeout
}
