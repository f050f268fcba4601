public import Store
internal import Tables
internal import Trajectories

/// Applies a policy to the stored facts and keeps the decisions. Touches no stage.
public struct GateRunner {
  /// A decision that is not what it was.
  public struct Change: Equatable, Sendable {
    public let trajectory: String
    /// nil: not decided before.
    public let before: String?
    /// nil: not decided any more.
    public let after: String?
  }

  public struct Report: Sendable {
    /// Digest of the policy with its configs.
    public let policy: String
    public let bodyJSON: String
    public let decisions: Int
    /// Against the policy that was applied last, in the order of names; nil: there was none.
    public let changes: [Change]?
    public let warnings: [String]
  }

  let store: Store

  public init(store: Store) { self.store = store }

  /// Decides on every member of F.
  /// - Throws: `StoreError` for a name that means none or several configs.
  public func decide(_ request: GateRequest) throws -> Report {
    let resolved = try ResolvedRequest(request, in: store)
    let tombstones = try store.tombstoneCount()
    let evaluation = try GateEvaluation(
      GateFacts(resolved.choice, from: store), resolved.request.policy, panel: resolved.panel)
    let before = try lastDecisions()
    let rows = evaluation.rows
    let body = resolved.request.bodyJSON
    let digest = Digest.of(body)
    try store.writeDecisions(
      policy: digest, bodyJSON: body, decisions: rows, tombstones: tombstones)
    return Report(
      policy: digest, bodyJSON: body, decisions: rows.count,
      changes: try before.map { try changes(from: $0, to: rows) }, warnings: resolved.warnings)
  }

  private struct Decided {
    let run: Int64
    let words: String
  }

  /// In the order of row ids.
  private func lastDecisions() throws -> [Decided]? {
    guard try !store.run("last_policy").rows.isEmpty else { return nil }
    var last: [Decided] = []
    try store.forEachRow(of: "last_decision_rows") { row in
      last.append(
        Decided(
          run: row.storedInteger(0), words: GateRunner.words(row.text(1) ?? "", row.int(2))))
    }
    return last
  }

  private static func words(_ decision: String, _ k: Int?) -> String {
    k.map { "\(decision) (k = \($0))" } ?? decision
  }

  /// Both in the order of row ids.
  private func changes(from last: [Decided], to rows: [DecisionRow]) throws -> [Change] {
    var changed: [(run: Int64, before: String?, after: String?)] = []
    var at = 0
    for row in rows {
      while at < last.count, last[at].run < row.trajectory {
        changed.append((last[at].run, last[at].words, nil))
        at += 1
      }
      let after = GateRunner.words(row.decision, row.k)
      if at < last.count, last[at].run == row.trajectory {
        if last[at].words != after { changed.append((row.trajectory, last[at].words, after)) }
        at += 1
      } else {
        changed.append((row.trajectory, nil, after))
      }
    }
    changed += last[at...].map { ($0.run, $0.words, nil) }
    let byRun = Dictionary(changed.map { ($0.run, $0) }, uniquingKeysWith: { $1 })
    let ids = "[" + changed.map { String($0.run) }.joined(separator: ",") + "]"
    return try store.run("names_of_runs", ["ids": .text(ids)]).rows.compactMap { row in
      row[0].integer.flatMap { byRun[$0] }.map {
        Change(trajectory: row[1].text ?? "", before: $0.before, after: $0.after)
      }
    }
  }
}

extension GateEvaluation {
  /// A row for each member of F, in the order of row ids.
  var rows: [DecisionRow] {
    facts.runs.indices.filter(isMember).map { run in
      let decision = decision(run)
      let isIn = decision.outcome.isAccepted
      return DecisionRow(
        trajectory: facts.runs[run], decision: decision.outcome.decision,
        k: isIn ? decision.k : nil, confidence: isIn ? decision.confidence : nil,
        weight: isIn ? weight(run) : nil, inOut: decision.outcome.inOut,
        missingJSON: missing(run, decision))
    }
  }
}
