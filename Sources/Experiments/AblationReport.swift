public import Tables

/// What is known of some arms, side by side.
public struct AblationReport: Sendable {
  /// Part of the columns, under a heading: what a person reads at once.
  public struct Section: Sendable {
    public let title: String
    public let table: Table
  }

  /// Every column, whether anything is known in it or not; one row for each arm and measure.
  public let table: Table
  /// The paper's figures of each arm, none where the paper has no arm of that name.
  let papers: [(arm: String, figures: [Table.Value])]
  public let warnings: [String]
  /// Digests of the configs whose answers were read.
  public let configs: Set<String>

  static let gateColumns = [
    "processed", "accepted", "fallback", "rejected", "dropped_before", "open", "yield_low",
    "yield_high", "mean_weight", "effective_size",
  ]
  static let gapColumns = [
    "missing_detections", "missing_outcomes", "missing_attempts", "missing_votes",
  ]
  /// Of `rated` and `invalid`, what the fallback accepted.
  static let fallbackColumns = ["rated_fallback", "invalid_fallback"]
  /// NULL where no call of a model is behind the answers, or one has no price.
  static let costColumns = CallCosts.columns
  static let overlapColumns = ["in_both", "only_this", "only_first", "in_neither"]
  static let resultColumns = [
    "benchmark", "split", "model", "metric", "round", "seeds", "mean", "sd", "delta",
    "paired_tasks", "paired_delta", "delta_low", "delta_high",
  ]
  static let paperColumns = ["paper_success_pct", "paper_delta_pp", "paper_noise_pct"]
  static let columns =
    ["arm"] + gateColumns + gapColumns + costColumns + NoiseCount.columns + fallbackColumns
    + overlapColumns
    + resultColumns
    + paperColumns + ["why", "arm_digest"]

  /// Why arms are not computed: name and words, in their order.
  public var reasons: [(arm: String, why: String)] {
    arms.compactMap { row in
      table.value(row, "why").text.map { (table.value(row, "arm").text ?? "", $0) }
    }
  }

  /// Arms without a recorded evaluation that is shown.
  public var unevaluated: [String] {
    arms.filter { table.value($0, "seeds").isNull }.compactMap { table.value($0, "arm").text }
  }

  /// What there is something to say about.
  public var sections: [Section] {
    var sections: [Section] = []
    let gaps = AblationReport.gapColumns.filter { column in
      arms.contains { (table.value($0, column).integer ?? 0) > 0 }
    }
    add("what the facts determine", AblationReport.gateColumns + gaps, arms, to: &sections)
    if arms.contains(where: { !table.value($0, "cost_usd").isNull }) {
      add("cost of the answers", AblationReport.costColumns, arms, to: &sections)
    }
    add(
      "accepted runs, beside those of the first arm", AblationReport.overlapColumns, arms,
      to: &sections)
    if arms.contains(where: { !table.value($0, "rated").isNull }) {
      add("label noise", NoiseCount.columns + AblationReport.fallbackColumns, arms, to: &sections)
    }
    let results = AblationReport.resultColumns.filter { column in
      table.rows.indices.contains { !table.value($0, column).isNull }
    }
    add("recorded evaluations", results, Array(table.rows.indices), to: &sections)
    let told = papers.filter { !$0.figures.isEmpty }
    if !told.isEmpty {
      sections.append(
        Section(
          title: "the paper's figures (WebArena, Qwen2.5-7B)",
          table: Table(
            columns: ["arm"] + AblationReport.paperColumns,
            rows: told.map { [.text($0.arm)] + $0.figures })))
    }
    return sections
  }

  private func add(
    _ title: String, _ columns: [String], _ rows: [Int], to sections: inout [Section]
  ) {
    let told = rows.filter { row in columns.contains { !table.value(row, $0).isNull } }
    guard !told.isEmpty else { return }
    sections.append(
      Section(
        title: title,
        table: Table(
          columns: ["arm"] + columns,
          rows: told.map { row in (["arm"] + columns).map { table.value(row, $0) } })))
  }

  /// The first row of each arm.
  private var arms: [Int] {
    table.rows.indices.filter { row in
      row == 0 || table.value(row, "arm") != table.value(row - 1, "arm")
    }
  }
}
