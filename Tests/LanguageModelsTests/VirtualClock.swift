import LanguageModels
import Synchronization

/// A clock whose pauses take no time: they move it on.
final class VirtualClock: Sendable {
  private struct State {
    var seconds = 1_000.0
    var pauses: [Double] = []
    var wall = 784_111_777.0
  }

  private let state = Mutex(State())

  /// What was waited for, in seconds, in order.
  var pauses: [Double] { state.withLock { $0.pauses } }

  func advance(_ seconds: Double) { state.withLock { $0.seconds += seconds } }

  var clock: ChatClock {
    ChatClock(
      seconds: { self.state.withLock { $0.seconds } },
      pause: { seconds in
        try Task.checkCancellation()
        self.state.withLock {
          $0.pauses.append(seconds)
          $0.seconds += seconds
        }
      },
      // Goes back with every look.
      wallSeconds: {
        self.state.withLock {
          $0.wall -= 1_000
          return $0.wall
        }
      })
  }
}
