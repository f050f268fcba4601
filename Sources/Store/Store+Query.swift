internal import Foundation
public import SQLFiles
public import Tables

extension Store {
  /// Runs a named query.
  ///
  /// - Parameters:
  ///   - parameters: by name; absent ones are NULL, which means the query's default.
  /// - Throws: `StoreError.unknownParameter` and SQLite's errors.
  public func run(_ query: NamedQuery, _ parameters: [String: Table.Value] = [:]) throws -> Table {
    let known = query.parameters.map(\.name)
    if let stranger = parameters.keys.sorted().first(where: { !known.contains($0) }) {
      throw StoreError.unknownParameter(query: query.name, name: stranger, known: known)
    }
    return try read { connection in
      let statement = try Statement(connection, query, parameters)
      var table = Table(columns: query.columns.map(\.name))
      try statement.forEachRow { row in
        table.rows.append((0..<row.columnCount).map { row.value($0) })
      }
      return table
    }
  }

  /// Runs the named query of that name.
  public func run(_ name: String, _ parameters: [String: Table.Value] = [:]) throws -> Table {
    try run(try query(name), parameters)
  }

  /// Names of a query's parameters, in the order of its header.
  public func parameterNames(of name: String) throws(StoreError) -> [String] {
    try query(name).parameters.map(\.name)
  }

  /// Steps through the rows of a query with many, without keeping them.
  public func forEachRow(
    of name: String, _ parameters: [String: Table.Value] = [:],
    _ body: (borrowing ResultRow) throws -> Void
  ) throws {
    let query = try query(name)
    try read { connection in
      try Statement(connection, query, parameters).forEachRow(body)
    }
  }
}

extension QueryParameter {
  /// Converts a text, as people type it, to the type that the header declares.
  ///
  /// An empty text stays one for TEXT and is NULL otherwise; `null` is NULL.
  /// - Throws: `StoreError.badParameter`.
  public func value(of text: String, query: String) throws(StoreError) -> Table.Value {
    if text == "null" { return .null }
    func bad(_ expected: String) -> StoreError {
      .badParameter(query: query, name: name, text: text, expected: expected)
    }
    let value: Table.Value
    switch type {
    case .text: value = .text(text)
    case .json:
      guard
        (try? JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed))
          != nil
      else { throw bad("JSON, such as [\"a\",\"b\"]") }
      value = .text(text)
    case .integer:
      guard let integer = Int64(text) else { throw bad("an integer") }
      value = .integer(integer)
    case .real:
      guard let real = Double(text), real.isFinite else { throw bad("a number") }
      value = .real(real)
    }
    switch domain {
    case .any: break
    case .words(let words):
      guard words.contains(text) else { throw bad(words.joined(separator: ", ")) }
    case .range(let low, let high):
      guard let number = value.real, (low...high).contains(number) else {
        throw bad(
          type == .integer
            ? "an integer from \(Int64(low)) to \(Int64(high))" : "a number from \(low) to \(high)")
      }
    }
    return value
  }
}
