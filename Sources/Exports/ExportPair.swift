public import Trajectories

/// An example of an export: a run and the goal that it is trained under.
public struct ExportPair: Sendable {
  public var kind: ExampleKind
  public var trajectory: Trajectory
  /// ĝ; a run's own goal, or one that was drawn, where the kind says so.
  public var goal: String
  /// The run that reached the goal of a success pair; nil elsewhere.
  public var preferred: Trajectory?
  /// The relabeler's; nil: it wrote no goal.
  public var rationale: String?
  /// Accepted confidence, in [0, 1].
  public var confidence: Double?
  /// Training weight, in [0, 1].
  public var weight: Double
  /// The weight over the mean weight of the export, hence 1 on average, to six decimals; nil: the mean is 0.
  public var relativeWeight: Double?
  /// How often formats without weights have it, from 0.
  public var copies: Int
  /// Steps that the goal is about, from 0, both ends included; nil: all.
  public var steps: ClosedRange<Int>?

  public init(
    kind: ExampleKind = .hindsight, trajectory: Trajectory, goal: String,
    preferred: Trajectory? = nil, rationale: String? = nil, confidence: Double? = nil,
    weight: Double = 1, relativeWeight: Double? = nil, copies: Int = 1,
    steps: ClosedRange<Int>? = nil
  ) {
    self.kind = kind
    self.trajectory = trajectory
    self.goal = goal
    self.preferred = preferred
    self.rationale = rationale
    self.confidence = confidence
    self.weight = weight
    self.relativeWeight = relativeWeight
    self.copies = copies
    self.steps = steps
  }

  /// A run under a goal.
  typealias Side = (run: Trajectory, goal: String)

  /// What is preferred, and to what; nil: the example is a demonstration alone.
  ///
  /// Of a pair with another goal the run is the same: (ĝ, τ) ≻ (g, τ). Of a success pair the goal is.
  var contrast: (chosen: Side, rejected: Side)? {
    switch kind {
    case .hindsight, .randomGoal: ((trajectory, goal), (trajectory, trajectory.goal))
    case .successPair: preferred.map { (($0, goal), (trajectory, goal)) }
    case .ownGoal, .success: nil
    }
  }
}
