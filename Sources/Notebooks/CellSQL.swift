internal import Foundation
internal import SQLFiles
internal import Store
internal import Tables

/// Cells as SQL that needs nothing beside it: it runs as it is in the sqlite3 shell.
struct CellSQL {
  /// A cell as it is asked.
  struct Statement {
    /// Runs alone.
    let text: String
    /// Runs where the cells that it reads from are tables.
    let body: String
    /// Names of these cells, in the order of the file.
    let sources: [String]
    /// The named query with the values of its parameters; nil: SQL of the user's own.
    let query: (query: NamedQuery, values: [String: Table.Value])?
  }

  /// Answers a command.
  typealias Command = ([String]) throws -> Table

  /// Gives values to the parameters that a cell leaves open.
  typealias Choice = (NamedQuery, [String: Table.Value]) throws -> [String: Table.Value]

  /// A cell that has a name.
  private struct Named {
    let name: String
    let body: String
    /// Names of the cells that it reads from.
    let sources: Set<String>
  }

  /// In the order of the file, so far.
  private var named: [Named] = []
  let catalog: SQLCatalog

  /// What begins a list of common table expressions.
  private static let keyword = "WITH"
  /// What begins a statement that asks.
  private static let query = "SELECT"

  /// Texts for parameters that a cell's query takes and the cell does not give.
  let defaults: [String: String]

  private let command: Command

  init(
    catalog: SQLCatalog, defaults: [String: String] = [:], command: @escaping Command
  ) {
    self.catalog = catalog
    self.defaults = defaults
    self.command = command
  }

  /// The cell's SQL, without a semicolon.
  ///
  /// A named query stands there with its parameters' values in place of their names. What reads from a cell
  /// before it by its name gets that one's SQL as a common table expression. Of a command stands there what it answered.
  /// - Throws: `NotebookError`.
  mutating func statement(
    of cell: NotebookCell, choosing choice: Choice = { $1 }
  ) throws(NotebookError) -> Statement {
    let body: String
    var sources: Set<String> = []
    var asked: (query: NamedQuery, values: [String: Table.Value])?
    switch cell.source {
    case .query(let name, let parameters):
      let found = try query(name, parameters, cell.line, choice)
      body = found.text
      asked = (found.query, found.values)
    case .sql(let text):
      body = CellSQL.statement(text)
      let words = SQLToken.tokens(body).filter { $0.kind == .word }.map { $0.text.lowercased() }
      sources = Set(named.map(\.name)).intersection(words)
    case .command(let words):
      do { body = CellSQL.rows(of: try command(words)) } catch {
        throw NotebookError(problems: [.init(line: cell.line, "", cause: error)])
      }
    }
    let text = withCells(sources, body)
    let ordered = named.map(\.name).filter { sources.contains($0) }
    if let name = cell.name { named.append(Named(name: name, body: body, sources: sources)) }
    return Statement(text: text, body: body, sources: ordered, query: asked)
  }

  private func query(
    _ name: String, _ parameters: [String: String], _ line: Int, _ choice: Choice
  ) throws(NotebookError) -> (text: String, query: NamedQuery, values: [String: Table.Value]) {
    guard let query = catalog.query(name), query.cardinality != .exec else {
      throw NotebookError(problems: [
        .init(
          line: line, "there is no query '\(name)'", fix: "'regoal query' lists them", name: name,
          known: catalog.queries.filter { $0.cardinality != .exec && $0.topic != "store" }
            .map(\.name))
      ])
    }
    var values: [String: Table.Value] = [:]
    let taken = Set(query.parameters.map(\.name))
    let all = parameters.merging(defaults.filter { taken.contains($0.key) }) { own, _ in own }
    for (key, text) in all.sorted(by: { $0.key < $1.key }) {
      guard let parameter = query.parameters.first(where: { $0.name == key }) else {
        let known = query.parameters.map(\.name)
        throw NotebookError(problems: [
          .init(
            line: line, "query '\(name)' has no parameter '\(key)'", name: key,
            known: known + NotebookCell.keys)
        ])
      }
      do {
        values[key] = try parameter.value(of: text, query: name)
      } catch {
        throw NotebookError(problems: [.init(line: line, "", cause: error)])
      }
    }
    do {
      values = try choice(query, values)
    } catch StoreError.severalPresent(let parameter, let candidates) {
      throw NotebookError(problems: [
        .init(
          line: line, "",
          fix: "name one, here as \(parameter)=\(candidates.first ?? "NAME"), or for every cell as "
            + "--\(parameter.replacing("_", with: "-")) \(candidates.first ?? "NAME")",
          cause: StoreError.severalPresent(parameter: parameter, candidates: candidates))
      ])
    } catch {
      throw NotebookError(problems: [.init(line: line, "", cause: error)])
    }
    let lines = query.sql.split(separator: "\n", omittingEmptySubsequences: false)
      .drop { $0.hasPrefix("--") }
    var text = ""
    for token in SQLToken.tokens(CellSQL.statement(lines.joined(separator: "\n"))) {
      let name = String(token.text.dropFirst())
      if token.kind == .parameter, taken.contains(name) {
        text += CellSQL.literal(values[name] ?? .null)
      } else {
        text += token.text
      }
    }
    return (text, query, values)
  }

  /// Without white space and semicolons around it.
  private static func statement(_ text: String) -> String {
    text.trimmingCharacters(in: .whitespacesAndNewlines.union(CharacterSet(charactersIn: ";")))
  }

  /// A table's rows, each value as it is.
  private static func rows(of table: Table) -> String {
    func list(_ values: [String]) -> String { values.joined(separator: ", ") }
    let rows = table.rows.map { "  (" + list($0.map(literal)) + ")" }
    let names = table.columns.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }
    let values = rows.isEmpty ? ["  (" + list(names.map { _ in "NULL" }) + ")"] : rows
    let columns = names.enumerated().map { "column\($0 + 1) AS \($1)" }
    return [query, list(columns) + "\nFROM (VALUES\n" + values.joined(separator: ",\n") + "\n)"]
      .joined(separator: " ") + (rows.isEmpty ? "\nLIMIT 0" : "")
  }

  private static func literal(_ value: Table.Value) -> String {
    switch value {
    case .null: "NULL"
    case .integer(let integer): String(integer)
    case .real(let real): real.description
    case .text(let text): "'" + text.replacing("'", with: "''") + "'"
    }
  }

  /// The body with the cells that it reads from before it, and those that they read from: each once.
  private func withCells(_ sources: Set<String>, _ body: String) -> String {
    var needed = sources
    for cell in named.reversed() where needed.contains(cell.name) {
      needed.formUnion(cell.sources)
    }
    guard !needed.isEmpty else { return body }
    let list = named.filter { needed.contains($0.name) }
      .map { "\($0.name) AS MATERIALIZED (\n\($0.body)\n)" }.joined(separator: ",\n")
    let tokens = SQLToken.tokens(body)
    let solid = tokens.indices.filter { tokens[$0].kind != .space }
    guard let first = solid.first, tokens[first].text.lowercased() == "with" else {
      return [CellSQL.keyword, list + "\n" + body].joined(separator: " ")
    }
    var start = first + 1
    var heads = [CellSQL.keyword]
    if solid.count > 1, tokens[solid[1]].text.lowercased() == "recursive" {
      start = solid[1] + 1
      heads.append("RECURSIVE")
    }
    return (heads + [list + ",\n"]).joined(separator: " ")
      + tokens[start...].map(\.text).joined()
  }
}
