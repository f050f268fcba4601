internal import ArgumentParser
internal import Experiments
internal import Store
internal import Tables

struct RoundsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rounds",
    abstract: "See what each round of redeployment brought: acceptance, new tasks, new goals.",
    discussion: """
      In iterative redeployment an agent trained on accepted pairs fails anew, and its failures are relabeled \
      again. A run's round comes from its source, or from 'regoal ingest --round N'; runs without one stand in \
      a row of their own. A task is new where no run of an earlier round had it; a goal is new where no earlier \
      round accepted it (case, spaces and the mark at the end aside). The policy is the one applied last, \
      changed by what you name here; nothing is written. Columns with paper_ are the paper's own figures \
      (Table 3), on its own runs. As SQL: 'regoal query acceptance_by_round', for a policy that was applied.

      EXAMPLE
        regoal rounds
        regoal rounds --theta 0.6 --judges none --csv
      """)

  @OptionGroup var gate: GateOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    try ErrorText.told {
      let store = try database.store(.read)
      let base = try GateRequest.last(in: store) ?? GateRequest()
      let report = try RoundSummary(store: store).report(try gate.request(in: store, base: base))
      for warning in report.warnings { Console.warning(warning) }
      var table = output.isData ? report.table : RoundsCommand.page(report.table)
      var notes: [String] = []
      if let mark = try EngineMark.text(of: report.configs, in: store) { notes.append(mark) }
      if report.table.rows.contains(where: { $0[0].isNull }) {
        notes.append("'regoal ingest --round N' gives a round to runs whose source states none")
      }
      notes.append("paper_: the paper's own figures, on its own runs")
      table.note = "(" + notes.joined(separator: "; ") + ")"
      output.show(table)
    }
  }

  /// For reading: a column for each round.
  private static func page(_ rounds: Table) -> Table {
    guard !rounds.rows.isEmpty else { return rounds.forReading() }
    let shown = rounds.forReading(without: ["round"])
    var page = Table(
      columns: [""]
        + rounds.rows.map { row in row[0].integer.map { "round \($0)" } ?? "not stated" })
    for (at, column) in shown.columns.enumerated() {
      page.rows.append([.text(column)] + shown.rows.map { $0[at] })
    }
    return page
  }
}
