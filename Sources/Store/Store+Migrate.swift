internal import Foundation
internal import GRDB
internal import SQLFiles

/// Forward-only migrations, each in a transaction of its own and recorded with its checksum.
extension Store {
  /// Applied migrations and what is to come, for `db status`.
  public struct MigrationState: Equatable, Sendable {
    public let name: String
    /// nil: not applied.
    public let appliedAt: String?
  }

  private struct Applied {
    let version: Int
    let name: String
    let digest: String
    let appliedAt: String
  }

  /// Version of the file: how many migrations it has seen.
  public func version() throws -> Int {
    try database.read { try Int.fetchOne($0, sql: "PRAGMA user_version") ?? 0 }
  }

  func checkIdentity(access: Access) throws {
    let (id, version, isEmpty) = try database.read { db in
      (
        try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0,
        try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0,
        try Int.fetchOne(db, sql: "PRAGMA schema_version") ?? 0 == 0
      )
    }
    if id == 0, version == 0, isEmpty {
      guard access == .create else { throw StoreError.nothingStored(path: path) }
      return
    }
    guard id == Store.applicationID else { throw StoreError.notOurs(path: path) }
    let known = catalog.migrations.count
    guard version <= known || access == .inspect else {
      throw StoreError.newerThanProgram(path: path, version: version, known: known)
    }
    if access == .read, version < known {
      throw StoreError.needsMigration(path: path, version: version, known: known)
    }
    if access != .inspect { try checkMigrations() }
  }

  /// Compares what was applied with what the program carries.
  /// - Throws: `StoreError.modifiedMigration`, `.missingMigration`, `.newerThanProgram`.
  public func checkMigrations() throws {
    let (applied, version) = try appliedAndVersion()
    for row in applied {
      guard row.version <= catalog.migrations.count else {
        throw StoreError.newerThanProgram(
          path: path, version: applied.count, known: catalog.migrations.count)
      }
      guard row.version >= 1 else { throw StoreError.modifiedMigration(name: row.name) }
      let migration = catalog.migrations[row.version - 1]
      guard migration.digest == row.digest, migration.name == row.name else {
        throw StoreError.modifiedMigration(name: row.name)
      }
    }
    for (expected, row) in zip(1..., applied) where row.version != expected {
      guard expected <= catalog.migrations.count else {
        throw StoreError.modifiedMigration(name: row.name)
      }
      throw StoreError.missingMigration(
        version: expected, name: catalog.migrations[expected - 1].name)
    }
    guard version <= catalog.migrations.count else {
      throw StoreError.newerThanProgram(
        path: path, version: version, known: catalog.migrations.count)
    }
    guard applied.count == version else {
      throw StoreError.missingMigration(
        version: applied.count + 1,
        name: catalog.migrations.count > applied.count
          ? catalog.migrations[applied.count].name : "unknown")
    }
  }

  /// Brings the file to the program's version; twice is a no-op.
  /// - Returns: names of the migrations that were applied.
  @discardableResult
  public func migrate() throws -> [String] {
    let clock = ISO8601DateFormatter()
    var done: [String] = []
    for migration in catalog.migrations {
      let isNew = try database.writeWithoutTransaction { db in
        var isNew = false
        try db.inTransaction(.immediate) {
          let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
          guard version < migration.version else { return .commit }
          isNew = true
          do {
            if version == 0 { try db.execute(sql: query("create_migration_table").sql) }
            try db.execute(sql: migration.sql)
          } catch let error as DatabaseError {
            throw StoreError.migrationFailed(name: migration.name, reason: error.message ?? "")
          }
          try db.execute(
            sql: query("insert_migration").sql,
            arguments: [
              "version": migration.version, "name": migration.name, "digest": migration.digest,
              "applied_at": clock.string(from: Date()),
            ])
          try db.execute(sql: "PRAGMA application_id = \(Store.applicationID)")
          try db.execute(sql: "PRAGMA user_version = \(migration.version)")
          return .commit
        }
        return isNew
      }
      if isNew { done.append(migration.name) }
    }
    return done
  }

  public func migrationStates() throws -> [MigrationState] {
    let applied = try appliedAndVersion().applied
    return catalog.migrations.map { migration in
      MigrationState(
        name: migration.name,
        appliedAt: applied.first { $0.version == migration.version }?.appliedAt)
    }
  }

  /// Both of one moment, because another program may be migrating.
  private func appliedAndVersion() throws -> (applied: [Applied], version: Int) {
    let query = try query("applied_migrations")
    return try database.read { db in
      let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
      guard try db.tableExists("migration") else { return ([], version) }
      var applied: [Applied] = []
      // Not GRDB's rows: these stop the program on a value of another type, as a damaged file has.
      try Statement(try Store.connection(db), query).forEachRow { row in
        applied.append(
          Applied(
            version: row.int(0) ?? 0, name: row.text(1) ?? "", digest: row.text(2) ?? "",
            appliedAt: row.text(3) ?? ""))
      }
      return (applied, version)
    }
  }
}
