internal import ArgumentParser
internal import Experiments
internal import Exports
internal import Relabeling
internal import Store
internal import Tables
internal import Trajectories

struct RerunCommand: AsyncParsableCommand {
  enum StageName: String, ExpressibleByArgument, CaseIterable {
    case detect, extract, relabel, judge, gate, augment
  }

  static let configuration = CommandConfiguration(
    commandName: "rerun",
    abstract: "Run one stage again with another setting.",
    discussion: """
      A changed setting writes new answers beside the old ones; the same setting does nothing. The gate reads \
      facts alone: it starts from the policy that was applied last, changes what you name, and reports which \
      runs are decided otherwise. Where the facts do not decide, --list-missing says what is missing, and --fill \
      makes exactly that, with the engines that are named here, or in regoal.yaml, as for 'regoal run': where a \
      judge rejects, the judges behind it are not asked. Augment writes training files again, as 'regoal export' \
      does.

      EXAMPLE
        regoal rerun gate --theta 0.6
        regoal rerun gate --attempts 5 --list-missing
        regoal rerun gate --theta 0.7 --fill --relabeler gpt-4o-mini --judge gpt-4o
        regoal rerun detect --rules reference
      """)

  private static let shownChanges = 50

  @Argument(help: "Stage.")
  var stage: StageName
  @Option(help: ArgumentHelp("Folder that 'augment' writes to.", valueName: "folder"))
  var out = "export"
  @Option(
    help: ArgumentHelp(
      "Changed decisions that the gate lists, 0: all; by default 50 in a table for reading, else all.",
      valueName: "n"))
  var limit: Int?
  @Flag(help: "List the answers that the gate lacks where it is undetermined, and decide nothing.")
  var listMissing = false
  @Flag(
    help:
      "Make the answers that the gate lacks where it is undetermined, and no others; then decide.")
  var fill = false
  @Flag(help: "Ask everything anew, in a series of its own; the old answers stay.")
  var refresh = false
  @OptionGroup var stages: StageOptions
  @OptionGroup var spending: SpendingOptions
  @OptionGroup var gate: GateOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard !listMissing || stage == .gate else {
      throw ValidationError("--list-missing belongs to the gate: regoal rerun gate --list-missing")
    }
    guard !fill || stage == .gate else {
      throw ValidationError("--fill belongs to the gate: regoal rerun gate --fill")
    }
    guard !refresh || (stage != .gate && stage != .augment) else {
      throw ValidationError("--refresh belongs to the stages that answer, not to \(stage.rawValue)")
    }
    try FreshSeries.check(refresh, gate)
    guard !stages.blind || stage == .detect else {
      throw ValidationError("--blind belongs to detect: regoal rerun detect --blind")
    }
    try stages.checkSeries(gate, isRefreshing: refresh)
    guard !fill || !listMissing else {
      throw ValidationError("--list-missing asks nobody: leave --fill out")
    }
  }

  func run() async throws {
    try await ErrorText.awaited {
      if listMissing { return try showMissing(try database.store(.read)) }
      let store = try database.store(.write)
      switch stage {
      case .gate: try await rerunGate(store)
      case .augment: try augment(store)
      default: try await rerunStage(store)
      }
    }
  }

  private func augment(_ store: Store) throws {
    let base = try GateRequest.last(in: store) ?? GateRequest()
    let writer = try ExportWriter(
      deciding: try gate.request(in: store, base: base), try ExportRun(store: store), in: store)
    let report = try writer.write(to: out)
    try ExportNotes.show(report, in: store, output)
    ExportNotes.tellEnd(report)
  }

  private func rerunStage(_ store: Store) async throws {
    var request = try gate.request(in: store)
    if refresh { request.series = try FreshSeries.open(in: store) }
    if stages.blind { request.series = RuleDetector.blindSeries }
    let models = try await ModelSession(stages, budget: spending.budget, in: store)
    if stage == .judge {
      try RerunCommand.expectAttempts(of: models.engines.relabeler.config, in: store)
    }
    let session = StageSession(models, store: store, series: request.series)
    let plan = try stages.plan(request.policy)
    let reports = try await session.run { pipeline in
      switch stage {
      case .detect: [try await pipeline.detect()]
      case .extract: [try await pipeline.extract()]
      default: try await pipeline.collect(plan)
      }
    }
    session.tellCalls()
    output.show(try session.table(reports, in: store))
    if reports.allSatisfy({ $0.added == 0 && $0.incomplete == 0 }) {
      Console.note("nothing to do: every answer under this setting was there")
    }
    try session.expectAnswers()
  }

  /// A judge is asked about attempts that are there, not about new ones of another relabeler.
  private static func expectAttempts(of config: StageConfig, in store: Store) throws {
    let known = try store.run("config_by_digest", ["digest": .text(config.digest)])
    guard known.rows.isEmpty else { return }
    let names = try store.run("config_names").rows.filter { $0[0].text == Stage.relabel.rawValue }
      .compactMap { $0[1].text }
    guard !names.isEmpty else { return }
    throw CommandError(
      what: "there are no attempts of '\(config.name)' to be judged, but of "
        + names.joined(separator: ", "),
      fix: "name the relabeler that made them with --relabeler, as it was named then")
  }

  private func showMissing(_ store: Store) throws {
    let base = try GateRequest.last(in: store, keepsPanel: true) ?? GateRequest()
    let missing = try MissingAnswers(try gate.request(in: store, base: base), in: store)
    for warning in missing.warnings { Console.warning(warning) }
    var table = missing.table
    table.note = try EngineMark.text(of: missing.configs, in: store).map { "(\($0))" }
    if table.rows.isEmpty, output.format == nil {
      Console.answer("nothing is missing (\(missing.corpus) decisions)\n")
    } else {
      output.show(table)
      Console.note(
        "\(missing.runs) of \(missing.corpus) runs lack \(table.rows.count) answers where they are open first"
      )
    }
  }

  private func rerunGate(_ store: Store) async throws {
    let base = try GateRequest.last(in: store, keepsPanel: true) ?? GateRequest()
    var request = try gate.request(in: store, base: base)
    var session: StageSession?
    if fill {
      let models = try await ModelSession(stages, budget: spending.budget, in: store)
      if request.policy.judges == nil {
        request.policy.judges = models.engines.judges.map(\.config.digest)
      }
      let filling = StageSession(models, store: store, series: request.series)
      filling.tell(try await filling.run { [request] in try await $0.fill(request) })
      session = filling
    }
    let report = try GateRunner(store: store).decide(request)
    for warning in report.warnings { Console.warning(warning) }
    var table = Table(columns: ["trajectory", "before", "after"])
    let count = report.changes?.count ?? 0
    // People read the first ones, programs all of them.
    let limit = limit ?? (output.format == nil ? RerunCommand.shownChanges : 0)
    let changes = try report.changes?.named(limit: limit > 0 ? limit : nil) ?? []
    table.rows = changes.map { change in
      [
        .text(change.trajectory), change.before.map { .text($0) } ?? .null,
        change.after.map { .text($0) } ?? .null,
      ]
    }
    table.note = try EngineMark.textOfLastPolicy(in: store).map { "(\($0))" }
    if count == 0 && output.format == nil {
      Console.answer("no decision changed (\(report.decisions) decisions)\n")
    } else {
      output.show(table)
      Console.note("\(count) of \(report.decisions) decisions changed")
      if changes.count < count {
        Console.note("the first \(changes.count) are shown; --limit 0 shows all")
      }
    }
    if report.changes == nil {
      Console.note("no policy was applied before: nothing to compare with")
    }
    try session?.expectAnswers()
  }
}
