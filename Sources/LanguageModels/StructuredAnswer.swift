public import Trajectories

/// What an answer says, after reading it strictly; or why it says nothing.
///
/// - refused: the endpoint says so, by `refusal` or `finish_reason: content_filter`.
/// - truncated: `finish_reason: length`, and the object does not end.
/// - unparsable: no object with a field of the schema, or one with a missing field, a field of another
///   type, or a number out of range. Nothing is clamped, converted or guessed.
///
/// The object may stand in a code fence or between other text. Of several the last complete one counts that has
/// a field of the schema, whether it can be read or not: what a model writes last is what it means, and drafts
/// in its reasoning come before. Unknown fields are ignored; of a repeated one the last counts.
public struct StructuredAnswer<Value: Sendable>: Sendable {
  public let status: AnswerStatus
  /// What is to be recorded. Attempts and votes are there with every status; a detection or an outcome
  /// has no status of its own, so nil leaves a gap.
  public let value: Value?
  /// What is wrong, for people and for the repair question; nil: nothing.
  public let problem: String?

  init(_ status: AnswerStatus, _ value: Value?, problem: String? = nil) {
    self.status = status
    self.value = value
    self.problem = problem
  }
}

extension StructuredAnswer: Equatable where Value: Equatable {}
