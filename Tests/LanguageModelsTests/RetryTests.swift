import Testing

@testable import LanguageModels

@Suite("Waiting before a further try")
struct RetryTests {
  @Test("doubles up to a bound, at least by half, and by chance")
  func backoff() {
    let policy = RetryPolicy(seed: 7)
    var seen: Set<Double> = []
    for call in ["a", "b", "c"] {
      for tries in 1...100 {
        let full = tries > 6 ? 30 : min(30, 0.5 * Double(1 << (tries - 1)))
        let pause = policy.pause(after: tries, retryAfter: nil, call: call)
        #expect(pause >= full / 2)
        #expect(pause <= full)
        seen.insert(pause / full)
      }
    }
    #expect(seen.count > 290)
  }

  @Test("is a function of seed, call and try")
  func deterministic() {
    func pauses(_ seed: UInt64, _ call: String) -> [Double] {
      (1...5).map { RetryPolicy(seed: seed).pause(after: $0, retryAfter: nil, call: call) }
    }
    #expect(pauses(1, "a") == pauses(1, "a"))
    #expect(pauses(1, "a") != pauses(2, "a"))
    #expect(pauses(1, "a") != pauses(1, "b"))
  }

  @Test("is never shorter than the endpoint asks for, and not the same for all")
  func retryAfter() {
    let policy = RetryPolicy()
    let pauses = (0..<100).map { policy.pause(after: 1, retryAfter: 20, call: "\($0)") }
    #expect(pauses.allSatisfy { $0 >= 20 && $0 <= 25 })
    #expect(Set(pauses).count > 90)
    let none = policy.pause(after: 3, retryAfter: nil, call: "a")
    #expect(policy.pause(after: 3, retryAfter: 0, call: "a") == none)
  }

  @Test(
    "reads seconds, milliseconds and the three forms of a date",
    arguments: [
      ("3", nil, 3.0), (" 2.5", nil, 2.5), ("0", nil, 0), ("-4", nil, 0), ("1e30", nil, 86_400),
      ("7", "1500", 1.5), ("inf", nil, nil), ("nan", nil, nil), ("soon", nil, nil), ("", nil, nil),
      ("Sun, 06 Nov 1994 08:49:37 GMT", nil, 60), ("Sunday, 06-Nov-94 08:49:37 GMT", nil, 60),
      ("Sun Nov  6 08:49:37 1994", nil, 60), ("Sun, 06 Nov 1994 08:00:00 GMT", nil, 0),
      ("Sun, 06 Nov 2094 08:00:00 GMT", nil, 86_400), ("Sun, 06 Foo 1994 08:49:37 GMT", nil, nil),
      ("Sun, 99 Nov 1994 08:49:37 GMT", nil, nil),
    ] as [(String, String?, Double?)])
  func header(_ text: String, _ milliseconds: String?, _ expected: Double?) {
    #expect(
      RetryAfter.seconds(
        header: text, milliseconds: milliseconds, date: "Sun, 06 Nov 1994 08:48:37 GMT",
        wall: { 0 }) == expected)
  }

  @Test("counts a date from the answer's own, and only without one from the wall clock")
  func wall() {
    let until = "Sun, 06 Nov 1994 08:49:37 GMT"
    #expect(RetryAfter.unixTime(until) == 784_111_777)
    #expect(
      RetryAfter.seconds(header: until, date: nil, wall: { 784_111_770 }) == 7)
    // A wall clock that went far back asks for no more than a day.
    #expect(RetryAfter.seconds(header: until, date: nil, wall: { 0 }) == 86_400)
  }

  @Test("knows leap years and ends of months")
  func dates() {
    #expect(RetryAfter.unixTime("Thu, 01 Jan 1970 00:00:00 GMT") == 0)
    #expect(RetryAfter.unixTime("Tue, 29 Feb 2000 00:00:00 GMT") == 951_782_400)
    #expect(RetryAfter.unixTime("Wed, 01 Mar 2000 00:00:00 GMT") == 951_868_800)
    #expect(RetryAfter.unixTime("Thu, 31 Dec 2099 23:59:59 GMT") == 4_102_444_799)
  }
}

@Suite("A circuit breaker")
struct CircuitBreakerTests {
  private func failing(_ count: Int, over seconds: Double) -> CircuitBreaker {
    var breaker = CircuitBreaker()
    for at in 0..<count { breaker.failed(at: seconds * Double(at) / Double(max(1, count - 1))) }
    return breaker
  }

  private func allows(_ breaker: inout CircuitBreaker, _ now: Double) -> Bool {
    guard breaker.allows(at: now) else { return false }
    breaker.begin(at: now)
    return true
  }

  @Test("opens when enough tries failed in a row, over long enough")
  func opens() {
    var burst = failing(1_000, over: 14)
    #expect(allows(&burst, 14))
    var few = failing(9, over: 100)
    #expect(allows(&few, 100))
    var dead = failing(10, over: 15)
    #expect(!allows(&dead, 15))
    #expect(!allows(&dead, 44.9))
  }

  @Test("lets one try through after its rest, and closes when that succeeds")
  func closes() {
    var breaker = failing(10, over: 15)
    #expect(allows(&breaker, 45))
    #expect(!allows(&breaker, 45))
    breaker.failed(at: 46)
    #expect(!allows(&breaker, 75))
    #expect(allows(&breaker, 76))
    breaker.abandoned()
    #expect(allows(&breaker, 76))
    breaker.succeeded()
    #expect(allows(&breaker, 76))
    #expect(allows(&breaker, 76))
    #expect(breaker == CircuitBreaker())
  }

  @Test("counts anew after a success")
  func success() {
    var breaker = failing(9, over: 100)
    breaker.succeeded()
    breaker.failed(at: 101)
    #expect(allows(&breaker, 101))
  }
}
