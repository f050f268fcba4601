extension Table {
  /// An HTML table, every text in it escaped, numbers to the right; the note stands apart from it.
  public func htmlText() -> String {
    func cell(_ tag: String, _ column: Int, _ text: String) -> String {
      "<\(tag)\(isNumeric(column) ? " class=\"n\"" : "")>"
        + MarkupText.escaped(TerminalText.safe(text)) + "</\(tag)>"
    }
    let head = columns.indices.map { cell("th", $0, columns[$0]) }.joined()
    let body = rows.map { row in
      "<tr>" + row.indices.map { cell("td", $0, row[$0].displayText) }.joined() + "</tr>\n"
    }
    return "<table>\n<thead><tr>\(head)</tr></thead>\n<tbody>\n\(body.joined())</tbody>\n</table>\n"
  }
}
