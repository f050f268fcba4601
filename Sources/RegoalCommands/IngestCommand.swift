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
        regoal ingest runs.jsonl --dry-run
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
  @Flag(help: "Read, check and count everything, and write nothing.")
  var dryRun = false
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if source?.isEmpty ?? false {
      throw ValidationError("--source takes a label, not an empty text")
    }
    guard format == "auto" || InputFormats.names.contains(format) else {
      let known = ["auto"] + InputFormats.names
      let fix = Suggestion.fix(
        format, among: known, all: "there are: " + known.joined(separator: ", "))
      throw ValidationError("there is no format '\(format)': \(fix)")
    }
  }

  func run() async throws {
    try ErrorText.told {
      Interruption.watch()
      let files = InputFiles(files)
      if let first = files.failed.first, strict || files.inputs.isEmpty { throw first }
      let session = IngestSession(
        store: try dryRun ? database.rehearsalStore() : database.store(.create),
        format: format == "auto" ? nil : format, label: source, isStrict: strict, isDryRun: dryRun)
      session.fail(files.failed)
      try session.ingest(files.inputs)
      session.fail(files.foldersWithout(skipped: session.report.skipped))
      var table = session.report.table
      if dryRun { table.note = "(dry run: nothing was written)" }
      output.show(table)
      session.report.tell(isDryRun: dryRun)
      if session.report.isBad { throw ExitCode.failure }
    }
  }
}

/// Files to read: those that are named, and those found in folders.
struct InputFiles {
  struct Input: Equatable {
    let file: String
    /// The named folder in which it was found; nil: it was named itself.
    let folder: String?
    /// Found in a folder: skipped if nothing recognises it.
    var isFound: Bool { folder != nil }
  }

  private(set) var inputs: [Input] = []
  /// Names that do not exist, and folders that cannot be read.
  private(set) var failed: [InputError] = []

  init(_ names: [String]) {
    for name in names {
      var isFolder: ObjCBool = false
      guard name == "-" || FileManager.default.fileExists(atPath: name, isDirectory: &isFolder)
      else {
        failed.append(.cannotOpen(file: name, reason: "no such file or folder"))
        continue
      }
      if isFolder.boolValue {
        let count = inputs.count + failed.count
        let folder = name.count > 1 && name.hasSuffix("/") ? String(name.dropLast()) : name
        find(below: folder, named: name)
        if inputs.count + failed.count == count {
          failed.append(.nothingFound(folder: name, files: 0))
        }
      } else {
        inputs.append(Input(file: name, folder: nil))
      }
    }
  }

  /// An error for each named folder of which every file was skipped.
  func foldersWithout(skipped: [String]) -> [InputError] {
    let skipped = Set(skipped)
    var order: [String] = []
    var counts: [String: (all: Int, skipped: Int)] = [:]
    for input in inputs {
      guard let folder = input.folder else { continue }
      if counts[folder] == nil { order.append(folder) }
      counts[folder, default: (0, 0)].all += 1
      if skipped.contains(input.file) { counts[folder]?.skipped += 1 }
    }
    return order.compactMap { folder in
      guard let count = counts[folder], count.all == count.skipped else { return nil }
      return .nothingFound(folder: folder, files: count.all)
    }
  }

  /// Files in the order of their paths.
  private mutating func find(below folder: String, named name: String) {
    let children: [String]
    do { children = try FileManager.default.contentsOfDirectory(atPath: folder) } catch {
      failed.append(.cannotOpen(file: folder, reason: "the folder cannot be read"))
      return
    }
    for child in children.sorted() {
      let path = folder + "/" + child
      let type =
        (try? FileManager.default.attributesOfItem(atPath: path))?[.type] as? FileAttributeType
      if type == .typeDirectory {
        find(below: path, named: name)
      } else if type == .typeRegular || type == .typeSymbolicLink {
        inputs.append(Input(file: path, folder: name))
      }
    }
  }
}
