public import Trajectories

/// How attempts and votes are collected.
public struct CollectionPlan: Equatable, Sendable {
  public var mode: Collection.Mode
  /// K
  public var attempts: Int
  /// θ₀ of a lazy collection, in [0, 1].
  public var theta: Double
  /// Whether a judge's verdict has to be valid for a pass.
  public var voteValid: GatePolicy.VoteValid

  public init(
    mode: Collection.Mode = .exhaustive, attempts: Int = 3, theta: Double = 0.5,
    voteValid: GatePolicy.VoteValid = .required
  ) {
    self.mode = mode
    self.attempts = attempts
    self.theta = theta
    self.voteValid = voteValid
  }

  var theta0: Double? { mode == .lazy ? theta : nil }

  /// Whether an attempt goes to the judges.
  func isPutToJudges(_ attempt: Attempt) -> Bool {
    mode == .exhaustive || isPassing(attempt)
  }

  func isPassing(_ attempt: Attempt) -> Bool {
    attempt.status == .ok && attempt.valid == true && (attempt.confidence ?? -1) >= theta
  }

  func isPassing(_ vote: Vote) -> Bool {
    vote.status == .ok && (vote.confidence ?? -1) >= theta
      && (voteValid == .ignored || vote.valid == true)
  }
}
