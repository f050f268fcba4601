import Testing

@testable import LanguageModels

@Suite("Limits of a minute")
struct MinuteWindowTests {
  private struct Generator {
    var state: UInt64
    mutating func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
  }

  /// By definition: the earliest moment, not before the last booking, at which the minute up to it has room.
  private func earliest(
    _ booked: [(start: Double, amount: Int)], _ amount: Int, _ limit: Int, _ now: Double
  ) -> Double {
    let first = max(now, booked.last?.start ?? now)
    let candidates = [first] + booked.map { $0.start + 60 }.filter { $0 > first }.sorted()
    func held(_ at: Double) -> Int {
      booked.filter { $0.start > at - 60 && $0.start <= at }.reduce(0) { $0 + $1.amount }
    }
    return candidates.first { held($0) + amount <= limit || held($0) == 0 } ?? first
  }

  @Test(
    "are kept to in every stretch of 60 seconds, and nothing waits longer than it has to",
    arguments: 0..<30)
  func property(_ seed: Int) {
    var random = Generator(state: UInt64(seed))
    let limit = 1 + random.next(20)
    var window = MinuteWindow(limit: limit)
    var tickets: [MinuteWindow.Ticket] = []
    var booked: [(start: Double, amount: Int)] = []
    var now = 0.0
    for _ in 0..<300 {
      now += Double(random.next(12))
      let amount = 1 + random.next(6)
      let expected = earliest(booked, amount, limit, now)
      let ticket = window.reserve(amount, at: now)
      #expect(ticket.start == expected)
      booked.append((ticket.start, amount))
      tickets.append(ticket)
      // An answer tells that it was less.
      let at = random.next(tickets.count)
      if booked[at].amount > 1, booked[at].start + 60 > booked[booked.count - 1].start {
        booked[at].amount -= 1
        window.settle(tickets[at], booked[at].amount)
      }
    }
    for (at, one) in booked.enumerated() {
      let minute = booked[...at].filter { $0.start > one.start - 60 }
      #expect(minute.reduce(0) { $0 + $1.amount } <= limit || minute.count == 1)
    }
  }

  private func starts(
    _ window: inout MinuteWindow, _ amounts: [(amount: Int, now: Double)]
  ) -> [Double] {
    amounts.map { window.reserve($0.amount, at: $0.now).start }
  }

  @Test("let one more than the limit go alone")
  func alone() {
    var window = MinuteWindow(limit: 10)
    #expect(starts(&window, [(3, 0), (50, 1), (1, 2)]) == [0, 60, 120])
  }

  @Test("give back what was not used")
  func settled() {
    var window = MinuteWindow(limit: 10)
    let ticket = window.reserve(10, at: 0)
    window.settle(ticket, 4)
    #expect(starts(&window, [(6, 1), (1, 1)]) == [1, 60])
  }
}
