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
      Formats are recognised by content ('regoal formats' lists them), packed with gzip or Zstandard or not. What is \
      there already is not stored twice. A bad record is kept in quarantine ('regoal query quarantined') with file
      and line, the rest goes on, and the exit code is 1. In a folder, files of no known format are skipped.

      A round is part of a run's identity: the same file again with another --round, or without it, adds its \
      runs a second time, as runs of that round, and says so. A round that the source states stays. Answers in \
      a log find a run that got a round by its id, not by the digest that it had without one.

      EXAMPLE
        regoal ingest runs.jsonl results/ --source lab-a
        regoal ingest runs.jsonl --dry-run
        regoal ingest retrained.jsonl --round 2
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
  @Option(
    help: ArgumentHelp(
      "Round of redeployment, from 0, of runs whose source states none.", valueName: "number"))
  var round: Int?
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
    if let round, round < 0 { throw ValidationError("--round counts from 0, is \(round)") }
    try IngestCommand.check(format: format)
  }

  /// - Throws: `ValidationError` for a format that is neither `auto` nor known.
  static func check(format: String) throws {
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
        format: format == "auto" ? nil : format, label: source, isStrict: strict, isDryRun: dryRun,
        round: round)
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
