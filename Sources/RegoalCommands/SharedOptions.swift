internal import ArgumentParser
internal import SQLFiles
internal import Store
internal import Tables

/// `--db`
struct DatabaseOptions: ParsableArguments {
  @Option(
    name: .customLong("db"),
    help: ArgumentHelp("Database file ($REGOAL_DB, else ./regoal.db).", valueName: "file"))
  var path: String?

  func resolvedPath() throws -> String { try path ?? Settings()["db"] ?? "regoal.db" }

  func store(_ access: Store.Access) throws -> Store {
    let isWriting = access == .create || access == .write
    if isWriting { Interruption.watch() }
    let store = try Store(
      path: try resolvedPath(), access: access, catalog: try SQLCatalog.embedded(),
      isCancelled: { Interruption.isRequested })
    if isWriting { Interruption.watch(store) }
    return store
  }
}

/// `--json --jsonl --csv --markdown`
struct OutputOptions: ParsableArguments {
  enum Format: String, EnumerableFlag {
    case json, jsonl, csv, markdown

    static func help(for value: Format) -> ArgumentHelp? {
      switch value {
      case .json: "An array of objects."
      case .jsonl: "An object a line."
      case .csv: "Comma-separated, with a header."
      case .markdown: "A Markdown table."
      }
    }
  }

  @Flag(exclusivity: .exclusive) var format: Format?

  func show(_ table: Table) {
    let format = format.flatMap { TableFormat(rawValue: $0.rawValue) } ?? .terminal
    Console.answer(table.rendered(as: format, width: Console.answerWidth))
    if let note = table.note, format != .terminal, format != .markdown { Console.note(note) }
  }
}
