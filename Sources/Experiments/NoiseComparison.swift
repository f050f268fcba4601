internal import Statistics
public import Store
public import Tables

/// The noise of two policies side by side.
///
/// Where one accepts a subset of the other's pairs, what it drops is tested against what it keeps; else the difference
/// is resampled over tasks, which both share.
/// - Source: STATISTICS.md (intervals for k of n).
public struct NoiseComparison {
  /// What each accepts, and what one keeps and drops of the other.
  public let sides: Table
  public let test: Table
  public let warnings: [String]
  public let notes: [String]
  public let configs: Set<String>

  /// - Throws: `StoreError`, `NoiseError`.
  public init(
    _ first: PolicyComparison.Candidate, _ second: PolicyComparison.Candidate,
    _ wish: LabelNoise.Wish = .init(), seed: UInt64 = 42, in store: Store
  ) throws {
    let rated = try [first, second].map {
      try RatedEvaluation($0.request, round: wish.round, in: store)
    }
    let pairs = rated.map { one in
      one.accepted.filter { pair in
        wish.failureType.map { one.traits.failureTypes[pair.place] == $0 } ?? true
      }
    }
    func source(_ one: RatedEvaluation) -> [String?] {
      [one.request.extractConfig, one.request.relabelConfig, one.request.series]
    }
    let isSameAnswers = source(rated[0]) == source(rated[1])
    let keys = pairs.map { Set($0.map(\.key)) }
    let isFirstWider = isSameAnswers && keys[1].isSubset(of: keys[0])
    let isNested = isFirstWider || (isSameAnswers && keys[0].isSubset(of: keys[1]))
    var sides = Table(columns: ["pairs", "count"] + NoiseTables.rate)
    func add(_ name: String, _ pairs: [AcceptedPair]) {
      sides.rows.append(
        [.text(name), .init(pairs.count)] + NoiseTables.rate(NoiseTables.count(pairs)))
    }
    add(first.label, pairs[0])
    add(second.label, pairs[1])
    var test = Table(columns: [
      "method", "invalid_removed", "valid_lost", "difference", "difference_low",
      "difference_high", "p_value",
    ])
    var notes: [String] = []
    if isNested {
      let (wide, narrow) = isFirstWider ? (0, 1) : (1, 0)
      let dropped = pairs[wide].filter { !keys[narrow].contains($0.key) }
      add("kept", pairs[narrow])
      add("dropped", dropped)
      let (lost, kept) = (NoiseTables.count(dropped), NoiseTables.count(pairs[narrow]))
      let fisher = FisherExactTest(
        lost.invalid, lost.rated - lost.invalid, kept.invalid, kept.rated - kept.invalid)
      test.rows.append([
        .text("Fisher's exact test of dropped against kept pairs"), .init(lost.invalid),
        .init(lost.rated - lost.invalid), .null, .null, .null, .init(fisher.pValue),
      ])
    } else {
      var generator = SeededGenerator(seed: seed)
      let difference = RateDifference(
        NoiseComparison.tasks(rated, pairs), using: &generator)
      test.rows.append([
        .text("bootstrap of the difference over tasks"), .null, .null, .init(difference.value),
        .init(difference.bootstrap.interval?.low), .init(difference.bootstrap.interval?.high),
        .null,
      ])
      if difference.hasFewErrors {
        notes.append("few errors: resamples hardly vary; read each side's own interval")
      }
    }
    if pairs.contains(where: { NoiseTables.count($0).rated == 0 }) {
      notes.append(LabelNoise.nothingRated)
    }
    self.sides = sides
    self.test = test
    self.notes = notes
    warnings = rated.flatMap(\.resolved.warnings).reduce(into: []) {
      if !$0.contains($1) { $0.append($1) }
    }
    configs = rated.reduce(into: []) { $0.formUnion($1.resolved.choice.configs) }
  }

  /// k of n of either side by task; runs mean the same in both.
  private static func tasks(
    _ rated: [RatedEvaluation], _ pairs: [[AcceptedPair]]
  ) -> [RateDifference.Task] {
    var counts: [Int: [NoiseCount]] = [:]
    for (side, pairs) in pairs.enumerated() {
      for pair in pairs where pair.isInvalid != nil {
        let task = rated[side].traits.tasks[pair.place]
        counts[task, default: [NoiseCount(), NoiseCount()]][side].add(pair.verdict)
      }
    }
    return counts.sorted { $0.key < $1.key }.map { _, sides in
      RateDifference.Task(
        first: Proportion(sides[0].invalid, of: sides[0].rated),
        second: Proportion(sides[1].invalid, of: sides[1].rated))
    }
  }
}
