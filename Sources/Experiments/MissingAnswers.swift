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
    var missing: [Int64: [GateEvaluation.Gap]] = [:]
    var corpus = 0
    for run in evaluation.facts.runs.indices where evaluation.isMember(run) {
      corpus += 1
      evaluation.forEachGap(run, evaluation.decision(run)) {
        missing[evaluation.facts.runs[run], default: []].append($0)
      }
    }
    self.corpus = corpus
    runs = missing.count
    let ids = CanonicalJSON.array(missing.keys.sorted())
    var table = Table(columns: ["trajectory", "missing", "k", "judge"])
    try store.forEachRow(of: "names_of_runs", ["ids": .text(ids)]) { row in
      for gap in missing[row.integer(0) ?? 0] ?? [] {
        table.rows.append([.text(row.text(1) ?? "")] + gap.values)
      }
    }
    self.table = table
  }
}

extension GateEvaluation.Gap {
  /// Kind, k and judge.
  fileprivate var values: [Table.Value] {
    switch self {
    case .detection: [.text("detection"), .null, .null]
    case .outcome: [.text("outcome"), .null, .null]
    case .attempt(let k): [.text("attempt"), .init(k), .null]
    case .vote(let k, let judge): [.text("vote"), .init(k), .text(judge.name)]
    }
  }
}
