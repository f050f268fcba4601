internal import Statistics
public import Store
public import Tables
internal import Trajectories

/// What calls of models took: tokens, dollars, time.
public struct CostReport: Sendable {
  /// One row per stage, endpoint, model and series: the query `model_costs`, with percentiles of the time
  /// of a call behind it.
  public let calls: Table
  /// One row: what the policy applied last reads and accepts, and the paper's audit in columns that begin
  /// with `paper_`. Ours are NULL where no policy was applied. `cost_usd_per_valid` is the cost of an accepted
  /// pair over the share of the rated ones that people call valid: NULL where nobody rated, or all are invalid.
  public let total: Table
  /// One row per round with a call: the query `round_costs`.
  public let rounds: Table
  /// One row: how long commands that called models took by the wall clock; the query `call_sessions`.
  public let sessions: Table

  /// - Parameter pricesOf: day whose prices hold for every call, `YYYY-MM-DD`; nil: each call's own day.
  /// - Throws: `StoreError`.
  public init(in store: Store, pricesOf day: String? = nil) throws {
    let parameters: [String: Table.Value] = ["prices_of": .init(day)]
    calls = try CostReport.withLatencies(try store.run("model_costs", parameters), in: store)
    sessions = try store.run("call_sessions")
    rounds = try store.run("round_costs", parameters)
    total = try CostReport.beside(
      try CostReport.withRatings(try store.run("policy_costs", parameters), in: store),
      try store.run("paper_cost"))
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

  /// What people rated of the pairs that the policy applied last accepts.
  private static func withRatings(_ costs: Table, in store: Store) throws -> Table {
    var table = costs
    table.columns += ["rated", "cost_usd_per_valid"]
    guard !costs.rows.isEmpty, let request = try GateRequest.last(in: store) else { return table }
    var noise = NoiseCount()
    if try GoldRatings.arePresent(in: store) {
      let resolved = try ResolvedRequest(request, in: store)
      noise = try GoldRatingsPool(store).ratings(of: resolved.request).count(
        try resolved.evaluation(from: store), at: request.policy.theta
      ).all
    }
    let valid = noise.rated - noise.invalid
    let perAccepted = costs.value(0, "cost_usd_per_accepted").real
    let perValid = perAccepted.flatMap {
      valid > 0 ? $0 * Double(noise.rated) / Double(valid) : nil
    }
    table.rows[0] += [.init(noise.rated), .init(perValid)]
    return table
  }

  private static func beside(_ ours: Table, _ paper: Table) throws -> Table {
    var table = Table(columns: ours.columns + paper.columns)
    let own = ours.rows.first ?? ours.columns.map { _ in .null }
    table.rows = paper.rows.map { own + $0 }
    return table
  }
}
