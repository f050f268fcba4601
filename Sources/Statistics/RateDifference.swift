/// How much two rates differ that were measured on pairs of the same tasks, with an interval over tasks.
///
/// For policies neither of which accepts a subset of the other's pairs: their pairs share tasks, so tasks are drawn
/// again, each with all that it has in both.
/// - Source: STATISTICS.md (two noise rates have different denominators).
public struct RateDifference: Equatable, Sendable {
  /// What one task has: k of n in either.
  public struct Task: Hashable, Sendable {
    public let first: Proportion
    public let second: Proportion

    public init(first: Proportion, second: Proportion) {
      self.first = first
      self.second = second
    }
  }

  public let tasks: Int
  public let first: Proportion
  public let second: Proportion
  /// Of `value`: percentiles over resampled tasks.
  public let bootstrap: Bootstrap

  /// Fewer than five errors, or than five pairs without one, in either: resamples then hardly vary, and with no error
  /// at all the interval is a point. Show both rates' own intervals beside.
  public var hasFewErrors: Bool {
    [first, second].contains { min($0.count, $0.total - $0.count) < 5 }
  }

  /// second − first, in [−1, 1]; nil where either has nothing rated.
  public var value: Double? { RateDifference.value(first, second) }

  public init(
    _ tasks: [Task], level: Double = 0.95, resamples: Int? = nil,
    using generator: inout some RandomNumberGenerator
  ) {
    var counts: [Task: Int] = [:]
    for task in tasks { counts[task, default: 0] += 1 }
    let sorted = counts.sorted { RateDifference.key($0.key) < RateDifference.key($1.key) }
    let kinds = sorted.map(\.key)
    let multiplicities = sorted.map(\.value)
    func sums(_ drawn: [Int]) -> (first: Proportion, second: Proportion) {
      var (k, n, otherK, otherN) = (0, 0, 0, 0)
      for (kind, times) in zip(kinds, drawn) {
        k += times * kind.first.count
        n += times * kind.first.total
        otherK += times * kind.second.count
        otherN += times * kind.second.total
      }
      return (Proportion(k, of: n), Proportion(otherK, of: otherN))
    }
    self.tasks = tasks.count
    (first, second) = sums(multiplicities)
    bootstrap = Bootstrap(
      multiplicities: multiplicities, level: level, resamples: resamples, using: &generator
    ) {
      let (first, second) = sums($0)
      return RateDifference.value(first, second)
    }
  }

  private static func value(_ first: Proportion, _ second: Proportion) -> Double? {
    guard let one = first.rate, let two = second.rate else { return nil }
    return two - one
  }

  private static func key(_ task: Task) -> (Int, Int, Int, Int) {
    (task.first.count, task.first.total, task.second.count, task.second.total)
  }
}
