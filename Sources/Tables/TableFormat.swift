/// How a table is written.
public enum TableFormat: String, Sendable, CaseIterable {
  /// For reading: aligned, reals to four digits, texts cut to the width.
  case terminal
  /// An array of objects.
  case json
  /// An object a line.
  case jsonl
  /// RFC 4180, NULL as an empty field.
  case csv
  case markdown
}

extension Table {
  /// The table's text, with a final newline. Reals in JSON and CSV are the shortest texts that read
  /// back as the same double.
  /// - Parameter width: columns of the terminal that a row should fit; nil: no limit.
  public func rendered(as format: TableFormat, width: Int? = nil) -> String {
    switch format {
    case .terminal: terminalText(width: width)
    case .json: jsonText()
    case .jsonl: jsonLines()
    case .csv: csvText()
    case .markdown: markdownText()
    }
  }
}
