internal import ArgumentParser
internal import Foundation
internal import Ingest
internal import Store
internal import Tables

struct IngestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ingest",
    abstract: "Read runs and recorded answers into the database.",
    discussion: """
      Formats are recognised by content: \(InputFormats.names.joined(separator: ", ")); gzip too. What is there
      already is not stored twice. A bad record is kept in quarantine ('regoal query quarantined') with file
      and line, the rest goes on, and the exit code is 1. In a folder, files of no known format are skipped.

      EXAMPLE
        regoal ingest runs.jsonl results/ --source lab-a
        zcat runs.jsonl.gz | regoal ingest -
      """)

  @Argument(help: "Files, folders, or - for standard input.")
  var files: [String]
  @Option(
    help: ArgumentHelp(
      "Label of the source, part of each run's identity (default: the format's name).",
      valueName: "label"))
  var source: String?
  @Option(help: "auto, or one of: \(InputFormats.names.joined(separator: ", ")).")
  var format = "auto"
  @Flag(help: "Write nothing at all if any record is bad.")
  var strict = false
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    try ErrorText.told {
      let store = try database.store(.create)
      let inputs = try InputFiles(files).inputs
      let session = IngestSession(
        store: store, format: format == "auto" ? nil : format, label: source, isStrict: strict)
      try session.ingest(inputs)
      output.show(session.report.table)
      session.report.tell()
      if session.report.isBad { throw ExitCode.failure }
    }
  }
}

/// Files to read: those that are named, and those found in folders.
struct InputFiles {
  struct Input: Equatable {
    let file: String
    /// Found in a folder: skipped if nothing recognises it.
    let isFound: Bool
  }

  let inputs: [Input]

  /// - Throws: `InputError.cannotOpen` for a name that does not exist.
  init(_ names: [String]) throws {
    var inputs: [Input] = []
    for name in names {
      var isFolder: ObjCBool = false
      guard name == "-" || FileManager.default.fileExists(atPath: name, isDirectory: &isFolder)
      else {
        throw InputError.cannotOpen(file: name, reason: "no such file or folder")
      }
      guard isFolder.boolValue else {
        inputs.append(Input(file: name, isFound: false))
        continue
      }
      let base = name.hasSuffix("/") ? String(name.dropLast()) : name
      let found = FileManager.default.enumerator(atPath: name)?.compactMap { $0 as? String } ?? []
      for path in found.sorted() {
        var isSub: ObjCBool = false
        _ = FileManager.default.fileExists(atPath: base + "/" + path, isDirectory: &isSub)
        if !isSub.boolValue { inputs.append(Input(file: base + "/" + path, isFound: true)) }
      }
    }
    self.inputs = inputs
  }
}
