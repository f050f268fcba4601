/// A gate policy in the words of METHOD.md §4.
public struct TranscribedPolicy: Equatable, Sendable {
  /// on | off.
  public var detection: Bool
  /// Whether a detect config was named. It matters with detection off only: it then decides
  /// whether a trajectory of unknown outcome belongs to F, and nothing else.
  public var detectConfigGiven: Bool
  /// θ in [0, 1].
  public var theta: Double
  /// δ in [0, 1].
  public var delta: Double
  /// K.
  public var attempts: Int
  /// The panel, each name once; empty: the single-judge variant.
  public var judges: [String]
  /// none, algorithm1 or reference.
  public var fallback: String
  /// required or ignored.
  public var voteValid: String
  /// consume or gap.
  public var onError: String
  /// severity, reference, uniform or uniform_after_gate.
  public var weighting: String

  public init(
    detection: Bool, detectConfigGiven: Bool, theta: Double, delta: Double, attempts: Int,
    judges: [String], fallback: String, voteValid: String, onError: String, weighting: String
  ) {
    self.detection = detection
    self.detectConfigGiven = detectConfigGiven
    self.theta = theta
    self.delta = delta
    self.attempts = attempts
    self.judges = judges
    self.fallback = fallback
    self.voteValid = voteValid
    self.onError = onError
    self.weighting = weighting
  }
}
