/// One judge's answer on one attempt, as a log records it.
public struct LoggedVote: Equatable, Sendable {
  public var judge: String
  /// The judge's verdict; nil: it gave none.
  public var valid: Bool?
  /// In [0, 1]; nil: the judge gave none.
  public var confidence: Double?
  /// ok, refused, unparsable, truncated, error or timeout.
  public var status: String

  public init(judge: String, valid: Bool?, confidence: Double?, status: String) {
    self.judge = judge
    self.valid = valid
    self.confidence = confidence
    self.status = status
  }
}
