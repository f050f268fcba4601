/// What an endpoint is spared, and how long it is waited for.
public struct ChatLimits: Equatable, Hashable, Sendable {
  /// Requests on their way at a time, from 1.
  public var inFlight = 64
  /// Requests sent in any 60 seconds, from 1; nil: no limit.
  public var requestsPerMinute: Int?
  /// Tokens of prompt and answer in any 60 seconds, from 1; nil: no limit. Before an answer tells, they are
  /// estimated; a request that alone has more goes when nothing else counts.
  public var tokensPerMinute: Int?
  /// Tries of one call, the first included; from 1.
  public var tries = 6
  /// From sending a try to the last byte of its answer.
  public var trySeconds = 120.0
  /// From sending the first try to the end of the last, with the pauses between them.
  public var totalSeconds = 600.0
  /// A longer answer is no answer.
  public var maximumAnswerBytes = 16 << 20

  public init() {}
}
