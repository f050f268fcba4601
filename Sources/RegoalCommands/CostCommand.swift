internal import ArgumentParser
internal import Experiments
internal import Store
internal import Tables
internal import Trajectories

struct CostCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cost",
    abstract: "See what calls of models took: tokens, dollars, time; per accepted pair, too.",
    discussion: """
      A call costs what its model costs on the day of the call: an endpoint's own price, else that of any \
      endpoint ('regoal cost price set'). Dollars are summed over the calls whose tokens and price are known, \
      priced_calls of them; a call whose endpoint does not tell its tokens is not counted as free. Percentiles \
      of the time of a call are observed values (nearest rank), of its last try.

      The second table is about the policy applied last: the calls behind the answers that it reads, whatever \
      they were made for, against what it accepts. Columns with paper_ are the paper's own audit, on its own \
      runs. cost_usd_per_valid: per pair that people would call valid, where accepted pairs were rated. As SQL: \
      'regoal query model_costs', 'policy_costs', 'round_costs', 'call_sessions'.

      EXAMPLE
        regoal cost price set gpt-4o-mini --prompt 0.15 --completion 0.6 \\
          --from 2024-07-18
        regoal cost
        regoal cost --prices-of 2026-01-01 --csv
      """,
    subcommands: [CostPriceCommand.self])

  @Option(
    help: ArgumentHelp(
      "Day whose prices hold for every call, instead of the call's own.", valueName: "YYYY-MM-DD"))
  var pricesOf: String?
  @Option(help: ArgumentHelp("Only this table: calls, total, rounds.", valueName: "name"))
  var part: String?
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func validate() throws { try CostCommand.check(day: pricesOf, "--prices-of") }

  static func check(day: String?, _ option: String) throws {
    guard let day, !Price.isDay(day) else { return }
    throw ValidationError("\(option) takes a day such as 2026-03-22, not '\(day)'")
  }

  func run() async throws {
    try ErrorText.told {
      let store = try database.store(.read)
      let cost = try CostReport(in: store, pricesOf: pricesOf)
      let isData = output.isData
      var report = TableReport(main: "calls")
      report.add(
        "calls", "Calls of models", isData ? cost.calls : CostCommand.page(calls: cost.calls))
      report.add(
        "total", "For what the policy applied last accepts, and the paper's audit",
        isData ? cost.total : CostCommand.page(total: cost.total, sessions: cost.sessions))
      let stated = cost.rounds.rows.contains { !$0[0].isNull }
      if stated || output.format != nil {
        report.add("rounds", "By round of redeployment", cost.rounds)
      }
      if cost.calls.rows.isEmpty {
        report.notes.append(
          "no model was called: answers of rules and imported answers cost nothing here")
      }
      let unpriced = cost.calls.rows.indices.filter {
        cost.calls.value($0, "priced_calls") != cost.calls.value($0, "calls")
      }
      if !unpriced.isEmpty {
        let models = Set(unpriced.compactMap { cost.calls.value($0, "model").text }).sorted()
        report.notes.append(
          "not every call is priced, so these are no totals: tokens or prices are missing for "
            + models.joined(separator: ", "))
      }
      if let mark = try EngineMark.textOfLastPolicy(in: store) { report.notes.append(mark) }
      let timed = cost.sessions.value(0, "session_calls").integer ?? 0
      let all = cost.sessions.value(0, "calls").integer ?? 0
      if timed < all {
        report.notes.append(
          "minutes: of the \(timed) of \(all) calls that commands made here which ended by themselves"
        )
      }
      report.notes.append("paper: the paper's own figures, on its own runs")
      try report.show(output, part: part)
    }
  }

  /// For reading: series only where there are several, tokens and times in few columns.
  private static func page(calls: Table) -> Table {
    let series = Set(calls.rows.indices.compactMap { calls.value($0, "series").text })
    var hidden: Set<String> = ["usage_calls", "tries", "p99_ms"]
    if series.count <= 1 { hidden.insert("series") }
    var calls = calls
    for row in calls.rows.indices {
      for column in ["p50_ms", "p95_ms", "p99_ms"] {
        guard let at = calls.columns.firstIndex(of: column), let value = calls.rows[row][at].real
        else { continue }
        calls.rows[row][at] = .real((value * 10).rounded() / 10)
      }
    }
    return calls.forReading(
      [
        "prompt_tokens": "tokens in", "completion_tokens": "out", "priced_calls": "priced",
        "cost_usd": "usd",
      ], without: hidden)
  }

  /// For reading: a row for each figure, ours beside the paper's.
  private static func page(total: Table, sessions: Table) -> Table {
    var page = Table(columns: ["", "here", "paper"])
    for column in total.columns where !column.hasPrefix("paper_") {
      let paper = total.columns.contains("paper_" + column)
      page.rows.append([
        .text(column), total.value(0, column), paper ? total.value(0, "paper_" + column) : .null,
      ])
    }
    page.rows.append([
      .text("minutes"), sessions.value(0, "minutes"), total.value(0, "paper_minutes"),
    ])
    return page
  }
}
