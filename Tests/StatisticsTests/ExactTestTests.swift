import Foundation
import Testing

@testable import Statistics

@Suite("Exact tests")
struct ExactTestTests {
  @Test("dropped against kept pairs of the paper, if nested, differ: p = 0.0015")
  func paper() {
    let test = FisherExactTest(7, 32, 3, 127)
    #expect(abs((test.pValue ?? 0) - 0.0015) < 5e-5)
    #expect(test.oddsRatio == 7.0 * 127 / (32 * 3))
  }

  /// Σ over all tables with the same sums, in whole numbers.
  private func fisher(_ a: Int, _ b: Int, _ c: Int, _ d: Int) -> Double {
    func choose(_ n: Int, _ k: Int) -> Int {
      k < 0 || k > n ? 0 : (0..<k).reduce(1) { $0 * (n - $1) / ($1 + 1) }
    }
    func ways(_ x: Int) -> Int { choose(a + b, x) * choose(c + d, a + c - x) }
    let all = (0...(a + c)).map(ways)
    let tail = all.filter { $0 <= ways(a) }.reduce(0, +)
    return Double(tail) / Double(all.reduce(0, +))
  }

  @Test("Fisher's p is the share of tables at most as probable, ties included")
  func fisherByDefinition() {
    for a in 0..<6 {
      for b in 0..<6 {
        for c in 0..<6 {
          for d in 0..<6 {
            let p = FisherExactTest(a, b, c, d).pValue
            if a + b == 0 || c + d == 0 {
              #expect(p == nil)
            } else {
              #expect(abs((p ?? 9) - fisher(a, b, c, d)) < 1e-12, "\((a, b, c, d))")
            }
          }
        }
      }
    }
  }

  @Test("Fisher's test of large tables keeps its digits, down to nothing")
  func fisherLarge() {
    #expect(FisherExactTest(100_000, 100_000, 100_000, 100_000).pValue == 1)
    #expect(FisherExactTest(100_000, 0, 0, 100_000).pValue == 0)
    #expect((FisherExactTest(30, 0, 0, 30).pValue ?? 0) > 0)
    #expect(FisherExactTest(0, 5, 0, 4).pValue == 1)
    #expect(FisherExactTest(0, 0, 3, 4).pValue == nil)
    #expect(FisherExactTest(0, 0, 3, 4).oddsRatio == nil)
    #expect(FisherExactTest(1, 0, 3, 4).oddsRatio == .infinity)
  }

  @Test(
    "the binomial tail is its terms added up",
    arguments: [(1, 0.5), (12, 0.05), (130, 0.05), (40, 0.9)])
  func tail(n: Int, p: Double) {
    let distribution = BinomialDistribution(trials: n, probability: p)
    var sum = 0.0
    for k in 0...n {
      var term = 1.0
      for j in 0..<k { term *= p * Double(n - j) / Double(j + 1) }
      for _ in k..<n { term *= 1 - p }
      sum += term
      #expect(abs(distribution.probability(of: k) - term) <= 1e-12 * term)
      #expect(abs(distribution.cumulative(k) - min(1, sum)) <= 1e-12 * sum)
    }
  }

  @Test("the binomial tail has digits where it is tiny, and ends where nothing varies")
  func tinyTail() {
    let tiny = BinomialDistribution(trials: 2_000, probability: 0.3).cumulative(2)
    let q = log(0.7)
    let terms =
      exp(2_000 * q) + 2_000 * 0.3 * exp(1_999 * q) + 2_000 * 1_999 / 2 * 0.09 * exp(1_998 * q)
    #expect(tiny > 0 && abs(tiny - terms) < 1e-10 * terms)
    let large = BinomialDistribution(trials: 1_000_000, probability: 0.05)
    #expect(abs(large.cumulative(50_000) - 0.5) < 0.01)
    #expect(large.cumulative(-1) == 0 && large.cumulative(1_000_000) == 1)
    #expect(BinomialDistribution(trials: 5, probability: 0).cumulative(0) == 1)
    #expect(BinomialDistribution(trials: 5, probability: 1).cumulative(4) == 0)
    #expect(BinomialDistribution(trials: 5, probability: 1).probability(of: 5) == 1)
    #expect(BinomialDistribution(trials: 0, probability: 0.3).cumulative(0) == 1)
  }

  @Test("McNemar's p counts coins; where no pair tells, nothing is known")
  func mcNemar() {
    #expect(McNemarTest(onlyFirst: 0, onlySecond: 0).pValue == nil)
    #expect(McNemarTest(onlyFirst: 3, onlySecond: 3).pValue == 1)
    // 2 · (1 + 6)/2^6
    #expect(abs((McNemarTest(onlyFirst: 1, onlySecond: 5).pValue ?? 0) - 14.0 / 64) < 1e-14)
    let one = McNemarTest(onlyFirst: 12, onlySecond: 31).pValue
    #expect(one == McNemarTest(onlyFirst: 31, onlySecond: 12).pValue)
  }
}
