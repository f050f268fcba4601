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
    let question: Question
    let continuation: CheckedContinuation<Void, any Error>
  }

  private struct Inside {
    var state: State
    var waiting: [Int: Waiter] = [:]
    /// Numbers in the order in which they came, from `first` on; those who gave up wait no more.
    var order: [Int] = []
    var first = 0
    var nextNumber = 0

    /// The next one's number and question; nil: nobody waits.
    mutating func next() -> (number: Int, question: Question)? {
      while first < order.count {
        if let waiter = waiting[order[first]] { return (order[first], waiter.question) }
        pop()
      }
      return nil
    }

    mutating func pop() {
      first += 1
      guard first > 1_024, first * 2 > order.count else { return }
      order.removeFirst(first)
      first = 0
    }
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
          inside.order.append(number)
          inside.waiting[number] = Waiter(question: question, continuation: continuation)
          return false
        }
        if isCancelled { continuation.resume(throwing: ChatError.cancelled) }
        // The state may have changed since it was asked.
        change { _ in }
      }
    } onCancel: {
      let waiter = inside.withLock { $0.waiting.removeValue(forKey: number) }
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
      while let (number, question) = inside.next() {
        let error: ChatError?
        switch question(&inside.state) {
        case .wait: return result
        case .enter: error = nil
        case .refuse(let refusal): error = refusal
        }
        if let waiter = inside.waiting.removeValue(forKey: number) {
          ended.append((waiter.continuation, error))
        }
        inside.pop()
      }
      return result
    }
    for (continuation, error) in ended {
      if let error { continuation.resume(throwing: error) } else { continuation.resume() }
    }
    return result
  }

  /// How many wait.
  var waitingCount: Int { inside.withLock { $0.waiting.count } }

  /// The state as it is.
  var state: State { inside.withLock { $0.state } }
}
