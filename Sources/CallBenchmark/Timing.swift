internal import Foundation
internal import Synchronization

/// What a number of calls took.
struct Timing {
  let seconds: Double
  /// User and system, all threads.
  let processorSeconds: Double

  private final class Counter: Sendable {
    let next = Atomic(0)
  }

  /// Makes that many calls, so many in flight; each is told its number from 0.
  init(
    calls: Int, inFlight: Int, _ call: @escaping @Sendable (Int) async throws -> Void
  ) async throws {
    let counter = Counter()
    let before = Timing.processorSeconds()
    let start = ContinuousClock.now
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<inFlight {
        group.addTask {
          while true {
            let number = counter.next.wrappingAdd(1, ordering: .relaxed).oldValue
            guard number < calls else { return }
            try await call(number)
          }
        }
      }
      try await group.waitForAll()
    }
    seconds = (ContinuousClock.now - start) / .seconds(1)
    processorSeconds = Timing.processorSeconds() - before
  }

  private static func processorSeconds() -> Double {
    var usage = rusage()
    getrusage(RUSAGE_SELF.rawValue, &usage)
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
  }
}
