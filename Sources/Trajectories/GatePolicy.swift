/// What decides on a trajectory, given the facts.
/// - Source: METHOD.md §4, DESIGN.md §3.
public struct GatePolicy: Equatable, Sendable {
  /// When no attempt passes.
  public enum Fallback: String, Sendable, CaseIterable {
    /// Nothing is accepted: the strict reading of multi-judge.
    case none
    /// The paper's pseudocode: attempts with b = 1 and 0 < c < θ, accepted at c ≥ 0.8·θ.
    case algorithm1
    /// The published code: every attempt with b = 1, judge rejections included.
    case reference
  }

  /// Whether a judge's verdict counts beside its confidence.
  public enum VoteValid: String, Sendable, CaseIterable { case required, ignored }

  /// What an answer without a result is.
  public enum OnError: String, Sendable, CaseIterable {
    /// Used up, not passing, never a fallback candidate.
    case consume
    /// As if it were not recorded.
    case gap
  }

  /// What the severity weight w is.
  public enum Weighting: String, Sendable, CaseIterable {
    case severity, reference, uniform
    case uniformAfterGate = "uniform_after_gate"
  }

  /// Which confidences are compared with θ, as people write it: `recorded`, `calibrated`, `calibrated:NAME`.
  public enum Confidence: Equatable, Sendable {
    /// As raters gave them.
    case recorded
    /// As the maps of a calibration have them, by name or digest; nil: the only one that is stored. A rater without a
    /// map keeps its own.
    case calibrated(String?)

    public init?(_ text: String) {
      let halves = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      switch (halves[0], halves.count) {
      case ("recorded", 1): self = .recorded
      case ("calibrated", 1): self = .calibrated(nil)
      case ("calibrated", 2) where !halves[1].isEmpty: self = .calibrated(String(halves[1]))
      default: return nil
      }
    }

    public var text: String {
      switch self {
      case .recorded: "recorded"
      case .calibrated(nil): "calibrated"
      case .calibrated(let name?): "calibrated:\(name)"
      }
    }

    /// What it can be, for people.
    public static let choices = "recorded, calibrated, calibrated:NAME"

    /// In bodies that identify, where what every policy did before calibrations has no word.
    public var identifying: String? { self == .recorded ? nil : text }
  }

  public var detection: Bool
  /// θ, in [0, 1].
  public var theta: Double
  /// δ, in [0, 1].
  public var delta: Double
  /// K, from 1.
  public var attempts: Int
  /// Names of the panel's judges; empty: single judge; nil: every judge that voted.
  public var judges: [String]?
  public var fallback: Fallback
  public var voteValid: VoteValid
  public var onError: OnError
  public var weighting: Weighting
  public var confidence: Confidence

  public init(
    detection: Bool = true, theta: Double = 0.5, delta: Double = 0.3, attempts: Int = 3,
    judges: [String]? = nil, fallback: Fallback = .algorithm1, voteValid: VoteValid = .required,
    onError: OnError = .consume, weighting: Weighting = .severity,
    confidence: Confidence = .recorded
  ) {
    self.detection = detection
    self.theta = theta
    self.delta = delta
    self.attempts = attempts
    self.judges = judges
    self.fallback = fallback
    self.voteValid = voteValid
    self.onError = onError
    self.weighting = weighting
    self.confidence = confidence
  }
}
