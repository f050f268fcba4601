internal import ArgumentParser
internal import Experiments
internal import Store
internal import Tables

struct SweepCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep",
    abstract: "See what other settings would accept, from stored facts.",
    discussion: """
      Without --at the answer holds for every threshold: one row for each interval (theta_low, theta_high] over \
      which nothing changes. Acceptance need not fall as the threshold rises. Where facts are missing, the yield \
      lies between yield_low and yield_high. No model is called, and nothing is written.

      --over varies a setting, and may be given several times for a grid: delta, attempts, judges, fallback, \
      vote_valid, on_error, weighting, confidence, detection. A panel is 'none' (single judge), 'all', or names joined by +.

      cost_usd, where calls of models are recorded and all have prices, is what the answers took that a panel reads, \
      and cost_usd_per_accepted that for each accepted pair.

      effective_size is (Σw)²/Σw² of the training weights. Where people rated attempts, label noise stands beside: \
      of the accepted pairs with a majority (rated) those that are invalid, with Clopper and Pearson's 95 % interval; \
      unsettled are ties and pairs that nobody is sure of.

      --chart draws the yield over θ, one line for each combination: here, or into FILE.svg with its Vega-Lite \
      specification FILE.vl.json beside it.

      EXAMPLE
        regoal sweep
        regoal sweep --at 0.2,0.3,0.5,0.7,0.9
        regoal sweep --at 0.5 --over judges=none,all --over fallback=none,algorithm1,reference
        regoal sweep --over judges=none,all --chart
        regoal sweep --over judges=none,all --chart curve.svg
      """)

  @Option(help: ArgumentHelp("Thresholds, comma-separated, 0...1.", valueName: "thetas"))
  var at: String?
  @Option(
    help: ArgumentHelp("A setting to vary, such as delta=0,0.3,0.5.", valueName: "axis=values"))
  var over: [String] = []
  @Option(help: "Only runs of this round of redeployment.")
  var round: Int?
  @Option(
    defaultAsFlag: SweepCommand.terminal,
    help: ArgumentHelp("Draw the curve; to a file, if one is named.", valueName: "file.svg"))
  var chart: String?
  @Option(
    help: ArgumentHelp(
      "Rows to show, 0: all; by default 400 in a table for reading, else all.", valueName: "n"))
  var limit: Int?
  @OptionGroup var gate: GateOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  private static let shownRows = 400

  /// `--chart` without a file.
  private static let terminal = "text"

  func validate() throws {
    if let chart, chart != SweepCommand.terminal, !chart.hasSuffix(".svg") {
      throw ValidationError("--chart writes a file that ends in .svg, not '\(chart)'")
    }
    if chart == SweepCommand.terminal, output.format != nil {
      throw ValidationError("--chart draws in place of the table: name a file to have both")
    }
    if let thetas = try thetas(), thetas.isEmpty {
      throw ValidationError("--at names no threshold")
    }
    let axes = try axes()
    do { try Sweep.check(axes) } catch let error as SweepError {
      throw ValidationError(ErrorText.line(error))
    }
    for axis in axes where isSet(axis.axis) {
      throw ValidationError("--over and an option of its own both set \(axis.axis.rawValue)")
    }
    if let limit, limit < 0 { throw ValidationError("--limit counts from 0, is \(limit)") }
    guard gate.theta == nil else {
      throw ValidationError("a sweep goes over every theta: name some with --at, not --theta")
    }
  }

  /// Whether an option beside --over says what a setting is.
  private func isSet(_ axis: Sweep.Axis) -> Bool {
    switch axis {
    case .delta: gate.delta != nil
    case .attempts: gate.attempts != nil
    case .judges: gate.judges != nil
    case .fallback: gate.fallback != nil
    case .weighting: gate.weighting != nil
    case .confidence: gate.confidence != nil
    case .detection: gate.detection != nil
    case .voteValid: gate.voteValid != nil
    case .onError: gate.onError != nil
    }
  }

  private func thetas() throws -> [Double]? {
    try at.map { text in
      try text.split(separator: ",").map { word in
        guard let theta = Double(word), (0...1).contains(theta) else {
          throw ValidationError(
            "--at takes numbers from 0 to 1, separated by commas, not '\(word)'")
        }
        return theta
      }
    }
  }

  private func axes() throws -> [Sweep.Values] {
    let axes = try over.map { text in
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      let known = Sweep.Axis.allCases.map(\.rawValue).joined(separator: ", ")
      guard parts.count == 2, !parts[1].isEmpty else {
        throw ValidationError("--over takes axis=value,value, not '\(text)'; axes: \(known)")
      }
      guard let axis = Sweep.Axis(rawValue: parts[0]) else {
        throw ValidationError("--over knows no axis '\(parts[0])'; axes: \(known)")
      }
      return Sweep.Values(axis: axis, texts: parts[1].split(separator: ",").map(String.init))
    }
    guard Set(axes.map(\.axis)).count == axes.count else {
      throw ValidationError("--over names an axis twice: give all its values at once")
    }
    return axes
  }

  func run() async throws {
    try ErrorText.told {
      if let chart, chart != SweepCommand.terminal { try ChartFiles.expectWritable(chart) }
      let store = try database.store(.read)
      let base = try GateRequest.last(in: store) ?? GateRequest()
      let thetas = try thetas()
      let axes = try axes()
      let report = try Sweep(store: store).table(
        try gate.request(in: store, base: base), over: axes, at: thetas, round: round)
      for warning in report.warnings { Console.warning(warning) }
      var table = report.table
      table.note = try EngineMark.note(of: report.configs, in: store)
      if !table.rows.contains(where: { ($0[axes.count + (thetas == nil ? 2 : 1)].integer ?? 0) > 0 }
      ) {
        Console.note("no run is known to have failed: there is nothing to accept")
      }
      guard let chart else { return show(table) }
      let drawing = try Chart(
        table, thetas == nil ? .step : .line,
        Chart.Columns(
          x: thetas == nil ? "theta_low" : "theta", xEnd: thetas == nil ? "theta_high" : nil,
          y: "yield_low", yEnd: "yield_high", by: axes.map { "policy_" + $0.axis.rawValue }),
        title: "Yield over the threshold")
      if chart == SweepCommand.terminal {
        Console.answer(drawing.text(width: Console.answerWidth ?? 80))
      } else {
        try ChartFiles.write(drawing, to: chart)
        show(table)
      }
    }
  }

  /// People read the first rows, programs all of them.
  private func show(_ table: Table) {
    var shown = table
    let limit = limit ?? (output.format == nil ? SweepCommand.shownRows : 0)
    if limit > 0 { shown.rows = Array(table.rows.prefix(limit)) }
    output.show(shown)
    if shown.rows.count < table.rows.count {
      Console.note(
        "the first \(shown.rows.count) of \(table.rows.count) rows are shown; --limit 0 shows all, "
          + "--at some thresholds, --chart the whole")
    }
  }
}
