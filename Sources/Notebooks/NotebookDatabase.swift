internal import SQLFiles
public import Store
internal import Tables

/// Where a notebook's cells find their answers: a database that is only read.
public struct NotebookDatabase {
  let sql: AdHocSQL
  let catalog: SQLCatalog
  let seconds: Int
  /// What stands under all that follows from answers of engines, such as that these are rules; nil: nothing.
  let note: String?
  /// Names that no cell may have: it would hide a table.
  let tables: Set<String>
  /// What is stored, in words.
  public let facts: String

  /// - Parameters:
  ///   - wait: seconds to wait for another writer.
  ///   - seconds: time after which a cell is stopped.
  /// - Throws: `StoreError`.
  public init(_ store: Store, wait: Double, seconds: Int, note: String?) throws {
    sql = AdHocSQL(path: store.path, wait: wait)
    catalog = store.catalog
    self.seconds = seconds
    self.note = note
    tables = Set(
      try store.run("stored_schema").rows.filter { ["table", "view"].contains($0[0].text ?? "") }
        .compactMap { $0[1].text })
    let counts = try store.run("corpus_overview")
    let shown = ["trajectories", "detections", "outcomes", "attempts", "votes"]
    facts = counts.rows.filter { shown.contains($0[0].text ?? "") }
      .map { "\($0[0].displayText) \($0[1].displayText)" }.joined(separator: ", ")
  }

  /// Tables of what engines answered, and what follows from it.
  private static let answered: Set<String> = [
    "detection", "outcome", "attempt", "vote", "collection", "decision",
  ]

  func answer(to text: String) throws -> Table {
    var table = try sql.run(text, seconds: seconds)
    let words = SQLToken.tokens(text).filter { $0.kind == .word }.map { $0.text.lowercased() }
    if !NotebookDatabase.answered.isDisjoint(with: words) { table.note = note }
    return table
  }
}
