internal import ArgumentParser
internal import Experiments
internal import Store
internal import Tables

struct DiffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Compare two policies: which runs they decide otherwise, and why.",
    discussion: """
      A policy is a name (default, paper, reference, strict, last: the one applied last, or an arm: FILE:ARM, or \
      a stored arm's name), settings such as theta=0.6,judges=none, or both: paper,theta=0.6. Settings: theta, delta, attempts, judges (none, all, or \
      names joined by +), fallback, vote_valid, on_error, weighting, confidence, detection, detect_config, extract_config, \
      relabel_config, series. Settings without a name change the policy that was applied last. One policy alone \
      is compared with that one, and no policy means paper against reference: what the published code does \
      differently from the paper, on your runs. The options below hold for both sides.

      A run is of one kind: came (B accepts it, A does not), went, goal (both accept it, with another goal), \
      decision, weight, confidence. What is undetermined is not accepted. 'gate' is the first gate that decides otherwise, 'against' the side that \
      it stops. No model is called, and nothing is written.

      EXAMPLE
        regoal diff
        regoal diff theta=0.7
        regoal diff paper strict,judges=none --summary
        regoal diff judges=none judges=all --only went --json
        regoal diff table-2:full_mj_severity table-2:uniform_weights
      """)

  enum Only: String, ExpressibleByArgument, CaseIterable {
    case came, went, changed
    case goal, decision, weight, confidence

    var changes: Set<PolicyComparison.Change> {
      switch self {
      case .changed: Set(PolicyComparison.Change.allCases).subtracting([.came, .went])
      default: Set(PolicyComparison.Change(rawValue: rawValue).map { [$0] } ?? [])
      }
    }
  }

  enum PartName: String, ExpressibleByArgument, CaseIterable {
    case settings, sides, effects, decisions, runs
  }

  /// Runs that are shown for reading.
  static let shown = 20

  /// Columns of a policy that stands in front of a text as a label.
  private static let longestLabel = 24

  @Argument(
    help: ArgumentHelp(
      "Policy A (default: paper; where one policy is given alone: last).", valueName: "a"))
  var first: String?
  @Argument(help: ArgumentHelp("Policy B (default: reference).", valueName: "b"))
  var second: String?
  @Flag(help: "Only settings, counts and yields, no runs.")
  var summary = false
  @Option(help: "Only runs of one kind; changed: neither came nor went.")
  var only: Only?
  @Option(
    help: ArgumentHelp(
      "Most runs that are listed (default: \(DiffCommand.shown) for reading, all as data).",
      valueName: "count"))
  var limit: Int?
  @Option(help: "Only runs of this round of redeployment.")
  var round: Int?
  @Option(help: "One table of the answer alone; CSV has 'runs' without it.")
  var part: PartName?
  @OptionGroup var gate: GateOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if let limit, limit < 0 { throw ValidationError("--limit counts from 0, is \(limit)") }
    do {
      for text in [first, second].compactMap({ $0 }) { _ = try PolicyNotation(text) }
    } catch let error as PolicyNotationError {
      throw ValidationError(ErrorText.line(error))
    }
    guard gate.policy == nil else {
      throw ValidationError(
        "diff takes its policies as arguments, such as: regoal diff paper strict")
    }
    guard !summary || (only == nil && limit == nil && part != .runs) else {
      throw ValidationError(
        "--summary leaves the runs out: give it without --only, --limit, --part runs")
    }
  }

  func run() async throws {
    try ErrorText.told {
      let (one, two) = (try first.map(PolicyNotation.init), try second.map(PolicyNotation.init))
      let store = try database.store(.read)
      let isPaperAgainstCode = one == nil
      let isLastMeant =
        (one != nil && two == nil)
        || [one, two].contains { $0.map { $0.name ?? "last" } == PolicyNotation.last }
      if isLastMeant, try GateRequest.last(in: store) == nil {
        Console.note("no policy was applied yet: 'last' is the default policy")
      }
      let comparison: PolicyComparison
      if let one {
        let base = try gate.candidate(PolicyNotation(PolicyNotation.last), in: store)
        comparison = try PolicyComparison(
          two == nil ? base : try gate.candidate(one, in: store),
          try gate.candidate(two ?? one, in: store),
          round: round, in: store)
      } else {
        comparison = try PolicyComparison(
          try gate.candidate(PolicyNotation("paper"), in: store),
          try gate.candidate(PolicyNotation("reference"), in: store), round: round,
          splitsPanels: true,
          in: store)
      }
      for warning in comparison.warnings { Console.warning(warning) }
      var report = try report(comparison)
      if isPaperAgainstCode { report.notes += try DiffCommand.paperNotes(store) }
      if let mark = try EngineMark.text(of: comparison.configs, in: store) {
        report.notes.append(mark)
      }
      try report.show(output, part: part?.rawValue)
    }
  }

  // MARK: The answer

  private func report(_ comparison: PolicyComparison) throws -> TableReport {
    var report = TableReport(main: summary ? PartName.decisions.rawValue : PartName.runs.rawValue)
    let settings = try comparison.settings()
    let labels = comparison.sides.rows.compactMap { $0[1].text }
    let (a, b) = (labels.first ?? "a", labels.last ?? "b")
    let widest = max(TerminalText.width(a), TerminalText.width(b))
    let isShort = widest <= DiffCommand.longestLabel
    let width = isShort ? widest + 2 : 3
    report.add("settings", "Settings that differ", settings) { page in
      for row in settings.rows.indices {
        func side(_ label: String, _ side: String) {
          let value = settings.value(row, side).text ?? "none"
          page.field(
            isShort ? label : side.uppercased(),
            "\(value): \(settings.value(row, "meaning_\(side)").text ?? "")", indent: 4,
            labelWidth: width)
        }
        page.paragraph(settings.value(row, "setting").text ?? "", style: .bold)
        side(a, "a")
        side(b, "b")
      }
    }
    let names = ["dropped_before": "dropped", "effective_size": "eff_size"]
    let hidden: Set<String> = ["open_in", "open_out"]
    let sides = comparison.sides
    add(
      "sides", "What each accepts", sides,
      shown: sides.forReading(names, without: hidden.union(["side", "policy"]))
        .sideBySide("A: \(a)", "B: \(b)"), to: &report)
    let effects = try comparison.effects()
    if effects.rows.count > 2 {
      add(
        "effects", "From A to B, one setting at a time", effects,
        shown: DiffCommand.narrow(effects, a, b), to: &report)
    }
    let decisions = comparison.transitionTable
    var shown = decisions.forReading(["decision_a": "A: \(a)", "decision_b": "B: \(b)"])
    shown.rows = shown.rows.map { row in
      row.enumerated().map { $0 < 2 && $1.isNull ? .text("not in F") : $1 }
    }
    add("decisions", "From decision to decision", decisions, shown: shown, to: &report)
    guard !summary else { return report }
    let (runs, more) = try comparison.runs(
      only: only?.changes, limit: limit ?? (output.isData ? nil : DiffCommand.shown))
    let counts = comparison.changeCounts.map { "\($0.count) \($0.change.rawValue)" }
    let title =
      "Runs that change" + (counts.isEmpty ? "" : " (\(counts.joined(separator: ", ")))")
    report.add("runs", title, runs) { page in
      for row in runs.rows.indices {
        if row > 0 { page.blank() }
        DiffCommand.write(runs, row, a, b, on: &page)
      }
    }
    if more > 0 {
      let hint = "--limit \(runs.rows.count + more) shows them"
      report.notes.append("\(more) more \(more == 1 ? "run" : "runs"): \(hint)")
    }
    return report
  }

  /// Effects for reading: what is accepted of how many in one column.
  private static func narrow(_ effects: Table, _ a: String, _ b: String) -> Table {
    var shown = Table(
      columns: ["policy", "judges", "accepted + fallback", "yield", "mean_w", "eff_size"])
    let yields = effects.forReading()
    for row in effects.rows.indices {
      func word(_ column: String) -> String { effects.value(row, column).displayText }
      let label = word("policy")
      shown.rows.append([
        .text(
          label != b && label.hasPrefix(a + ",") ? String(label.dropFirst(a.count + 1)) : label),
        effects.value(row, "judges"),
        .text("\(word("accepted")) + \(word("fallback")) of \(word("processed"))"),
        yields.value(row, "yield"), effects.value(row, "mean_weight"),
        effects.value(row, "effective_size"),
      ])
    }
    return shown
  }

  /// Data keep every column; for reading there is a narrower table.
  private func add(
    _ name: String, _ title: String, _ table: Table, shown: Table, to report: inout TableReport
  ) {
    report.add(name, title, output.isData ? table : shown)
  }

  private static func write(
    _ runs: Table, _ row: Int, _ a: String, _ b: String, on page: inout TextPage
  ) {
    func text(_ column: String) -> String? { runs.value(row, column).text }
    func way(_ side: String) -> String {
      guard let decision = text("decision_\(side)") else { return "not in F" }
      return decision + (runs.value(row, "k_\(side)").integer.map { " (k = \($0))" } ?? "")
    }
    let change = text("change") ?? ""
    page.paragraph(
      "\(text("trajectory") ?? "")  \(change): \(way("a")) → \(way("b"))", indent: 0,
      style: change == "came" ? .good : change == "went" ? .bad : .bold)
    page.field("why", text("why") ?? "", indent: 2, labelWidth: 7)
    if let reason = text("judge_reason"), !reason.isEmpty {
      page.field("judge", "\(text("judge") ?? ""): \(reason)", indent: 2, labelWidth: 7, lines: 4)
    }
    page.field("asked", shortened(text("goal") ?? ""), indent: 2, labelWidth: 7)
    let goals = [text("hindsight_goal_a"), text("hindsight_goal_b")].map { $0.map(shortened) }
    for (side, goal) in zip(["a", "b"], goals) {
      let numbers = ["confidence", "weight"].compactMap { name -> String? in
        let value = runs.value(row, "\(name)_\(side)")
        return value.isNull ? nil : "\(name) \(value.displayText)"
      }
      let words =
        goal == nil
        ? "–" : side == "b" && goals[0] == goals[1] ? "the same goal" : goal ?? ""
      page.field(
        side.uppercased(), words + (numbers.isEmpty ? "" : " (\(numbers.joined(separator: ", ")))"),
        indent: 2, labelWidth: 7)
    }
  }

  /// A goal that a person can read in a list; data formats have it whole.
  private static func shortened(_ goal: String) -> String {
    let most = 1_000
    guard goal.utf8.count > most,
      let end = goal.index(
        goal.startIndex, offsetBy: most, limitedBy: goal.endIndex), end < goal.endIndex
    else { return goal }
    return goal[..<end] + "… (cut; --json has all)"
  }

  /// What the paper says of a second judge, marked as the paper's.
  private static func paperNotes(_ store: Store) throws -> [String] {
    let figures = try store.run("paper_judge_effect").rows.compactMap { row -> String? in
      guard row[0].text == "webarena", let judges = row[1].text, let processed = row[2].integer,
        let accepted = row[3].integer
      else { return nil }
      return "\(judges) \(accepted) of \(processed) (\(row[4].displayText))"
    }
    return [
      "the paper's own figures on WebArena: " + figures.joined(separator: ", "),
      "under the published code and θ > 0 whatever a second judge rejects is taken by the fallback: on a "
        + "complete log it cannot lower the yield",
    ]
  }
}
