internal import Experiments
internal import Tables

/// An audit for reading: what counts nothing is left out.
enum AuditPage {
  static func title(_ part: CorpusAudit) -> String {
    switch part {
    case .runs: "Runs by source"
    case .tasks: "Tasks"
    case .lengths: "Lengths of runs"
    case .types: "Failure types, as detectors have them"
    case .actions: "Actions"
    case .duplicates: "Repetitions"
    case .gaps: "What is missing"
    case .quarantine: "Bad records"
    case .labels: "What people said"
    }
  }

  static func table(_ part: CorpusAudit, _ table: Table) -> Table {
    switch part {
    case .duplicates: counting("groups", table)
    case .gaps: counting("missing", table)
    case .labels: counting("labelled", table)
    case .tasks: counting("count", table)
    case .types:
      table.forReading(
        without: Set(table.rows.allSatisfy { $0[2] == .text("main") } ? ["series"] : []))
    case .runs, .lengths, .actions, .quarantine: table
    }
  }

  private static func counting(_ column: String, _ table: Table) -> Table {
    var shown = table
    shown.rows = table.rows.indices.filter { table.value($0, column).integer != 0 }
      .map { table.rows[$0] }
    return shown
  }

  static func notes(_ part: CorpusAudit, _ table: Table, isTemporary: Bool) -> [String] {
    switch part {
    case .runs where table.value(table.rows.count - 1, "runs").integer == 0:
      ["no run is stored"]
    case .types where table.rows.isEmpty:
      [
        "failure types: not detected yet; 'regoal run --until detect' asks the rules, which cost nothing"
      ]
    case .actions:
      ["error_looking: a mark of the rule extractor occurs in the observation; a sign, no verdict"]
    case .duplicates where !isTemporary && table.rows.contains { $0[1].integer != 0 }:
      ["'regoal query duplicate_runs' lists runs of the same steps"]
    default: []
    }
  }

  static func page(calls: Table) -> Table {
    calls.forReading(
      [
        "calls_least": "calls", "calls_most": "at most", "prompt_tokens": "tokens in",
        "completion_tokens_most": "out at most", "hours_most": "hours at most",
      ], without: ["config", "endpoint", "seconds_per_call", "seconds_origin", "hours_least"])
  }

  /// A line for each figure, its bounds beside each other.
  static func page(total: Table) -> Table {
    var page = Table(columns: ["", "least", "most", "paper"])
    func add(_ name: String, _ least: String?, _ most: String, paper: Table.Value = .null) {
      page.rows.append([
        .text(name), least.map { total.value(0, $0) } ?? .null, total.value(0, most), paper,
      ])
    }
    let shares = ["paper_yield_low", "paper_yield_high"].map { total.value(0, $0).displayText }
    add("failed runs", "failed_runs_low", "failed_runs_high")
    add("yield", "yield_low", "yield_high", paper: .text(shares.joined(separator: "–")))
    add("pairs", "pairs_low", "pairs_high")
    add("pairs at the paper's yield", "pairs_at_paper_yield_low", "pairs_at_paper_yield_high")
    add("calls", "calls_least", "calls_most")
    add("tokens in", nil, "prompt_tokens")
    add("tokens out", nil, "completion_tokens_most")
    if !total.value(0, "usd_likely").isNull {
      add("usd, as recorded calls took", nil, "usd_likely")
    }
    add("usd", nil, "usd_most")
    add(
      "usd a failed run", nil, "usd_most_per_run", paper: total.value(0, "paper_cost_usd_per_run"))
    add("hours", "hours_least", "hours_most")
    return page
  }
}
