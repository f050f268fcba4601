internal import ArgumentParser
internal import Experiments
internal import Store
internal import Tables

struct CalibrationCommand: CellCommand {
  static let configuration = CommandConfiguration(
    commandName: "calibration",
    abstract: "See how far confidences are probabilities, and store maps that make them so.",
    discussion: """
      Of the relabeler and of each judge, on the attempts with a majority of the annotators: Brier score, expected \
      calibration error over bins of equal mass (ece), and AUROC, the chance that a valid attempt has the higher \
      confidence, each with a bootstrapped 95 % interval. reliability: how often each is right, by how sure it is.

      --save NAME stores each rater's map from confidence to share of valid attempts: isotonic from 200 ratings on, \
      Platt's below; with one map for each of 5 folds of tasks, fitted to the others, so that no confidence is calibrated \
      by ratings of its own task. A name stands for what it was first given to. A policy \
      reads confidences through it with --confidence calibrated:NAME, here, in 'run', 'sweep', 'export' and wherever else \
      a policy decides; what is fitted here are the confidences as they were given. As SQL: 'regoal query calibrations'.

      --chart draws share valid over mean confidence, a line for each rater, and the diagonal: here, or into FILE.svg with \
      its Vega-Lite specification FILE.vl.json beside it.

      EXAMPLE
        regoal calibration
        regoal calibration --judge gpt-4o --chart reliability.svg
        regoal calibration --save ratings-may
      """)

  private static let terminal = "text"

  @Option(help: ArgumentHelp("Only this judge, or 'relabeler'.", valueName: "name"))
  var judge: String?
  @Option(help: ArgumentHelp("Bins of equal mass, from 1.", valueName: "count"))
  var bins = 10
  @Option(help: ArgumentHelp("Store the maps under this name.", valueName: "name"))
  var save: String?
  @Option(
    defaultAsFlag: CalibrationCommand.terminal,
    help: ArgumentHelp("Draw reliability; to a file, if one is named.", valueName: "file.svg"))
  var chart: String?
  @Option(help: ArgumentHelp("Seed of resamples, from 0.", valueName: "n"))
  var seed: UInt64 = 42
  @Option(help: ArgumentHelp("Only this table: raters, reliability.", valueName: "name"))
  var part: String?
  @OptionGroup var gate: GateOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard bins >= 1 else { throw ValidationError("--bins counts from 1, is \(bins)") }
    if let chart, chart != CalibrationCommand.terminal, !chart.hasSuffix(".svg") {
      throw ValidationError("--chart writes a file that ends in .svg, not '\(chart)'")
    }
    if chart == CalibrationCommand.terminal, output.format != nil {
      throw ValidationError("--chart draws in place of the table: name a file to have both")
    }
    if save == "" { throw ValidationError("--save takes a name") }
    if save != nil, judge != nil {
      throw ValidationError("--save stores the maps of all raters: give it without --judge")
    }
  }

  func run() async throws {
    try ErrorText.told {
      if let chart, chart != CalibrationCommand.terminal { try ChartFiles.expectWritable(chart) }
      let store = try database.store(save == nil ? .read : .write)
      let calibration = try calibration(in: store)
      for warning in calibration.warnings { Console.warning(warning) }
      if let save {
        try calibration.save(as: save)
        Console.note("stored as '\(save)'")
      }
      var report = report(calibration)
      if let mark = try EngineMark.text(of: calibration.configs, in: store) {
        report.notes.append(mark)
      }
      if let chart {
        let drawing = try drawing(calibration)
        guard chart != CalibrationCommand.terminal else {
          return Console.answer(drawing.text(width: Console.answerWidth ?? 80))
        }
        try ChartFiles.write(drawing, to: chart)
      }
      try report.show(output, part: part)
    }
  }

  func table(in store: Store) throws -> Table {
    try report(try calibration(in: store)).table(part)
  }

  private func calibration(in store: Store) throws -> JudgeCalibration {
    let base = try GateRequest.last(in: store) ?? GateRequest()
    return try JudgeCalibration(
      try gate.request(in: store, base: base), rater: judge, bins: bins, seed: seed, in: store)
  }

  private func report(_ calibration: JudgeCalibration) -> TableReport {
    var report = TableReport(main: "raters")
    report.add("raters", "Confidences against ratings", calibration.raters)
    report.add(
      "reliability", "How often a rater is right, by how sure it is", calibration.reliability)
    report.notes = calibration.notes
    return report
  }

  private func drawing(_ calibration: JudgeCalibration) throws -> Chart {
    var table = calibration.reliability
    let diagonal = [0.0, 1.0].map { end in
      table.columns.map { column -> Table.Value in
        switch column {
        case "rater": .text("as sure as right")
        case "mean_confidence", "valid_share": .real(end)
        default: .null
        }
      }
    }
    table.rows += diagonal
    return try Chart(
      table, .line, Chart.Columns(x: "mean_confidence", y: "valid_share", by: ["rater"]),
      title: "Share valid over confidence")
  }
}
