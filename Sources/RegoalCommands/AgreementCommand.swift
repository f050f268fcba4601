internal import ArgumentParser
internal import Experiments
internal import Store
internal import Tables

struct AgreementCommand: CellCommand {
  static let configuration = CommandConfiguration(
    commandName: "agreement",
    abstract: "See how far annotators and judges agree, with each other and among themselves.",
    discussion: """
      groups: Fleiss' κ and Krippendorff's α (nominal) of all annotators and of all judges. couples: Cohen's κ, pair by \
      pair: annotators, judges, each judge against gold, the majority of the annotators. Intervals are bootstrapped \
      over attempts, 95 %. Where nearly everything is valid, κ is low whatever the agreement: read pabak, \
      prevalence_index and valid_share beside it. Who is unsure has not rated.

      errors: where judges err together on rated attempts; effective: the mean correlation of their errors, and how many \
      independent judges they amount to, J / (1 + (J - 1) * rho).

      As SQL: 'regoal query annotator_agreement', 'judges_against_gold'; 'judge_agreement' at a threshold.

      EXAMPLE
        regoal agreement
        regoal agreement --part couples --csv
        regoal agreement --judges gpt-4o,qwen --round 1
      """)

  @Option(help: "Only runs of this round of redeployment.")
  var round: Int?
  @Option(help: ArgumentHelp("Seed of resamples, from 0.", valueName: "n"))
  var seed: UInt64 = 42
  @Option(
    help: ArgumentHelp("Only this table: groups, couples, errors, effective.", valueName: "name"))
  var part: String?
  @OptionGroup var gate: GateOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    try ErrorText.told {
      let store = try database.store(.read)
      let agreement = try agreement(in: store)
      for warning in agreement.warnings { Console.warning(warning) }
      var report = report(agreement)
      if let mark = try EngineMark.text(of: agreement.configs, in: store) {
        report.notes.append(mark)
      }
      try report.show(output, part: part)
    }
  }

  func table(in store: Store) throws -> Table {
    try report(try agreement(in: store)).table(part)
  }

  private func agreement(in store: Store) throws -> RaterAgreement {
    let base = try GateRequest.last(in: store) ?? GateRequest()
    return try RaterAgreement(
      try gate.request(in: store, base: base), round: round, seed: seed, in: store)
  }

  private func report(_ agreement: RaterAgreement) -> TableReport {
    var report = TableReport(main: "couples")
    report.add("groups", "All annotators, all judges", agreement.groups)
    report.add("couples", "Pair by pair", agreement.couples)
    report.add("errors", "Errors of judges on rated attempts", agreement.errors)
    report.add("effective", "How many independent judges they amount to", agreement.effective)
    report.notes = agreement.notes
    return report
  }
}
