import GRDBSQLite
import SQLFiles

@testable import Store

/// A database with all migrations and nothing else, and SQLite's own view of a query on it.
struct FreshDatabase: Sendable {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// Parsed once: that takes longer than all migrations.
  static let catalog = Result { try SQLCatalog.embedded() }

  let store: Store

  /// - Parameter path: `:memory:` for a database that ends with this value.
  init(path: String = ":memory:") throws {
    store = try Store(path: path, access: .create, catalog: Self.catalog.get())
    // GRDB asks it about every column that a statement reads, in a debug build half a second for
    // the longest query. Nothing here observes the database.
    try store.read { connection in _ = sqlite3_set_authorizer(connection, nil, nil) }
  }

  /// Runs a script of statements.
  /// - Returns: how many rows it inserted.
  /// - Throws: `Failure` with SQLite's message.
  @discardableResult
  func fill(_ script: String) throws -> Int {
    try store.write { connection in
      let before = sqlite3_total_changes(connection)
      guard sqlite3_exec(connection, script, nil, nil, nil) == SQLITE_OK else {
        throw Failure(description: String(cString: sqlite3_errmsg(connection)))
      }
      return Int(sqlite3_total_changes(connection) - before)
    }
  }

  /// What SQLite makes of a query's text.
  func prepared(_ query: NamedQuery) throws -> PreparedQuery {
    try store.read { connection in
      var statement: OpaquePointer?
      defer { sqlite3_finalize(statement) }
      let rest = try query.sql.withCString { text in
        var tail: UnsafePointer<CChar>?
        guard sqlite3_prepare_v2(connection, text, -1, &statement, &tail) == SQLITE_OK else {
          throw Failure(description: String(cString: sqlite3_errmsg(connection)))
        }
        return tail.map { String(cString: $0) } ?? ""
      }
      return PreparedQuery(
        parameters: (0..<sqlite3_bind_parameter_count(statement)).map {
          sqlite3_bind_parameter_name(statement, $0 + 1).map { String(cString: $0) } ?? "?"
        },
        columns: (0..<sqlite3_column_count(statement)).map {
          sqlite3_column_name(statement, $0).map { String(cString: $0) } ?? ""
        },
        isReadOnly: sqlite3_stmt_readonly(statement) != 0,
        rest: rest)
    }
  }

  /// Tables that a query reads from end to end, however it calls them.
  ///
  /// Taken from the byte code: a cursor on the table or on one of its indexes that is rewound or
  /// counted. The query plan in words shows an alias in a table's place, and hides the scan that
  /// builds an automatic index.
  func scannedTables(_ query: NamedQuery) throws -> Set<String> {
    try store.read { connection in
      var tables: [Int32: String] = [:]
      try forEachRow(connection, "SELECT rootpage, tbl_name FROM sqlite_schema") { row in
        tables[sqlite3_column_int(row, 0)] = text(row, 1)
      }
      var scanned: Set<String> = []
      var cursors: [Int32: String] = [:]
      try forEachRow(connection, "EXPLAIN " + query.sql) { row in
        // Each trigger is a program with cursors of its own.
        if sqlite3_column_int(row, 0) == 0 { cursors = [:] }
        let cursor = sqlite3_column_int(row, 2)
        switch text(row, 1) {
        case "OpenRead", "OpenWrite", "ReopenIdx":
          let isMain = sqlite3_column_int(row, 4) == 0
          cursors[cursor] = isMain ? tables[sqlite3_column_int(row, 3)] : nil
        case "OpenEphemeral", "OpenAutoindex", "OpenPseudo", "OpenDup", "SorterOpen":
          cursors[cursor] = nil
        case "Rewind", "Last", "Count":
          if let table = cursors[cursor] { scanned.insert(table) }
        default: break
        }
      }
      return scanned
    }
  }

  private func text(_ row: OpaquePointer, _ column: Int32) -> String {
    sqlite3_column_text(row, column).map { String(cString: $0) } ?? ""
  }

  private func forEachRow(
    _ connection: OpaquePointer, _ sql: String, _ body: (OpaquePointer) -> Void
  ) throws {
    var statement: OpaquePointer?
    defer { sqlite3_finalize(statement) }
    guard sqlite3_prepare_v2(connection, sql, -1, &statement, nil) == SQLITE_OK,
      let statement
    else { throw Failure(description: String(cString: sqlite3_errmsg(connection))) }
    while sqlite3_step(statement) == SQLITE_ROW { body(statement) }
  }
}

/// A query as SQLite sees it.
struct PreparedQuery {
  /// With their colon, in order of first appearance.
  let parameters: [String]
  let columns: [String]
  let isReadOnly: Bool
  /// What stands behind the first statement.
  let rest: String
}
