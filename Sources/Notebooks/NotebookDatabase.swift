internal import SQLFiles
public import Store
internal import Tables

/// Where a notebook's cells find their answers: a database that is only read.
public struct NotebookDatabase {
  let sql: AdHocSQL
  let catalog: SQLCatalog
  let seconds: Int
  let context: any CellContext
  /// Texts for parameters that a cell's query takes and the cell does not give.
  let defaults: [String: String]
  /// Names that no cell may have: it would hide a table.
  let tables: Set<String>
  /// What is stored, in words.
  public let facts: String

  /// - Parameters:
  ///   - wait: seconds to wait for another writer.
  ///   - seconds: time after which a cell is stopped.
  ///   - defaults: texts for parameters of every query that takes them, where a cell gives none.
  /// - Throws: `StoreError`.
  public init(
    _ store: Store, wait: Double, seconds: Int, defaults: [String: String],
    context: any CellContext
  ) throws {
    sql = AdHocSQL(path: store.path, wait: wait)
    catalog = store.catalog
    self.seconds = seconds
    self.defaults = defaults
    self.context = context
    tables = Set(
      try store.run("stored_schema").rows.filter { ["table", "view"].contains($0[0].text ?? "") }
        .compactMap { $0[1].text })
    let counts = try store.run("corpus_overview")
    let shown = ["trajectories", "detections", "outcomes", "attempts", "votes"]
    facts = counts.rows.filter { shown.contains($0[0].text ?? "") }
      .map { "\($0[0].displayText) \($0[1].displayText)" }.joined(separator: ", ")
  }
}
