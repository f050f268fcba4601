internal import ArgumentParser
internal import Dispatch
internal import Foundation
internal import Store
internal import Synchronization

/// Ctrl-C, `kill` and a closed terminal, for commands that write: the work ends between two groups, or the
/// running statement is interrupted and its group rolled back. What was committed stays.
///
/// A second signal, or work that does not end in time, ends the program at once; the database bears that.
enum Interruption {
  static let signals = [SIGINT, SIGTERM, SIGHUP]
  static let words = "interrupted; what was committed stays, the same command continues"
  /// Seconds that the work has to end by itself.
  private static let patience = 1.0
  private static let repeatInterval = 0.02
  /// Longest that the system is waited for to take note of a signal, in seconds.
  private static let registrationTime = 5.0

  private static let caught = Atomic<Int32>(0)
  private static let watched = Mutex(Watched())

  private struct Watched {
    var sources: [any DispatchSourceSignal] = []
    /// Work that others are paid for, which is waited for.
    var underWay: (seconds: Double, words: String)?
    weak var store: Store?
    /// What has to be put right before the program ends at once.
    var restore: (@Sendable () -> Void)?
  }

  /// True once a signal came.
  static var isRequested: Bool { caught.load(ordering: .relaxed) != 0 }

  /// From here on signals are caught, but for those that whoever started the program wants ignored.
  static func watch() {
    watched.withLock { watched in
      guard watched.sources.isEmpty else { return }
      let queue = DispatchQueue(label: "signals")
      let registered = DispatchSemaphore(value: 0)
      watched.sources = signals.filter { !isIgnored($0) }.map { number in
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
        source.setEventHandler { handle(number, on: queue) }
        source.setRegistrationHandler { registered.signal() }
        source.activate()
        return source
      }
      // Until then a signal is lost: on a busy machine that can take longer than what follows.
      for _ in watched.sources { _ = registered.wait(timeout: .now() + registrationTime) }
    }
  }

  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    guard sigaction(number, nil, &action) == 0 else { return false }
    let handler = unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
    return handler == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  /// The store whose statements a signal interrupts.
  static func watch(_ store: Store) {
    watched.withLock { $0.store = store }
  }

  /// - Parameter restore: done before a signal ends the program at once; nil: nothing is.
  static func atEnd(_ restore: (@Sendable () -> Void)?) {
    watched.withLock { $0.restore = restore }
  }

  /// From here on, until told otherwise, a signal waits for what is under way.
  /// - Parameters:
  ///   - seconds: 0: for no longer than usual.
  ///   - words: said when a signal comes.
  static func await(_ seconds: Double, _ words: String = "") {
    watched.withLock { $0.underWay = seconds > 0 ? (seconds, words) : nil }
  }

  /// Tells of a signal that came, if one did, and ends the command with 128 + its number.
  static func end() throws {
    guard isRequested else { return }
    Console.error(words)
    throw ExitCode(128 + caught.load(ordering: .relaxed))
  }

  private static func handle(_ number: Int32, on queue: DispatchQueue) {
    let (isFirst, _) = caught.compareExchange(
      expected: 0, desired: number, ordering: .relaxed)
    guard isFirst else { endAtOnce() }
    let underWay = watched.withLock { $0.underWay }
    if let underWay { Console.error(underWay.words) }
    queue.asyncAfter(deadline: .now() + (underWay?.seconds ?? patience)) { endAtOnce() }
    interrupt(on: queue)
  }

  /// Again and again: an interrupt between two statements is forgotten.
  private static func interrupt(on queue: DispatchQueue) {
    watched.withLock { $0.store }?.interrupt()
    queue.asyncAfter(deadline: .now() + repeatInterval) { interrupt(on: queue) }
  }

  private static func endAtOnce() -> Never {
    watched.withLock { $0.restore }?()
    Console.error(words)
    _exit(128 + caught.load(ordering: .relaxed))
  }
}
