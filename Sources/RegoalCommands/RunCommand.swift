internal import ArgumentParser
internal import Experiments
internal import Exports
internal import Relabeling
internal import Store
internal import Tables
internal import Trajectories

struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run all stages over what is new, and decide.",
    discussion: """
      Detect, extract, relabel and judge with the rule engines, which need no key and no network; then the
      gate. Answers that exist are reused; run it again after every ingest.

      EXAMPLE
        regoal run --out training
        regoal run --rules reference --policy reference
        regoal run --until extract
      """)

  @Option(help: ArgumentHelp("Write training files to this folder, too.", valueName: "folder"))
  var out: String?
  @Option(help: "Stop behind this stage, and decide nothing.")
  var until: LastStage?
  @OptionGroup var stages: StageOptions
  @OptionGroup var gate: GateOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  enum LastStage: String, ExpressibleByArgument, CaseIterable { case detect, extract, judge }

  func validate() throws {
    guard out == nil || until == nil else {
      throw ValidationError("--out needs decisions, which --until leaves out: give one of the two")
    }
  }

  func run() async throws {
    try ErrorText.told {
      let store = try database.store(.write)
      var request = try gate.request(in: store)
      let runner = StageRunner(store: store, series: request.series, progress: TerminalProgress())
      let detector = try stages.detector()
      let extractor = try stages.extractor()
      var reports =
        until == .detect
        ? [try runner.detect(detector)] : try runner.detectAndExtract(detector, extractor)
      if until == nil || until == .judge {
        reports += try runner.collect(
          stages.relabeler, judges: stages.judges, extractedBy: extractor,
          plan: try stages.plan(request.policy))
      }
      if until != nil {
        output.show(RunCommand.table(reports))
        return
      }
      for report in reports where !report.config.isEmpty {
        Console.note("\(report.stage) (\(report.config)): \(report.added) new")
      }
      if request.policy.detection {
        request.detectConfig = request.detectConfig ?? detector.config.digest
      }
      request.extractConfig = request.extractConfig ?? extractor.config.digest
      request.relabelConfig = request.relabelConfig ?? stages.relabeler.config.digest
      let report = try GateRunner(store: store).decide(request)
      for warning in report.warnings { Console.warning(warning) }
      var files: [String] = []
      if let out {
        let export = try ExportRun(store: store).write(to: out, policy: report.policy)
        files = export.files.map { "\(out)/\($0.name)" }
        for file in export.files {
          Console.note("wrote \(out)/\(file.name): \(file.lines) samples, \(file.bytes) bytes")
        }
      }
      output.show(try DecisionTable.table(in: store, filesWritten: out == nil ? nil : files.count))
    }
  }
}

extension RunCommand {
  /// What each stage added.
  private static func table(_ reports: [StageRunner.Report]) -> Table {
    var table = Table(columns: ["stage", "config", "added"])
    for report in reports where !report.config.isEmpty {
      table.rows.append([
        .text(report.stage), .text(report.config), .integer(Int64(report.added)),
      ])
    }
    table.note = "(\(RuleEngines.mark))"
    return table
  }
}

/// What the last policy decided, by failure type.
enum DecisionTable {
  /// - Parameter filesWritten: nil: nothing was exported.
  static func table(in store: Store, filesWritten: Int? = nil) throws -> Table {
    var table = try store.run("decision_summary")
    var notes: [String] = []
    if let mark = try EngineMark.textOfLastPolicy(in: store) { notes.append(mark) }
    let dropped = try store.run("drop_reasons").rows.map {
      "\($0[1].integer ?? 0) \($0[0].text ?? "")"
    }
    if !dropped.isEmpty { notes.append("dropped: " + dropped.joined(separator: ", ")) }
    let last = try GateRequest.last(in: store)
    let corpus = try store.run(
      "failed_corpus",
      [
        "detect_config": last?.detectConfig.map { .text($0) } ?? .null,
        "series": .text(last?.series ?? StageConfig.mainSeries),
      ])
    if let unknown = corpus.rows.first(where: { $0[0].text == "unknown" }) {
      let count = unknown[1].integer ?? 0
      notes.append(
        "\(count) \(count == 1 ? "run" : "runs") of unknown outcome not in the failed corpus")
    }
    if let filesWritten { notes.append("\(filesWritten) files written") }
    table.note = notes.isEmpty ? nil : "(" + notes.joined(separator: "; ") + ")"
    return table
  }
}
