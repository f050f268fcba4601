/// Leaves an endpoint alone that has been failing for a while: from then on one try at a time finds out
/// whether it is back.
struct CircuitBreaker: Equatable, Sendable {
  /// Tries that failed in a row before it opens…
  var failures = 10
  /// …if seconds lie between the first and the last of them: a burst among many calls is no dead endpoint.
  var seconds = 15.0
  /// Seconds that it stays open before a try is let through.
  var rest = 30.0

  private var failed = 0
  private var firstFailure = 0.0
  private var openUntil: Double?
  private var isProbing = false

  /// Whether a try may go.
  func allows(at now: Double) -> Bool {
    guard let openUntil else { return true }
    return now >= openUntil && !isProbing
  }

  /// A try goes; whoever sends it tells how it ended.
  mutating func begin(at now: Double) {
    if let openUntil, now >= openUntil { isProbing = true }
  }

  /// Anything that shows life, an error of the request's own included.
  mutating func succeeded() {
    failed = 0
    openUntil = nil
    isProbing = false
  }

  mutating func failed(at now: Double) {
    if failed == 0 { firstFailure = now }
    failed += 1
    if openUntil != nil {
      // Those sent before it opened tell nothing new.
      if isProbing { openUntil = now + rest }
      isProbing = false
    } else if failed >= failures, now - firstFailure >= seconds {
      openUntil = now + rest
    }
  }

  /// The try was given up from here, and tells nothing.
  mutating func abandoned() { isProbing = false }
}
