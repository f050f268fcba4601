internal import CSQLiteSetup
internal import Foundation
internal import GRDB
internal import GRDBSQLite
public import SQLFiles

/// A Regoal database file.
///
/// One connection, used by one thread at a time; SQLite's WAL lets other processes read meanwhile.
public final class Store: Sendable {
  public enum Access: Sendable, Equatable {
    /// Creates the file where there is none, and migrates an older one.
    case create
    /// Reads and writes; the file must exist. Migrates an older one.
    case write
    /// Reads only; the file must exist and be of this version.
    case read
    /// As `read`, whatever the version: for `db status` and `db check`.
    case inspect
  }

  /// `REGL`: marks the file as ours.
  static let applicationID = 0x5245_474C
  static let pageSize = 16_384
  /// Seconds that a second writer waits for the first.
  public static let busyTimeout = 10.0

  /// A file without a name that SQLite removes when the store ends.
  public static let temporaryPath = ""

  public let path: String
  public let catalog: SQLCatalog
  let database: DatabaseQueue
  let isCancelled: @Sendable () -> Bool
  let turns: WriterTurns

  /// Once for the program; too late, because another part of it opened a database, is no harm.
  private static let setup = regoal_sqlite_setup()

  /// Opens a file.
  /// - Parameters:
  ///   - path: `:memory:` for a database that ends with the store.
  ///   - wait: seconds to wait for another writer.
  ///   - isCancelled: asked between accesses and while waiting for another writer; true ends the work
  ///     with `StoreError.cancelled`.
  /// - Throws: `StoreError`.
  public init(
    path: String, access: Access, catalog: SQLCatalog, wait: Double = Store.busyTimeout,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws {
    _ = Store.setup
    self.path = path
    self.catalog = catalog
    self.isCancelled = isCancelled
    let turns = WriterTurns(limit: wait, isCancelled: isCancelled)
    self.turns = turns
    let isMemory = path == ":memory:" || path == Store.temporaryPath
    let exists = isMemory || FileManager.default.fileExists(atPath: path)
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
      throw StoreError.isFolder(path: path)
    }
    guard exists || access == .create else { throw StoreError.notFound(path: path) }
    if !exists { try Store.createFile(at: path, catalog: catalog) }
    var configuration = Configuration()
    configuration.busyMode = .callback { turns.wait(tries: $0) }
    let isWriting = access == .create || access == .write
    configuration.readonly = !isWriting
    configuration.prepareDatabase { db in
      if isWriting {
        try db.execute(sql: "PRAGMA page_size = \(Store.pageSize)")
        try db.execute(sql: "PRAGMA synchronous = NORMAL")
        try db.execute(sql: "PRAGMA recursive_triggers = ON")
      }
      try db.execute(sql: "PRAGMA cache_size = -65536")
    }
    do {
      database =
        try path == ":memory:"
        ? DatabaseQueue(configuration: configuration)
        : DatabaseQueue(
          path: isWriting ? path : Store.readingPath(path), configuration: configuration)
    } catch {
      throw Store.translated(error, path: path)
    }
    do {
      try checkIdentity(access: access)
      if isWriting {
        guard try !isReadOnly() else { throw StoreError.readOnly(path: path) }
        // Only now: the journal mode is written into the file, which may be somebody else's.
        if !isMemory {
          try database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
        }
        try migrate()
      }
    } catch {
      throw Store.translated(error, path: path)
    }
  }

  /// Our error for one of SQLite's or GRDB's; ours pass through.
  static func translated(_ error: any Error, path: String) -> any Error {
    if let own = error as? StoreError {
      if case .sqlite(let code, let message) = own {
        return translated(code: Int32(code), message: message, path: path)
      }
      return own
    }
    guard let error = error as? DatabaseError else { return error }
    return translated(
      code: error.extendedResultCode.rawValue, message: error.message ?? "", path: path)
  }

  /// SQLite opens a file for reading where it may not write, and says so only here.
  private func isReadOnly() throws -> Bool {
    try database.read { sqlite3_db_readonly(try Store.connection($0), "main") == 1 }
  }

  /// Runs reads with raw access.
  func read<T>(_ body: (OpaquePointer) throws -> T) throws -> T {
    try checkCancellation()
    do {
      return try database.read { db in try body(try Store.connection(db)) }
    } catch {
      throw Store.translated(error, path: path)
    }
  }

  /// Runs one transaction with raw access; an error rolls it back.
  func write<T>(_ body: (OpaquePointer) throws -> T) throws -> T {
    try checkCancellation()
    do {
      let result = try database.write { db in try body(try Store.connection(db)) }
      turns.wrote()
      return result
    } catch {
      throw Store.translated(error, path: path)
    }
  }

  /// Asked by long work between two records.
  /// - Throws: `StoreError.cancelled` once the work was asked to end.
  public func checkCancellation() throws(StoreError) {
    if isCancelled() { throw .cancelled }
  }

  /// Ends the statement that is running, from another thread; its transaction is rolled back.
  public func interrupt() { database.interrupt() }

  static func connection(_ db: Database) throws -> OpaquePointer {
    guard let connection = db.sqliteConnection else {
      throw StoreError.sqlite(code: Int(SQLITE_MISUSE), message: "the connection is closed")
    }
    return connection
  }

  /// A named query of the catalog.
  /// - Throws: `StoreError.unknownQuery`.
  public func query(_ name: String) throws(StoreError) -> NamedQuery {
    guard let query = catalog.query(name) else {
      throw .unknownQuery(name: name, known: catalog.queries.map(\.name))
    }
    return query
  }
}
