/// Why votes alone do not tell how good the judges are.
public enum DawidSkeneRefusal: Error, Equatable, Sendable {
  /// What would tell.
  public enum Remedy: Equatable, Sendable {
    /// A further judge on the same pairs, so that each judge shares pairs with two others at once.
    case thirdJudge
    /// Human verdicts, of both kinds, on pairs that the judge voted on.
    case goldLabels
    /// A second population of pairs with another share of valid ones, where both judges vote.
    case secondPopulation
  }

  /// No pair has a vote.
  case noVotes
  /// As many gold verdicts or populations as pairs are needed (or none), populations counting from 0.
  case lengthsDiffer
  /// Two judges of one population have five unknowns and three numbers; named are the judges it concerns.
  case notIdentified(judges: [Int])
  /// The populations that should tell two judges apart vote alike (Fisher's p, least of all comparisons, times their
  /// number): their shares of valid pairs may be the same.
  case populationsAlike(p: Double)
  /// se + sp ≤ 1: this judge does not tell valid from invalid, for one because it always says the same.
  case worseThanChance(judge: Int, sensitivity: Double, specificity: Double)

  public var remedies: [Remedy] {
    switch self {
    case .noVotes, .lengthsDiffer: []
    case .notIdentified, .populationsAlike: [.thirdJudge, .goldLabels, .secondPopulation]
    case .worseThanChance: [.goldLabels]
    }
  }
}
