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
      Writes what the policy accepts: the one applied last, changed by what you name here. The same facts and
      policy give the same bytes.

      FORMATS
      \(ExportFormats.descriptions.map { "  \($0.name): \($0.summary)" }.joined(separator: "\n"))

      EXAMPLE
        regoal export --out training
        regoal export --format trl-sft --theta 0.7 --out strict
      """)

  @Option(
    help: ArgumentHelp("Format; may be given several times (default: all).", valueName: "format"))
  var format: [String] = []
  @Option(help: ArgumentHelp("Folder to write to.", valueName: "folder"))
  var out = "export"
  @OptionGroup var gate: GateOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    for name in format where !ExportFormats.names.contains(name) {
      let fix = Suggestion.fix(
        name, among: ExportFormats.names,
        all: "there are: " + ExportFormats.names.joined(separator: ", "))
      throw ValidationError("there is no export format '\(name)': \(fix)")
    }
  }

  func run() async throws {
    try ErrorText.told {
      let (store, copy) = try database.decidingStore()
      defer { copy?.remove() }
      try ExportCommand.export(store, gate, formats: format, out: out, output)
    }
  }

  static func export(
    _ store: Store, _ gate: GateOptions, formats: [String], out: String, _ output: OutputOptions
  ) throws {
    let export = try ExportRun(store: store, formats: formats)
    let base = try GateRequest.last(in: store) ?? GateRequest()
    let decided = try GateRunner(store: store).decide(try gate.request(in: store, base: base))
    for warning in decided.warnings { Console.warning(warning) }
    let report = try export.write(to: out, policy: decided.policy)
    var table = Table(columns: ["file", "format", "lines", "bytes", "digest"])
    table.rows = report.files.map { file in
      [
        .text(out + "/" + file.name), .text(file.format), .integer(Int64(file.lines)),
        .integer(Int64(file.bytes)), .text(file.digest),
      ]
    }
    table.note = try EngineMark.textOfLastPolicy(in: store).map { "(\($0))" }
    output.show(table)
    Console.note("\(report.pairs) accepted pairs; \(out)/manifest.json says how they came about")
  }
}
