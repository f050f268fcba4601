internal import Store
internal import Tables
internal import Trajectories

/// What the answers took that gates read, in US dollars; those of the same configs and panel are asked once.
final class CallCosts {
  static let columns = ["cost_usd", "cost_usd_per_accepted"]

  private let store: Store
  private var known: [GateFacts.Choice: Double?] = [:]

  /// - Returns: nil: no call of a model is recorded.
  init?(in store: Store) throws {
    self.store = store
    guard try store.run("has_model_calls").rows.first?[0].integer == 1 else { return nil }
  }

  /// As `columns`. NULL: there are no calls behind the answers, or not every one is priced; per accepted
  /// pair also where none is accepted.
  func values(_ choice: GateFacts.Choice, accepted: Int) throws -> [Table.Value] {
    guard let cost = try cost(choice) else { return [.null, .null] }
    return [.real(cost), accepted > 0 ? .real(cost / Double(accepted)) : .null]
  }

  private func cost(_ choice: GateFacts.Choice) throws -> Double? {
    var key = choice
    key.attempts = 0
    if let cost = known[key] { return cost }
    let row = try store.run(
      "config_costs",
      [
        "detect_config": .init(choice.detect), "extract_config": .init(choice.extract),
        "relabel_config": .init(choice.relabel), "series": .text(choice.series),
        "judges": .text(CanonicalJSON.array(choice.judges)),
      ]
    ).rows.first
    let cost = row.flatMap { $0[0] == $0[1] ? $0[2].real : nil }
    known[key] = .some(cost)
    return cost
  }
}
