internal import Statistics
public import Store
public import Tables

/// The paper's human evaluation, from the counts that it gives.
/// - Source: METHOD.md §5, STATISTICS.md.
public struct PaperNoise {
  /// Under everything that is computed from them.
  public static let mark = "reconstructed from counts"

  public let ratings: Table
  /// Pairs that the second judge drops of the single judge's, if the one sample lies in the other.
  public let dropped: Table
  /// Whether the counts certify a noise, and how many ratings would.
  public let certificates: Table
  /// Two shares that ought to be one.
  public let survival: Table
  public let notes: [String]

  /// - Throws: `StoreError`.
  public init(maxNoise: Double = 0.05, risk: Double = 0.1, in store: Store) throws {
    guard let test = CertificationTest(maxNoise: maxNoise, risk: risk) else {
      throw NoiseError.badTest(maxNoise: maxNoise, risk: risk)
    }
    let counts = try store.run("paper_ratings")
    var ratings = Table(
      columns: ["pairs"] + NoiseTables.rate.filter { $0 != "unsettled" }, note: PaperNoise.mark)
    var certificates = Table(
      columns: [
        "pairs", "max_noise", "risk", "rated", "invalid", "p_value", "certified",
        "rated_needed",
      ], note: PaperNoise.mark)
    var accepted: [(rated: Int, invalid: Int)] = []
    for row in counts.rows.indices {
      let pairs = counts.value(row, "pairs")
      let rated = counts.value(row, "rated").integer.map(Int.init) ?? 0
      let invalid = counts.value(row, "invalid").integer.map(Int.init) ?? 0
      let noise = Proportion(invalid, of: rated)
      let (exact, wilson) = (noise.clopperPearson(), noise.wilson())
      ratings.rows.append([
        pairs, .init(rated), .init(invalid), .init(noise.rate), .init(exact?.low),
        .init(exact?.high), .init(wilson?.low), .init(wilson?.high),
      ])
      guard pairs.text?.hasPrefix("accepted") == true else { continue }
      accepted.append((rated, invalid))
      let p = test.pValue(invalid: invalid, of: rated)
      certificates.rows.append([
        pairs, .real(maxNoise), .real(risk), .init(rated), .init(invalid), .init(p),
        .text(p.map { $0 <= risk } ?? false ? "yes" : "no"),
        .init(test.leastRated(invalid: invalid)),
      ])
    }
    self.ratings = ratings
    self.certificates = certificates
    var dropped = Table(
      columns: ["dropped_rated", "invalid_removed", "valid_lost", "kept_rated", "p_value"],
      note: PaperNoise.mark)
    if accepted.count == 2 {
      let (single, multi) = (accepted[0], accepted[1])
      let rated = single.rated - multi.rated
      let invalid = single.invalid - multi.invalid
      let fisher = FisherExactTest(
        invalid, rated - invalid, multi.invalid, multi.rated - multi.invalid)
      dropped.rows.append([
        .init(rated), .init(invalid), .init(rated - invalid), .init(multi.rated),
        .init(fisher.pValue),
      ])
    }
    self.dropped = dropped
    var survival = try store.run("paper_survival")
    survival.note = PaperNoise.mark
    self.survival = survival
    notes = [
      PaperNoise.mark,
      "the paper gives counts only: no ratings of single pairs, so no κ can be computed from them",
      "the sample and the corpus do not fit together: see 'survival'; and the sample is said to be of accepted pairs, "
        + "yet has filtered-out ones",
      "'dropped' holds if the multi-judge sample lies in the single-judge one, which the paper does not say",
    ]
  }
}
