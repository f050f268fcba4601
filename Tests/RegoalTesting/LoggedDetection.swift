/// The failure detector's row for one trajectory, without what the gate does not read.
public struct LoggedDetection: Equatable, Sendable {
  /// nil counts as true.
  public var isFailure: Bool?
  /// v in [0, 1], 1 catastrophic.
  public var severity: Double?
  /// w in [0, 1], 1 full trust; nil: 1 - v, if v is there.
  public var weight: Double?
  /// r; nil counts as true.
  public var recoverable: Bool?

  public init(isFailure: Bool?, severity: Double?, weight: Double?, recoverable: Bool?) {
    self.isFailure = isFailure
    self.severity = severity
    self.weight = weight
    self.recoverable = recoverable
  }
}
