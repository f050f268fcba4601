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
    var findings: [Finding] = []
    func add(_ check: String, _ problem: String?, error: StoreError? = nil) {
      findings.append(Finding(check: check, problem: problem, error: error))
    }
    let (integrity, foreign, triggers) = try database.read { db in
      (
        try String.fetchAll(db, sql: "PRAGMA integrity_check(20)"),
        try Row.fetchAll(db, sql: "PRAGMA foreign_key_check"),
        Set(try String.fetchAll(db, sql: try self.query("stored_triggers").sql))
      )
    }
    add("integrity", integrity == ["ok"] ? nil : integrity.joined(separator: "; "))
    add(
      "foreign keys",
      foreign.isEmpty ? nil : "\(foreign.count) rows refer to rows that are not there")
    let missing = expectedTriggers().subtracting(triggers).sorted()
    add(
      "append-only triggers", missing.isEmpty ? nil : "missing: " + missing.joined(separator: ", "))
    do {
      try checkMigrations()
      add("migrations", nil)
    } catch let error as StoreError {
      add("migrations", nil, error: error)
    }
    return findings
  }

  /// Names of the triggers that the migrations of this file's version create.
  private func expectedTriggers() -> Set<String> {
    var names: Set<String> = []
    for migration in catalog.migrations {
      let words = migration.sql.split(whereSeparator: \.isWhitespace)
      for (at, word) in words.enumerated() where word == "CREATE" && at + 2 < words.count {
        if words[at + 1] == "TRIGGER" { names.insert(String(words[at + 2])) }
      }
    }
    return names
  }

  /// Copies the whole database, consistent although others may be writing.
  /// - Throws: `StoreError.alreadyExists`: a backup never overwrites.
  public func backup(to target: String) throws {
    guard !FileManager.default.fileExists(atPath: target) else {
      throw StoreError.alreadyExists(path: target)
    }
    do {
      var configuration = Configuration()
      configuration.prepareDatabase { try $0.execute(sql: "PRAGMA page_size = \(Store.pageSize)") }
      let copy = try DatabaseQueue(path: target, configuration: configuration)
      try database.backup(to: copy)
      try copy.close()
    } catch {
      try? FileManager.default.removeItem(atPath: target)
      throw Store.translated(error, path: target)
    }
  }
}
