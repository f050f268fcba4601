internal import Statistics
public import Store
public import Tables

/// What training gains at least from a policy's pairs, by the precision that ratings measure.
/// - Source: METHOD.md §5 (Corollary 3.1.1).
public struct MeasuredBound {
  /// One row for each set of pairs.
  public let table: Table
  public let warnings: [String]
  public let notes: [String]
  public let configs: Set<String>

  private static let columns = [
    "pairs", "rated", "valid", "precision", "precision_low", "precision_high", "cost_ratio",
    "cost_ratio_low", "cost_ratio_high",
  ]
  private static let gains = ["gain", "gain_low", "gain_high"]

  /// - Parameter effects: Δ, what a valid pair gains, and ε, what an invalid one costs; nil: only their ratio is bounded.
  /// - Throws: `StoreError`.
  public init(
    _ request: GateRequest, _ wish: LabelNoise.Wish = .init(),
    effects: (delta: Double, epsilon: Double)? = nil, in store: Store
  ) throws {
    let rated = try RatedEvaluation(request, round: wish.round, in: store)
    let pairs = rated.accepted.filter { pair in
      wish.failureType.map { rated.traits.failureTypes[pair.place] == $0 } ?? true
    }
    let count = NoiseTables.count(pairs)
    var table = Table(columns: MeasuredBound.columns + (effects == nil ? [] : MeasuredBound.gains))
    table.rows.append(
      MeasuredBound.row(
        "accepted", Proportion(count.rated - count.invalid, of: count.rated), effects))
    self.table = table
    warnings = rated.resolved.warnings
    notes = count.rated == 0 ? [LabelNoise.nothingRated] : []
    configs = rated.resolved.choice.configs
  }

  /// Of the paper's counts.
  /// - Throws: `StoreError`.
  public init(paper effects: (delta: Double, epsilon: Double)?, in store: Store) throws {
    let counts = try store.run("paper_ratings")
    var table = Table(
      columns: MeasuredBound.columns + (effects == nil ? [] : MeasuredBound.gains),
      note: PaperNoise.mark)
    for row in counts.rows.indices {
      let pairs = counts.value(row, "pairs").text ?? ""
      guard pairs.hasPrefix("accepted") else { continue }
      let valid = Proportion(
        counts.value(row, "valid").integer.map(Int.init) ?? 0,
        of: counts.value(row, "rated").integer.map(Int.init) ?? 0)
      table.rows.append(MeasuredBound.row(pairs, valid, effects))
    }
    self.table = table
    warnings = []
    notes = []
    configs = []
  }

  private static func row(
    _ pairs: String, _ precision: Proportion, _ effects: (delta: Double, epsilon: Double)?
  ) -> [Table.Value] {
    let bound = PrecisionBound(precision: precision)
    /// Without an invalid pair no cost is too high: NULL.
    func finite(_ value: Double?) -> Table.Value {
      .init(value.flatMap { $0.isFinite ? $0 : nil })
    }
    var row: [Table.Value] = [
      .text(pairs), .init(precision.total), .init(precision.count), .init(precision.rate),
      .init(bound.interval?.low), .init(bound.interval?.high), finite(bound.breakEvenRatio),
      finite(bound.breakEvenInterval?.low), finite(bound.breakEvenInterval?.high),
    ]
    if let effects {
      let interval = bound.gainInterval(delta: effects.delta, epsilon: effects.epsilon)
      row += [
        .init(bound.gain(delta: effects.delta, epsilon: effects.epsilon)), .init(interval?.low),
        .init(interval?.high),
      ]
    }
    return row
  }
}
