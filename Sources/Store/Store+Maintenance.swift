internal import Foundation
internal import GRDB
internal import SQLFiles

extension Store {
  /// What `db check` found.
  public struct Finding: Equatable, Sendable {
    public let check: String
    /// What is wrong; nil, with no error either: all is well.
    public let problem: String?
    /// What is wrong with the migrations.
    public let error: StoreError?

    public var isFine: Bool { problem == nil && error == nil }
  }

  /// Integrity, foreign keys, append-only triggers and the migrations' checksums.
  public func check() throws -> [Finding] {
    do { return try findings() } catch { throw Store.translated(error, path: path) }
  }

  private func findings() throws -> [Finding] {
    var findings: [Finding] = []
    func add(_ check: String, _ problem: String?, error: StoreError? = nil) {
      findings.append(Finding(check: check, problem: problem, error: error))
    }
    let (integrity, foreign, triggers) = try database.read { db in
      (
        try String.fetchAll(db, sql: "PRAGMA integrity_check(20)"),
        try Row.fetchAll(db, sql: "PRAGMA foreign_key_check"),
        try Store.triggers(db, sql: try self.query("stored_triggers").sql)
      )
    }
    add("integrity", integrity == ["ok"] ? nil : integrity.joined(separator: "; "))
    add(
      "foreign keys",
      foreign.isEmpty ? nil : "\(foreign.count) rows refer to rows that are not there")
    let expected = try expectedTriggers()
    let wrong = expected.filter { triggers[$0.key] != $0.value }.keys.sorted()
    add(
      "append-only triggers",
      wrong.isEmpty ? nil : "missing or changed: " + wrong.joined(separator: ", "))
    do {
      try checkMigrations()
      add("migrations", nil)
    } catch let error as StoreError {
      add("migrations", nil, error: error)
    }
    return findings
  }

  /// The triggers that the migrations of this file's version create, by name.
  private func expectedTriggers() throws -> [String: String] {
    let sql = try query("stored_triggers").sql
    let version = min(try version(), catalog.migrations.count)
    return try DatabaseQueue().write { db in
      for migration in catalog.migrations.prefix(version) { try db.execute(sql: migration.sql) }
      return try Store.triggers(db, sql: sql)
    }
  }

  private static func triggers(_ db: Database, sql: String) throws -> [String: String] {
    let rows = try Row.fetchAll(db, sql: sql)
    return Dictionary(rows.map { ($0["name"], $0["sql"]) }, uniquingKeysWith: { $1 })
  }

  /// Copies the whole database, consistent although others may be writing. The copy has its name once it
  /// is whole.
  /// - Throws: `StoreError.alreadyExists`: a backup never overwrites.
  public func backup(to target: String) throws {
    guard !FileManager.default.fileExists(atPath: target) else {
      throw StoreError.alreadyExists(path: target)
    }
    try checkCancellation()
    let partial = target + ".partial"
    try? FileManager.default.removeItem(atPath: partial)
    do {
      var configuration = Configuration()
      configuration.prepareDatabase { try $0.execute(sql: "PRAGMA page_size = \(Store.pageSize)") }
      let copy = try DatabaseQueue(path: partial, configuration: configuration)
      // In one transaction: else each write of another program begins the copy anew.
      try database.read { source in
        try copy.writeWithoutTransaction { copy in
          try source.backup(to: copy, pagesPerStep: 1_000) { _ in try self.checkCancellation() }
        }
      }
      try copy.close()
      // A link, since it takes no name that somebody else took meanwhile; some file systems have none.
      if link(partial, target) == 0 {
        unlink(partial)
      } else if errno == EEXIST {
        throw StoreError.alreadyExists(path: target)
      } else if rename(partial, target) != 0 {
        throw StoreError.readOnly(path: target)
      }
    } catch {
      try? FileManager.default.removeItem(atPath: partial)
      throw Store.translated(error, path: target)
    }
  }
}
