internal import ArgumentParser
internal import Experiments
internal import Store
internal import Tables

struct SplitCheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract:
      "Look for what a split lets through from one part to another; exit code 1 if it does.",
    discussion: """
      group, task: the same group or task in two parts. goal, trajectory: goals, or thoughts, actions and \
      observations, that are alike. hindsight: a hindsight goal that the policy applied last accepts, like the goal of \
      a run in another part: the leak that relabeling itself makes. answer: the same final answer of four words or more; \
      a warning, since it may be by chance.

      Alike: Jaccard similarity of runs of three words, at least --threshold, counted exactly on candidates that MinHash \
      finds (of pairs at 0.8 it misses 2 in 10,000, of pairs at 0.5 about a third). Of runs with the same group, task or answer the \
      first of each part is named.

      EXAMPLE
        regoal split check main
        regoal split check main --threshold 0.9 --part pairs --csv
      """)

  private static let shown = 20

  @Argument(help: "Name of the split.")
  var name = "main"
  @Option(
    help: ArgumentHelp("Similarity from which texts are taken for the same.", valueName: "0...1"))
  var threshold = SplitCheck.defaultThreshold
  @Option(help: ArgumentHelp("Only this table: summary, pairs.", valueName: "name"))
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
      let check = try SplitCheck(name, threshold: threshold, in: store)
      var report = TableReport(main: "summary")
      report.add("summary", "What lies in two parts of '\(name)'", check.summary)
      var pairs = check.findings
      let count = pairs.rows.count
      if output.format == nil { pairs.rows = Array(pairs.rows.prefix(SplitCheckCommand.shown)) }
      if count > 0 || output.format != nil { report.add("pairs", "Pairs", pairs) }
      if pairs.rows.count < count {
        report.notes.append("the first \(pairs.rows.count) of \(count) pairs; --jsonl gives all")
      }
      if let mark = try EngineMark.textOfLastPolicy(in: store) { report.notes.append(mark) }
      try report.show(output, part: part)
      return check.leaks == 0
    }
    if !isFine { throw ExitCode.failure }
  }
}
