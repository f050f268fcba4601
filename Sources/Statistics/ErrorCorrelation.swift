/// How much judges err together on rated pairs, and how many independent judges they amount to.
///
/// ρ̄ is the mean, over pairs of judges, of the correlation (φ) of their errors; the effective number of judges is
/// J/(1 + (J − 1)·ρ̄).
/// - Source: STATISTICS.md (noise without labels, and its limits).
public struct ErrorCorrelation: Equatable, Sendable {
  public struct Couple: Equatable, Sendable {
    public let first: Int
    public let second: Int
    /// Rated pairs that both voted on.
    public let count: Int
    public let bothWrong: Int
    public let firstWrong: Int
    public let secondWrong: Int

    /// φ, in [−1, 1]; nil where one of them makes no error, or nothing else.
    public var correlation: Double? {
      let (n, both) = (Double(count), Double(bothWrong))
      let (one, two) = (Double(firstWrong), Double(secondWrong))
      let square = one * (n - one) * two * (n - two)
      return square > 0 ? (n * both - one * two) / square.squareRoot() : nil
    }
  }

  public let judges: Int
  /// Pairs with a gold verdict and at least one vote.
  public let rated: Int
  /// All couples of judges, ordered by the first, then the second.
  public let couples: [Couple]

  /// ρ̄ over the couples that have one; nil where none has.
  public var mean: Double? {
    let known = couples.compactMap(\.correlation)
    return known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
  }

  /// At least J where errors exclude each other; 1 for one judge; nil where ρ̄ is not known, or at −1/(J − 1).
  public var effectiveJudges: Double? {
    if judges == 1 { return 1 }
    guard let mean else { return nil }
    let spread = 1 + Double(judges - 1) * mean
    return spread > 0 ? Double(judges) / spread : nil
  }

  /// - Parameter gold: by pair; nil: not rated, or no majority.
  /// - Returns: nil: not as many gold verdicts as pairs.
  public init?(_ votes: VoteTable, gold: [Bool?]) {
    guard let kinds = Kinds(votes, gold) else { return nil }
    self.init(kinds, kinds.multiplicities)
  }

  /// For ρ̄; rated pairs are drawn again. nil: not as many gold verdicts as pairs.
  public static func bootstrap(
    _ votes: VoteTable, gold: [Bool?], level: Double = 0.95, resamples: Int? = nil,
    using generator: inout some RandomNumberGenerator
  ) -> Bootstrap? {
    guard let kinds = Kinds(votes, gold) else { return nil }
    return Bootstrap(
      multiplicities: kinds.multiplicities, level: level, resamples: resamples, using: &generator
    ) { ErrorCorrelation(kinds, $0).mean }
  }

  private init(_ kinds: Kinds, _ multiplicities: [Int]) {
    judges = kinds.judges
    rated = multiplicities.reduce(0, +)
    var couples: [Couple] = []
    for first in 0..<kinds.judges {
      for second in (first + 1)..<max(first + 1, kinds.judges) {
        let (one, two) = (UInt64(1) << UInt64(first), UInt64(1) << UInt64(second))
        var (count, both, firstWrong, secondWrong) = (0, 0, 0, 0)
        for (kind, multiplicity) in zip(kinds.rows, multiplicities)
        where kind.voted & one != 0 && kind.voted & two != 0 {
          count += multiplicity
          if kind.wrong & one != 0 { firstWrong += multiplicity }
          if kind.wrong & two != 0 { secondWrong += multiplicity }
          if kind.wrong & one != 0, kind.wrong & two != 0 { both += multiplicity }
        }
        couples.append(
          Couple(
            first: first, second: second, count: count, bothWrong: both, firstWrong: firstWrong,
            secondWrong: secondWrong))
      }
    }
    self.couples = couples
  }
}

/// Rated pairs by who voted and who was wrong.
private struct Kinds {
  struct Row: Hashable {
    let voted: UInt64
    let wrong: UInt64
  }

  let judges: Int
  let rows: [Row]
  let multiplicities: [Int]

  init?(_ votes: VoteTable, _ gold: [Bool?]) {
    guard gold.count == votes.pairs else { return nil }
    judges = votes.judges
    var counts: [Row: Int] = [:]
    for pair in 0..<votes.pairs where votes.voted[pair] != 0 {
      guard let isValid = gold[pair] else { continue }
      let (voted, valid) = (votes.voted[pair], votes.valid[pair])
      counts[Row(voted: voted, wrong: isValid ? voted & ~valid : valid), default: 0] += 1
    }
    let sorted = counts.sorted { ($0.key.voted, $0.key.wrong) < ($1.key.voted, $1.key.wrong) }
    rows = sorted.map(\.key)
    multiplicities = sorted.map(\.value)
  }
}
