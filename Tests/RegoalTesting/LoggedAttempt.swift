/// The k-th relabeling of one trajectory, with the votes recorded on it.
public struct LoggedAttempt: Equatable, Sendable {
  /// From 1; a log may lack some k.
  public var k: Int
  /// The relabeler's validity flag b; nil: it gave none.
  public var valid: Bool?
  /// The relabeler's confidence c in [0, 1]; nil: it gave none.
  public var confidence: Double?
  /// ok, refused, unparsable, truncated, error or timeout.
  public var status: String
  /// At most one a judge, in any order.
  public var votes: [LoggedVote]

  public init(k: Int, valid: Bool?, confidence: Double?, status: String, votes: [LoggedVote]) {
    self.k = k
    self.valid = valid
    self.confidence = confidence
    self.status = status
    self.votes = votes
  }
}
