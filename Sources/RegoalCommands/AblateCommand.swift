internal import ArgumentParser
internal import Experiments
internal import SQLFiles
internal import Store
internal import Tables
internal import Trajectories

struct AblateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ablate",
    abstract: "Compare the arms of an experiment, from stored facts.",
    discussion: """
      An arm is a choice of stage configs, series, policy and weighting, and of what training takes. A YAML file \
      lists some; the first is what the others are compared with. Without a file: the paper's Table 2. --list \
      names the files that ship with the program; they can be read in the folder Arms of its sources.

      For each arm: what the facts determine, how many answers are missing at the first point where runs are \
      open, the runs that it and the first arm accept, and label noise where ratings exist. Evaluations that were \
      recorded for an arm stand beside it with mean and standard deviation over seeds, the difference to the \
      first arm, and Student's 95 % interval over the tasks that both have. Columns that begin with paper_ are \
      the AgentHER paper's, of its arms of the same names (WebArena, Qwen2.5-7B). What cannot be computed here \
      stays empty, and the arm says why. Where calls of models are \
      recorded and priced, what their answers took stands beside an arm, per accepted pair too.

      Evaluations hang on an arm's content, not on its name: --save records the arms, and 'regoal ingest' takes \
      lines such as {"type":"evaluation","arm":"single_judge","benchmark":"webarena","model":"qwen2.5-7b",\
      "seed":42,"metric":"success_rate","value":0.27,"n":812}. Without --save nothing is written. --stored compares \
      the arms that are recorded.

      Ratings come as lines such as {"type":"annotation","trajectory":"run-17","config":"template","k":1,\
      "annotator":"a1","verdict":"valid"}: of an accepted pair the majority counts; ties and 'unsure' are unsettled.

      A file:
        arms:
          full:
            policy: paper
          strict_judges:
            from: full
            fallback: none
            theta: 0.6

      Keys of an arm: from, about; detect_config, extract_config, relabel_config, series; policy (a preset, in \
      place of all below), detection, theta, delta, attempts, judges (none, all, a name or a list), fallback, \
      vote_valid, on_error, weighting, confidence (\(GatePolicy.Confidence.choices)); takes (\(ArmFile.choices.takes)), objective \
      (\(ArmFile.choices.objective)), success_share, failed_runs, round, confidence_above. A config that an arm does \
      not name is the one of the command line, else the only one in the database.

      EXAMPLE
        regoal ablate
        regoal ablate --list
        regoal ablate judges --json
        regoal ablate --first single_judge
        regoal ablate my-arms.yaml --save
      """)

  @Argument(help: ArgumentHelp("YAML file, or name of a shipped one.", valueName: "file"))
  var file: String?
  @Flag(help: "List the files of arms that ship with the program.")
  var list = false
  @Flag(help: "Compare the arms that are recorded in the database.")
  var stored = false
  @Option(help: ArgumentHelp("Arm that the others are compared with.", valueName: "name"))
  var first: String?
  @Flag(help: "Record the arms in the database, so that evaluations can refer to them.")
  var save = false
  @Option(help: ArgumentHelp("Show evaluations on this benchmark alone.", valueName: "name"))
  var benchmark: String?
  @Option(help: ArgumentHelp("Show evaluations of this trained model alone.", valueName: "name"))
  var model: String?
  @Option(help: ArgumentHelp("Show evaluations by this metric alone.", valueName: "name"))
  var metric: String?
  @Option(help: "Series to read, for arms that name none.")
  var series: String?
  @Option(help: ArgumentHelp("Detect config, for arms that name none.", valueName: "name"))
  var detectConfig: String?
  @Option(help: ArgumentHelp("Extract config, for arms that name none.", valueName: "name"))
  var extractConfig: String?
  @Option(help: ArgumentHelp("Relabel config, for arms that name none.", valueName: "name"))
  var relabelConfig: String?
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if list, file != nil || save || stored {
      throw ValidationError("--list stands alone: it shows what ships with the program")
    }
    if stored, file != nil || save {
      throw ValidationError("--stored takes the arms from the database, not from a file")
    }
  }

  func run() async throws {
    try ErrorText.told {
      if list { return try showList() }
      let store = try database.store(save ? .write : .read)
      var base = GateRequest()
      base.detectConfig = detectConfig
      base.extractConfig = extractConfig
      base.relabelConfig = relabelConfig
      base.series = try series ?? Settings()["series"] ?? base.series
      let arms = try arms(in: store, base)
      let ablation = Ablation(store: store)
      if save { return show(try ablation.save(arms)) }
      let report = try ablation.report(
        arms,
        filter: Ablation.Filter(benchmark: benchmark, model: model, metric: metric))
      for warning in report.warnings { Console.warning(warning) }
      let mark = try EngineMark.note(of: report.configs, in: store)
      if output.format == nil {
        show(report, mark)
      } else {
        var table = report.table
        table.note = mark
        output.show(table)
      }
    }
  }

  /// Those that are asked for, the one to compare with first.
  private func arms(in store: Store, _ base: GateRequest) throws -> [ArmDefinition] {
    let library = try ArmLibrary(store: store)
    let name = file ?? ArmLibrary.defaultFile
    var arms =
      stored ? try library.storedArms() : try library.file(named: name, base: base).arms
    if let first {
      guard let place = arms.firstIndex(where: { $0.name == first }) else {
        throw ArmFileError.unknownArm(
          file: stored ? "the database" : name, arm: first, known: arms.map(\.name))
      }
      arms.insert(arms.remove(at: place), at: 0)
    }
    return arms
  }

  /// For people: part by part, and why something is not there.
  private func show(_ report: AblationReport, _ mark: String?) {
    for (place, section) in report.sections.enumerated() {
      Console.answer((place > 0 ? "\n" : "") + section.title + "\n")
      var table = section.table
      let isOurs = !section.table.columns.contains { $0.hasPrefix("paper_") }
      if isOurs { table.note = mark }
      output.show(table)
    }
    var lines: [(why: String, arms: [String])] = []
    if !report.unevaluated.isEmpty {
      lines.append(("no evaluation is recorded", report.unevaluated))
    }
    for one in report.reasons {
      if let place = lines.firstIndex(where: { $0.why == one.why }) {
        lines[place].arms.append(one.arm)
      } else {
        lines.append((one.why, [one.arm]))
      }
    }
    guard !lines.isEmpty else { return }
    Console.answer(
      "\n"
        + lines.map { line in
          "\(Console.safe(line.arms.joined(separator: ", "))): \(Console.safe(line.why))\n"
        }.joined())
  }

  private func show(_ saved: [Ablation.Saved]) {
    var table = Table(columns: ["arm", "state", "digest", "why"])
    table.rows = saved.map { one in
      [
        .text(one.name),
        .text(one.digest == nil ? "not stored" : one.isNew ? "added" : "present"),
        .init(one.digest), .init(one.why),
      ]
    }
    output.show(table)
  }

  private func showList() throws {
    let store = try Store(
      path: ":memory:", access: .create, catalog: try SQLCatalog.embedded())
    let library = try ArmLibrary(store: store)
    var table = Table(columns: ["file", "title", "arms"])
    table.rows = try ArmLibrary.shippedNames.map { name in
      let file = try library.file(named: name)
      return [
        .text(name), .init(file.title), .text(file.arms.map(\.name).joined(separator: " ")),
      ]
    }
    output.show(table)
  }
}
