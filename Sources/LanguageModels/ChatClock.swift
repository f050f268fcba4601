internal import Foundation

/// The time that pauses, limits and latencies are measured by.
public struct ChatClock: Sendable {
  /// Seconds since any moment; never goes back, whatever happens to the wall clock.
  public var seconds: @Sendable () -> Double
  /// Waits. Throws `CancellationError` if the task is cancelled.
  public var pause: @Sendable (_ seconds: Double) async throws -> Void
  /// Seconds since 1970; read only where an endpoint names a date until which to wait, and no date of its own.
  public var wallSeconds: @Sendable () -> Double

  public init(
    seconds: @escaping @Sendable () -> Double,
    pause: @escaping @Sendable (Double) async throws -> Void,
    wallSeconds: @escaping @Sendable () -> Double
  ) {
    self.seconds = seconds
    self.pause = pause
    self.wallSeconds = wallSeconds
  }

  /// The machine's monotonic clock.
  public static let system: ChatClock = {
    let start = ContinuousClock.now
    return ChatClock(
      seconds: { (ContinuousClock.now - start) / .seconds(1) },
      pause: { try await Task.sleep(for: .seconds($0)) },
      wallSeconds: { Date().timeIntervalSince1970 })
  }()
}
