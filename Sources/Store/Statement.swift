internal import GRDBSQLite
internal import SQLFiles
internal import Tables

/// A prepared named query on SQLite's own interface: as fast as C for bulk work.
///
/// Values are bound in the order of the header's `param` lines. Valid inside one database access.
final class Statement {
  private let handle: OpaquePointer
  private let connection: OpaquePointer
  private let positions: [Int32]
  private let query: String
  /// SQLite's code for the last value that could not be bound.
  private var bindFailure = SQLITE_OK
  private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

  /// - Throws: `StoreError.sqlite`.
  init(_ connection: OpaquePointer, _ query: NamedQuery) throws(StoreError) {
    var made: OpaquePointer?
    let code = sqlite3_prepare_v3(
      connection, query.sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &made, nil)
    guard code == SQLITE_OK, let made else { throw Statement.error(connection, code) }
    handle = made
    self.connection = connection
    self.query = query.name
    positions = query.parameters.map { sqlite3_bind_parameter_index(made, ":" + $0.name) }
  }

  /// With values by name; what is absent stays NULL.
  convenience init(
    _ connection: OpaquePointer, _ query: NamedQuery, _ parameters: [String: Table.Value]
  ) throws(StoreError) {
    try self.init(connection, query)
    for (place, parameter) in query.parameters.enumerated() {
      switch parameters[parameter.name] ?? .null {
      case .null: break
      case .integer(let integer): bind(place, integer)
      case .real(let real): bind(place, real)
      case .text(let text): bind(place, text)
      }
    }
  }

  deinit { sqlite3_finalize(handle) }

  static func error(_ connection: OpaquePointer, _ code: Int32) -> StoreError {
    .sqlite(code: Int(code), message: String(cString: sqlite3_errmsg(connection)))
  }

  func bind(_ place: Int, _ value: String?) {
    guard var value else { return bindNull(place) }
    value.withUTF8 { bind(place, text: $0) }
  }

  /// A text as UTF-8.
  func bind(_ place: Int, utf8: [UInt8]) {
    utf8.withUnsafeBufferPointer { bind(place, text: $0) }
  }

  private func bind(_ place: Int, text utf8: UnsafeBufferPointer<UInt8>) {
    let base = UnsafeRawPointer(utf8.baseAddress)?.assumingMemoryBound(to: CChar.self)
    note(
      sqlite3_bind_text64(
        handle, positions[place], base ?? emptyText, UInt64(utf8.count), Statement.transient,
        UInt8(SQLITE_UTF8)))
  }

  func bind(_ place: Int, _ value: Int64?) {
    guard let value else { return bindNull(place) }
    sqlite3_bind_int64(handle, positions[place], value)
  }

  func bind(_ place: Int, _ value: Int?) { bind(place, value.map(Int64.init)) }

  func bind(_ place: Int, _ value: Bool?) { bind(place, value.map { $0 ? Int64(1) : 0 }) }

  func bind(_ place: Int, _ value: Double?) {
    guard let value else { return bindNull(place) }
    sqlite3_bind_double(handle, positions[place], value)
  }

  func bind(_ place: Int, blob: [UInt8]) {
    blob.withUnsafeBytes {
      note(
        sqlite3_bind_blob64(
          handle, positions[place], $0.baseAddress, UInt64($0.count), Statement.transient))
    }
  }

  /// A value that cannot be bound, one that is too large say, must not be stored as NULL.
  private func note(_ code: Int32) {
    if code != SQLITE_OK { bindFailure = code }
  }

  private func checkBound() throws(StoreError) {
    guard bindFailure != SQLITE_OK else { return }
    defer { bindFailure = SQLITE_OK }
    throw Statement.error(connection, bindFailure)
  }

  private func bindNull(_ place: Int) { sqlite3_bind_null(handle, positions[place]) }

  /// Runs an `:exec` query to its end and returns how many rows it changed.
  @discardableResult
  func run() throws(StoreError) -> Int {
    try checkBound()
    let code = sqlite3_step(handle)
    sqlite3_reset(handle)
    guard code == SQLITE_DONE || code == SQLITE_ROW else { throw Statement.error(connection, code) }
    return Int(sqlite3_changes(connection))
  }

  /// Steps through the rows; the statement is reset afterwards, also if `body` throws.
  func forEachRow(_ body: (borrowing ResultRow) throws -> Void) throws {
    try checkBound()
    defer { sqlite3_reset(handle) }
    while true {
      let code = sqlite3_step(handle)
      if code == SQLITE_DONE { return }
      guard code == SQLITE_ROW else { throw Statement.error(connection, code) }
      try body(ResultRow(handle: handle))
    }
  }

  /// The first row's values, nil if there is none.
  func first<T>(_ body: (borrowing ResultRow) throws -> T) throws -> T? {
    try checkBound()
    defer { sqlite3_reset(handle) }
    let code = sqlite3_step(handle)
    if code == SQLITE_DONE { return nil }
    guard code == SQLITE_ROW else { throw Statement.error(connection, code) }
    return try body(ResultRow(handle: handle))
  }

  /// What every row gives.
  func all<T>(_ body: (borrowing ResultRow) throws -> T) throws -> [T] {
    var found: [T] = []
    try forEachRow { found.append(try body($0)) }
    return found
  }

  var lastRowID: Int64 { sqlite3_last_insert_rowid(connection) }
}

nonisolated(unsafe) private let emptyText: UnsafePointer<CChar> = {
  let pointer = UnsafeMutablePointer<CChar>.allocate(capacity: 1)
  pointer.pointee = 0
  return UnsafePointer(pointer)
}()

/// The row on which a statement stands; columns count from 0.
public struct ResultRow: ~Copyable {
  let handle: OpaquePointer

  public func text(_ column: Int) -> String? {
    guard sqlite3_column_type(handle, Int32(column)) != SQLITE_NULL,
      let bytes = sqlite3_column_text(handle, Int32(column))
    else { return nil }
    let count = Int(sqlite3_column_bytes(handle, Int32(column)))
    return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  }

  /// The text's bytes, none for NULL; valid until the next row.
  func utf8(_ column: Int) -> UnsafeBufferPointer<UInt8> {
    // NULL has no bytes. The text has to be asked for first: it may have to be made.
    let bytes = sqlite3_column_text(handle, Int32(column))
    return UnsafeBufferPointer(
      start: bytes, count: Int(sqlite3_column_bytes(handle, Int32(column))))
  }

  public func integer(_ column: Int) -> Int64? {
    guard sqlite3_column_type(handle, Int32(column)) != SQLITE_NULL else { return nil }
    return sqlite3_column_int64(handle, Int32(column))
  }

  /// An integer, 0 for NULL: where a query never gives NULL.
  public func storedInteger(_ column: Int) -> Int64 {
    sqlite3_column_int64(handle, Int32(column))
  }

  /// A real number, 0 for NULL: where that does not matter.
  public func storedReal(_ column: Int) -> Double {
    sqlite3_column_double(handle, Int32(column))
  }

  public func int(_ column: Int) -> Int? { integer(column).map(Int.init) }

  public func flag(_ column: Int) -> Bool? { integer(column).map { $0 != 0 } }

  public func real(_ column: Int) -> Double? {
    guard sqlite3_column_type(handle, Int32(column)) != SQLITE_NULL else { return nil }
    return sqlite3_column_double(handle, Int32(column))
  }

  var columnCount: Int { Int(sqlite3_column_count(handle)) }

  func name(_ column: Int) -> String {
    sqlite3_column_name(handle, Int32(column)).map { String(cString: $0) } ?? ""
  }

  /// The value as a table shows it; a blob as its size.
  func value(_ column: Int) -> Table.Value {
    switch sqlite3_column_type(handle, Int32(column)) {
    case SQLITE_INTEGER: .integer(sqlite3_column_int64(handle, Int32(column)))
    case SQLITE_FLOAT: .real(sqlite3_column_double(handle, Int32(column)))
    case SQLITE_TEXT: .text(text(column) ?? "")
    case SQLITE_BLOB: .text("<\(sqlite3_column_bytes(handle, Int32(column))) bytes>")
    default: .null
    }
  }
}
