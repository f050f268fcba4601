internal import ArgumentParser
internal import Experiments
internal import Foundation
internal import Statistics
internal import Store
internal import Tables

struct SimulateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Make a corpus of invented runs whose noise and judges' accuracy are known.",
    discussion: """
      For power, for teaching, and for trying statistics where the truth is known. Lines of the log, for 'regoal ingest': \
      failed runs with a detection, an outcome, an attempt, votes, and ratings of a drawn frame named 'simulated'. Each \
      config, run and rating names the engine 'simulated'; what is true stands in each run's metadata ("valid").

      noise is the share of invalid pairs before any judge. A judge says valid with probability sensitivity of a valid \
      pair, invalid with probability specificity of an invalid one; correlation is that of the judges' scores given the \
      truth. Judge 1 is the relabeler itself (b, c), the others vote; confidence is at least 0.5 exactly where the verdict \
      is valid. Several values, comma-separated, give each judge its own. The K attempts behind the first are refused.

      The frame holds --rated pairs that all judges accept at θ = 0.5, rated by all annotators. --rate-all rates all \
      other pairs too, for frames of your own.

      EXAMPLE
        regoal simulate --runs 5000 --noise 0.06 --judges 2 --correlation 0.3 --seed 1 -o simulated.jsonl
        regoal ingest simulated.jsonl --db simulated.db
        regoal sweep --at 0.5,0.7,0.9 --db simulated.db
      """)

  @Option(help: ArgumentHelp("Runs, from 1.", valueName: "n"))
  var runs: Int
  @Option(help: "Share of invalid pairs, 0...1.")
  var noise = 0.06
  @Option(help: ArgumentHelp("Judges, the relabeler included, from 1.", valueName: "n"))
  var judges = 2
  @Option(help: ArgumentHelp("P[valid verdict | valid], between 0 and 1.", valueName: "rates"))
  var sensitivity = "0.9"
  @Option(help: ArgumentHelp("P[invalid verdict | invalid], between 0 and 1.", valueName: "rates"))
  var specificity = "0.8"
  @Option(help: ArgumentHelp("Of the judges' scores, 0...1.", valueName: "rho"))
  var correlation = 0.0
  @Option(help: ArgumentHelp("Runs of each task, from 1.", valueName: "n"))
  var runsPerTask = 1
  @Option(help: ArgumentHelp("Of validity within a task, 0...1.", valueName: "rho"))
  var taskCorrelation = 0.0
  @Option(help: ArgumentHelp("Annotators, from 0.", valueName: "n"))
  var annotators = 3
  @Option(help: ArgumentHelp("Of annotators, 0...1.", valueName: "rates"))
  var annotatorSensitivity = "0.97"
  @Option(help: ArgumentHelp("Of annotators, 0...1.", valueName: "rates"))
  var annotatorSpecificity = "0.97"
  @Option(help: ArgumentHelp("Accepted pairs that are drawn and rated, from 0.", valueName: "n"))
  var rated = 200
  @Flag(help: "Rate all pairs, those outside the frame without one.")
  var rateAll = false
  @Option(help: ArgumentHelp("Attempts of each run.", valueName: "k"))
  var attempts = 3
  @Option(help: ArgumentHelp("Seed, from 0.", valueName: "n"))
  var seed = 1
  @Option(
    name: [.customShort("o"), .customLong("out")],
    help: ArgumentHelp("File to write; - (default): standard output.", valueName: "file"))
  var out = "-"
  @OptionGroup var output: OutputOptions

  func validate() throws {
    for (name, value, least) in [
      ("runs", runs, 1), ("judges", judges, 1), ("runs-per-task", runsPerTask, 1),
      ("attempts", attempts, 1), ("annotators", annotators, 0), ("rated", rated, 0),
      ("seed", seed, 0),
    ] where value < least {
      throw ValidationError("--\(name) counts from \(least), is \(value)")
    }
    for (name, value) in [
      ("noise", noise), ("correlation", correlation), ("task-correlation", taskCorrelation),
    ] where !(0...1).contains(value) {
      throw ValidationError("--\(name) lies in 0...1, is \(value)")
    }
    guard runs % runsPerTask == 0 else {
      throw ValidationError("--runs is no multiple of --runs-per-task")
    }
    guard out != "-" || output.format == nil else {
      throw ValidationError("the log itself goes to standard output: name a file with -o")
    }
    guard try plan() != nil else {
      throw ValidationError("sensitivity and specificity of judges lie between 0 and 1")
    }
  }

  /// One for all, or one for each.
  private func rates(_ option: String, _ text: String, count: Int) throws -> [Double] {
    let rates = try text.split(separator: ",").map { word in
      guard let rate = Double(word), (0...1).contains(rate) else {
        throw ValidationError("--\(option) takes numbers from 0 to 1, not '\(word)'")
      }
      return rate
    }
    if rates.count == 1 { return [Double](repeating: rates[0], count: count) }
    guard rates.count == count else {
      throw ValidationError("--\(option) takes one number, or \(count): one for each")
    }
    return rates
  }

  private func plan() throws -> SyntheticPlan? {
    func accuracies(_ prefix: String, _ yes: String, _ no: String, _ count: Int) throws
      -> [SyntheticCorpus.Accuracy]
    {
      zip(
        try rates(prefix + "sensitivity", yes, count: count),
        try rates(prefix + "specificity", no, count: count)
      ).map { SyntheticCorpus.Accuracy(sensitivity: $0, specificity: $1) }
    }
    return SyntheticPlan(
      tasks: runs / runsPerTask, pairsPerTask: runsPerTask, noise: noise,
      taskCorrelation: taskCorrelation,
      judges: try accuracies("", sensitivity, specificity, judges),
      judgeCorrelation: correlation,
      annotators: try accuracies(
        "annotator-", annotatorSensitivity, annotatorSpecificity, annotators))
  }

  func run() async throws {
    try ErrorText.told {
      guard let plan = try plan() else { return }
      let log = SimulatedLog(
        plan, seed: seed, attempts: attempts, rated: rated, ratesAll: rateAll)
      let summary: SimulatedLog.Summary
      if out == "-" {
        summary = try log.write { Console.answer($0) }
      } else {
        summary = try TextFile.writing(to: out) { give in try log.write(to: give) }
      }
      let table = Table(
        columns: [
          "runs", "invalid", "accepted", "accepted_invalid", "noise", "expected_noise", "rated",
        ],
        rows: [
          [
            .init(summary.runs), .init(summary.invalid), .init(summary.accepted),
            .init(summary.acceptedInvalid),
            .init(
              summary.accepted > 0
                ? Double(summary.acceptedInvalid) / Double(summary.accepted) : nil),
            .init(plan.acceptedNoise(threshold: SimulatedLog.theta)), .init(summary.rated),
          ]
        ], note: "(simulated, not a model; accepted: at θ = 0.5 by all judges)")
      if out == "-" {
        Console.error(table.rendered(as: .terminal))
      } else {
        output.show(table)
      }
    }
  }
}
