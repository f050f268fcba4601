internal import Foundation
internal import GRDBSQLite
public import Tables

/// SQL that a user types: on a second handle that can only read.
///
/// The file is opened read-only; an authorizer allows SELECT, reads, functions and recursion and
/// nothing else (no ATTACH, no PRAGMA that sets anything, no load_extension); a progress handler ends it
/// after a time.
public struct AdHocSQL {
  private let path: String
  private let wait: Double

  /// - Parameter wait: seconds to wait for another writer.
  public init(path: String, wait: Double = Store.busyTimeout) {
    self.path = path
    self.wait = wait
  }

  /// Runs one statement.
  /// - Parameters:
  ///   - parameters: values for `:name`.
  ///   - limit: rows that are kept; nil: all.
  ///   - seconds: time after which it is interrupted.
  /// - Throws: `StoreError.badSQL`, `.interrupted`, `.notFound`, `.notADatabase`.
  public func run(
    _ sql: String, parameters: [String: Table.Value] = [:], limit: Int? = nil, seconds: Int = 60
  ) throws -> Table {
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
    defer { sqlite3_close_v2(opened) }
    guard code == SQLITE_OK, let connection = opened else {
      throw Store.translated(code: code, message: "it cannot be read", path: path)
    }
    sqlite3_busy_timeout(connection, Int32(min(wait, 2_000_000) * 1000))
    sqlite3_exec(connection, "PRAGMA query_only = 1", nil, nil, nil)
    sqlite3_limit(connection, SQLITE_LIMIT_ATTACHED, 0)
    sqlite3_limit(connection, SQLITE_LIMIT_LENGTH, 1 << 28)
    sqlite3_set_authorizer(connection, authorize, nil)
    var deadline = Date().timeIntervalSinceReferenceDate + Double(seconds)
    return try withUnsafeMutablePointer(to: &deadline) { deadline in
      sqlite3_progress_handler(
        connection, 10_000,
        { pointer in
          guard let pointer else { return 0 }
          let deadline = pointer.assumingMemoryBound(to: Double.self).pointee
          return Date().timeIntervalSinceReferenceDate > deadline ? 1 : 0
        }, deadline)
      return try run(sql, on: connection, parameters, limit: limit, seconds: seconds)
    }
  }

  private func run(
    _ sql: String, on connection: OpaquePointer, _ parameters: [String: Table.Value],
    limit: Int?, seconds: Int
  ) throws -> Table {
    var prepared: OpaquePointer?
    var rest: String = ""
    let code = sql.withCString { text in
      var tail: UnsafePointer<CChar>?
      let code = sqlite3_prepare_v2(connection, text, -1, &prepared, &tail)
      rest = tail.map { String(cString: $0) } ?? ""
      return code
    }
    defer { sqlite3_finalize(prepared) }
    guard code == SQLITE_OK else { throw failure(connection, code, seconds) }
    guard let handle = prepared else {
      throw StoreError.badSQL(message: "there is no statement in it")
    }
    guard isBlank(rest, connection) else {
      throw StoreError.badSQL(
        message: "one statement at a time, please: '\(rest.prefix(40))' follows")
    }
    try bind(parameters, to: handle)
    var table = Table(
      columns: (0..<Int(sqlite3_column_count(handle))).map {
        ResultRow(handle: handle).name($0)
      })
    while limit.map({ table.rows.count < $0 }) ?? true {
      let code = sqlite3_step(handle)
      if code == SQLITE_DONE { break }
      guard code == SQLITE_ROW else { throw failure(connection, code, seconds) }
      let row = ResultRow(handle: handle)
      table.rows.append((0..<table.columns.count).map { row.value($0) })
    }
    return table
  }

  /// Whether nothing but white space, semicolons and comments is in it.
  private func isBlank(_ sql: String, _ connection: OpaquePointer) -> Bool {
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
      switch value {
      case .null: sqlite3_bind_null(handle, place)
      case .integer(let integer): sqlite3_bind_int64(handle, place, integer)
      case .real(let real): sqlite3_bind_double(handle, place, real)
      case .text(let text):
        sqlite3_bind_text(
          handle, place, text, -1, unsafeBitCast(-1, to: sqlite3_destructor_type.self))
      }
    }
  }

  private func failure(_ connection: OpaquePointer, _ code: Int32, _ seconds: Int) -> any Error {
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
}

/// Reading, and the harmless PRAGMAs that describe the schema.
private let authorize:
  @convention(c) (
    UnsafeMutableRawPointer?, Int32, UnsafePointer<CChar>?, UnsafePointer<CChar>?,
    UnsafePointer<CChar>?, UnsafePointer<CChar>?
  ) -> Int32 = { _, action, first, second, _, _ in
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
