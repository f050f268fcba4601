/// One file of `Queries/`: a documented SQL text that also runs unchanged in the `sqlite3` shell.
public struct NamedQuery: Equatable, Sendable {
  public enum Cardinality: String, Sendable { case one, optional, many, exec }

  /// A result column; `declaration` is what follows its name in the header.
  public struct Column: Equatable, Sendable {
    public let name: String
    public let declaration: String
  }

  public let name: String
  /// `:one` exactly one row, `:optional`, `:many`, `:exec` none.
  public let cardinality: Cardinality
  /// Path below the package, such as `Queries/gate/decisions.sql`.
  public let path: String
  public let summary: String
  public let grain: String?
  public let parameters: [QueryParameter]
  public let columns: [Column]
  public let order: String?
  public let source: String?
  /// Why a full scan of a large table is meant; nil: there must be none.
  public let scan: String?
  public let sql: String

  /// Folder below `Queries/`, such as `gate`.
  public var topic: String {
    let parts = path.split(separator: "/")
    return parts.count > 2 ? String(parts[1]) : ""
  }

  /// - Throws: `SQLFileError` if the header does not parse or names another query.
  init(path: String, sql: String) throws(SQLFileError) {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    let header = NamedQuery.header(of: sql)
    guard let first = header.first, first.hasPrefix("name: ") else {
      throw .badHeader(path: path, line: header.first ?? "", why: "the first line is no '-- name:'")
    }
    let words = first.dropFirst("name: ".count).split(separator: " ").map(String.init)
    guard words.count == 2, words[1].hasPrefix(":"),
      let cardinality = Cardinality(rawValue: String(words[1].dropFirst()))
    else { throw .badHeader(path: path, line: first, why: "expected 'name: NAME :many'") }
    guard words[0] + ".sql" == file else { throw .nameDiffers(path: path, name: words[0]) }

    var fields: [String: String] = [:]
    var parameters: [QueryParameter] = []
    var columns: [Column] = []
    var prose: [String] = []
    for line in header.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1)
      let rest = parts.count == 2 ? String(parts[1].drop { $0 == " " }) : ""
      switch parts.first.map(String.init) {
      case "param":
        guard let parameter = QueryParameter(declaration: rest) else {
          throw .badHeader(path: path, line: line, why: "expected 'param: NAME TYPE - what it is'")
        }
        parameters.append(parameter)
      case "column":
        let halves = rest.split(separator: " ", maxSplits: 1).map(String.init)
        guard halves.count == 2 else {
          throw .badHeader(path: path, line: line, why: "expected 'column: NAME TYPE'")
        }
        columns.append(Column(name: halves[0], declaration: halves[1]))
      case "grain", "order", "source", "scan":
        fields[String(parts[0])] = rest
      default:
        prose.append(line)
      }
    }
    guard !prose.isEmpty else { throw .badHeader(path: path, line: first, why: "no summary line") }
    name = words[0]
    self.cardinality = cardinality
    self.path = path
    summary = prose.joined(separator: " ")
    grain = fields["grain"]
    self.parameters = parameters
    self.columns = columns
    order = fields["order"]
    source = fields["source"]
    scan = fields["scan"]
    self.sql = sql
  }

  /// The lines before the statement, without their dashes.
  private static func header(of sql: String) -> [String] {
    var lines: [String] = []
    var rest = sql.utf8[...]
    while rest.starts(with: "-- ".utf8) {
      let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
      lines.append(String(Substring(rest[..<end].dropFirst(3))))
      rest = rest[end...].dropFirst()
    }
    return lines
  }
}
