internal import Statistics
public import Store
public import Tables
internal import Trajectories

/// How far annotators and judges agree, with each other and with the majority of the annotators.
///
/// Verdicts are valid or invalid; an annotator who is unsure, and an answer without a result, is no rating. Where nearly
/// everything is valid, κ is low whatever the agreement: prevalence and PABAK stand beside it.
/// - Source: STATISTICS.md (agreement).
public struct RaterAgreement {
  /// Fleiss' κ and Krippendorff's α of all annotators, and of all judges.
  public let groups: Table
  /// Cohen's κ, pair by pair; gold: the majority of the annotators.
  public let couples: Table
  /// Errors of judges, pair by pair, on rated attempts.
  public let errors: Table
  /// ρ̄ of these errors, and the number of independent judges that they amount to.
  public let effective: Table
  public let warnings: [String]
  public let notes: [String]
  public let configs: Set<String>

  static let gold = "gold"

  /// - Parameter seed: of the resamples.
  /// - Throws: `StoreError`.
  public init(_ request: GateRequest, round: Int? = nil, seed: UInt64 = 42, in store: Store) throws
  {
    let resolved = try ResolvedRequest(request, in: store)
    let only = try round.map { try RoundRuns.ids(round: $0, in: store) }
    let facts = try GateFacts(resolved.choice, from: store)
    let gold = try GoldRatings(
      extract: resolved.request.extractConfig, relabel: resolved.request.relabelConfig,
      series: resolved.request.series, from: store)
    var generator = SeededGenerator(seed: seed)
    var groups = Table(columns: [
      "raters", "measure", "value", "low", "high", "units", "ratings", "left_out",
      "observed", "valid_share",
    ])
    var couples = Table(columns: [
      "kind", "first", "second", "attempts", "both_valid", "only_first", "only_second",
      "both_invalid", "agreement", "kappa", "kappa_low", "kappa_high", "pabak",
      "prevalence_index", "valid_share",
    ])
    // Annotators.
    let ratings = try AnnotatorRatings(resolved.request, in: store)
    groups.rows += RaterAgreement.groups("annotators", ratings.table, &generator)
    for couple in ratings.couples {
      couples.rows.append(
        RaterAgreement.row(
          "annotators", ratings.names[couple.first], ratings.names[couple.second], couple.counts,
          &generator))
    }
    // Judges, by slot: a bit of each that said valid or invalid.
    let judges = facts.judges
    let members = GateEvaluation(
      facts, resolved.request.policy, panel: resolved.panel, only: only)
    var units: [Int] = []
    var pairs: [CoupleCounts] = Array(
      repeating: CoupleCounts(), count: judges.count * judges.count)
    var againstGold: [CoupleCounts] = Array(repeating: CoupleCounts(), count: judges.count)
    var (votes, verdicts): ([Bool?], [Bool?]) = ([], [])
    for (place, run) in facts.runs.enumerated() where members.isMember(place) {
      let isRated = gold.isRated(run)
      for k in 0..<facts.slots {
        let slot = place * facts.slots + k
        var (valid, invalid) = (0, 0)
        for (first, judge) in judges.enumerated() {
          let state = judge.state[slot]
          guard state >= GateFacts.State.invalid else { continue }
          let isValid = state == GateFacts.State.valid
          if isValid { valid += 1 } else { invalid += 1 }
          for second in (first + 1)..<max(first + 1, judges.count) {
            let other = judges[second].state[slot]
            guard other >= GateFacts.State.invalid else { continue }
            pairs[first * judges.count + second].add(isValid, other == GateFacts.State.valid)
          }
        }
        guard valid + invalid > 0 else { continue }
        units.append(invalid)
        units.append(valid)
        guard isRated, let verdict = gold.verdict(run: run, k: k + 1), verdict != .unsettled
        else { continue }
        let isValid = verdict == .valid
        verdicts.append(isValid)
        for (at, judge) in judges.enumerated() {
          let state = judge.state[slot]
          let vote =
            state >= GateFacts.State.invalid ? state == GateFacts.State.valid : nil
          votes.append(vote)
          if let vote { againstGold[at].add(vote, isValid) }
        }
      }
    }
    if judges.count > 1 {
      groups.rows += RaterAgreement.groups(
        "judges", RatingTable(counts: units, categories: 2), &generator)
    }
    for first in judges.indices {
      for second in judges.indices where second > first {
        let counts = pairs[first * judges.count + second]
        guard counts.total > 0 else { continue }
        couples.rows.append(
          RaterAgreement.row(
            "judges", judges[first].name, judges[second].name, counts, &generator))
      }
    }
    for (judge, counts) in zip(judges, againstGold) where counts.total > 0 {
      couples.rows.append(
        RaterAgreement.row("judge_gold", judge.name, RaterAgreement.gold, counts, &generator))
    }
    self.groups = groups
    self.couples = couples
    let errors = RaterAgreement.errors(votes, verdicts, judges.map(\.name), &generator)
    self.errors = errors.couples
    effective = errors.effective
    warnings = resolved.warnings
    configs = resolved.choice.configs
    var notes: [String] = []
    if ratings.unsure > 0 {
      notes.append("\(ratings.unsure) verdicts are 'unsure', and no rating")
    }
    if ratings.names.isEmpty {
      notes.append("nobody has rated an attempt: agreement with people is not known")
    } else if ratings.couples.isEmpty {
      notes.append("no two annotators rated the same attempt: 'regoal annotate plan --overlap 2'")
    }
    self.notes = notes
  }

  private static func groups(
    _ raters: String, _ table: RatingTable?, _ generator: inout SeededGenerator
  ) -> [[Table.Value]] {
    guard let table else { return [] }
    let fleiss = FleissKappa(table)
    let alpha = KrippendorffAlpha(table)
    guard fleiss.units > 0 || alpha.units > 0 else { return [] }
    let resampled = FleissKappa.bootstrap(table, using: &generator).interval
    let alphaResampled = KrippendorffAlpha.bootstrap(table, using: &generator).interval
    return [
      [
        .text(raters), .text("fleiss_kappa"), .init(fleiss.value), .init(resampled?.low),
        .init(resampled?.high), .init(fleiss.units), .init(fleiss.units * fleiss.raters),
        .init(fleiss.leftOut), .init(fleiss.observed), .init(fleiss.shares.last),
      ],
      [
        .text(raters), .text("krippendorff_alpha"), .init(alpha.value),
        .init(alphaResampled?.low), .init(alphaResampled?.high), .init(alpha.units),
        .init(alpha.ratings), .init(table.units - alpha.units), .null, .null,
      ],
    ]
  }

  private static func row(
    _ kind: String, _ first: String, _ second: String, _ counts: CoupleCounts,
    _ generator: inout SeededGenerator
  ) -> [Table.Value] {
    let kappa = CohenKappa(
      both: counts.both, onlyFirst: counts.onlyFirst, onlySecond: counts.onlySecond,
      neither: counts.neither)
    let interval = kappa.bootstrap(using: &generator).interval
    return [
      .text(kind), .text(first), .text(second), .init(counts.total), .init(counts.both),
      .init(counts.onlyFirst), .init(counts.onlySecond), .init(counts.neither),
      .init(kappa.observed), .init(kappa.value), .init(interval?.low), .init(interval?.high),
      .init(kappa.pabak), .init(kappa.prevalenceIndex),
      .init(
        Proportion(2 * counts.both + counts.onlyFirst + counts.onlySecond, of: 2 * counts.total)
          .rate),
    ]
  }

  private static func errors(
    _ votes: [Bool?], _ gold: [Bool?], _ names: [String], _ generator: inout SeededGenerator
  ) -> (couples: Table, effective: Table) {
    var couples = Table(columns: [
      "first", "second", "rated", "first_wrong", "second_wrong", "both_wrong", "correlation",
    ])
    var effective = Table(columns: [
      "judges", "rated", "mean_correlation", "low", "high", "effective_judges",
    ])
    guard names.count > 1, !gold.isEmpty, let table = VoteTable(votes: votes, judges: names.count),
      let correlation = ErrorCorrelation(table, gold: gold)
    else { return (couples, effective) }
    couples.rows = correlation.couples.map {
      [
        .text(names[$0.first]), .text(names[$0.second]), .init($0.count), .init($0.firstWrong),
        .init($0.secondWrong), .init($0.bothWrong), .init($0.correlation),
      ]
    }
    let interval = ErrorCorrelation.bootstrap(table, gold: gold, using: &generator)?.interval
    effective.rows = [
      [
        .init(names.count), .init(correlation.rated), .init(correlation.mean),
        .init(interval?.low), .init(interval?.high), .init(correlation.effectiveJudges),
      ]
    ]
    return (couples, effective)
  }
}

/// What two raters say of the same attempts.
struct CoupleCounts: Equatable, Sendable {
  /// Valid, both of them.
  var both = 0
  var onlyFirst = 0
  var onlySecond = 0
  var neither = 0

  var total: Int { both + onlyFirst + onlySecond + neither }

  mutating func add(_ first: Bool, _ second: Bool) {
    switch (first, second) {
    case (true, true): both += 1
    case (true, false): onlyFirst += 1
    case (false, true): onlySecond += 1
    case (false, false): neither += 1
    }
  }
}
