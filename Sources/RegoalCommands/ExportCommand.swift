internal import ArgumentParser
internal import Experiments
internal import Exports
internal import Store
internal import Tables

struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write training files and a manifest.",
    discussion: """
      Writes what the policy accepts: the one applied last, changed by what you name here. The same facts and \
      policy give the same bytes. The manifest tells how they came about, how long the samples are, what the \
      trainer does with the weight, and what a format has no place for. The goal contrast has no exact form with one \
      prompt and two responses, as trl-dpo, llamafactory-ranking and openai-dpo would need it.

      Beside the files of each trainer stands a recipe, NAME.recipe.yaml (.sh for OpenAI): its own configuration, with the \
      paper's hyperparameters and what its weights need. The command that trains with it is its first lines.

      With --split only the pairs of the parts in --part are written ('train' unless named). The split is checked first, as by
      'regoal split check'; where something lies in two parts nothing is written, unless --leaky says so, and then
      the manifest does, too.

      FORMATS
      \(ExportFormats.descriptions.map { "  \($0.name): \($0.summary)" }.joined(separator: "\n"))

      EXAMPLE
        regoal export --out training
        regoal export --format trl-sft --theta 0.7 --out strict
        regoal export --format ms-swift-sft --format ms-swift-dpo --shard-size 10000
        regoal export --format trl-sft --gz
        regoal export --split main --part train --out training
      """)

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
  @Option(help: ArgumentHelp("Split that pairs are taken from.", valueName: "name"))
  var split: String?
  @Option(
    help: ArgumentHelp("Parts of the split, comma-separated (default: train).", valueName: "parts"))
  var part: String?
  @Flag(help: "Write even where the split's check finds something; the manifest says so.")
  var leaky = false
  @OptionGroup var gate: GateOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    for name in format {
      do { try ExportFormats.check(name) } catch {
        throw ValidationError(ErrorText.inOneLine(error))
      }
    }
    guard split != nil || (part == nil && !leaky) else {
      throw ValidationError("--part and --leaky belong to a split: --split main")
    }
    if let shardSize, shardSize < 1 {
      throw ValidationError("--shard-size \(shardSize): a shard takes at least 1 line")
    }
  }

  func run() async throws {
    try ErrorText.told {
      let (store, copy) = try database.decidingStore()
      defer { copy?.remove() }
      try ExportCommand.export(
        store, gate, formats: format, packing: Packing(isGzip: gz, shardSize: shardSize), out: out,
        output,
        split: split.map {
          (name: $0, parts: (part ?? "train").split(separator: ",").map(String.init))
        },
        leaky: leaky)
    }
  }

  static func export(
    _ store: Store, _ gate: GateOptions, formats: [String], packing: Packing = Packing(),
    out: String, _ output: OutputOptions, split: (name: String, parts: [String])? = nil,
    leaky: Bool = false
  ) throws {
    let export = try ExportRun(store: store, formats: formats, packing: packing)
    let base = try GateRequest.last(in: store) ?? GateRequest()
    let decided = try GateRunner(store: store).decide(try gate.request(in: store, base: base))
    for warning in decided.warnings { Console.warning(warning) }
    let held = try split.map { try SplitChoice.checked($0.name, parts: $0.parts, leaky, in: store) }
    let report = try export.write(to: out, policy: decided.policy, split: held)
    var table = Table(columns: ["file", "format", "lines", "bytes", "digest"])
    table.rows = report.files.map { file in
      [
        .text(out + "/" + file.name), .text(file.format), .integer(Int64(file.lines)),
        .integer(Int64(file.bytes)), .text(file.digest),
      ]
    }
    table.note = try EngineMark.textOfLastPolicy(in: store).map { "(\($0))" }
    output.show(table)
    ExportNotes.tellLengths(report)
    ExportNotes.tellWeights(report)
    ExportNotes.tellRecipes(report)
    if held == nil {
      Console.note("not split: what a model is tested on may be among these ('regoal split make')")
    }
    Console.note("\(report.pairs) accepted pairs; \(out)/manifest.json says how they came about")
  }
}
