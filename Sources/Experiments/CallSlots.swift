internal import Synchronization

/// Lets a bounded number of calls be under way; the others wait in order.
final class CallSlots: Sendable {
  private struct State {
    var free: Int
    /// A queue: from `first` on.
    var waiting: [CheckedContinuation<Void, Never>?] = []
    var first = 0
  }

  private let state: Mutex<State>

  /// - Parameter count: at least 1.
  init(count: Int) { state = Mutex(State(free: max(1, count))) }

  func with<T>(_ body: () async throws -> T) async rethrows -> T {
    await take()
    defer { give() }
    return try await body()
  }

  private func take() async {
    await withCheckedContinuation { continuation in
      let isFree = state.withLock { state in
        guard state.free == 0 else {
          state.free -= 1
          return true
        }
        state.waiting.append(continuation)
        return false
      }
      if isFree { continuation.resume() }
    }
  }

  private func give() {
    let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
      guard state.first < state.waiting.count else {
        state.free += 1
        return nil
      }
      let next = state.waiting[state.first]
      state.waiting[state.first] = nil
      state.first += 1
      if state.first > 1_000, state.first * 2 > state.waiting.count {
        state.waiting.removeFirst(state.first)
        state.first = 0
      }
      return next
    }
    next?.resume()
  }
}
