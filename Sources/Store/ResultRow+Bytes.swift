internal import GRDBSQLite

extension ResultRow {
  /// The bytes of a text or a blob; none for NULL.
  func bytes(_ column: Int) -> [UInt8] {
    guard let start = sqlite3_column_blob(handle, Int32(column)) else { return [] }
    let count = Int(sqlite3_column_bytes(handle, Int32(column)))
    return [UInt8](UnsafeRawBufferPointer(start: start, count: count))
  }

  func isText(_ column: Int) -> Bool {
    sqlite3_column_type(handle, Int32(column)) == SQLITE_TEXT
  }

  func isNull(_ column: Int) -> Bool {
    sqlite3_column_type(handle, Int32(column)) == SQLITE_NULL
  }
}
