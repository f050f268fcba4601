internal import ArgumentParser
internal import Experiments
internal import Store
internal import Tables

struct NoiseCommand: CellCommand {
  static let configuration = CommandConfiguration(
    commandName: "noise",
    abstract: "See how many accepted pairs people rate invalid, with intervals.",
    discussion: """
      Label noise: of the accepted pairs with a majority of the annotators (rated) those that are invalid; unsettled are \
      ties and pairs that nobody is sure of, in neither number. noise_low...noise_high is Clopper and Pearson's 95 % \
      interval, Wilson's stands beside it. Where nothing is rated, the noise is not known, and never 0. The rated attempts of \
      rejected runs stand apart: valid_share is what the policy throws away.

      A policy is a name (default, paper, reference, strict, last: the one applied last, or an arm: FILE:ARM), settings \
      such as theta=0.6,judges=none, or both; without one it is the policy applied last, with the options below. --by \
      divides: failure_type, round, benchmark, judge (panels: none, each judge alone, all), theta (0.1 ... 0.9).

      Two policies are compared. Where one accepts a subset of the other's pairs, the dropped ones are tested against the \
      kept ones (Fisher), with the valid pairs lost beside the invalid ones removed; else the difference is resampled \
      over tasks.

      Where a frame drew pairs with unequal probabilities, 'weighted' has Hájek's ratio, clustered by task; else \
      'predicted' adds what confidences say of the pairs that are not rated (prediction-powered, PPI++): with few errors \
      read exact_low...exact_high.

      --model dawid-skene shows what votes alone imply, with what ratings say beside it; it is refused where votes do \
      not tell. --paper shows the paper's human evaluation, reconstructed from counts. As SQL: 'regoal query label_noise'.

      EXAMPLE
        regoal noise
        regoal noise --by failure_type
        regoal noise theta=0.7,judges=none
        regoal noise judges=none judges=all
        regoal noise --model dawid-skene
        regoal noise --paper
      """)

  enum Model: String, ExpressibleByArgument, CaseIterable { case dawidSkene = "dawid-skene" }

  @Argument(help: ArgumentHelp("Policy (default: last).", valueName: "a"))
  var first: String?
  @Argument(help: ArgumentHelp("Policy to compare it with.", valueName: "b"))
  var second: String?
  @Option(help: "What to divide by.")
  var by: LabelNoise.Axis?
  @Option(
    help: ArgumentHelp(
      "Frame whose probabilities weigh the pairs, repeatable (default: all).", valueName: "name"))
  var frame: [String] = []
  @Option(help: "What votes alone imply, beside the ratings.")
  var model: Model?
  @Flag(help: "The paper's human evaluation.")
  var paper = false
  @Option(help: ArgumentHelp("Seed of resamples, from 0.", valueName: "n"))
  var seed: UInt64 = 42
  @Option(help: ArgumentHelp("One table of the answer alone.", valueName: "name"))
  var part: String?
  @OptionGroup var pairs: NoiseOptions
  @OptionGroup var gate: GateOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    do {
      for text in [first, second].compactMap({ $0 }) { _ = try PolicyNotation(text) }
    } catch let error as PolicyNotationError {
      throw ValidationError(ErrorText.line(error))
    }
    if paper, first != nil || by != nil || model != nil {
      throw ValidationError("--paper reads no policy: give it alone")
    }
    let given = pairs.given + gate.given + (frame.isEmpty ? [] : ["frame"])
    if paper, let option = given.first {
      throw ValidationError("--paper shows the paper's counts: give it without --\(option)")
    }
    if model != nil, pairs.failureType != nil {
      throw ValidationError("--model looks at all pairs: give it without --failure-type")
    }
    if second != nil, by != nil || model != nil || !frame.isEmpty {
      throw ValidationError("two policies are compared without --by, --model and --frame")
    }
    if model != nil, by != nil || !frame.isEmpty {
      throw ValidationError("--model looks at all pairs: give it without --by and --frame")
    }
    if first != nil, gate.policy != nil {
      throw ValidationError("--policy and a policy as an argument say the same: give one")
    }
  }

  func run() async throws {
    try ErrorText.told {
      let (report, warnings) = try report(in: try database.store(.read))
      for warning in warnings { Console.warning(warning) }
      try report.show(output, part: part)
    }
  }

  func table(in store: Store) throws -> Table { try report(in: store).report.table(part) }

  private func report(in store: Store) throws -> (report: TableReport, warnings: [String]) {
    var report = TableReport(main: "noise")
    var warnings: [String] = []
    var configs: Set<String> = []
    if paper {
      let answer = try PaperNoise(in: store)
      report.add("noise", "The paper's ratings, \(PaperNoise.mark)", answer.ratings)
      report.add(
        "dropped", "What the second judge drops, if the samples are nested", answer.dropped)
      report.add("certificates", "Whether the counts certify a noise", answer.certificates)
      report.add(
        "survival", "Single-judge pairs that the second judge accepts: two numbers for one share",
        answer.survival)
      report.notes = answer.notes
      return (report, [])
    }
    var wish = pairs.wish
    wish.axis = by
    wish.frames = frame
    let one = try candidate(first, in: store)
    if let second {
      let answer = try NoiseComparison(
        one, try candidate(second, in: store), wish, seed: seed, in: store)
      report.add("noise", "What each accepts", answer.sides)
      report.add("test", "Comparison", answer.test)
      (report.notes, warnings, configs) = (answer.notes, answer.warnings, answer.configs)
    } else if model != nil {
      let answer = try NoiseModel(one.request, round: wish.round, in: store)
      report.add("noise", "Noise of the accepted pairs", answer.noise)
      report.add("judges", "Judges, as their votes imply", answer.judges)
      (warnings, configs) = (answer.warnings, answer.configs)
      report.notes.append("correlated errors make what votes imply far too low")
    } else {
      let answer = try LabelNoise(one.request, wish, in: store)
      report.add("noise", "Label noise of the accepted pairs", answer.noise)
      for (name, title, table) in [
        ("rejected", "Rated attempts of the rejected runs", answer.rejected),
        ("weighted", "Weighted by the probability of being drawn", answer.weighted),
        ("predicted", "With confidences for the pairs that are not rated", answer.predicted),
      ] where !table.rows.isEmpty {
        report.add(name, title, table)
      }
      (report.notes, warnings, configs) = (answer.notes, answer.warnings, answer.configs)
    }
    if let mark = try EngineMark.text(of: configs, in: store) { report.notes.append(mark) }
    return (report, warnings)
  }

  private func candidate(
    _ text: String?, in store: Store
  ) throws -> PolicyComparison.Candidate {
    if let text { return try gate.candidate(PolicyNotation(text), in: store) }
    let base = try GateRequest.last(in: store) ?? GateRequest()
    return PolicyComparison.Candidate(
      label: PolicyNotation.last,
      request: try gate.request(in: store, base: base, as: gate.policy == nil ? .varied : .fallback)
    )
  }
}
