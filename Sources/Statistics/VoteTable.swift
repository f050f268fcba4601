/// What up to 64 judges say of each pair: valid, invalid, or nothing.
public struct VoteTable: Sendable {
  public static let judgesMax = 64

  public let judges: Int
  public let pairs: Int
  /// By pair: a bit for each judge who voted.
  let voted: [UInt64]
  /// By pair: a bit for each judge who voted valid.
  let valid: [UInt64]

  /// - Parameters:
  ///   - votes: of one pair after another, a vote of each judge; nil: none.
  ///   - judges: in 1...64.
  /// - Returns: nil: another number of judges, or pairs are not complete.
  public init?(votes: [Bool?], judges: Int) {
    guard (1...VoteTable.judgesMax).contains(judges), votes.count.isMultiple(of: judges)
    else { return nil }
    self.judges = judges
    pairs = votes.count / judges
    var voted = Array(repeating: UInt64(0), count: pairs)
    var valid = voted
    for pair in 0..<pairs {
      for judge in 0..<judges {
        guard let vote = votes[pair * judges + judge] else { continue }
        voted[pair] |= 1 << UInt64(judge)
        if vote { valid[pair] |= 1 << UInt64(judge) }
      }
    }
    self.voted = voted
    self.valid = valid
  }
}
