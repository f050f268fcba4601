internal import Foundation
internal import Synchronization

/// Lets several programs that write one file take turns.
///
/// SQLite has no queue: who waits for the write lock looks again and again, and finds it free only by luck
/// where another program holds many short transactions. So whoever waits looks often, and whoever writes
/// for long leaves the file alone for a moment now and then.
final class WriterTurns: Sendable {
  /// Seconds between two looks at a lock that another program holds.
  static let lookInterval = 0.001
  /// Seconds of writing after which the file is left to others.
  static let turn = 0.5
  /// Seconds for which it is: long enough for several looks.
  static let pause = 0.003

  private struct Times {
    var waitingSince: Double?
    var turnBegan: Double?
  }

  private let times = Mutex(Times())
  private let isCancelled: @Sendable () -> Bool

  /// Seconds to wait for another writer.
  let limit: Double

  /// - Parameter isCancelled: asked while waiting; true ends the wait.
  init(limit: Double, isCancelled: @escaping @Sendable () -> Bool) {
    self.limit = limit
    self.isCancelled = isCancelled
  }

  /// Seconds on a clock that nobody sets.
  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// Waits a little for a lock; false once the limit has passed.
  func wait(tries: Int) -> Bool {
    guard !isCancelled() else { return false }
    let now = WriterTurns.now()
    let since = times.withLock { times in
      if tries == 0 { times.waitingSince = now }
      return times.waitingSince ?? now
    }
    guard now - since < limit else { return false }
    usleep(UInt32(WriterTurns.lookInterval * 1e6))
    return true
  }

  /// Told after each transaction of ours.
  func wrote() {
    let now = WriterTurns.now()
    let isOver = times.withLock { times in
      guard let began = times.turnBegan else {
        times.turnBegan = now
        return false
      }
      guard now - began > WriterTurns.turn else { return false }
      times.turnBegan = now
      return true
    }
    if isOver { usleep(UInt32(WriterTurns.pause * 1e6)) }
  }
}
