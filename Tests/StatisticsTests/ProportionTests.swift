import Testing

@testable import Statistics

private func isNear(_ a: Double, _ b: Double, _ tolerance: Double = 1e-10) -> Bool {
  abs(a - b) <= tolerance
}

@Suite("An interval for k of n")
struct ProportionTests {
  @Test(
    "by Clopper and Pearson has the known ends",
    arguments: [
      (3, 130, 0.0048, 0.0660, 5e-5), (10, 169, 0.0287, 0.1061, 5e-5),
      (12, 31, 0.2185, 0.5781, 5e-5),
    ])
  func known(k: Int, n: Int, low: Double, high: Double, digits: Double) throws {
    let interval = try #require(Proportion(k, of: n).clopperPearson())
    #expect(isNear(interval.low, low, digits) && isNear(interval.high, high, digits))
  }

  @Test("by Wilson has the known ends")
  func wilson() throws {
    let interval = try #require(Proportion(3, of: 130).wilson())
    #expect(isNear(interval.low, 0.0079, 5e-5) && isNear(interval.high, 0.0657, 5e-5))
  }

  @Test("has ends at which the tails of the binomial are half the error", arguments: [1, 7, 40])
  func tails(n: Int) throws {
    for k in 0...n {
      let interval = try #require(Proportion(k, of: n).clopperPearson(level: 0.9))
      if k > 0 { #expect(isNear(tail(from: k, n, interval.low), 0.05)) }
      if k < n { #expect(isNear(1 - tail(from: k + 1, n, interval.high), 0.05)) }
      #expect(k > 0 || interval.low == 0)
      #expect(k < n || interval.high == 1)
    }
  }

  /// P[Binomial(n, p) ≥ k], term by term.
  private func tail(from k: Int, _ n: Int, _ p: Double) -> Double {
    var sum = 0.0
    for i in k..<(n + 1) {
      var term = 1.0
      for j in 0..<i { term *= p * Double(n - j) / Double(j + 1) }
      for _ in i..<n { term *= 1 - p }
      sum += term
    }
    return sum
  }

  @Test("is mirrored where successes and failures change places")
  func mirrored() throws {
    for (k, n) in [(0, 5), (2, 9), (130, 1_000_000)] {
      for interval in [Proportion.clopperPearson, Proportion.wilson] {
        let one = try #require(interval(Proportion(k, of: n))(0.95))
        let other = try #require(interval(Proportion(n - k, of: n))(0.95))
        #expect(isNear(one.low, 1 - other.high) && isNear(one.high, 1 - other.low))
      }
    }
  }

  @Test("is not known at n = 0, and neither is the rate")
  func unknown() {
    #expect(Proportion(0, of: 0).rate == nil)
    #expect(Proportion(0, of: 0).clopperPearson() == nil)
    #expect(Proportion(0, of: 0).wilson() == nil)
    #expect(Proportion(1, of: 2).clopperPearson(level: 1) == nil)
  }
}
