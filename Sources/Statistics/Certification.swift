/// The loosest threshold whose noise is at most α, wrongly so with probability at most `risk` (Learn then Test with a
/// fixed sequence).
///
/// Candidates are tested from strict to loose, each at the full risk, from the first one with enough ratings until one
/// fails: whatever the noise at each, the first whose noise exceeds α is passed with probability at most `risk`.
/// That holds if the candidates, their order and the sample were fixed before labels were seen, the rated pairs are a
/// uniform sample of the union of pairs accepted at any candidate, and confidences were not calibrated on the same
/// ratings. Noise need not be monotone in the threshold.
/// - Source: STATISTICS.md (choosing θ with a guarantee); Angelopoulos et al., "Learn then Test", 2021.
public struct Certification: Equatable, Sendable {
  public struct Candidate: Equatable, Sendable {
    public let threshold: Double
    /// n: rated pairs that are accepted at the threshold.
    public let rated: Int
    /// k: invalid ones among them; those without a majority count as invalid.
    public let invalid: Int

    public init(threshold: Double, rated: Int, invalid: Int) {
      self.threshold = threshold
      self.rated = rated
      self.invalid = invalid
    }
  }

  public struct Need: Equatable, Sendable {
    /// The place of the candidate at whose threshold more pairs have to be rated.
    public let candidate: Int
    /// How many, if all of them turn out valid: a least number for a new plan, not for going on until it fits.
    public let ratings: Int
  }

  public let test: CertificationTest
  /// In the order given.
  public let candidates: [Candidate]
  /// P[Binomial(n, α) ≤ k] of each candidate, tested or not; nil at n = 0.
  public let pValues: [Double?]
  /// The place of the first one tested: the strictest whose n reaches the least n for k = 0; nil: none does.
  public let start: Int?
  /// The place of the first that failed, and of the last one tested; nil: none failed.
  public let failure: Int?
  /// The place of the last that passed; nil: nothing is certified.
  public let chosen: Int?

  /// - Parameter candidates: from strict to loose, a grid fixed before the labels were seen.
  /// - Returns: nil: a candidate has k > n or a negative number.
  public init?(_ candidates: [Candidate], test: CertificationTest) {
    guard candidates.allSatisfy({ $0.invalid >= 0 && $0.invalid <= $0.rated }) else { return nil }
    self.test = test
    self.candidates = candidates
    pValues = candidates.map { test.pValue(invalid: $0.invalid, of: $0.rated) }
    let least = test.leastRated(invalid: 0)
    start = candidates.firstIndex { $0.rated >= least }
    var failure: Int?
    var chosen: Int?
    for place in (start ?? candidates.count)..<candidates.count {
      guard let p = pValues[place], p <= test.risk else {
        failure = place
        break
      }
      chosen = place
    }
    self.failure = failure
    self.chosen = chosen
  }

  /// What would certify, where nothing is: more ratings at the first candidate tested, or with none tested, at
  /// the one that lacks fewest (the strictest of equals); nil: something is certified, or there are no candidates.
  public var need: Need? {
    guard chosen == nil else { return nil }
    let needs = (start.map { $0..<$0 + 1 } ?? candidates.indices).map { place in
      let candidate = candidates[place]
      return Need(
        candidate: place,
        ratings: test.leastRated(invalid: candidate.invalid) - candidate.rated)
    }
    return needs.min { ($0.ratings, $0.candidate) < ($1.ratings, $1.candidate) }
  }
}
