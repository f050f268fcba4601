public import Foundation

/// Everything that a database holds, as the stock `sqlite3` shell reads it: a digest a row.
///
/// References count by what they refer to, not by local row ids; times of migrations and the order in
/// which policies were applied do not count, nor does how long commands took.
public struct StoredRows: Equatable, Sendable {
  /// `TABLE:DIGEST` of each row.
  public let rows: Set<String>

  public static let shell = "/usr/bin/sqlite3"
  private static let uncounted: Set<String> = ["id", "applied_at", "decided_order"]
  /// Tables whose rows follow from others and may be replaced.
  private static let derived = ["decision"]

  /// Columns of calls that tell of time, or follow from one that does.
  public static let timesOfCalls: Set<String> = [
    "model_call.latency_ms", "model_call.called_on", "model_call.answer_digest",
  ]

  /// Reads a copy of the files, so that the database stays as the dead process left it.
  /// - Parameter leavingOut: `TABLE.COLUMN` of each column that does not count.
  public init(database: URL, leavingOut: Set<String> = []) throws {
    guard FileManager.default.fileExists(atPath: database.path) else {
      rows = []
      return
    }
    let folder = try TemporaryFolder()
    let copy = folder.url.appending(path: "copy.db")
    for suffix in ["", "-wal"] where FileManager.default.fileExists(atPath: database.path + suffix)
    {
      try FileManager.default.copyItem(atPath: database.path + suffix, toPath: copy.path + suffix)
    }
    var columns: [String: [(name: String, target: String)]] = [:]
    for line in try StoredRows.ask(copy, StoredRows.columnsSQL) {
      let parts = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      columns[parts[0], default: []].append((parts[1], parts[2]))
    }
    /// What makes a row of a table the same in every database.
    func identity(_ table: String) -> String {
      let own = columns[table] ?? []
      if own.contains(where: { $0.name == "digest" }) { return "digest" }
      return own.filter { $0.name != "id" }.map { "quote(\($0.name))" }.joined(separator: "||','||")
    }
    let selects = columns.sorted { $0.key < $1.key }.map { table, own in
      let counted = own.filter {
        !StoredRows.uncounted.contains($0.name) && !leavingOut.contains("\(table).\($0.name)")
      }
      let fields = counted.map { column in
        column.target.isEmpty
          ? "quote(x.\(column.name))"
          : "coalesce((SELECT \(identity(column.target)) FROM \(column.target) AS y "
            + "WHERE y.id = x.\(column.name)), '-')"
      }
      return "SELECT '\(table):' || hex(sha3(\(fields.joined(separator: "||','||")), 224)) "
        + "FROM \(table) AS x;"
    }
    let lines = try StoredRows.ask(copy, selects.joined(separator: "\n"))
    rows = Set(lines)
    guard rows.count == lines.count else { throw Failure(message: "a row is stored twice") }
  }

  /// Rows that, once committed, stay for ever.
  public var facts: Set<String> {
    rows.filter { row in !StoredRows.derived.contains { row.hasPrefix($0 + ":") } }
  }

  /// How many rows each table has.
  public var counts: [String: Int] {
    Dictionary(rows.map { (String($0.prefix { $0 != ":" }), 1) }, uniquingKeysWith: +)
  }

  private static let columnsSQL = """
    SELECT m.name, c.name, coalesce((
      SELECT f."table" FROM pragma_foreign_key_list(m.name) AS f WHERE f."from" = c.name), '')
    FROM sqlite_schema AS m, pragma_table_info(m.name) AS c
    WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name <> 'call_session'
    ORDER BY m.name, c.cid;
    """

  private static func ask(_ database: URL, _ sql: String) throws -> [String] {
    let process = Process()
    process.executableURL = URL(filePath: shell)
    process.arguments = ["-batch", "-bail", "-init", "/dev/null", database.path, sql]
    let output = Pipe()
    process.standardOutput = output
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failure(message: "the shell ended with \(process.terminationStatus)")
    }
    return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  public struct Failure: Error {
    public let message: String
  }
}
