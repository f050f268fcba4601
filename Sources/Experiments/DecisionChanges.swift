internal import Store
internal import Tables
internal import Trajectories

/// Runs that a policy decides otherwise than the one applied before it.
public struct DecisionChanges: Sendable {
  /// A decision that is not what it was.
  public struct Change: Equatable, Sendable {
    public let trajectory: String
    /// nil: not decided before.
    public let before: String?
    /// nil: not decided any more.
    public let after: String?
  }

  /// A decision and the attempt that won.
  struct Verdict: Equatable, Sendable {
    let decision: String
    let k: Int?

    var words: String { k.map { "\(decision) (k = \($0))" } ?? decision }
  }

  typealias Decided = (run: Int64, verdict: Verdict)

  private struct Changed {
    let run: Int64
    /// nil: not decided.
    let before: Verdict?
    let after: Verdict?
  }

  /// In the order of row ids.
  private let changed: [Changed]
  private let store: Store

  public var count: Int { changed.count }

  /// In the order of row ids; nil: no policy was applied.
  static func lastDecisions(in store: Store) throws -> [Decided]? {
    guard try !store.run("last_policy").rows.isEmpty else { return nil }
    var last: [Decided] = []
    try store.forEachRow(of: "last_decision_rows") { row in
      last.append(
        (row.storedInteger(0), Verdict(decision: row.text(1) ?? "", k: row.int(2))))
    }
    return last
  }

  /// - Parameters:
  ///   - last: in the order of row ids, as `rows`.
  init(from last: [Decided], to rows: [DecisionRow], in store: Store) {
    self.store = store
    var changed: [Changed] = []
    var at = 0
    for row in rows {
      while at < last.count, last[at].run < row.trajectory {
        changed.append(Changed(run: last[at].run, before: last[at].verdict, after: nil))
        at += 1
      }
      let after = Verdict(decision: row.decision, k: row.k)
      if at < last.count, last[at].run == row.trajectory {
        if last[at].verdict != after {
          changed.append(
            Changed(run: row.trajectory, before: last[at].verdict, after: after))
        }
        at += 1
      } else {
        changed.append(Changed(run: row.trajectory, before: nil, after: after))
      }
    }
    self.changed =
      changed + last[at...].map { Changed(run: $0.run, before: $0.verdict, after: nil) }
  }

  /// The changes in the order of the runs' names.
  /// - Parameter limit: the first of them; nil: all.
  /// - Throws: `StoreError`.
  public func named(limit: Int? = nil) throws -> [Change] {
    try store.run(
      "names_of_runs",
      ["ids": .text(CanonicalJSON.array(changed.map(\.run))), "limit": .init(limit)]
    ).rows.compactMap { row in
      row[0].integer.flatMap(change).map {
        Change(
          trajectory: row[1].text ?? "", before: $0.before?.words, after: $0.after?.words)
      }
    }
  }

  private func change(of run: Int64) -> Changed? {
    var low = 0
    var high = changed.count
    while low < high {
      let middle = (low + high) / 2
      if changed[middle].run < run { low = middle + 1 } else { high = middle }
    }
    return low < changed.count && changed[low].run == run ? changed[low] : nil
  }
}
