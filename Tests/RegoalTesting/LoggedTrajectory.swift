/// Everything that the gate may read about one trajectory.
public struct LoggedTrajectory: Equatable, Sendable {
  public var id: String
  /// nil: the source does not tell.
  public var success: Bool?
  /// nil: not recorded.
  public var detection: LoggedDetection?
  /// Whether the extractor's outcome is recorded; without it there are no attempts.
  public var hasOutcome: Bool
  /// At most one a k, in any order; empty without an outcome.
  public var attempts: [LoggedAttempt]

  public init(
    id: String, success: Bool?, detection: LoggedDetection?, hasOutcome: Bool,
    attempts: [LoggedAttempt]
  ) {
    self.id = id
    self.success = success
    self.detection = detection
    self.hasOutcome = hasOutcome
    self.attempts = attempts
  }
}
