internal import GRDB
internal import SQLFiles

/// Compares the schema of a file, object by object and text by text, with what the migrations make.
struct SchemaCheck {
  private struct Object: Hashable {
    let type: String
    let name: String
    let table: String
    /// nil: an index that a constraint made.
    let sql: String?
  }

  let store: Store

  func findings() -> [Finding] {
    do {
      let (expected, shipped) = try expected()
      let stored = try store.database.read { try objects($0) }
      let changed = try store.database.read { db in
        try shipped.filter { try !rows(of: $0.table, db).isSuperset(of: $0.rows) }.map(\.table)
      }
      let wrong = expected.subtracting(stored)
      let names = Set(expected.map { [$0.type, $0.name] })
      // Statistics and the like, which SQLite makes when it is asked to, are no objects of anybody's.
      let foreign = stored.filter {
        !names.contains([$0.type, $0.name]) && !$0.name.hasPrefix("sqlite_")
      }
      return [
        Finding(
          "append-only triggers", problem: problem(wrong.filter { $0.type == "trigger" }, "")),
        Finding(
          "schema", problem: problem(wrong.filter { $0.type != "trigger" }, nil),
          note: foreign.isEmpty
            ? nil : "not Regoal's: " + Self.list(foreign.map { "\($0.type) \($0.name)" })),
        Finding(
          "shipped rows",
          problem: changed.isEmpty ? nil : "missing or changed in: " + Self.list(changed)),
      ]
    } catch {
      return [Finding("schema", problem: Store.words(error, path: store.path))]
    }
  }

  private func problem(_ wrong: Set<Object>, _ prefix: String?) -> String? {
    guard !wrong.isEmpty else { return nil }
    return "missing or changed: " + Self.list(wrong.map { (prefix ?? $0.type + " ") + $0.name })
  }

  private static func list(_ names: [String]) -> String {
    names.sorted().joined(separator: ", ")
  }

  /// Tables that migrations fill: the paper's figures.
  private static let filled = ["paper_figure", "paper_count"]

  private typealias Rows = (table: String, rows: Set<String>)

  /// What the migrations of this file's version make, and put in.
  private func expected() throws -> (objects: Set<Object>, rows: [Rows]) {
    let version = max(0, min(try store.version(), store.catalog.migrations.count))
    let create = try store.query("create_migration_table").sql
    return try DatabaseQueue().write { db in
      if version > 0 { try db.execute(sql: create) }
      for migration in store.catalog.migrations.prefix(version) {
        try db.execute(sql: migration.sql)
      }
      let objects = try objects(db)
      let filled = Self.filled.filter { table in objects.contains { $0.name == table } }
      return (objects, try filled.map { ($0, try rows(of: $0, db)) })
    }
  }

  private func rows(of table: String, _ db: Database) throws -> Set<String> {
    guard try db.tableExists(table) else { return [] }
    return Set(try Table<Row>(table).fetchAll(db).map { "\($0)" })
  }

  private func objects(_ db: Database) throws -> Set<Object> {
    var objects: Set<Object> = []
    let statement = try Statement(
      try Store.connection(db), try store.query("stored_schema"))
    try statement.forEachRow { row in
      objects.insert(
        Object(
          type: row.text(0) ?? "", name: row.text(1) ?? "", table: row.text(2) ?? "",
          sql: row.text(3)))
    }
    return objects
  }
}
