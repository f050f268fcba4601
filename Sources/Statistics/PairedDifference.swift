/// How much more one of two arms scores, task by task: what tasks differ in by themselves cancels out.
public struct PairedDifference: Equatable, Sendable {
  /// Tasks that both have.
  public let count: Int
  /// Mean of second − first; nil: no task is shared.
  public let mean: Double?
  /// Student's interval over tasks; nil: fewer than two are shared, or all differ by the same, which tells
  /// nothing of how differences spread.
  public let interval: Interval?

  /// - Parameters:
  ///   - first: score by task.
  ///   - second: score by task; tasks that only one has are left out.
  ///   - level: in (0, 1).
  public init(from first: [String: Double], to second: [String: Double], level: Double = 0.95) {
    let differences = second.keys.sorted().compactMap { task in
      first[task].map { (second[task] ?? 0) - $0 }
    }
    let sample = Sample(differences)
    count = sample.count
    mean = sample.mean
    interval = sample.standardDeviation == 0 ? nil : sample.meanInterval(level: level)
  }
}
