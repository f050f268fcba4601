/// What training takes from a corpus, on one arm of an experiment.
/// - Source: METHOD.md §6 (AgentHER, Table 2 and baselines).
public struct ArmTraining: Equatable, Sendable {
  /// The examples that a model is trained on.
  public enum Takes: String, Sendable, CaseIterable {
    /// Accepted pairs of run and hindsight goal: the only examples that a gate decides on.
    case hindsightPairs = "hindsight_pairs"
    /// Failed runs with the goal of another run, drawn at random: naive relabeling.
    case randomGoals = "random_goals"
    /// The successful demonstrations S alone.
    case successes
    /// Failed runs with the goal that they failed.
    case ownGoals = "own_goals"
    /// Failed runs with their own goal, where a judge's confidence in it is high enough.
    case ownGoalsByConfidence = "own_goals_by_confidence"
    /// Failed runs beside a successful one on the same goal, which is preferred: the usual preference pairs.
    case successPairs = "success_pairs"
    /// Nothing: the model as it came.
    case nothing
  }

  /// What is optimised.
  public enum Objective: String, Sendable, CaseIterable {
    case sftAndDPO = "sft_and_dpo"
    case sft, dpo
  }

  public var takes: Takes
  public var objective: Objective
  /// Share of S that is used, in [0, 1]; nil: not stated.
  public var successShare: Double?
  /// Failed runs that the examples are made from, from 0; nil: all.
  public var failedRuns: Int?
  /// Round of redeployment, from 0; nil: not stated.
  public var round: Int?
  /// What a confidence has to exceed, in [0, 1], where runs are kept by one; nil: not stated.
  public var confidenceAbove: Double?

  public init(
    takes: Takes = .hindsightPairs, objective: Objective = .sftAndDPO, successShare: Double? = nil,
    failedRuns: Int? = nil, round: Int? = nil, confidenceAbove: Double? = nil
  ) {
    self.takes = takes
    self.objective = objective
    self.successShare = successShare
    self.failedRuns = failedRuns
    self.round = round
    self.confidenceAbove = confidenceAbove
  }
}
