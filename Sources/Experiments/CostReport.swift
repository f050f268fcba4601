internal import Statistics
public import Store
public import Tables

/// What calls of models took: tokens, dollars, time.
public struct CostReport: Sendable {
  /// One row per stage, endpoint, model and series: the query `model_costs`, with percentiles of the time
  /// of a call behind it.
  public let calls: Table
  /// One row: what the policy applied last reads and accepts, and the paper's audit in columns that begin
  /// with `paper_`. Ours are NULL where no policy was applied.
  public let total: Table
  /// One row: how long commands that called models took by the wall clock; the query `call_sessions`.
  public let sessions: Table

  /// - Parameter pricesOf: day whose prices hold for every call, `YYYY-MM-DD`; nil: each call's own day.
  /// - Throws: `StoreError`.
  public init(in store: Store, pricesOf day: String? = nil) throws {
    let parameters: [String: Table.Value] = ["prices_of": .init(day)]
    calls = try CostReport.withLatencies(try store.run("model_costs", parameters), in: store)
    sessions = try store.run("call_sessions")
    total = try CostReport.beside(
      try store.run("policy_costs", parameters), try store.run("paper_cost"))
  }

  private static func withLatencies(_ costs: Table, in store: Store) throws -> Table {
    var latencies: [[Table.Value]: [Double]] = [:]
    try store.forEachRow(of: "call_latencies") { row in
      let key = (0..<4).map { Table.Value.text(row.text($0) ?? "") }
      latencies[key, default: []].append(row.real(4) ?? 0)
    }
    var table = costs
    table.columns += ["p50_ms", "p95_ms", "p99_ms"]
    for row in table.rows.indices {
      let values = latencies[Array(table.rows[row].prefix(4))] ?? []
      for percent in [50, 95, 99] {
        table.rows[row].append(.init(Percentile.nearestRank(percent, ofSorted: values)))
      }
    }
    return table
  }

  private static func beside(_ ours: Table, _ paper: Table) throws -> Table {
    var table = Table(columns: ours.columns + paper.columns)
    let own = ours.rows.first ?? ours.columns.map { _ in .null }
    table.rows = paper.rows.map { own + $0 }
    return table
  }
}
