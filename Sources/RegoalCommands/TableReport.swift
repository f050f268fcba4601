internal import ArgumentParser
internal import Tables

/// An answer of several tables.
///
/// For reading they stand one under the other. JSON is an object with an array for each; JSONL has the
/// part's name first on each line; CSV, which holds one table, has the main part.
struct TableReport {
  struct Part {
    /// What `--part` and JSON call it: letters alone.
    let name: String
    /// Stands above the table.
    let title: String
    let table: Table
    /// As it is shown for reading; nil: the table itself.
    var page: ((inout TextPage) -> Void)?
  }

  var parts: [Part] = []
  /// Name of the part that CSV shows.
  let main: String
  /// Stand under all, a line each.
  var notes: [String] = []

  mutating func add(
    _ name: String, _ title: String, _ table: Table, page: ((inout TextPage) -> Void)? = nil
  ) {
    parts.append(Part(name: name, title: title, table: table, page: page))
  }

  /// One part, by default the main one.
  /// - Throws: `CommandError` for a part that the answer does not have.
  func table(_ name: String?) throws -> Table {
    guard let part = parts.first(where: { $0.name == name ?? main }) else {
      throw CommandError(
        what: "the answer has no part '\(name ?? main)' here",
        fix: "it has: " + parts.map(\.name).joined(separator: ", "))
    }
    return part.table
  }

  /// - Parameter part: this one alone; nil: all.
  /// - Throws: `CommandError` for a part that the answer does not have.
  func show(_ output: OutputOptions, part: String? = nil) throws {
    _ = try part.map { try table($0) }
    let shown = parts.filter { part == nil || $0.name == part }
    switch output.format {
    case nil: Console.answer(page: page(shown, isWhole: part == nil))
    case .markdown:
      Console.answer(
        shown.map { "### \(TerminalText.safe($0.title))\n\n" + $0.table.rendered(as: .markdown) }
          .joined(separator: "\n")
          + notes.map { "\n*(\(TerminalText.safe($0)))*\n" }.joined())
    case .json where part == nil:
      let members = shown.map { one in
        var rows = one.table.rendered(as: .json)
        rows.removeLast()
        return "\"\(one.name)\":" + rows
      }
      Console.answer("{\n" + members.joined(separator: ",\n") + "\n}\n")
    case .jsonl where part == nil:
      Console.answer(
        shown.map { one in
          var table = one.table
          table.columns.insert("part", at: 0)
          table.rows = table.rows.map { [.text(one.name)] + $0 }
          return table.rendered(as: .jsonl)
        }.joined())
    case .json, .jsonl, .csv:
      let one = shown.first { part != nil || $0.name == main }
      let format = output.format.flatMap { TableFormat(rawValue: $0.rawValue) } ?? .csv
      Console.answer(one?.table.rendered(as: format) ?? "")
    }
    if output.isData {
      for note in notes { Console.note("(\(note))") }
    }
  }

  private func page(_ shown: [Part], isWhole: Bool) -> String {
    var text = ""
    for (at, part) in shown.enumerated() {
      if at > 0 { text += "\n" }
      if isWhole { text += TerminalText.safe(part.title) + "\n\n" }
      if let write = part.page, !part.table.rows.isEmpty {
        var page = TextPage(
          width: Console.answerWidth ?? 100, isColoured: Console.isAnswerColoured, isFull: true)
        write(&page)
        text += page.text
      } else if part.table.rows.isEmpty {
        text += "none\n"
      } else {
        text += part.table.rendered(as: .terminal, width: Console.answerWidth)
      }
    }
    return text + (notes.isEmpty ? "" : "\n")
      + notes.map { "(\(TerminalText.safe($0)))\n" }.joined()
  }
}
