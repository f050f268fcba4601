public import Store
public import Tables
internal import Trajectories

/// What undetermined decisions lack: the answers that would have to be made next.
///
/// A run lists what is missing where its decision is open first. Once that is there, further attempts or
/// votes may be missing behind it.
public struct MissingAnswers: Sendable {
  /// trajectory; missing: detection, outcome, attempt or vote; k; judge. In the order of names, then of
  /// judges' names.
  public let table: Table
  /// Runs with something missing.
  public let runs: Int
  /// Members of F.
  public let corpus: Int
  public let warnings: [String]
  /// Digests of all configs that were read.
  public let configs: Set<String>

  /// - Throws: `StoreError` for a name that means none or several configs.
  public init(_ request: GateRequest, in store: Store) throws {
    let resolved = try ResolvedRequest(request, in: store)
    let evaluation = try resolved.evaluation(from: store)
    warnings = resolved.warnings
    configs = resolved.choice.configs
    var missing: [Int64: [[Table.Value]]] = [:]
    var corpus = 0
    for run in evaluation.facts.runs.indices where evaluation.isMember(run) {
      corpus += 1
      let gaps = evaluation.gaps(run, evaluation.decision(run))
      if !gaps.isEmpty { missing[evaluation.facts.runs[run]] = gaps }
    }
    self.corpus = corpus
    runs = missing.count
    let ids = CanonicalJSON.array(missing.keys.sorted())
    var table = Table(columns: ["trajectory", "missing", "k", "judge"])
    try store.forEachRow(of: "names_of_runs", ["ids": .text(ids)]) { row in
      for gap in missing[row.integer(0) ?? 0] ?? [] {
        table.rows.append([.text(row.text(1) ?? "")] + gap)
      }
    }
    self.table = table
  }
}

extension GateEvaluation {
  /// What a decision lacks, as `missing` has it: a row for each answer, of kind, k and judge.
  fileprivate func gaps(_ run: Int, _ decision: Decision) -> [[Table.Value]] {
    guard decision.outcome.isUndetermined else { return [] }
    if decision.isWithoutDetection { return [[.text("detection"), .null, .null]] }
    guard facts.hasOutcome[run] else { return [[.text("outcome"), .null, .null]] }
    let k = Table.Value.integer(Int64(decision.k ?? 1))
    let silent = silentJudges(run, decision.k ?? 1)
    guard !silent.isEmpty else { return [[.text("attempt"), k, .null]] }
    return silent.map { [.text("vote"), k, .text($0.name)] }
  }
}
