internal import ArgumentParser
internal import Experiments
internal import Foundation
internal import Store
internal import Tables

struct MergeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Take the facts of other databases: a union of sets.",
    discussion: """
      Facts are known by their digests, so what several databases have comes in once, in whatever order they \
      are named, and a second time adds nothing. What is stored here stays where it is. Each database comes in \
      whole or not at all; stopped or killed, the same command goes on to the same end.

      Where two databases answer the same thing otherwise, both answers are kept and the command says so. What \
      a run has beside what is stored goes to a series of its own: 'main~2' for second answers to 'main', \
      'main~3' for third ones, whole samplings together ('regoal sweep --series main~2' reads them). Of the \
      databases that are named, the one whose contents have the lower digest keeps 'main'. Verdicts of an \
      annotator and prices take the next "seq", which makes them the current ones; a split whose name is taken \
      becomes 'NAME~2'; an evaluation, or a member of a split, that cannot stand beside the other goes to \
      quarantine as its line. Runs that share label and id but not content are both kept.

      What was forgotten in any of them is forgotten here. Decisions are made again by every policy that was \
      applied; the policies of the last database stand last.

      EXAMPLE
        regoal db merge shard-1.db shard-2.db --into all.db
        regoal db merge laptop.db --db runs.db
      """)

  @Argument(help: "Databases to take from; they are only read.")
  var sources: [String]
  @Option(
    help: ArgumentHelp(
      "Database to merge into, made if there is none (default: that of --db, made if there is none).",
      valueName: "file"))
  var into: String?
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if into != nil, database.path != nil {
      throw ValidationError("--into and --db both name the database to merge into")
    }
    if into?.isEmpty ?? false { throw ValidationError("--into takes a file") }
  }

  func run() async throws {
    try ErrorText.told {
      // First, so that a slip makes no database.
      let sources = try sources.map { try database.store(.read, at: $0) }
      let target = try database.store(.create, at: into)
      let progress = TerminalProgress()
      var shown = ""
      let report = try target.merge(sources) { path, done, total in
        if path != shown {
          progress.end()
          progress.begin(path, total: total)
          shown = path
        }
        progress.advance(to: done)
      }
      progress.end()
      try GateRunner(store: target).decideAgain()
      output.show(table(report))
      tell(report)
    }
  }

  private func table(_ report: MergeReport) -> Table {
    var table = Table(columns: ["kind", "added", "present"])
    for (kind, count) in report.counts.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      table.rows.append([
        .text(kind.rawValue), .integer(Int64(count.added)), .integer(Int64(count.present)),
      ])
    }
    return table
  }

  private func tell(_ report: MergeReport) {
    for name in report.removed.prefix(Self.shown) {
      Console.note("forgotten elsewhere, and now here: \(name)")
    }
    if report.forgottenCount > 0 {
      Console.note("\(report.forgottenCount) rows were skipped: forgotten here")
    }
    for id in report.namesakes.prefix(Self.shown) {
      Console.warning("'\(id)' is stored with another content too; both are kept")
    }
    for note in report.moved.prefix(Self.shown) {
      Console.note("other answers about '\(note.what)' went to the series \(note.outcome)")
    }
    if report.movedCount > 0 {
      let series = Set(report.moved.map(\.outcome)).sorted()
      Console.warning(
        "\(report.movedCount) facts answer otherwise what is stored; they went to series of their own: "
          + series.joined(separator: ", "))
    }
    for note in report.renamed.prefix(Self.shown) {
      Console.warning("\(note.what): another one is stored; it became \(note.outcome)")
    }
    for note in report.refused.prefix(Self.shown) {
      Console.warning("\(note.what) is in quarantine: \(note.outcome)")
    }
    for (count, what) in [(report.renamedCount, "renamed"), (report.refusedCount, "in quarantine")]
    where count > Self.shown {
      Console.note("\(count) \(what) in all")
    }
  }

  private static let shown = 20
}
