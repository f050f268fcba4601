internal import Foundation
internal import Tables

/// A value of a cell that prose names: `CELL.COLUMN[ROW] | FORMAT`.
///
/// ROW counts from 1, or is `last`, or is `column=value,…`, in full or as the table shows it; without brackets the cell has
/// one row alone; a cell without any row gives a dash. FORMAT is `percent` or `digits` with the digits behind the point (`percent 1`), else as in
/// tables.
struct NumberReference: Equatable {
  enum Row: Equatable {
    case only
    case number(Int)
    case last
    case matching([(String, String)])

    static func == (one: Row, other: Row) -> Bool {
      switch (one, other) {
      case (.only, .only), (.last, .last): true
      case (.number(let a), .number(let b)): a == b
      case (.matching(let a), .matching(let b)): a.elementsEqual(b, by: ==)
      default: false
      }
    }
  }

  enum Format: Equatable {
    case plain
    case percent(Int)
    case digits(Int)
  }

  let cell: String
  let column: String
  let row: Row
  let format: Format

  /// Why a text is no reference, or a table has no such value.
  struct Failure: Error {
    let what: String
    var fix: String?
    var name: String?
    var known: [String] = []
  }

  init(_ text: String) throws(Failure) {
    let halves = text.split(separator: "|", maxSplits: 1).map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    let bad = Failure(
      what: "'\(text)' names no value",
      fix: "CELL.COLUMN, CELL.COLUMN[2], [last] or [column=value], then | percent 1 or | digits 2")
    guard let place = halves.first, let dot = place.firstIndex(of: ".") else { throw bad }
    cell = String(place[..<dot])
    let rest = place[place.index(after: dot)...]
    if let open = rest.firstIndex(of: "[") {
      guard rest.last == "]" else { throw bad }
      column = String(rest[..<open])
      let inner = rest[rest.index(after: open)...].dropLast()
      if inner == "last" {
        row = .last
      } else if let number = Int(inner) {
        guard number >= 1 else { throw bad }
        row = .number(number)
      } else {
        var pairs: [(String, String)] = []
        for part in inner.split(separator: ",") {
          guard let at = part.firstIndex(of: "=") else { throw bad }
          pairs.append((String(part[..<at]), String(part[part.index(after: at)...])))
        }
        guard !pairs.isEmpty else { throw bad }
        row = .matching(pairs)
      }
    } else {
      column = String(rest)
      row = .only
    }
    guard !cell.isEmpty, !column.isEmpty else { throw bad }
    guard halves.count == 2 else {
      format = .plain
      return
    }
    let words = halves[1].split(separator: " ").map(String.init)
    let digits = words.count > 1 ? Int(words[1]) : 1
    guard let digits, (0...12).contains(digits), words.count <= 2 else { throw bad }
    switch words.first {
    case "percent": format = .percent(digits)
    case "digits" where words.count == 2: format = .digits(digits)
    default: throw bad
    }
  }

  /// The value as prose shows it, not escaped.
  func text(in table: Table) throws(Failure) -> String {
    guard table.columns.contains(column) else {
      throw Failure(
        what: "cell '\(cell)' has no column '\(column)'", name: column, known: table.columns)
    }
    // A database may hold nothing that the cell asks for: not known, and no mistake of the notebook.
    if table.rows.isEmpty { return Table.Value.null.displayText }
    let value = table.value(try index(in: table), column)
    switch (format, value.real) {
    case (.plain, _): return value.displayText
    case (_, nil) where value.isNull: return value.displayText
    case (_, nil):
      throw Failure(what: "'\(value.displayText)' in \(cell).\(column) is no number to be rounded")
    case (.percent(let digits), let number?): return String(format: "%.\(digits)f %%", number * 100)
    case (.digits(let digits), let number?): return String(format: "%.\(digits)f", number)
    }
  }

  private func index(in table: Table) throws(Failure) -> Int {
    let count = table.rows.count
    let rows = count == 1 ? "1 row" : "\(count) rows"
    switch row {
    case .only:
      guard count == 1 else {
        throw Failure(
          what: "cell '\(cell)' has \(rows), and \(cell).\(column) names none",
          fix: "\(cell).\(column)[1], say")
      }
      return 0
    case .number(let number):
      guard number <= count else {
        throw Failure(what: "cell '\(cell)' has \(rows), and row \(number) is named")
      }
      return number - 1
    case .last: return count - 1
    case .matching(let pairs):
      for (name, _) in pairs where !table.columns.contains(name) {
        throw Failure(
          what: "cell '\(cell)' has no column '\(name)'", name: name, known: table.columns)
      }
      let shown = table.rows.indices.filter { at in
        pairs.allSatisfy { NumberReference.isMeant(table.value(at, $0.0), $0.1) }
      }
      // What is written in full is meant before what only looks like it.
      let exact = shown.filter { at in
        pairs.allSatisfy { NumberReference.isExactly(table.value(at, $0.0), $0.1) }
      }
      let found = exact.isEmpty ? shown : exact
      guard found.count == 1 else {
        let words = pairs.map { "\($0.0)=\($0.1)" }.joined(separator: ",")
        let full = found.map { at in
          pairs.map { "\($0.0)=\(table.value(at, $0.0).exactText)" }.joined(separator: ",")
        }
        throw Failure(
          what:
            "cell '\(cell)' has \(found.isEmpty ? "no row" : "\(found.count) rows") with \(words)",
          fix: Set(full).count > 1
            ? "write it in full: " + full.prefix(3).joined(separator: " or ") : "name one row")
      }
      return found[0]
    }
  }

  private static func isMeant(_ value: Table.Value, _ text: String) -> Bool {
    value.displayText == text || isExactly(value, text)
  }

  private static func isExactly(_ value: Table.Value, _ text: String) -> Bool {
    switch value {
    case .null: value.displayText == text
    case .text(let own): own == text || value.exactText == text
    case .integer, .real: value.real == Double(text)
    }
  }
}
