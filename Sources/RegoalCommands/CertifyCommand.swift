internal import ArgumentParser
internal import Experiments
internal import Store
internal import Tables

struct CertifyCommand: CellCommand {
  static let configuration = CommandConfiguration(
    commandName: "certify",
    abstract: "Choose the loosest threshold whose noise is bounded with a stated risk.",
    discussion: """
      The noise among accepted pairs is at most --max-noise, and that is wrong with probability at most --risk. It rests on \
      a frame of rule theta_grid ('regoal annotate plan'): the thresholds were fixed before anybody rated, and pairs drawn \
      uniformly from the union of what they accept. They are tested from strict to loose, from the first with enough \
      ratings, until one fails; the last that passed is chosen. p_value = P[Binomial(rated, max_noise) <= invalid]. A rated \
      pair without a majority counts as invalid.

      The policy is the one that the frame was planned with, its calibration included. Other frames, unequal probabilities and confidences calibrated on the same ratings are refused. Where nothing is \
      certified, ratings_needed says how many more would do, and 'missing' lists the pairs of the frame that are not rated \
      there. Exit code 1 where nothing is certified.

      --power says before any rating how many it takes: least, by invalid ones among them; power, by the true noise, to \
      certify with probability 50, 80, 90 %; and with --thetas how many pairs to draw.

      EXAMPLE
        regoal certify --max-noise 0.05 --risk 0.1
        regoal certify --frame grid-1 --part candidates --csv
        regoal certify --power --thetas 0.9,0.8,0.7,0.6,0.5
      """)

  @Option(
    help: ArgumentHelp("Greatest noise that is let pass, above 0, below 1.", valueName: "share"))
  var maxNoise = 0.05
  @Option(
    help: ArgumentHelp(
      "Probability that the answer is wrong, above 0, below 1.", valueName: "share"))
  var risk = 0.1
  @Option(help: ArgumentHelp("Frame (default: the only one with a grid).", valueName: "name"))
  var frame: String?
  @Flag(help: "How many ratings it will take.")
  var power = false
  @Option(
    help: ArgumentHelp(
      "With --power: candidates, comma-separated, strict to loose.", valueName: "thetas"))
  var thetas: String?
  @Option(help: ArgumentHelp("One table of the answer alone.", valueName: "name"))
  var part: String?
  @OptionGroup var gate: GateOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    for (name, value) in [("max-noise", maxNoise), ("risk", risk)] {
      guard value > 0, value < 1 else {
        throw ValidationError("--\(name) lies above 0 and below 1, is \(value)")
      }
    }
    if thetas != nil, !power {
      throw ValidationError("--thetas goes with --power: a certificate takes its frame's grid")
    }
    if power, frame != nil {
      throw ValidationError("--power looks at no rating: give it without --frame")
    }
    if let option = gate.given.first, !power || thetas == nil {
      throw ValidationError(
        power
          ? "--\(option) plays no part in --power without --thetas"
          : "a certificate takes the policy that its frame was planned with: give it without --\(option)"
      )
    }
    let grid = try grid()
    guard zip(grid, grid.dropFirst()).allSatisfy({ $0 > $1 }) else {
      throw ValidationError("--thetas goes from strict to loose, each less than the one before")
    }
  }

  private func grid() throws -> [Double] {
    try (thetas ?? "").split(separator: ",").map { word in
      guard let theta = Double(word), (0...1).contains(theta) else {
        throw ValidationError("--thetas takes numbers from 0 to 1, not '\(word)'")
      }
      return theta
    }
  }

  func run() async throws {
    let isFine = try ErrorText.told {
      // What --power says without a grid needs no database.
      let store = power && thetas == nil ? nil : try database.store(.read)
      let (report, warnings, isFine) = try report(in: store)
      for warning in warnings { Console.warning(warning) }
      try report.show(output, part: part)
      return isFine
    }
    if !isFine { throw ExitCode.failure }
  }

  /// Without a grid there is nothing to certify, and a notebook goes on.
  func table(in store: Store) throws -> Table {
    do {
      return try report(in: store).report.table(part)
    } catch NoiseError.noGrid {
      let empty = ThresholdCertificate.empty
      var table = part == "candidates" ? empty.candidates : empty.answer
      table.note = "no frame fixes a grid of thresholds"
      return table
    }
  }

  private func report(
    in store: Store?
  ) throws -> (report: TableReport, warnings: [String], isFine: Bool) {
    if power {
      let grid = try grid()
      let request =
        try grid.isEmpty
        ? nil
        : store.map { store in
          try gate.request(in: store, base: try GateRequest.last(in: store) ?? GateRequest())
        }
      let answer = try CertificationPower(
        maxNoise: maxNoise, risk: risk, thetas: grid, of: request, in: store)
      var report = TableReport(main: "least")
      report.add("least", "Least ratings, by invalid ones among them", answer.least)
      report.add("power", "Ratings that certify with 50, 80, 90 %, by the true noise", answer.power)
      if !grid.isEmpty {
        report.add("draws", "Pairs to draw from the union of the grid", answer.draws)
      }
      if let store, let mark = try EngineMark.text(of: answer.configs, in: store) {
        report.notes.append(mark)
      }
      return (report, [], true)
    }
    guard let store else { return (TableReport(main: "answer"), [], false) }
    let answer = try ThresholdCertificate(
      maxNoise: maxNoise, risk: risk, frame: frame, in: store)
    var report = TableReport(main: "answer")
    report.add("answer", "What is certified", answer.answer)
    report.add("candidates", "The grid, strict to loose", answer.candidates)
    if !answer.missing.rows.isEmpty {
      report.add("missing", "Pairs whose ratings would help", answer.missing)
    }
    report.notes = answer.notes
    if let mark = try EngineMark.text(of: answer.configs, in: store) { report.notes.append(mark) }
    return (report, answer.warnings, answer.isCertified)
  }
}
