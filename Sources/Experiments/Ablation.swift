internal import Statistics
public import Store
internal import Tables
internal import Trajectories

/// Compares the arms of an experiment, from stored facts and recorded evaluations.
/// - Source: METHOD.md §5, §6.
public struct Ablation {
  /// Which recorded evaluations are shown; nil: all.
  public struct Filter: Equatable, Sendable {
    public var benchmark: String?
    public var model: String?
    public var metric: String?

    public init(benchmark: String? = nil, model: String? = nil, metric: String? = nil) {
      self.benchmark = benchmark
      self.model = model
      self.metric = metric
    }

    func allows(_ measure: RecordedResults.Measure) -> Bool {
      (benchmark == nil || measure.benchmark == benchmark)
        && (model == nil || measure.model == model) && (metric == nil || measure.metric == metric)
    }
  }

  /// What became of an arm that was to be stored.
  public struct Saved: Equatable, Sendable {
    public let name: String
    /// nil: it was not stored.
    public let digest: String?
    public let isNew: Bool
    /// Why it was not stored, or is not new; nil: it was stored, or was there before.
    public let why: String?
  }

  let store: Store

  public init(store: Store) { self.store = store }

  /// - Parameter arms: the first is what the others are compared with.
  /// - Throws: `StoreError`.
  public func report(
    _ arms: [ArmDefinition], filter: Filter = Filter()
  ) throws -> AblationReport {
    let resolved = try arms.map { try ResolvedArm($0, in: store) }
    var warnings: [String] = []
    for warning in resolved.flatMap({ $0.resolved?.warnings ?? [] })
    where !warnings.contains(warning) {
      warnings.append(warning)
    }
    warnings += Ablation.withoutJudges(resolved)
    warnings += Ablation.twins(of: resolved) + (try namesakes(of: resolved))
    let pool = try GateFactsPool(
      resolved.compactMap { $0.resolved?.choice }, from: store)
    let results = try RecordedResults(of: resolved.compactMap(\.digest), in: store)
    let paper = try paperFigures()
    let isRated = try GoldRatings.arePresent(in: store)
    let gold = GoldRatingsPool(store)
    let costs = try CallCosts(in: store)
    var table = Table(columns: AblationReport.columns)
    var first: AcceptedRuns?
    var papers: [(arm: String, figures: [Table.Value])] = []
    var uneven: [String] = []
    for (place, one) in resolved.enumerated() {
      var row: [String: Table.Value] = ["arm": .text(one.definition.name)]
      row["arm_digest"] = Table.Value(one.digest)
      row["why"] = Table.Value(one.obstacle?.words)
      if let request = one.resolved {
        let only = try one.definition.training.round.map { try RoundRuns.ids(round: $0, in: store) }
        let evaluation = try pool.evaluation(
          request.choice, request.request.policy, only: only)
        let accepted = AcceptedRuns(evaluation)
        fill(&row, evaluation, accepted)
        if let costs {
          let count =
            (row["accepted"]?.integer ?? 0) + (row["fallback"]?.integer ?? 0)
          fill(
            &row, AblationReport.costColumns,
            try costs.values(request.choice, accepted: Int(count)))
        }
        if isRated {
          let noise = try gold.ratings(of: request.request).count(
            evaluation, at: evaluation.policy.theta)
          fill(&row, NoiseCount.columns, noise.all.values)
          fill(&row, AblationReport.fallbackColumns, Array(noise.fallback.values.prefix(2)))
        }
        if place == 0 {
          first = accepted
        } else if let first {
          fill(&row, AblationReport.overlapColumns, accepted.overlap(with: first))
        }
      }
      let figures = paper[one.definition.name].map { [$0.0, $0.1, $0.2] } ?? []
      let measures = one.digest.map { results.scores(of: $0) } ?? []
      let baseline = place > 0 ? resolved[0].digest.map { results.scores(of: $0) } ?? [] : []
      var rows: [[String: Table.Value]] = []
      for (measure, scores) in measures where filter.allows(measure) {
        var whole = row
        let other = baseline.first { $0.measure == measure }?.scores
        fill(&whole, AblationReport.resultColumns, Ablation.values(measure, scores, other))
        if measure.isThePapers { fill(&whole, AblationReport.paperColumns, figures) }
        if scores.isUneven || other?.isUneven ?? false {
          uneven.append("'\(one.definition.name)' (\(measure.metric))")
        }
        rows.append(whole)
      }
      if rows.isEmpty { fill(&row, AblationReport.paperColumns, figures) }
      papers.append((one.definition.name, figures))
      for row in rows.isEmpty ? [row] : rows {
        table.rows.append(AblationReport.columns.map { row[$0] ?? .null })
      }
    }
    if !uneven.isEmpty {
      warnings.append(
        "seeds were measured on different tasks, so that sd and delta say nothing: "
          + uneven.joined(separator: ", "))
    }
    return AblationReport(
      table: table, papers: papers, warnings: warnings,
      configs: resolved.reduce(into: []) { $0.formUnion($1.resolved?.choice.configs ?? []) })
  }

  /// Stores the arms, so that evaluations can hang on them.
  public func save(_ arms: [ArmDefinition]) throws -> [Saved] {
    let resolved = try arms.map { try ResolvedArm($0, in: store) }
    return try store.writeFacts { facts in
      var names: [String: String] = [:]
      return try resolved.map { one in
        guard let arm = one.arm else {
          return Saved(
            name: one.definition.name, digest: nil, isNew: false,
            why: one.obstacle?.words
              ?? "a judge of its panel is not stored here, so that it cannot be told what it is")
        }
        let insertion = try facts.add(arm, name: one.definition.name)
        let twin = names[insertion.stored.digest]
        if twin == nil { names[insertion.stored.digest] = one.definition.name }
        return Saved(
          name: one.definition.name, digest: insertion.stored.digest, isNew: insertion.isNew,
          why: twin.map { "the same as '\($0)' here" })
      }
    }
  }

  // MARK: Facts

  /// Arms for every judge, where none has voted.
  private static func withoutJudges(_ arms: [ResolvedArm]) -> [String] {
    arms.compactMap { one in
      guard one.definition.request.policy.judges == nil, one.resolved?.panel.isEmpty == true else {
        return nil
      }
      return
        "arm '\(one.definition.name)' takes every judge, and none has voted here: it is that of the relabeler alone"
    }
  }

  /// Arms that are one and the same here, so that evaluations of one are evaluations of the other.
  private static func twins(of arms: [ResolvedArm]) -> [String] {
    var order: [String] = []
    var names: [String: [String]] = [:]
    for one in arms {
      guard let digest = one.digest else { continue }
      if names[digest] == nil { order.append(digest) }
      names[digest, default: []].append("'\(one.definition.name)'")
    }
    return order.compactMap { digest in
      guard let same = names[digest], same.count > 1 else { return nil }
      let told = same[1...].prefix(toldTwins).joined(separator: ", ")
      let more = same.count - 1 - toldTwins
      return (same.count == 2 ? "arm \(told) is" : "arms \(told)")
        + (more > 0 ? " and \(more) more" : "") + (same.count == 2 ? "" : " are")
        + " the same as \(same[0]) here: configs and settings do not differ"
    }
  }

  /// Arms that a warning names.
  private static let toldTwins = 8

  /// Results that hang on other arms of the same names.
  private func namesakes(of arms: [ResolvedArm]) throws -> [String] {
    let stored = try store.run("load_arm_names")
    return arms.flatMap { one in
      stored.rows.compactMap { row in
        guard row[0].text == one.definition.name, let digest = row[1].text,
          let digestHere = one.digest, digest != digestHere,
          let count = row[2].integer, count > 0
        else { return nil }
        return
          "\(count) evaluations hang on another arm named '\(one.definition.name)' "
          + "(\(digest.prefix(19))…); they are not this one's"
      }
    }
  }

  private typealias Figures = (Table.Value, Table.Value, Table.Value)

  private func paperFigures() throws -> [String: Figures] {
    var figures: [String: Figures] = [:]
    for row in try store.run("load_paper_arms").rows {
      figures[row[0].text ?? ""] = (row[1], row[2], row[3])
    }
    return figures
  }

  // MARK: Rows

  private func fill(
    _ row: inout [String: Table.Value], _ columns: [String], _ values: [Table.Value]
  ) {
    for (column, value) in zip(columns, values) { row[column] = value }
  }

  private func fill(
    _ row: inout [String: Table.Value], _ evaluation: GateEvaluation, _ accepted: AcceptedRuns
  ) {
    let piece = ThetaCurve(evaluation).piece(at: evaluation.policy.theta)
    fill(&row, ThetaCurve.Piece.columns, piece.values)
    let gaps = accepted.gaps
    fill(
      &row, AblationReport.gapColumns,
      [gaps.detections, gaps.outcomes, gaps.attempts, gaps.votes].map(Table.Value.init))
  }

  private static func values(
    _ measure: RecordedResults.Measure, _ scores: RecordedResults.Scores,
    _ first: RecordedResults.Scores?
  ) -> [Table.Value] {
    var delta: Double?
    if let own = scores.seeds.mean, let first, let other = first.seeds.mean,
      !scores.isUneven, !first.isUneven
    {
      delta = own - other
    }
    var paired: PairedDifference?
    if let first, !first.tasks.isEmpty, !scores.tasks.isEmpty {
      paired = PairedDifference(from: first.tasks, to: scores.tasks)
    }
    return [
      .init(measure.benchmark), .init(measure.split), .init(measure.model), .init(measure.metric),
      .init(measure.round), .init(scores.seeds.count), .init(scores.seeds.mean),
      .init(scores.isUneven ? nil : scores.seeds.standardDeviation), .init(delta),
      .init(paired?.count), .init(paired?.mean),
      // Scores lie in 0...1.
      .init(paired?.interval.map { max(-1, $0.low) }),
      .init(paired?.interval.map { min(1, $0.high) }),
    ]
  }
}
