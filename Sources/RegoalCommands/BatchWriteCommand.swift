internal import ArgumentParser
internal import Experiments
internal import Exports
internal import Store
internal import Tables

struct BatchWriteCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "write",
    abstract: "Write what models are to be asked next to batch files; nobody is asked now.",
    discussion: """
      Takes the engines of 'regoal run', turns answers that were read into facts, and writes the requests that \
      these allow: files of OpenAI's Batch API, one model a file, at most 50,000 lines and 200 MB each. A request \
      that stands in a file already is not written again, unless its service gave an error for it, or --again is \
      given. How a model is told the shape of its answer cannot be found out here: name it with --structured, else \
      what an earlier command found out is taken, else 'schema'.

      EXAMPLE
        regoal batch write --relabeler gpt-4o-mini --judge gpt-4o --out batch
        regoal batch write --relabeler qwen=Qwen2.5-72B-Instruct --structured object --collect lazy
      """)

  @Option(help: ArgumentHelp("Folder that the files are written to.", valueName: "folder"))
  var out = "batch"
  @Flag(help: "Write what stands in a file without word from the service again, too.")
  var again = false
  @Flag(help: "Ask everything anew, in a series of its own; the old answers stay.")
  var refresh = false
  @OptionGroup var stages: StageOptions
  @OptionGroup var gate: GateOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    try FreshSeries.check(refresh, gate)
    guard !stages.blind else {
      throw ValidationError("--blind is for rules, which answer with 'regoal run --until detect'")
    }
  }

  func run() async throws {
    try await ErrorText.awaited {
      let store = try database.store(.write)
      var request = try gate.request(in: store)
      if refresh { request.series = try FreshSeries.open(in: store) }
      let models = try await ModelSession(stages, in: store, asks: false)
      guard !models.isRulesOnly else {
        throw CommandError(
          what: "no model is named, so there is nothing to write",
          fix: "name one: --relabeler gpt-4o-mini, say; rules answer with 'regoal run'")
      }
      let session = StageSession(models, store: store, series: request.series, isBatch: true)
      let plan = try stages.plan(request.policy)
      let reports = try await session.run { pipeline in
        try await pipeline.detectAndExtract() + (try await pipeline.collect(plan))
      }
      session.tell(reports)
      let files = try BatchExport(store: store).write(
        to: out, only: session.noted, again: again)
      var table = Table(columns: ["file", "endpoint", "model", "requests", "bytes"])
      for file in files {
        table.rows.append([
          .text("\(out)/\(file.name)"), .text(file.endpoint), .text(file.model),
          .integer(Int64(file.requests)), .integer(Int64(file.bytes)),
        ])
      }
      let gaps = reports.reduce(0) { $0 + $1.incomplete }
      if files.isEmpty, output.format == nil {
        Console.answer(
          !session.noted.isEmpty
            ? "nothing new to write: \(session.noted.count) requests wait for answers ('regoal batch read')\n"
            : gaps > 0
              ? "nothing more can be asked, and \(gaps) inputs keep a gap: their answers have no result, or their "
                + "prompts fit no budget; 'regoal run' with the same engines decides the others\n"
              : "nothing is left to be asked: 'regoal run' with the same engines decides\n")
      } else {
        output.show(table)
      }
    }
  }
}
