/// The digests by which a run and its task are known everywhere.
public struct TrajectoryIdentity: Equatable, Sendable {
  /// `sha256:…` of the run.
  public let digest: String
  /// `sha256:…` of its task; nil: the source says nothing of a task.
  public let task: String?

  /// - Parameter json: a buffer that many share.
  public init(of trajectory: Trajectory, using json: inout CanonicalJSON) {
    digest = trajectory.digest(using: &json)
    task = trajectory.task.isEmpty ? nil : trajectory.task.digest(using: &json)
  }

  public init(of trajectory: Trajectory) {
    var json = CanonicalJSON(reservingCapacity: 4096)
    self.init(of: trajectory, using: &json)
  }
}
