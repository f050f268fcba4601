public import ArgumentParser
internal import Experiments
public import Exports
internal import Store
public import Trajectories

extension ArmTraining.Takes: ExpressibleByArgument {}
extension ExampleSelection.Successes: ExpressibleByArgument {}

/// What is trained on.
struct ExampleOptions: ParsableArguments {
  enum Match: String, ExpressibleByArgument, CaseIterable { case accepted }

  @Option(
    help: ArgumentHelp(
      "Arm of an experiment, as in 'regoal ablate': FILE:ARM, or a stored arm's name.",
      valueName: "name"))
  var arm: String?
  @Option(help: "What examples are made from (default: hindsight_pairs).")
  var takes: ArmTraining.Takes?
  @Option(help: "Successful runs S: left out, in the same files, or in files of their own.")
  var successes: ExampleSelection.Successes?
  @Option(
    help: ArgumentHelp(
      "Share of S that is used, 0...1; a smaller one takes no other runs.", valueName: "share"))
  var successShare: Double?
  @Option(
    help: ArgumentHelp(
      "Failed runs that examples are made from; fewer take no other runs.", valueName: "count"))
  var failedRuns: Int?
  @Option(help: "As many failed runs as the policy accepts, for equal volume.")
  var match: Match?
  @Option(
    help: ArgumentHelp(
      "What the confidence in a failed run has to exceed, 0...1 (default 0.5).",
      valueName: "confidence"))
  var confidenceAbove: Double?
  @Option(help: "Only runs of this round of redeployment.")
  var round: Int?
  @Option(
    help: ArgumentHelp(
      "For trainers without weights: write an example M·w times on average.", valueName: "M"))
  var replicate: Double?
  @Option(help: ArgumentHelp("Seed of all draws, from 0 (default 42).", valueName: "n"))
  var seed: UInt64?

  func validate() throws {
    for (name, value) in [
      ("success-share", successShare), ("confidence-above", confidenceAbove),
    ] {
      if let value, !(0...1).contains(value) {
        throw ValidationError("--\(name) lies in 0...1, is \(value)")
      }
    }
    if let failedRuns, failedRuns < 0 {
      throw ValidationError("--failed-runs counts from 0, is \(failedRuns)")
    }
    if let replicate, !(replicate > 0 && replicate <= 1000) {
      throw ValidationError("--replicate lies above 0, up to 1000, is \(replicate)")
    }
    if takes == .successes, successes ?? .none != .none || failedRuns != nil || match != nil {
      throw ValidationError(
        "--takes successes are successful runs alone: --successes, --failed-runs and --match have no place"
      )
    }
    if match != nil,
      takes == .hindsightPairs || takes == .successPairs || (takes == nil && arm == nil)
    {
      throw ValidationError("--match accepted is for failed runs: --takes own_goals, for example")
    }
    if confidenceAbove != nil, let takes, takes != .ownGoalsByConfidence {
      throw ValidationError("--confidence-above is for --takes own_goals_by_confidence")
    }
    if takes == .nothing { throw ValidationError("--takes nothing leaves nothing to export") }
  }

  /// What an arm and the flags say; a flag goes before the arm.
  func selection(of arm: ArmDefinition? = nil) -> ExampleSelection {
    let training = arm?.training ?? ArmTraining()
    var selection = ExampleSelection(takes: takes ?? training.takes)
    let share = successShare ?? training.successShare
    selection.successes =
      selection.takes == .successes ? .none : successes ?? (share == nil ? .none : .mixed)
    selection.successShare = share ?? 1
    selection.failedRuns = failedRuns ?? training.failedRuns
    selection.round = round ?? training.round
    selection.matchesAccepted = match == .accepted
    selection.confidenceAbove =
      confidenceAbove ?? training.confidenceAbove ?? selection.confidenceAbove
    selection.replication = replicate
    selection.seed = seed ?? selection.seed
    return selection
  }
}
