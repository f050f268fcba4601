public import Store
public import Tables

/// What a corpus holds, table by table, each the rows of one named query.
public enum CorpusAudit: String, CaseIterable, Sendable {
  case runs, tasks, lengths, types, actions, duplicates, gaps, quarantine, labels

  /// Name of the query.
  public var query: String {
    switch self {
    case .types: "corpus_failure_types"
    default: "corpus_" + rawValue
    }
  }

  /// - Parameters:
  ///   - actions: that have a row of their own, from 1.
  ///   - detectConfig: name or digest of the only detector whose types are shown; nil: all.
  /// - Throws: `StoreError`.
  public func table(
    in store: Store, actions: Int, detectConfig: String? = nil
  ) throws -> Table {
    switch self {
    case .actions: try store.run(query, ["limit": .init(actions)])
    case .types: try store.run(query, ["detect_config": .init(detectConfig)])
    default: try store.run(query)
    }
  }
}
