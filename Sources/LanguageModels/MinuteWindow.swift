/// How much was, and is yet to be, sent in any stretch of 60 seconds.
struct MinuteWindow: Sendable {
  static let length = 60.0

  struct Ticket: Equatable, Sendable {
    /// When it may be sent, in seconds of the caller's clock.
    let start: Double
    fileprivate let number: Int
  }

  let limit: Int
  private var entries: [(start: Double, amount: Int)] = []
  /// Those before are older than a minute for all that comes.
  private var first = 0
  /// Number of `entries[0]`.
  private var base = 0
  private var sum = 0

  init(limit: Int) { self.limit = limit }

  /// Books an amount at the earliest moment, not before what was booked earlier, at which the minute up to it
  /// holds no more than the limit. An amount above the limit is booked alone.
  mutating func reserve(_ amount: Int, at now: Double) -> Ticket {
    var start = max(now, entries.last?.start ?? now)
    while first < entries.count {
      let oldest = entries[first]
      guard oldest.start + MinuteWindow.length <= start || sum + amount > limit else { break }
      start = max(start, oldest.start + MinuteWindow.length)
      sum -= oldest.amount
      first += 1
    }
    if first > 1_024, first * 2 > entries.count {
      entries.removeFirst(first)
      base += first
      first = 0
    }
    entries.append((start, amount))
    sum += amount
    return Ticket(start: start, number: base + entries.count - 1)
  }

  /// Puts what it really was in place of what was booked.
  mutating func settle(_ ticket: Ticket, _ amount: Int) {
    let at = ticket.number - base
    guard at >= first, at < entries.count else { return }
    sum += amount - entries[at].amount
    entries[at].amount = amount
  }
}
