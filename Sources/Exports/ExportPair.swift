public import Trajectories

/// An accepted pair: a hindsight goal and the run that demonstrates it.
public struct ExportPair: Sendable {
  /// Name of the run, as queries show it.
  public let name: String
  public let trajectory: Trajectory
  /// Digest of the run.
  public let trajectoryDigest: String
  /// Digest of the attempt that gave the goal.
  public let attemptDigest: String
  public let decision: String
  public let k: Int
  /// ĝ
  public let hindsightGoal: String
  public let rationale: String
  /// Accepted confidence, in [0, 1].
  public let confidence: Double?
  /// Training weight, in [0, 1].
  public let weight: Double?
  /// The weight over the mean weight of the export's pairs, hence 1 on average, to six decimals; nil: the mean is 0.
  public var relativeWeight: Double?
}
