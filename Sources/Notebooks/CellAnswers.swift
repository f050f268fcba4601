internal import Store
internal import Tables

/// The answers to a notebook's cells, one after the other.
///
/// What later cells read from an earlier one is computed once: its rows are kept as a table of the connection. Where
/// they cannot be kept as they are, later cells carry its SQL with them.
struct CellAnswers {
  private let database: NotebookDatabase
  private let session: AdHocSession
  private var statements: CellSQL
  /// Of named cells: the SQL, the rows, and the configs whose answers these come from.
  private var known: [String: (sql: String, table: Table, configs: Set<String>)] = [:]
  /// Whether a cell's rows are a table; nil: not tried yet.
  private var isKept: [String: Bool] = [:]

  /// - Throws: `StoreError`.
  init(_ database: NotebookDatabase) throws {
    self.database = database
    session = try database.sql.session()
    let context = database.context
    statements = CellSQL(
      catalog: database.catalog, defaults: database.defaults, command: context.answer(to:))
  }

  /// - Returns: what was asked, as it runs alone, and the answer.
  /// - Throws: `NotebookError`.
  mutating func answer(
    to cell: NotebookCell
  ) throws(NotebookError) -> (sql: String, table: Table) {
    let context = database.context
    let statement = try statements.statement(of: cell) { try context.chosen($0, $1) }
    do {
      // What does not run alone is refused, even where it would run here.
      var tables = try session.tables(readBy: statement.text)
      var sql = statement.text
      if try keep(statement.sources) {
        sql = statement.body
        tables = try session.tables(readBy: sql)
      }
      var table = try session.run(sql, seconds: database.seconds)
      var configs =
        if let (query, values) = statement.query {
          try context.configs(of: query, values, readingFrom: tables)
        } else {
          try context.configs(readingFrom: tables)
        }
      if case .command = cell.source { configs.formUnion(try context.configsOfCommands()) }
      for name in statement.sources { configs.formUnion(known[name]?.configs ?? []) }
      if let name = cell.name { known[name] = (sql, table, configs) }
      table.note = try context.note(of: configs)
      return (statement.text, table)
    } catch {
      throw NotebookError(problems: [.init(line: cell.line, "", cause: error)])
    }
  }

  /// - Returns: whether all of these cells are tables now.
  private mutating func keep(_ names: [String]) throws -> Bool {
    guard !names.isEmpty else { return false }
    for name in names where isKept[name] == nil {
      guard let cell = known[name] else { return false }
      isKept[name] = try session.keep(
        cell.table, of: cell.sql, as: name, seconds: database.seconds)
    }
    return names.allSatisfy { isKept[$0] == true }
  }
}
