public import Store
public import Tables

/// What relabeling a corpus would take and give: a `CallEstimate` with hours, and the pairs that may come of it.
public struct RunForecast: Sendable {
  /// The rows of the estimate, with seconds_per_call and its origin, and hours_least and hours_most behind each.
  public let calls: Table
  /// One row: the query `corpus_yield`, sums over `calls`, and the paper's audit in columns that begin with
  /// `paper_`. usd_likely and usd_most are NULL where one row's are; usd_most_per_run is for each member of F.
  public let total: Table

  /// - Parameters:
  ///   - detectConfig: digest of the config that says which runs of unknown outcome failed.
  /// - Throws: `StoreError`.
  public init(
    _ estimate: CallEstimate, pace: CallPace, detectConfig: String, series: String, in store: Store
  ) throws {
    let calls = RunForecast.withHours(estimate.table, pace)
    self.calls = calls
    let yield = try store.run(
      "corpus_yield", ["detect_config": .text(detectConfig), "series": .text(series)])
    let paper = try store.run("paper_cost")
    let usd = RunForecast.sum("usd_most", of: calls)
    let runs = yield.value(0, "failed_runs_high").real ?? 0
    let counts = ["calls_least", "calls_most", "prompt_tokens", "completion_tokens_most"]
    let sums = ["usd_likely", "usd_most", "hours_least", "hours_most"]
    var total = Table(
      columns: yield.columns + counts + sums + ["usd_most_per_run"] + paper.columns)
    total.rows = [
      (yield.rows.first ?? [])
        + counts.map { .init(RunForecast.sum($0, of: calls).map { Int64($0) }) }
        + sums.map { .init(RunForecast.sum($0, of: calls)) }
        + [.init(runs > 0 ? usd.map { $0 / runs } : nil)] + (paper.rows.first ?? [])
    ]
    self.total = total
  }

  /// nil: a row's value is not known.
  private static func sum(_ column: String, of table: Table) -> Double? {
    let values = table.rows.indices.map { table.value($0, column).real }
    return values.contains(nil) ? nil : values.compactMap(\.self).reduce(0, +)
  }

  private static func withHours(_ estimate: Table, _ pace: CallPace) -> Table {
    var table = estimate
    table.columns += ["seconds_per_call", "seconds_origin", "hours_least", "hours_most"]
    for row in estimate.rows.indices {
      func text(_ column: String) -> String { estimate.value(row, column).text ?? "" }
      func count(_ column: String) -> Int { Int(estimate.value(row, column).integer ?? 0) }
      let (seconds, origin) = pace.secondsPerCall(
        stage: text("stage"), endpoint: text("endpoint"), model: text("model"))
      let (least, most) = (count("calls_least"), count("calls_most"))
      let tokens = count("prompt_tokens") + count("completion_tokens_most")
      func hours(_ calls: Int) -> Table.Value {
        .real(
          pace.hours(
            calls: calls, seconds: seconds, tokens: most > 0 ? tokens / most * calls : 0,
            endpoint: text("endpoint")))
      }
      table.rows[row] += [
        .real(seconds), .text(origin.rawValue), hours(least), hours(most),
      ]
    }
    return table
  }
}
