/// Which task and trial the line of an index belongs to.
///
/// The trials of a task follow each other, 2 to 4 of them: 16 lines hold 6 tasks.
struct TrajectoryPlace {
  /// From 0.
  var task: Int
  /// From 1.
  var trial: Int

  private static let trialCounts = [3, 2, 4, 2, 3, 2]
  private static let linesPerCycle = 16

  init(index: Int) {
    task = index / Self.linesPerCycle * Self.trialCounts.count
    var rest = index % Self.linesPerCycle
    for count in Self.trialCounts {
      if rest < count { break }
      rest -= count
      task += 1
    }
    trial = rest + 1
  }
}
