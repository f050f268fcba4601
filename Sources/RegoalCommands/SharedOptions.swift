internal import ArgumentParser
internal import Foundation
internal import SQLFiles
internal import Store
internal import Tables

/// `--db`
struct DatabaseOptions: ParsableArguments {
  @Option(
    name: .customLong("db"),
    help: ArgumentHelp("Database file ($REGOAL_DB, else ./regoal.db).", valueName: "file"))
  var path: String?

  @Option(
    help: ArgumentHelp(
      "Seconds to wait while another program writes ($REGOAL_WAIT, else 10).",
      valueName: "seconds"))
  var wait: Double?

  func validate() throws {
    if let wait, !DatabaseOptions.waits.contains(wait) {
      throw ValidationError("--wait takes seconds from 0 to 1000000, not \(wait)")
    }
  }

  private static let waits = 0.0...1_000_000

  func resolvedWait() throws -> Double {
    if let wait { return wait }
    guard let text = try Settings()["wait"] else { return Store.busyTimeout }
    guard let seconds = Double(text), DatabaseOptions.waits.contains(seconds) else {
      throw CommandError(
        what: "the setting 'wait' is '\(text)'", fix: "it takes seconds from 0 to 1000000")
    }
    return seconds
  }

  func resolvedPath() throws -> String {
    let resolved = try path ?? Settings()["db"] ?? "regoal.db"
    guard !resolved.isEmpty else {
      throw CommandError(what: "--db names no file", fix: "name one, or leave --db out")
    }
    return resolved
  }

  /// For what is rolled back: the file itself, or a temporary one where there is none yet.
  func rehearsalStore() throws -> Store {
    let path = try resolvedPath()
    let size =
      try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
    guard let size, size > 0 else {
      Interruption.watch()
      let store = try Store(
        path: Store.temporaryPath, access: .create, catalog: try SQLCatalog.embedded(),
        isCancelled: { Interruption.isRequested })
      Interruption.watch(store)
      return store
    }
    // Refuses an older file, which would have to be migrated first.
    _ = try store(.read)
    return try store(.write)
  }

  /// - Parameter file: nil: the one that the options name.
  func store(_ access: Store.Access, at file: String? = nil) throws -> Store {
    let isWriting = access == .create || access == .write
    if isWriting { Interruption.watch() }
    let store = try Store(
      path: try file ?? resolvedPath(), access: access, catalog: try SQLCatalog.embedded(),
      wait: try resolvedWait(), isCancelled: { Interruption.isRequested })
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

  /// For programs, not for reading.
  var isData: Bool { format != nil && format != .markdown }

  func show(_ table: Table) {
    let format = format.flatMap { TableFormat(rawValue: $0.rawValue) } ?? .terminal
    Console.answer(table.rendered(as: format, width: Console.answerWidth))
    if isData, let note = table.note { Console.note(note) }
  }
}
