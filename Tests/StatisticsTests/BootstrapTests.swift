import Testing

@testable import Statistics

@Suite("Resampling")
struct BootstrapTests {
  @Test("draws binomial numbers with the right mean and variance, by every way of drawing them")
  func binomial() {
    var dice = SeededGenerator(seed: 11)
    for (n, p) in [(3, 0.5), (40, 0.1), (500, 0.3), (2_000, 0.97), (1_000_000, 0.002)] {
      let draws = (0..<20_000).map { _ in Double(dice.binomial(n, p)) }
      let sample = Sample(draws)
      let variance = Double(n) * p * (1 - p)
      #expect(abs((sample.mean ?? -1) - Double(n) * p) < 5 * (variance / 20_000).squareRoot())
      let spread = (sample.standardDeviation ?? 0) * (sample.standardDeviation ?? 0)
      #expect(abs(spread / variance - 1) < 0.06, "\((n, p))")
      #expect(draws.allSatisfy { $0 >= 0 && $0 <= Double(n) })
    }
    #expect(dice.binomial(0, 0.5) == 0 && dice.binomial(9, 0) == 0 && dice.binomial(9, 1) == 9)
  }

  @Test("draws each number of a small binomial as often as its probability says")
  func frequencies() {
    var dice = SeededGenerator(seed: 12)
    for (n, p) in [(6, 0.3), (60, 0.45)] {
      var counts = Array(repeating: 0, count: n + 1)
      let draws = 60_000
      for _ in 0..<draws { counts[dice.binomial(n, p)] += 1 }
      let distribution = BinomialDistribution(trials: n, probability: p)
      var (square, cells) = (0.0, 0)
      for k in 0...n {
        let expected = Double(draws) * distribution.probability(of: k)
        guard expected >= 5 else { continue }
        let off = Double(counts[k]) - expected
        square += off * off / expected
        cells += 1
      }
      // Mean `cells`, deviation √(2·cells).
      #expect(square < Double(cells) + 5 * (2 * Double(cells)).squareRoot())
    }
  }

  @Test("is the same whether units stand for themselves or are counted by kind")
  func kinds() throws {
    func interval(_ multiplicities: [Int], _ values: [Double]) throws -> Interval {
      var dice = SeededGenerator(seed: 13)
      let bootstrap = Bootstrap(
        multiplicities: multiplicities, resamples: 9_999, using: &dice
      ) { drawn in
        zip(drawn, values).reduce(0) { $0 + Double($1.0) * $1.1 } / Double(drawn.reduce(0, +))
      }
      return try #require(bootstrap.interval)
    }
    let counted = try interval([300, 100], [0, 1])
    let single = try interval(
      Array(repeating: 1, count: 400), (0..<400).map { $0 < 300 ? 0 : 1 })
    #expect(abs(counted.low - single.low) < 0.004 && abs(counted.high - single.high) < 0.004)
    // The binomial's own quantiles.
    #expect(abs(counted.low - 0.2075) < 0.004 && abs(counted.high - 0.2925) < 0.004)
  }

  @Test("has no interval for one unit, nor where the statistic is mostly undefined")
  func unknown() {
    var dice = SeededGenerator(seed: 14)
    #expect(Bootstrap(multiplicities: [1], using: &dice) { _ in 1 }.interval == nil)
    #expect(Bootstrap(multiplicities: [], using: &dice) { _ in 1 }.interval == nil)
    let undefined = Bootstrap(multiplicities: [5, 5], using: &dice) { _ in nil }
    #expect(undefined.interval == nil && undefined.undefined == undefined.resamples)
    let bad = Bootstrap(multiplicities: [5, 5], level: 1, using: &dice) { _ in 1 }
    #expect(bad.interval == nil && bad.resamples == 0)
    let constant = Bootstrap(multiplicities: [5, 5], using: &dice) { _ in 3 }
    #expect(constant.interval == Interval(low: 3, high: 3))
  }

  @Test("of the difference of two rates draws tasks, so that what they share cancels out")
  func difference() throws {
    // In every task both policies have the same errors: no difference, in any resample.
    let same = (0..<40).map { task in
      RateDifference.Task(
        first: Proportion(task % 3, of: 3), second: Proportion(task % 3, of: 3))
    }
    var dice = SeededGenerator(seed: 15)
    let nothing = RateDifference(same, using: &dice)
    #expect(!nothing.hasFewErrors)
    #expect(nothing.value == 0 && nothing.bootstrap.interval == Interval(low: 0, high: 0))
    let apart = (0..<40).map { task in
      RateDifference.Task(
        first: Proportion(task % 4 == 0 ? 2 : 0, of: 2),
        second: Proportion(task % 8 == 0 ? 1 : 0, of: 1))
    }
    let found = RateDifference(apart, using: &dice)
    #expect(found.value == -0.125 && found.tasks == 40)
    #expect(found.first == Proportion(20, of: 80) && found.second == Proportion(5, of: 40))
    let interval = try #require(found.bootstrap.interval)
    #expect(interval.low < -0.125 && interval.high > -0.125)
    dice = SeededGenerator(seed: 16)
    let one = RateDifference(apart, using: &dice)
    dice = SeededGenerator(seed: 16)
    #expect(one.bootstrap == RateDifference(apart.reversed(), using: &dice).bootstrap)
    let clean = RateDifference(
      (0..<9).map { _ in .init(first: Proportion(0, of: 4), second: Proportion(0, of: 4)) },
      using: &dice)
    #expect(clean.hasFewErrors && clean.bootstrap.interval == Interval(low: 0, high: 0))
    let unrated = RateDifference(
      [.init(first: Proportion(0, of: 0), second: Proportion(0, of: 4))], using: &dice)
    #expect(unrated.value == nil && unrated.bootstrap.interval == nil)
  }
}
