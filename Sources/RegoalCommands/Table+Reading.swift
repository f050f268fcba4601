internal import Tables

extension Table {
  /// The table for reading: columns under other names, or left out, and the two bounds of a yield as one.
  func forReading(_ renamed: [String: String] = [:], without: Set<String> = []) -> Table {
    var shown = Table(columns: [], rows: rows.map { _ in [] })
    for (at, column) in columns.enumerated() where !without.contains(column) {
      if column == "yield_high" { continue }
      shown.columns.append(column == "yield_low" ? "yield" : renamed[column] ?? column)
      for (row, values) in rows.enumerated() {
        var value = values[at]
        if column == "yield_low", let high = columns.firstIndex(of: "yield_high"),
          values[high] != value
        {
          value = .text("\(value.displayText)–\(values[high].displayText)")
        }
        shown.rows[row].append(value)
      }
    }
    return shown
  }

  /// Two rows of numbers as columns beside each other, with what the second has more.
  func sideBySide(_ one: String, _ two: String) -> Table {
    var shown = Table(columns: ["", one, two, "B − A"])
    guard rows.count == 2 else { return shown }
    for (at, column) in columns.enumerated() {
      let difference: Value =
        switch (rows[0][at], rows[1][at]) {
        case (.integer(let a), .integer(let b)): .integer(b - a)
        case (let a, let b): a.real.flatMap { a in b.real.map { .real($0 - a) } } ?? .null
        }
      shown.rows.append([.text(column), rows[0][at], rows[1][at], difference])
    }
    return shown
  }
}
