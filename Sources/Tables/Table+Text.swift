extension Table {
  func csvText() -> String {
    let lines = [columns.map(Table.csvField)] + rows.map { row in row.map(\.csvText) }
    return lines.map { $0.joined(separator: ",") + "\n" }.joined()
  }

  func markdownText() -> String {
    func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |\n" }
    let marks = columns.indices.map { isNumeric($0) ? "---:" : "---" }
    let body = rows.map { row in
      line(row.map { MarkupText.markdown($0.displayText) })
    }
    let foot = note.map { "\n*\(MarkupText.markdown($0))*\n" } ?? ""
    return line(columns.map { MarkupText.markdown($0) }) + line(marks) + body.joined() + foot
  }

  func terminalText(width: Int?) -> String {
    let columns = columns.map { TerminalText.safe($0) }
    let cells = rows.map { row in row.map { TerminalText.safe($0.displayText) } }
    var widths = columns.indices.map { column in
      cells.reduce(TerminalText.width(columns[column])) { max($0, TerminalText.width($1[column])) }
    }
    if let width { shrink(&widths, to: width) }
    let right = columns.indices.map(isNumeric)
    func line(_ row: [String]) -> String {
      let fields = columns.indices.map { column in
        TerminalText.padded(row[column], to: widths[column], right: right[column])
      }
      var text = fields.joined(separator: "  ")
      while text.last == " " { text.removeLast() }
      return text + "\n"
    }
    let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ") + "\n"
    return line(columns) + rule + cells.map(line).joined()
      + (note.map { TerminalText.safe($0) + "\n" } ?? "")
  }

  func isNumeric(_ column: Int) -> Bool {
    let values = rows.lazy.map { $0[column] }.filter { $0 != .null }
    return values.first != nil
      && values.allSatisfy { if case .text = $0 { false } else { true } }
  }

  /// Takes from the widest columns until a row fits, leaving each at least eight characters.
  private func shrink(_ widths: inout [Int], to width: Int) {
    var excess = widths.reduce(0, +) + 2 * (widths.count - 1) - width
    while excess > 0, let widest = widths.indices.max(by: { widths[$0] < widths[$1] }),
      widths[widest] > 8
    {
      widths[widest] -= 1
      excess -= 1
    }
  }

  static func csvField(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { ",\"\n\r".unicodeScalars.contains($0) }) else {
      return text
    }
    return "\""
      + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
      + "\""
  }
}

extension Table.Value {
  var csvText: String {
    switch self {
    case .null: ""
    case .integer(let integer): String(integer)
    case .real(let real): real.isFinite ? real.description : ""
    case .text(let text): Table.csvField(text)
    }
  }

  /// For reading: reals to four digits behind the point, NULL as a dash.
  public var displayText: String {
    switch self {
    case .null: "–"
    case .integer(let integer): String(integer)
    case .real(let real): TerminalText.rounded(real)
    case .text(let text): text
    }
  }
}
