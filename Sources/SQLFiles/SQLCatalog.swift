/// All SQL of the program, carried inside the executable.
public struct SQLCatalog: Sendable {
  /// In order of version, from 1, without gaps.
  public let migrations: [Migration]
  /// In order of name.
  public let queries: [NamedQuery]
  private let byName: [String: NamedQuery]

  /// Parses files as (path below the package, text).
  /// - Throws: `SQLFileError`.
  public init(files: [(path: String, text: String)]) throws(SQLFileError) {
    var migrations: [Migration] = []
    var queries: [NamedQuery] = []
    for file in files.sorted(by: { $0.path < $1.path }) {
      if file.path.hasPrefix("Migrations/") {
        let migration = try Migration(path: file.path, sql: file.text)
        guard migration.version == migrations.count + 1 else {
          throw .migrationsNotContiguous(expected: migrations.count + 1, path: file.path)
        }
        migrations.append(migration)
      } else {
        queries.append(try NamedQuery(path: file.path, sql: file.text))
      }
    }
    self.migrations = migrations
    self.queries = queries.sorted { $0.name < $1.name }
    byName = Dictionary(queries.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The files that were compiled in.
  /// - Throws: `SQLFileError`, which a test of the package rules out.
  public static func embedded() throws(SQLFileError) -> SQLCatalog {
    try shared.get()
  }

  private static let shared = Result { () throws(SQLFileError) in
    try SQLCatalog(files: EmbeddedSQL.files)
  }

  public func query(_ name: String) -> NamedQuery? { byName[name] }
}
