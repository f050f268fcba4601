internal import Store
internal import Trajectories

/// Facts for several policies: what they share is read once.
struct GateFactsPool: Sendable {
  /// What facts have to agree in to be read together.
  private struct Source: Hashable {
    let detect: String?
    let extract: String?
    let relabel: String?
    let series: String
    let calibration: String?

    init(_ choice: GateFacts.Choice) {
      detect = choice.detect
      extract = choice.extract
      relabel = choice.relabel
      series = choice.series
      calibration = choice.calibration
    }
  }

  private var facts: [Source: GateFacts] = [:]

  /// - Throws: `StoreError`.
  init(_ choices: [GateFacts.Choice], from store: Store) throws {
    var merged: [Source: GateFacts.Choice] = [:]
    for choice in choices {
      let source = Source(choice)
      var all = merged[source] ?? choice
      all.judges = Set(all.judges).union(choice.judges).sorted()
      all.attempts = max(all.attempts, choice.attempts)
      merged[source] = all
    }
    for (source, choice) in merged { facts[source] = try GateFacts(choice, from: store) }
  }

  /// The policy applied to its facts.
  /// - Throws: `StoreError.missingRow` for facts that were not asked for.
  func evaluation(
    _ choice: GateFacts.Choice, _ policy: GatePolicy, only: Set<Int64>? = nil
  ) throws -> GateEvaluation {
    guard let facts = facts[Source(choice)] else {
      throw StoreError.missingRow(query: "load_gate_runs")
    }
    return GateEvaluation(facts, policy, panel: choice.judges, only: only)
  }
}
