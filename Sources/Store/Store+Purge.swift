internal import GRDB
internal import SQLFiles

extension Store {
  /// Wipes what was deleted from the database file and its write-ahead log.
  ///
  /// May be repeated: what a killed program left undone, the next one does.
  /// - Throws: `StoreError.stillRead`, `.locked`, `.diskFull`.
  public func purge() throws {
    try prepareToForget()
    let vacuum = try query("vacuum").sql
    do {
      let isBusy = try database.writeWithoutTransaction { db in
        try db.execute(sql: vacuum)
        let row = try Row.fetchOne(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
        let busy: Int? = row?[0]
        return busy != 0
      }
      if isBusy { throw StoreError.stillRead(path: path) }
    } catch {
      throw Store.translated(error, path: path)
    }
  }

  /// Deleted bytes are overwritten, not only released.
  func prepareToForget() throws {
    do {
      try database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA secure_delete = ON") }
    } catch {
      throw Store.translated(error, path: path)
    }
  }
}
