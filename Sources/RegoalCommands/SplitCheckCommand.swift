internal import ArgumentParser
internal import Experiments
internal import Store
internal import Tables

struct SplitCheckCommand: CellCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract:
      "Look for what a split lets through from one part to another; exit code 1 if it does.",
    discussion: """
      group, task: the same group or task in two parts. goal, trajectory: goals, or thoughts, actions and \
      observations, that are alike. hindsight: a hindsight goal that the policy applied last accepts, like the goal of \
      a run in another part: the leak that relabeling itself makes. answer: the same final answer of four words or more. entity: \
      a mail address, the URL of a page, or a code (letters and digits, three digits or more; or five digits) in goals or \
      final answers, named by two to five tasks. Both are warnings: they may be by chance, or the tasks' common world.

      Alike: Jaccard similarity of runs of three words, at least --threshold, counted exactly on candidates that MinHash \
      finds (of pairs at 0.8 it misses 2 in 10,000, of pairs at 0.5 about a third). Of what is the same the first run of each part \
      is named, of what is alike, for each run, one of the most alike in each other part.

      --drop shows what would have to be left out for nothing to leak, and what remains of each part; nothing is stored, and the \
      exit code is 0 if no part is emptied by it. Of two runs the one goes whose part stands earlier in the split, so that \
      what is trained on gives way to what is tested on, and goes as well where the later one leaks itself. Where a hindsight \
      goal leaks, its pair goes, and the run stays. Warnings leave nothing out. 'regoal export --split NAME --drop' does it.

      EXAMPLE
        regoal split check main
        regoal split check main --threshold 0.9 --part pairs --csv
        regoal split check main --drop
      """)

  private static let shown = 20

  @Argument(help: "Name of the split.")
  var name = "main"
  @Option(
    help: ArgumentHelp("Similarity from which texts are taken for the same.", valueName: "0...1"))
  var threshold = SplitCheck.defaultThreshold
  @Flag(help: "Show what would have to be left out, and what remains.")
  var drop = false
  @Option(
    help: ArgumentHelp(
      "Only this table: summary, pairs; with --drop also left_out, remaining.", valueName: "name"))
  var part: String?
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard threshold > 0, threshold <= 1 else {
      throw ValidationError("--threshold lies above 0 and is at most 1, not \(threshold)")
    }
  }

  func run() async throws {
    let isFine = try ErrorText.told {
      let store = try database.store(.read)
      let check = try SplitCheck(
        name, threshold: threshold, in: store, progress: TerminalProgress())
      var report = report(check, rows: output.format == nil ? SplitCheckCommand.shown : nil)
      if drop, !check.drop.emptied.isEmpty {
        report.notes.append("nothing remains of " + check.drop.emptied.joined(separator: ", "))
      }
      if check.rule.isByRun { report.notes.append(SplitMaker.byRunNote) }
      if let mark = try EngineMark.textOfLastPolicy(in: store) { report.notes.append(mark) }
      try report.show(output, part: part)
      return check.leaks == 0 || (drop && check.drop.emptied.isEmpty)
    }
    if !isFine { throw ExitCode.failure }
  }

  func table(in store: Store) throws -> Table {
    try report(try SplitCheck(name, threshold: threshold, in: store), rows: nil).table(part)
  }

  /// - Parameter rows: so many of a table are shown, and none that is empty; nil: all.
  private func report(_ check: SplitCheck, rows: Int?) -> TableReport {
    var report = TableReport(main: "summary")
    func add(_ name: String, _ title: String, _ table: Table) {
      var shown = table
      if let rows { shown.rows = Array(table.rows.prefix(rows)) }
      if rows == nil || !table.rows.isEmpty { report.add(name, title, shown) }
      if shown.rows.count < table.rows.count {
        report.notes.append(
          "\(title.lowercased()): the first \(shown.rows.count) of \(table.rows.count); --jsonl gives all"
        )
      }
    }
    report.add("summary", "What lies in two parts of '\(name)'", check.summary)
    add("pairs", "Pairs", check.findings)
    if drop {
      add("left_out", "To be left out", check.drop.runs)
      report.add("remaining", "What remains", check.drop.parts)
    }
    return report
  }
}
