internal import ArgumentParser
internal import Experiments
internal import Store
internal import Tables

struct SplitMakeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "make",
    abstract: "Make a split, or add to it what has come since.",
    discussion: """
      Runs are tied together where their tasks share a group of a kind in --group-by, and where they are of one task; \
      what hangs together is a component, and goes to one part. By default the kind is 'template' if any task has one, \
      else 'repository', else the task alone; 'site' ties many tasks together, and is used on request. A run without a \
      task is known by its goal.

      u = the first 8 bytes, big-endian, of sha256(seed, one byte 0x1F, group key) / 2^64; the part is the first whose \
      cumulative fraction exceeds u, the fold ⌊k·u⌋. The group key is the smallest 'kind=value' of the component.

      A split of that name is extended by its own rule: a component that touches a part joins it; if it touches several, \
      its new runs are left out and told. --held-out names a file of task keys or runs, one a line: what touches one of them \
      lies in that part, such as a benchmark's own test split.

      --group-by run ties nothing together: a split by row, whose leaks 'regoal split check' counts. It is for comparison, \
      and marked wherever it is shown.

      EXAMPLE
        regoal split make main
        regoal split make main --parts train=0.8,validation=0.1,test=0.1 --seed 42 --group-by task
        regoal split make folds --parts all=1 --folds 5
        regoal split make rows --group-by run
        regoal split make official --parts train=0.9,validation=0.1,test=0 --held-out test=webarena-test.txt
      """)

  private static let byTask = "task"

  @Argument(help: "Name of the split.")
  var name = "main"
  @Option(
    help: ArgumentHelp(
      "Parts with their shares, which sum to 1 (default train=0.8,validation=0.1,test=0.1).",
      valueName: "name=share,…"))
  var parts: String?
  @Option(help: ArgumentHelp("Seed of the hash, from 0 (default 42).", valueName: "n"))
  var seed: UInt64?
  @Option(
    help: ArgumentHelp(
      "Kinds of groups that keep runs together, comma-separated; task: the task alone; run: nothing.",
      valueName: "kinds"))
  var groupBy: String?
  @Option(help: ArgumentHelp("Folds for cross-validation, from 2.", valueName: "k"))
  var folds: Int?
  @Option(
    help: ArgumentHelp(
      "File of task keys or runs that lie in a part; repeatable.", valueName: "part=file"))
  var heldOut: [String] = []
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if let folds, folds < 2 {
      throw ValidationError("--folds takes an integer from 2, not \(folds)")
    }
    if name.isEmpty { throw ValidationError("a split needs a name") }
  }

  func run() async throws {
    try ErrorText.told { try make(in: try database.store(.write)) }
  }

  private func make(in store: Store) throws {
    let maker = SplitMaker(store: store)
    var wish = SplitMaker.Wish(seed: seed, folds: folds)
    wish.parts = try parts.map { try SplitMakeCommand.shares(in: $0) }
    wish.kinds = try groupBy.map { try kinds($0, maker) }
    wish.heldOut = try heldOut.map { try SplitMakeCommand.heldOutList($0) }
    let report = try maker.make(name, wish)
    output.show(try store.run("split_parts", ["split": .text(name)]))
    let tie =
      report.rule.kinds.isEmpty
      ? SplitMakeCommand.byTask : report.rule.kinds.joined(separator: ", ")
    let verb = report.isNew ? "made" : "extended"
    Console.note("\(verb) '\(name)': \(report.added) runs added, grouped by \(tie)")
    if report.rule.isByRun { Console.note(SplitMaker.byRunNote) }
    for conflict in report.conflicts.prefix(10) {
      let parts = conflict.parts.joined(separator: " and ")
      Console.warning(
        "\(conflict.key) reaches into \(parts): left out are \(SplitMakeCommand.some(conflict.runs))"
      )
    }
    if report.conflicts.count > 10 {
      Console.warning("\(report.conflicts.count - 10) more groups reach into several parts")
    }
    if !report.unknown.isEmpty {
      Console.warning(
        "in the held-out lists, but not here: \(SplitMakeCommand.some(report.unknown))")
    }
  }

  /// The first of some names.
  private static func some(_ names: [String]) -> String {
    let first = names.prefix(5).joined(separator: ", ")
    return names.count > 5 ? "\(first) and \(names.count - 5) more" : first
  }

  private func kinds(_ text: String, _ maker: SplitMaker) throws -> [String] {
    let named = text.split(separator: ",").map(String.init)
    guard !named.contains(SplitRule.runKind) else {
      guard named.count == 1 else {
        throw CommandError(
          what: "--group-by \(text): 'run' keeps nothing together",
          fix: "name it alone, or leave it out")
      }
      return named
    }
    let kinds = named.filter { $0 != SplitMakeCommand.byTask }
    let present = try maker.kinds()
    for kind in kinds where present[kind] == nil {
      throw CommandError(
        what: "no task has a group of kind '\(kind)'",
        fix: Suggestion.fix(
          kind, among: present.keys.sorted(),
          all: "there are: "
            + ([SplitMakeCommand.byTask, SplitRule.runKind] + present.keys.sorted())
            .joined(separator: ", ")))
    }
    return kinds
  }

  static func shares(in text: String) throws -> [SplitRule.Part] {
    var parts: [SplitRule.Part] = []
    for one in text.split(separator: ",") {
      let halves = one.split(separator: "=", maxSplits: 1).map(String.init)
      guard halves.count == 2, let share = Double(halves[1]), (0...1).contains(share) else {
        throw CommandError(
          what: "'\(one)' in --parts is no part with its share",
          fix: "such as train=0.8,validation=0.1,test=0.1")
      }
      guard !parts.contains(where: { $0.name == halves[0] }) else {
        throw CommandError(what: "--parts names '\(halves[0])' twice", fix: "name it once")
      }
      parts.append(SplitRule.Part(name: halves[0], fraction: share))
    }
    let sum = parts.reduce(0) { $0 + $1.fraction }
    guard abs(sum - 1) < 1e-9 else {
      throw CommandError(
        what: "the shares in --parts sum to \(sum)", fix: "they have to sum to 1")
    }
    return parts
  }

  private static func heldOutList(_ text: String) throws -> SplitRule.HeldOut {
    let halves = text.split(separator: "=", maxSplits: 1).map(String.init)
    guard halves.count == 2 else {
      throw CommandError(
        what: "--held-out '\(text)' names no part and file", fix: "such as test=held-out.txt")
    }
    let lines = try TextFile.read(halves[1]).split(separator: "\n").map {
      $0.trimmingPrefix { $0.isWhitespace }
    }
    return SplitRule.HeldOut(
      part: halves[0], names: lines.map(String.init).filter { !$0.isEmpty })
  }
}
