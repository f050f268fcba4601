/// How an endpoint is told the shape of an answer, as one small question found out.
public struct DeliveryFinding: Equatable, Sendable {
  public let delivery: AnswerSchema.Delivery
  /// What the last of the calls brought.
  public let answer: ChatAnswer
  /// Calls that were answered or refused, from 1 to 3.
  public let calls: Int
}
