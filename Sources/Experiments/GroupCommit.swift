internal import Foundation
internal import Store
internal import Synchronization

/// Commits facts for many callers at once: what comes within a moment shares a transaction.
///
/// A caller goes on only once its facts are committed. Ending the calling task does not take back what it
/// handed over.
final class GroupCommit: @unchecked Sendable {
  /// Longest that a caller waits for others, in seconds.
  static let longestWait = 0.010
  /// Writes of one transaction, at most.
  static let largestGroup = 512

  private struct Job: Sendable {
    let write: @Sendable (FactWriter) throws -> Void
    /// Takes nil once it is committed, else why it is not.
    let end: @Sendable ((any Error)?) -> Void
  }

  private let store: Store
  private let wait: Double
  private let condition = NSCondition()
  private var jobs: [Job] = []
  private var isEnded = false

  /// - Parameter wait: seconds that a write waits for others, at most `longestWait`.
  init(store: Store, wait: Double) {
    self.store = store
    self.wait = min(max(wait, 0), GroupCommit.longestWait)
    Thread { [self] in work() }.start()
  }

  /// Lets the thread end, behind what was handed over.
  func end() {
    condition.withLock {
      isEnded = true
      condition.broadcast()
    }
  }

  /// Runs a write in a transaction that is committed when this returns.
  /// - Throws: what the write threw; what others wrote is committed all the same.
  func commit<T: Sendable>(
    _ write: @escaping @Sendable (FactWriter) throws -> T
  ) async throws -> T {
    try await withCheckedThrowingContinuation { continuation in
      let written = Written<T>()
      let job = Job(
        write: { facts in
          let value = try write(facts)
          written.value.withLock { $0 = value }
        },
        end: { error in
          if let error { return continuation.resume(throwing: error) }
          guard let value = written.value.withLock({ $0 }) else {
            return continuation.resume(throwing: StoreError.cancelled)
          }
          continuation.resume(returning: value)
        })
      let isRefused = condition.withLock {
        guard !isEnded else { return true }
        jobs.append(job)
        condition.broadcast()
        return false
      }
      if isRefused { job.end(StoreError.cancelled) }
    }
  }

  /// A value that is there once it was written.
  private final class Written<T: Sendable>: Sendable {
    let value = Mutex<T?>(nil)
  }

  private func work() {
    while let group = next() {
      do {
        try store.writeFacts { facts in for job in group { try job.write(facts) } }
        for job in group { job.end(nil) }
      } catch {
        guard group.count > 1 else {
          group.first?.end(error)
          continue
        }
        // One of them fails: each gets a transaction of its own.
        for job in group {
          do {
            try store.writeFacts { facts in try job.write(facts) }
            job.end(nil)
          } catch { job.end(error) }
        }
      }
    }
  }

  private func next() -> [Job]? {
    condition.lock()
    defer { condition.unlock() }
    while jobs.isEmpty {
      if isEnded { return nil }
      condition.wait()
    }
    let deadline = Date(timeIntervalSinceNow: wait)
    while wait > 0, !isEnded, jobs.count < GroupCommit.largestGroup,
      condition.wait(until: deadline)
    {}
    let group = Array(jobs.prefix(GroupCommit.largestGroup))
    jobs.removeFirst(group.count)
    return group
  }
}
