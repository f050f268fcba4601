internal import Store
internal import Tables

/// What people say of the attempts that a gate reads: the majority of their current verdicts.
/// - Source: METHOD.md §5, STATISTICS.md.
struct GoldRatings: Sendable {
  enum Verdict: Sendable {
    case valid, invalid
    /// A tie, or nobody is sure.
    case unsettled
  }

  /// By row id of the run, then by k.
  private var verdicts: [Int64: [Int: Verdict]] = [:]

  /// - Parameters:
  ///   - extract: digest of the config, as `relabel`.
  ///   - series: what it lacks is read from main.
  init(extract: String?, relabel: String?, series: String, from store: Store) throws {
    guard let extract, let relabel else { return }
    try store.forEachRow(
      of: "load_gold_ratings",
      [
        "extract_config": .text(extract), "relabel_config": .text(relabel),
        "series": .text(series),
      ]
    ) { row in
      let verdict: Verdict = row.flag(2).map { $0 ? .valid : .invalid } ?? .unsettled
      verdicts[row.integer(0) ?? 0, default: [:]][row.int(1) ?? 0] = verdict
    }
  }

  /// Whether anybody rated an attempt, of any config.
  static func arePresent(in store: Store) throws -> Bool {
    try store.run("count_rated_attempts").rows.first?[0].integer ?? 0 > 0
  }

  func isRated(_ run: Int64) -> Bool { verdicts[run] != nil }

  /// nil: nobody rated it.
  func verdict(run: Int64, k: Int?) -> Verdict? { k.flatMap { verdicts[run]?[$0] } }

  /// Ratings of what a policy accepts, and those of what its fallback does alone.
  func count(
    _ evaluation: GateEvaluation, at theta: Double
  ) -> (all: NoiseCount, fallback: NoiseCount) {
    var all = NoiseCount()
    var fallback = NoiseCount()
    for (place, run) in evaluation.facts.runs.enumerated()
    where isRated(run) && evaluation.isMember(place) {
      let decision = evaluation.decision(place, at: theta)
      guard decision.outcome.isAccepted else { continue }
      let verdict = verdict(run: run, k: decision.k)
      all.add(verdict)
      if decision.outcome == .fallback { fallback.add(verdict) }
    }
    return (all, fallback)
  }
}
