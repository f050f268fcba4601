internal import ArgumentParser
internal import Experiments
internal import Exports
internal import Store
internal import Tables
internal import Trajectories

struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write training files, a manifest and a data card.",
    discussion: """
      Writes what the policy accepts: the one applied last, changed by what you name here. The same facts and \
      policy give the same bytes. The manifest tells how they came about, how long the samples are, what the \
      trainer does with the weight, and what a format has no place for; 'regoal verify' holds the folder against \
      the database.

      Beside the files of each trainer stands a recipe, NAME.recipe.yaml (.sh for OpenAI): its own configuration, with the \
      paper's hyperparameters and what its weights need. The command that trains with it is its first lines.

      With --split only the pairs of the parts in --part are written ('train' unless named). The split is checked first, as by
      'regoal split check'; where something lies in two parts nothing is written, unless --leaky says so, and then
      the manifest does, too; --drop leaves out what leaks, by the rule of 'regoal split check --drop'.

      --takes says what examples are made from. hindsight_pairs: accepted pairs. random_goals: failed runs with the \
      goal of another one (naive relabeling). own_goals: failed runs with the goal that they failed (SFT-Random). \
      own_goals_by_confidence: of these, where confidence exceeds --confidence-above (rejection sampling): the mean of the judges' \
      votes on the run's own goal where some are stored, else the best attempt's confidence, and the manifest \
      counts both. successes: the successful runs S alone. success_pairs: a failed run beside a successful one on the same \
      goal. --arm takes all that from an arm. Draws are by hash of the seed and the run, so that what a smaller number takes a larger one \
      takes, too.

      The goal contrast (one run under two goals) has no exact form with one prompt and two responses, as trl-dpo, \
      llamafactory-ranking and openai-dpo have it; they take success_pairs. --replicate writes an example M·w times \
      on average for trainers that ignore weights: ⌊M·w⌋ times, and once more by the seed.

      FORMATS
      \(ExportFormats.descriptions.map { "  \($0.name): \($0.summary)" }.joined(separator: "\n"))

      EXAMPLE
        regoal export --out training
        regoal export --format trl-sft --theta 0.7 --out strict
        regoal export --split main --part train --successes mixed --out training
        regoal export --format ms-swift-sft --format ms-swift-dpo --shard-size 10000
        regoal export --format trl-sft --gz --replicate 4
        regoal export --split main --drop --out training
        regoal export --arm baselines:sft_random --match accepted --out sft-random
        regoal export --takes success_pairs --format trl-dpo
        regoal export --format memory --out memory
      """,
    subcommands: [ExportDiffCommand.self])

  @Option(
    help: ArgumentHelp(
      "Format, or all; may be given several times (default: \(ExportFormats.usualNames.joined(separator: ", "))).",
      valueName: "format"))
  var format: [String] = []
  @Option(help: ArgumentHelp("Folder to write to.", valueName: "folder"))
  var out = "export"
  @Flag(help: "Pack the files with gzip: NAME.jsonl.gz.")
  var gz = false
  @Option(
    help: ArgumentHelp(
      "Write NAME-00001.jsonl and so on, each of at most so many lines.", valueName: "lines"))
  var shardSize: Int?
  @Option(help: ArgumentHelp("Split that examples are taken from.", valueName: "name"))
  var split: String?
  @Option(
    help: ArgumentHelp("Parts of the split, comma-separated (default: train).", valueName: "parts"))
  var part: String?
  @Flag(help: "Write even where the split's check finds something; the manifest says so.")
  var leaky = false
  @Flag(help: "Leave out the runs and hindsight pairs that leak; the manifest says so.")
  var drop = false
  @Option(
    help: ArgumentHelp(
      "Licence of a source, for manifest and data card; repeatable.", valueName: "label=licence"))
  var licence: [String] = []
  @OptionGroup var examples: ExampleOptions
  @OptionGroup var gate: GateOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    do {
      let kind = examples.arm == nil ? examples.selection().kind : nil
      try ExportFormats.check(format, for: kind)
    } catch {
      throw ValidationError(ErrorText.inOneLine(error))
    }
    guard split != nil || (part == nil && !leaky && !drop) else {
      throw ValidationError("--part, --leaky and --drop belong to a split: --split main")
    }
    guard !leaky || !drop else {
      throw ValidationError("--leaky writes what leaks, --drop leaves it out: give one")
    }
    if let shardSize, shardSize < 1 {
      throw ValidationError("--shard-size \(shardSize): a shard takes at least 1 line")
    }
    if let part, part.split(separator: ",").isEmpty {
      throw ValidationError("--part '\(part)' names no part")
    }
    if out.isEmpty { throw ValidationError("--out takes a folder") }
    _ = try licences()
  }

  private func licences() throws -> [String: String] {
    var licences: [String: String] = [:]
    for text in licence {
      let halves = text.split(separator: "=", maxSplits: 1).map(String.init)
      guard halves.count == 2 else {
        throw ValidationError("--licence '\(text)' is no label with its licence: tau-bench=MIT")
      }
      licences[halves[0]] = halves[1]
    }
    return licences
  }

  func run() async throws {
    try ErrorText.told {
      let (store, copy) = try database.decidingStore()
      defer { copy?.remove() }
      try export(store)
      if copy != nil {
        Console.warning("the export is not recorded: 'regoal verify' will not know it")
      }
    }
  }

  private func export(_ store: Store) throws {
    let base = try GateRequest.last(in: store) ?? GateRequest()
    let library = try ArmLibrary(store: store)
    // An arm says what it is: it takes configs from the last policy, and no settings.
    let arm = try examples.arm.map { name in
      try library.arm(
        named: name,
        base: GateRequest(
          detectConfig: base.detectConfig, extractConfig: base.extractConfig,
          relabelConfig: base.relabelConfig, series: base.series))
    }
    let selection = examples.selection(of: arm)
    guard selection.takes != .nothing else {
      throw ExportError.noExamples(takes: selection.takes.rawValue)
    }
    var names = format
    if names.isEmpty, let objective = arm?.training.objective {
      names = ExportFormats.usualNames(for: objective)
    }
    let packing = Packing(isGzip: gz, shardSize: shardSize)
    let export = try ExportRun(
      store: store, formats: names, packing: packing, selection: selection)
    let request = try gate.request(
      in: store, base: arm?.request ?? base, as: arm == nil ? .fallback : .named)
    let parts = Set((part ?? "train").split(separator: ",").map(String.init)).sorted()
    // The split's check looks at the hindsight goals that the policy accepts.
    let writer = try ExportWriter(deciding: request, export, in: store)
    let leaks: SplitChoice.Leaks = leaky ? .written : drop ? .leftOut : .refused
    let held = try split.map { try SplitChoice.checked($0, parts: parts, leaks, in: store) }
    let line = ExportLine(
      request: request, formats: names, packing: packing, selection: selection,
      split: split.map { ($0, parts, leaks) }, licences: try licences(), arm: examples.arm)
    let report = try writer.write(
      to: out, split: held, licences: try licences(),
      arm: try arm.map { ($0.name, try library.digest(of: $0)) }, line: line)
    try ExportNotes.show(report, in: store, output)
    ExportNotes.tellRecipes(report)
    if held == nil {
      Console.note("not split: what a model is tested on may be among these ('regoal split make')")
    }
    ExportNotes.tellEnd(report)
  }
}
