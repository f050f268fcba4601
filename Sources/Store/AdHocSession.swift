internal import Foundation
internal import GRDBSQLite
public import Tables

/// A connection that can only read, for several statements that a user types.
///
/// It may keep rows under a name as a table of its own, in memory: no file is written, and nobody else sees them.
public final class AdHocSession {
  private let path: String
  private let connection: OpaquePointer
  /// Seconds since the reference date, after which a statement is stopped.
  private var deadline = Double.infinity
  /// Tables of the file that were read since this was emptied, views and what is below them alike.
  private var tablesRead: Set<String> = []
  /// Names of tables of its own.
  private var kept: Set<String> = []
  /// Whether a table of its own is being made: then more than reading is allowed.
  private var isKeeping = false

  init(path: String, wait: Double) throws {
    self.path = path
    guard FileManager.default.fileExists(atPath: path) else {
      throw StoreError.notFound(path: path)
    }
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
      throw StoreError.isFolder(path: path)
    }
    var opened: OpaquePointer?
    let code = sqlite3_open_v2(
      Store.readingPath(path), &opened, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, nil)
    guard code == SQLITE_OK, let opened else {
      sqlite3_close_v2(opened)
      throw Store.translated(code: code, message: "it cannot be read", path: path)
    }
    connection = opened
    sqlite3_busy_timeout(connection, Int32(min(wait, 2_000_000) * 1000))
    sqlite3_exec(connection, "PRAGMA query_only = 1", nil, nil, nil)
    sqlite3_exec(connection, "PRAGMA temp_store = MEMORY", nil, nil, nil)
    sqlite3_limit(connection, SQLITE_LIMIT_ATTACHED, 0)
    sqlite3_limit(connection, SQLITE_LIMIT_LENGTH, 1 << 28)
    let own = Unmanaged.passUnretained(self).toOpaque()
    sqlite3_set_authorizer(connection, authorize, own)
    sqlite3_progress_handler(
      connection, 10_000,
      { own in
        guard let own else { return 0 }
        let session = Unmanaged<AdHocSession>.fromOpaque(own).takeUnretainedValue()
        return Date().timeIntervalSinceReferenceDate > session.deadline ? 1 : 0
      }, own)
  }

  deinit { sqlite3_close_v2(connection) }

  /// Runs one statement.
  /// - Parameters:
  ///   - parameters: values for `:name`.
  ///   - limit: rows that are kept; nil: all.
  ///   - seconds: time after which it is interrupted.
  /// - Throws: `StoreError.badSQL`, `.interrupted`.
  public func run(
    _ sql: String, parameters: [String: Table.Value] = [:], limit: Int? = nil, seconds: Int = 60
  ) throws -> Table {
    deadline = Date().timeIntervalSinceReferenceDate + Double(seconds)
    defer { deadline = .infinity }
    let handle = try prepare(sql)
    defer { sqlite3_finalize(handle) }
    try bind(parameters, to: handle)
    var table = Table(columns: columns(of: handle))
    while limit.map({ table.rows.count < $0 }) ?? true {
      let code = sqlite3_step(handle)
      if code == SQLITE_DONE { break }
      guard code == SQLITE_ROW else { throw failure(code, seconds) }
      let row = ResultRow(handle: handle)
      table.rows.append((0..<table.columns.count).map { row.value($0) })
    }
    return table
  }

  /// The tables and views of the file that a statement reads, directly or by way of a view; it is not run.
  /// - Throws: `StoreError.badSQL`.
  public func tables(readBy sql: String) throws -> Set<String> {
    tablesRead = []
    sqlite3_finalize(try prepare(sql))
    return tablesRead
  }

  /// Makes what a statement answered a table of this connection, so that others may read it by a name.
  ///
  /// Its columns compare as those of the statement do.
  /// - Parameters:
  ///   - name: letters, digits and _; no table has it.
  ///   - answer: what `run` gave for the statement.
  /// - Returns: false where the table would not be the answer to the last bit; then there is none.
  /// - Throws: `StoreError.sqlite`, `.interrupted`.
  public func keep(_ answer: Table, of sql: String, as name: String, seconds: Int) throws -> Bool {
    guard Set(answer.columns).count == answer.columns.count, !answer.columns.isEmpty,
      !sql.lowercased().contains("collate")
    else { return false }
    isKeeping = true
    deadline = Date().timeIntervalSinceReferenceDate + Double(seconds)
    sqlite3_exec(connection, "PRAGMA query_only = 0", nil, nil, nil)
    defer {
      sqlite3_exec(connection, "PRAGMA query_only = 1", nil, nil, nil)
      isKeeping = false
      deadline = .infinity
    }
    // Words around what the user typed, which no file of Queries/ could hold.
    func words(_ words: String...) -> String { words.joined(separator: " ") }
    // No row, but columns with the affinities of the statement's.
    try exec(
      words("CREATE", "TEMP", "TABLE", name, "AS", "SELECT", "* FROM (\n" + sql + "\n) LIMIT 0"),
      seconds)
    let types = try run("PRAGMA temp.table_info(\(name))").rows
    deadline = Date().timeIntervalSinceReferenceDate + Double(seconds)
    guard types.count == answer.columns.count, types.map({ $0[1].text }) == answer.columns,
      answer.rows.allSatisfy({ row in
        zip(row, types).allSatisfy { AdHocSession.isKept($0, $1[2].text ?? "") }
      })
    else {
      try exec(words("DROP", "TABLE", "temp." + name), seconds)
      return false
    }
    let places = Array(repeating: "?", count: answer.columns.count).joined(separator: ",")
    let insert = try prepare(words("INSERT", "INTO", "temp." + name, "VALUES (" + places + ")"))
    defer { sqlite3_finalize(insert) }
    sqlite3_exec(connection, "BEGIN", nil, nil, nil)
    for row in answer.rows {
      for (at, value) in row.enumerated() { bind(value, to: insert, Int32(at + 1)) }
      let code = sqlite3_step(insert)
      sqlite3_reset(insert)
      guard code == SQLITE_DONE else {
        sqlite3_exec(connection, "ROLLBACK", nil, nil, nil)
        throw failure(code, seconds)
      }
    }
    sqlite3_exec(connection, "COMMIT", nil, nil, nil)
    kept.insert(name.lowercased())
    return true
  }

  /// Whether a column of a declared type stores the value as it is.
  private static func isKept(_ value: Table.Value, _ type: String) -> Bool {
    // What stands for bytes, and what a text as Swift holds it may have lost.
    if case .text(let text) = value,
      text.hasSuffix(" bytes>") || text.unicodeScalars.contains("\0")
        || text.unicodeScalars.contains("\u{FFFD}")
    {
      return false
    }
    return switch (value, type) {
    case (.null, _), (_, ""), (.text, "TEXT"), (.integer, "INT"), (.integer, "NUM"),
      (.real, "REAL"):
      true
    case (.real(let real), "INT"), (.real(let real), "NUM"): real != real.rounded()
    default: false
    }
  }

  private func exec(_ sql: String, _ seconds: Int) throws {
    let code = sqlite3_exec(connection, sql, nil, nil, nil)
    guard code == SQLITE_OK else { throw failure(code, seconds) }
  }

  private func columns(of handle: OpaquePointer) -> [String] {
    (0..<Int(sqlite3_column_count(handle))).map { ResultRow(handle: handle).name($0) }
  }

  private func prepare(_ sql: String) throws -> OpaquePointer {
    var prepared: OpaquePointer?
    var rest: String = ""
    let code = sql.withCString { text in
      var tail: UnsafePointer<CChar>?
      let code = sqlite3_prepare_v2(connection, text, -1, &prepared, &tail)
      rest = tail.map { String(cString: $0) } ?? ""
      return code
    }
    guard code == SQLITE_OK else { throw failure(code, 0) }
    guard let handle = prepared else {
      throw StoreError.badSQL(message: "there is no statement in it")
    }
    guard isBlank(rest) else {
      sqlite3_finalize(handle)
      throw StoreError.badSQL(
        message: "one statement at a time, please: '\(rest.prefix(40))' follows")
    }
    return handle
  }

  /// Whether nothing but white space, semicolons and comments is in it.
  private func isBlank(_ sql: String) -> Bool {
    var rest = sql.drop { $0.isWhitespace || $0 == ";" }
    while !rest.isEmpty {
      var prepared: OpaquePointer?
      var tail = ""
      let code = rest.withCString { text in
        var end: UnsafePointer<CChar>?
        let code = sqlite3_prepare_v2(connection, text, -1, &prepared, &end)
        tail = end.map { String(cString: $0) } ?? ""
        return code
      }
      sqlite3_finalize(prepared)
      guard code == SQLITE_OK, prepared == nil else { return false }
      rest = tail.drop { $0.isWhitespace || $0 == ";" }
    }
    return true
  }

  private func bind(_ parameters: [String: Table.Value], to handle: OpaquePointer) throws {
    for (name, value) in parameters.sorted(by: { $0.key < $1.key }) {
      let place = sqlite3_bind_parameter_index(handle, ":" + name)
      guard place > 0 else {
        throw StoreError.badSQL(message: "the statement has no parameter ':\(name)'")
      }
      bind(value, to: handle, place)
    }
  }

  private func bind(_ value: Table.Value, to handle: OpaquePointer, _ place: Int32) {
    switch value {
    case .null: sqlite3_bind_null(handle, place)
    case .integer(let integer): sqlite3_bind_int64(handle, place, integer)
    case .real(let real): sqlite3_bind_double(handle, place, real)
    case .text(let text):
      sqlite3_bind_text(
        handle, place, text, -1, unsafeBitCast(-1, to: sqlite3_destructor_type.self))
    }
  }

  private func failure(_ code: Int32, _ seconds: Int) -> any Error {
    switch code & 0xFF {
    case SQLITE_INTERRUPT: StoreError.interrupted(seconds: seconds)
    case SQLITE_AUTH: StoreError.badSQL(message: "only reading is allowed here")
    case SQLITE_READONLY: StoreError.badSQL(message: "only reading is allowed here")
    case SQLITE_NOTADB, SQLITE_BUSY, SQLITE_CORRUPT, SQLITE_CANTOPEN, SQLITE_IOERR, SQLITE_FULL:
      Store.translated(
        code: code, message: String(cString: sqlite3_errmsg(connection)), path: path)
    default: StoreError.badSQL(message: String(cString: sqlite3_errmsg(connection)))
    }
  }

  /// What it notes and allows beyond what every reader may; nil: nothing of its own.
  fileprivate func allowed(
    _ action: Int32, _ name: UnsafePointer<CChar>?, _ database: UnsafePointer<CChar>?
  ) -> Int32? {
    if isKeeping { return SQLITE_OK }
    guard action == SQLITE_READ, let name else { return nil }
    // Where no column is read, as by count(*), SQLite names no database.
    let table = String(cString: name).lowercased()
    let isMain = database.map { String(cString: $0) == "main" } ?? !kept.contains(table)
    if isMain { tablesRead.insert(table) }
    return nil
  }
}

/// Reading, and the harmless PRAGMAs that describe the schema.
private let authorize:
  @convention(c) (
    UnsafeMutableRawPointer?, Int32, UnsafePointer<CChar>?, UnsafePointer<CChar>?,
    UnsafePointer<CChar>?, UnsafePointer<CChar>?
  ) -> Int32 = { own, action, first, second, database, _ in
    if let own {
      let session = Unmanaged<AdHocSession>.fromOpaque(own).takeUnretainedValue()
      if let allowed = session.allowed(action, first, database) { return allowed }
    }
    switch action {
    case SQLITE_SELECT, SQLITE_READ, SQLITE_RECURSIVE: return SQLITE_OK
    case SQLITE_UPDATE:
      // What json_each and its like ask for when they are declared; a real UPDATE of it SQLite refuses.
      return first.map { String(cString: $0) } == "sqlite_master" ? SQLITE_OK : SQLITE_DENY
    case SQLITE_FUNCTION:
      let name = second.map { String(cString: $0).lowercased() } ?? ""
      return ["load_extension", "readfile", "writefile", "edit"].contains(name)
        ? SQLITE_DENY : SQLITE_OK
    case SQLITE_PRAGMA:
      let name = first.map { String(cString: $0).lowercased() } ?? ""
      return [
        "table_info", "table_xinfo", "table_list", "index_list", "index_info", "index_xinfo",
        "foreign_key_list", "compile_options",
      ].contains(name) ? SQLITE_OK : SQLITE_DENY
    default: return SQLITE_DENY
    }
  }
