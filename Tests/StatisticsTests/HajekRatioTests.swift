import Testing

@testable import Statistics

@Suite("A rate from unequal draws")
struct HajekRatioTests {
  @Test("with equal chances and a task a pair is k of n, its variance p(1 − p)/(n − 1)")
  func equal() throws {
    let isError = (0..<200).map { $0 < 50 }
    let ratio = try #require(
      HajekRatio(
        isError: isError, probabilities: Array(repeating: 0.3, count: 200),
        clusters: Array(0..<200)))
    #expect(abs((ratio.rate ?? 0) - 0.25) < 1e-14)
    #expect(abs((ratio.variance ?? 0) - 0.25 * 0.75 / 199) < 1e-15)
    #expect(abs((ratio.effectiveCount ?? 0) - 199) < 1e-9)
    #expect(ratio.isLinearised && ratio.clusters == 200)
  }

  @Test("weighs each pair by 1/π, and sums what is left within tasks: worked by hand")
  func byHand() throws {
    let ratio = try #require(
      HajekRatio(
        isError: [true, false, false, true], probabilities: [0.5, 0.5, 0.25, 1],
        clusters: [7, 7, 3, 9]))
    // Weights 2, 2, 4, 1: rate (2 + 1)/9; residuals by task (2 − 4/3), −4/3, 1 − 1/3, over 9.
    #expect(abs((ratio.rate ?? 0) - 3.0 / 9) < 1e-15)
    let squares = (4.0 / 9 + 16.0 / 9 + 4.0 / 9) / 81
    #expect(abs((ratio.variance ?? 0) - squares * 3 / 2) < 1e-15)
    // (Σw)²/Σ_task w² = 81/(16 + 16 + 1); the variance implies (2/9)/(4/81 · …) more.
    let implied = (2.0 / 9) / (squares * 3 / 2)
    #expect(abs((ratio.effectiveCount ?? 0) - min(81.0 / 33, implied)) < 1e-12)
    #expect(!ratio.isLinearised)
  }

  @Test(
    "with few errors has Clopper and Pearson's interval on the effective sample, without any its closed form"
  )
  func few() throws {
    let three = try #require(
      HajekRatio(
        isError: (0..<131).map { $0 < 3 }, probabilities: Array(repeating: 1, count: 131),
        clusters: Array(0..<131)))
    #expect(!three.isLinearised)
    let (interval, plain) = (
      try #require(three.interval()), try #require(Proportion(3, of: 131).clopperPearson())
    )
    #expect(abs(interval.low - plain.low) < 1e-4 && abs(interval.high - plain.high) < 1e-3)
    let none = try #require(
      HajekRatio(
        isError: Array(repeating: false, count: 60),
        probabilities: Array(repeating: 0.5, count: 60),
        clusters: (0..<60).map { $0 / 2 }))
    // Thirty tasks count, not sixty pairs.
    #expect(none.rate == 0 && abs((none.effectiveCount ?? 0) - 30) < 1e-9)
    let ends = try #require(none.interval())
    let thirty = try #require(Proportion(0, of: 30).clopperPearson())
    #expect(ends.low == 0 && abs(ends.high - thirty.high) < 1e-9)
  }

  @Test("is not known without pairs, and refuses chances out of range")
  func edges() throws {
    let empty = try #require(HajekRatio(isError: [], probabilities: [], clusters: []))
    #expect(empty.rate == nil && empty.variance == nil && empty.interval() == nil)
    let one = try #require(HajekRatio(isError: [true], probabilities: [0.5], clusters: [1]))
    #expect(one.rate == 1 && one.variance == nil)
    #expect(try #require(one.interval()).high == 1)
    #expect(HajekRatio(isError: [true], probabilities: [0], clusters: [1]) == nil)
    #expect(HajekRatio(isError: [true], probabilities: [1.5], clusters: [1]) == nil)
    #expect(HajekRatio(isError: [true], probabilities: [], clusters: [1]) == nil)
  }

  @Test("a pair that several frames could have drawn has π = 1 − Π(1 − π_f)")
  func inclusion() {
    #expect(InclusionProbability.uniform(drawing: 30, of: 120) == 0.25)
    #expect(InclusionProbability.uniform(drawing: 1, of: 0) == nil)
    #expect(InclusionProbability.uniform(drawing: 3, of: 2) == nil)
    #expect(abs((InclusionProbability.ofAny([0.25, 0.5, 0.1]) ?? 0) - 0.6625) < 1e-15)
    #expect(InclusionProbability.ofAny([0.2, 1]) == 1)
    #expect(abs((InclusionProbability.ofAny([1e-18, 1e-18]) ?? 0) - 2e-18) < 1e-30)
    #expect(InclusionProbability.ofAny([]) == nil)
    #expect(InclusionProbability.ofAny([1.2]) == nil)
  }
}
