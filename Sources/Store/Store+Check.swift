internal import GRDB
internal import SQLFiles
internal import Tables

extension Store {
  /// Told what is looked at, how many rows of it are done, and how many there are.
  public typealias CheckProgress = (_ what: String, _ done: Int, _ total: Int) -> Void

  /// Integrity, foreign keys, schema and triggers, the migrations' checksums, and that nothing forgotten is
  /// there; deep: every digest and every decision, too.
  ///
  /// A damaged part is a finding, and the rest is looked at all the same.
  /// - Throws: `StoreError.needsMigration`, `.newerThanProgram`: a deep check reads the tables, and needs
  ///   this version's.
  public func check(deep: Bool = false, progress: CheckProgress? = nil) throws -> [Finding] {
    var findings = [
      finding("integrity") {
        // Told by SQLite as rows: pages, order of keys, indexes against tables, NOT NULL, CHECK, types.
        let lines = try database.read { try String.fetchAll($0, sql: "PRAGMA integrity_check(20)") }
        return lines == ["ok"] ? nil : lines.joined(separator: "; ")
      },
      finding("foreign keys") {
        let rows = try database.read { try Row.fetchAll($0, sql: "PRAGMA foreign_key_check") }
        return rows.isEmpty ? nil : "\(rows.count) rows refer to rows that are not there"
      },
    ]
    findings += SchemaCheck(store: self).findings()
    do {
      try checkMigrations()
      findings.append(Finding("migrations"))
    } catch let error as StoreError {
      findings.append(Finding("migrations", error: error))
    } catch {
      findings.append(Finding("migrations", problem: Store.words(error, path: path)))
    }
    let (version, known) = (try version(), catalog.migrations.count)
    if version == known {
      findings.append(
        finding("forgotten runs") {
          let names = try run("forgotten_present").rows.compactMap { $0[0].text }
          return names.isEmpty ? nil : "still there: " + names.joined(separator: ", ")
        })
    }
    guard deep else { return findings }
    guard version <= known else {
      throw StoreError.newerThanProgram(path: path, version: version, known: known)
    }
    guard version == known else {
      throw StoreError.needsMigration(path: path, version: version, known: known)
    }
    findings.append(
      finding("rows") {
        // Rows of some tables are in no digest, and SQLite does not try to read each value of a table without
        // row ids.
        let tables = try run("stored_schema").rows.filter { $0[0].text == "table" }
          .compactMap { $0[1].text }
        try database.read { db in
          for table in tables
          where try !db.columns(in: table).contains(where: { $0.name == "digest" }) {
            progress?("rows of \(table)", 0, 0)
            let rows = try GRDB.Table<Row>(table).fetchCursor(db)
            while try rows.next() != nil {}
          }
        }
        return nil
      })
    findings += DeepCheck(store: self, progress: progress).findings()
    return findings
  }

  private func finding(_ check: String, _ problem: () throws -> String?) -> Finding {
    do {
      return Finding(check, problem: try problem())
    } catch {
      return Finding(check, problem: Store.words(error, path: path))
    }
  }

  /// What a damaged file makes SQLite say.
  static func words(_ error: any Error, path: String) -> String {
    switch translated(error, path: path) {
    case StoreError.sqlite(_, let message): "cannot be read: \(message)"
    case StoreError.notADatabase: "cannot be read: the file is no database any more"
    case let other: "cannot be read: \(other)"
    }
  }
}
