internal import ArgumentParser
internal import Experiments
internal import Store
internal import Tables

struct BoundCommand: CellCommand {
  static let configuration = CommandConfiguration(
    commandName: "bound",
    abstract: "See what training gains at least, by the precision that ratings measure.",
    discussion: """
      Corollary 3.1.1 of the paper: gain >= p * delta - (1 - p) * epsilon, for the precision p, what a valid pair gains \
      (delta) and what an invalid one costs (epsilon), in one unit. It is positive while epsilon is less than cost_ratio \
      times delta, p / (1 - p). The paper puts a judge's precision in as if it were known; here it is the share of rated \
      pairs that are valid, with Clopper and Pearson's 95 % interval carried through. NULL as cost_ratio_high: no cost is \
      too high for what was rated.

      EXAMPLE
        regoal bound
        regoal bound --gain 0.089 --cost 0.1
        regoal bound --paper
      """)

  @Option(help: ArgumentHelp("What a valid pair gains, delta.", valueName: "delta"))
  var gain: Double?
  @Option(help: ArgumentHelp("What an invalid pair costs, epsilon, from 0.", valueName: "epsilon"))
  var cost: Double?
  @Flag(help: "From the counts of the paper's human evaluation.")
  var paper = false
  @OptionGroup var pairs: NoiseOptions
  @OptionGroup var gate: GateOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard (gain == nil) == (cost == nil) else {
      throw ValidationError("--gain and --cost go together")
    }
    if paper, let option = pairs.given.first ?? gate.given.first {
      throw ValidationError("--paper takes the paper's counts: give it without --\(option)")
    }
    if let gain, !gain.isFinite { throw ValidationError("--gain takes a number") }
    if let cost, !(cost >= 0 && cost.isFinite) {
      throw ValidationError("--cost takes a number from 0, not \(cost)")
    }
  }

  func run() async throws {
    try ErrorText.told {
      let store = try database.store(.read)
      let bound = try bound(in: store)
      for warning in bound.warnings { Console.warning(warning) }
      output.show(try table(bound, in: store))
      for note in bound.notes { Console.note(note) }
    }
  }

  func table(in store: Store) throws -> Table { try table(try bound(in: store), in: store) }

  private func table(_ bound: MeasuredBound, in store: Store) throws -> Table {
    var table = bound.table
    table.note = try table.note ?? EngineMark.note(of: bound.configs, in: store)
    return table
  }

  private func bound(in store: Store) throws -> MeasuredBound {
    var effects: (delta: Double, epsilon: Double)?
    if let gain, let cost { effects = (gain, cost) }
    if paper { return try MeasuredBound(paper: effects, in: store) }
    let base = try GateRequest.last(in: store) ?? GateRequest()
    return try MeasuredBound(
      try gate.request(in: store, base: base), pairs.wish, effects: effects, in: store)
  }
}
