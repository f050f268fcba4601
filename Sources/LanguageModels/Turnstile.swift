internal import Synchronization

/// Lets tasks in one after another, in the order in which they came, as soon as a state allows it.
final class Turnstile<State: Sendable>: Sendable {
  enum Answer {
    case enter
    case wait
    case refuse(ChatError)
  }

  /// Asked under the lock; changes the state where it answers `enter`.
  typealias Question = @Sendable (inout State) -> Answer

  private struct Waiter {
    let number: Int
    let question: Question
    let continuation: CheckedContinuation<Void, any Error>
  }

  private struct Inside {
    var state: State
    var waiting: [Waiter] = []
    var nextNumber = 0
  }

  private let inside: Mutex<Inside>

  init(_ state: State) { inside = Mutex(Inside(state: state)) }

  /// Returns once the question was answered with `enter`.
  /// - Throws: `ChatError.cancelled`, or what the question refuses with.
  func enter(_ question: @escaping Question) async throws {
    let (answer, number) = inside.withLock { inside -> (Answer, Int) in
      inside.nextNumber += 1
      return (
        inside.waiting.isEmpty ? question(&inside.state) : .wait, inside.nextNumber
      )
    }
    switch answer {
    case .enter: return
    case .refuse(let error): throw error
    case .wait: break
    }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let isCancelled = inside.withLock { inside in
          // Whoever cancels later finds the waiter; whoever did before has left this mark.
          if Task.isCancelled { return true }
          inside.waiting.append(
            Waiter(number: number, question: question, continuation: continuation))
          return false
        }
        if isCancelled { continuation.resume(throwing: ChatError.cancelled) }
        // The state may have changed since it was asked.
        change { _ in }
      }
    } onCancel: {
      let waiter = inside.withLock { inside in
        inside.waiting.firstIndex { $0.number == number }.map { inside.waiting.remove(at: $0) }
      }
      waiter?.continuation.resume(throwing: ChatError.cancelled)
      change { _ in }
    }
  }

  /// Changes the state, and lets in whom it allows now.
  @discardableResult
  func change<T: Sendable>(_ body: (inout State) -> T) -> T {
    var ended: [(CheckedContinuation<Void, any Error>, ChatError?)] = []
    let result = inside.withLock { inside in
      let result = body(&inside.state)
      var count = 0
      asking: while count < inside.waiting.count {
        let waiter = inside.waiting[count]
        switch waiter.question(&inside.state) {
        case .wait: break asking
        case .enter: ended.append((waiter.continuation, nil))
        case .refuse(let error): ended.append((waiter.continuation, error))
        }
        count += 1
      }
      inside.waiting.removeFirst(count)
      return result
    }
    for (continuation, error) in ended {
      if let error { continuation.resume(throwing: error) } else { continuation.resume() }
    }
    return result
  }

  /// The state as it is.
  var state: State { inside.withLock { $0.state } }
}
