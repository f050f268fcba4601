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
      Detect, extract, relabel and judge, then the gate. Without further words the rule engines answer, which need \
      no key and no network; --detector, --extractor, --relabeler and --judge name models, each an endpoint as \
      'regoal models check' takes it: [NAME=]MODEL[@ADDRESS][,SETTING=VALUE…], or the name of one in the setting \
      'endpoints'. Answers that exist are reused, and each answer of a model is kept before it is used: run it \
      again after every ingest, or after it was killed, and only what is missing is asked for.

      EXAMPLE
        regoal run --out training
        regoal run --rules reference --policy reference
        regoal run --until extract
        regoal run --until detect --blind
        regoal run --relabeler gpt-4o-mini --budget-usd 5 \\
          --judge qwen=Qwen2.5-72B@http://localhost:8000/v1
        regoal run --relabeler gpt-4o-mini --judge gpt-4o --estimate
      """)

  @Option(help: ArgumentHelp("Write training files to this folder, too.", valueName: "folder"))
  var out: String?
  @Option(help: "Stop behind this stage, and decide nothing.")
  var until: LastStage?
  @Flag(help: "Say how many calls, tokens and dollars this would take, and ask nobody.")
  var estimate = false
  @Flag(help: "Ask everything anew, in a series of its own; the old answers stay.")
  var refresh = false
  @OptionGroup var stages: StageOptions
  @OptionGroup var spending: SpendingOptions
  @OptionGroup var gate: GateOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  enum LastStage: String, ExpressibleByArgument, CaseIterable { case detect, extract, judge }

  func validate() throws {
    guard out == nil || until == nil else {
      throw ValidationError("--out needs decisions, which --until leaves out: give one of the two")
    }
    guard !estimate || out == nil else {
      throw ValidationError(
        "--estimate runs nothing, so that there is nothing to write: leave --out out")
    }
    try FreshSeries.check(refresh, gate)
    guard !stages.blind || until == .detect else {
      throw ValidationError("--blind only detects: add --until detect")
    }
    try stages.checkSeries(gate, isRefreshing: refresh)
  }

  func run() async throws {
    try await ErrorText.awaited {
      if estimate { return try await showEstimate() }
      let store = try database.store(.write)
      var request = try gate.request(in: store)
      if refresh { request.series = try FreshSeries.open(in: store) }
      if stages.blind { request.series = RuleDetector.blindSeries }
      let models = try await ModelSession(stages, budget: spending.budget, in: store)
      let session = StageSession(models, store: store, series: request.series)
      let plan = try stages.plan(request.policy)
      let reports = try await session.run { pipeline in
        if until == .detect { return [try await pipeline.detect()] }
        let reports = try await pipeline.detectAndExtract()
        guard until != .extract, pipeline.end == nil else { return reports }
        return reports + (try await pipeline.collect(plan))
      }
      if until != nil {
        session.tellCalls()
        output.show(try session.table(reports, in: store))
      } else {
        session.tell(reports)
        if session.hasOpenRequests, out != nil {
          Console.warning("no training files are written while requests have no answer")
        }
        try decide(
          &request, by: models.engines, in: store, out: session.hasOpenRequests ? nil : out)
      }
      try session.expectAnswers()
    }
  }

  private func decide(
    _ request: inout GateRequest, by engines: EngineChoice, in store: Store, out: String?
  ) throws {
    if request.policy.detection {
      request.detectConfig = request.detectConfig ?? engines.detector.config.digest
    }
    request.extractConfig = request.extractConfig ?? engines.extractor.config.digest
    request.relabelConfig = request.relabelConfig ?? engines.relabeler.config.digest
    request.policy.judges = request.policy.judges ?? engines.judges.map(\.config.digest)
    var files: [String] = []
    if let out {
      let export = try ExportWriter(
        deciding: request, try ExportRun(store: store), in: store
      ).write(to: out)
      files = export.files.map { "\(out)/\($0.name)" }
      for file in export.files {
        Console.note("wrote \(out)/\(file.name): \(file.lines) samples, \(file.bytes) bytes")
      }
      ExportNotes.tellWeights(export)
    } else {
      for warning in try GateRunner(store: store).decide(request).warnings {
        Console.warning(warning)
      }
    }
    output.show(try DecisionTable.table(in: store, filesWritten: out == nil ? nil : files.count))
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
