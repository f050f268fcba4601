internal import Statistics
public import Store
public import Tables
internal import Trajectories

/// The loosest threshold whose label noise is at most α, wrongly so with probability at most `risk`.
///
/// On the ratings of a frame of rule `theta_grid` alone: its candidates were fixed before anybody rated, and its pairs
/// drawn uniformly from the union of what they accept. A rated pair without a majority counts as invalid.
/// - Source: STATISTICS.md (choosing θ with a guarantee).
public struct ThresholdCertificate {
  /// One row for each threshold of the grid, strict to loose.
  public let candidates: Table
  /// One row: what is certified, if anything.
  public let answer: Table
  /// Pairs of the frame whose ratings are missing, at the threshold where they help.
  public let missing: Table
  public let warnings: [String]
  public let notes: [String]
  public let configs: Set<String>
  public let isCertified: Bool

  /// The tables without a row, for where no frame has a grid.
  public static let empty = (
    candidates: Table(columns: [
      "theta", "accepted", "yield", "rated", "invalid", "unsettled", "noise", "p_value", "verdict",
    ]),
    answer: Table(columns: [
      "frame", "max_noise", "risk", "theta", "rated", "invalid", "p_value", "yield",
      "strictest_theta", "strictest_yield", "ratings_needed", "at_theta",
    ])
  )

  /// - Parameters:
  ///   - maxNoise: α, in (0, 1).
  ///   - risk: in (0, 1).
  ///   - frame: its name; nil: the only one with a grid.
  /// - Throws: `NoiseError` where ratings cannot bear a guarantee; `StoreError`.
  public init(
    maxNoise: Double, risk: Double, frame name: String? = nil, in store: Store
  ) throws {
    guard let test = CertificationTest(maxNoise: maxNoise, risk: risk) else {
      throw NoiseError.badTest(maxNoise: maxNoise, risk: risk)
    }
    let frame = try ThresholdCertificate.frame(name, in: store)
    guard let asked = frame.request else {
      throw NoiseError.incompleteFrame(frame: frame.name, missing: "the policy")
    }
    let rated = try RatedEvaluation(asked, in: store)
    let items = try frame.items(of: rated.request, in: store)
    guard !items.isEmpty else {
      throw NoiseError.incompleteFrame(frame: frame.name, missing: "its pairs")
    }
    let least = items.map(\.probability).min() ?? 0
    let greatest = items.map(\.probability).max() ?? 0
    guard least == greatest else {
      throw NoiseError.unequalProbabilities(frame: frame.name, low: least, high: greatest)
    }
    if case .calibrated(let calibration?) = rated.request.policy.confidence {
      let table = try store.run("calibrated_attempts", ["calibration": .text(calibration)])
      let fitted = Set(table.rows.compactMap { $0[0].text })
      let shared = items.count { fitted.contains($0.attempt) }
      guard shared == 0 else {
        throw NoiseError.calibratedOnSameRatings(
          calibration: table.rows[0][1].text ?? calibration, frame: frame.name, pairs: shared)
      }
    }
    let drawn = Dictionary(items.map { ($0.key, $0) }, uniquingKeysWith: { one, _ in one })
    let processed = rated.evaluation.facts.runs.indices.count { rated.evaluation.isMember($0) }
    var counted: [(accepted: Int, counts: NoiseCount)] = []
    var union: Set<AcceptedPair.Key> = []
    for theta in frame.thetas {
      let pairs = rated.gold.accepted(rated.evaluation, at: theta)
      union.formUnion(pairs.map(\.key))
      counted.append(
        (pairs.count, NoiseTables.count(pairs.filter { drawn[$0.key] != nil })))
    }
    let certification = Certification(
      zip(frame.thetas, counted).map { theta, one in
        Certification.Candidate(
          threshold: theta, rated: one.counts.rated + one.counts.unsettled,
          invalid: one.counts.invalid + one.counts.unsettled)
      }, test: test)
    guard let certification else {
      throw NoiseError.incompleteFrame(frame: frame.name, missing: "its thresholds")
    }
    var candidates = ThresholdCertificate.empty.candidates
    for (at, one) in certification.candidates.enumerated() {
      let counts = counted[at].counts
      candidates.rows.append([
        .real(one.threshold), .init(counted[at].accepted),
        .init(Proportion(counted[at].accepted, of: processed).rate), .init(one.rated),
        .init(one.invalid), .init(counts.unsettled),
        .init(Proportion(one.invalid, of: one.rated).rate), .init(certification.pValues[at]),
        .text(ThresholdCertificate.verdict(at, certification)),
      ])
    }
    self.candidates = candidates
    var answer = ThresholdCertificate.empty.answer
    func yield(_ at: Int?) -> Table.Value { at.map { candidates.rows[$0][2] } ?? .null }
    let (chosen, need) = (certification.chosen, certification.need)
    answer.rows = [
      [
        .text(frame.name), .real(maxNoise), .real(risk),
        .init(chosen.map { certification.candidates[$0].threshold }),
        .init(chosen.map { certification.candidates[$0].rated }),
        .init(chosen.map { certification.candidates[$0].invalid }),
        .init(chosen.flatMap { certification.pValues[$0] }), yield(chosen),
        .init(frame.thetas.first), yield(frame.thetas.isEmpty ? nil : 0),
        .init(need?.ratings), .init(need.map { certification.candidates[$0.candidate].threshold }),
      ]
    ]
    self.answer = answer
    isCertified = chosen != nil
    var missing = Table(columns: ["trajectory", "k", "attempt", "theta"])
    if let need {
      let theta = certification.candidates[need.candidate].threshold
      let accepted = Set(rated.gold.accepted(rated.evaluation, at: theta).map(\.key))
      for item in items
      where accepted.contains(item.key)
        && rated.gold.verdict(run: item.key.run, k: item.key.k) == nil
      {
        missing.rows.append([
          .text(item.trajectory), .init(item.key.k), .text(item.attempt), .real(theta),
        ])
      }
    }
    self.missing = missing
    warnings = rated.resolved.warnings
    configs = rated.resolved.choice.configs
    notes = ThresholdCertificate.notes(
      frame, rated, items, union: union.count, certification, missing: missing.rows.count)
  }

  private static func frame(_ name: String?, in store: Store) throws -> RatingFrame {
    let all = try RatingFrame.all(in: store)
    let frames: [RatingFrame]
    if let name {
      frames = try RatingFrame.named([name], in: store)
    } else {
      frames = all.filter { $0.rule == RatingFrame.grid }
      guard !frames.isEmpty else { throw NoiseError.noGrid(others: all.map(\.name)) }
    }
    guard frames.count == 1, let frame = frames.first else {
      throw NoiseError.severalGrids(frames.map { name == nil ? $0.name : $0.digest })
    }
    guard frame.rule == RatingFrame.grid else {
      throw NoiseError.notAGrid(frame: frame.name, rule: frame.rule)
    }
    guard !frame.thetas.isEmpty else {
      throw NoiseError.incompleteFrame(frame: frame.name, missing: "its thresholds")
    }
    return frame
  }

  private static func verdict(_ at: Int, _ certification: Certification) -> String {
    guard let start = certification.start else { return "too few ratings" }
    if at < start { return "too few ratings" }
    if let failure = certification.failure {
      if at == failure { return "fails" }
      if at > failure { return "not tested" }
    }
    return at == certification.chosen ? "passes, chosen" : "passes"
  }

  private static func notes(
    _ frame: RatingFrame, _ rated: RatedEvaluation, _ items: [RatingFrame.Item], union: Int,
    _ certification: Certification, missing: Int
  ) -> [String] {
    var notes: [String] = []
    let done = items.count { rated.gold.verdict(run: $0.key.run, k: $0.key.k) != nil }
    if done < items.count {
      notes.append(
        "\(done) of the \(items.count) pairs drawn are rated: the guarantee holds if what is left out does not depend "
          + "on the pairs")
    }
    if items.count < frame.drawn {
      notes.append("\(frame.drawn - items.count) pairs of the frame are not stored here")
    }
    if let population = frame.population, population != union {
      notes.append(
        "the frame was drawn from \(population) pairs, and now \(union) are accepted: the guarantee is for those it was "
          + "drawn from")
    }
    if let need = certification.need {
      let theta = certification.candidates[need.candidate].threshold
      notes.append(
        "nothing is certified; at theta \(theta) \(need.ratings) more ratings would do, if all turn out valid; "
          + "\(missing) pairs of this frame are not rated there: for more, plan a new frame, and do not go on until it "
          + "fits")
    }
    return notes
  }
}
