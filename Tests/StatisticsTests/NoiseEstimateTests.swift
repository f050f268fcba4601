import Testing

@testable import Statistics

@Suite("Noise estimated otherwise")
struct NoiseEstimateTests {
  @Test("Rogan and Gladen take back what an imperfect judge adds")
  func roganGladen() throws {
    for truth in [0.0, 0.1, 0.5, 1] {
      let apparent = truth * 0.9 + (1 - truth) * 0.2
      let known = try #require(
        RoganGladen(apparent: apparent, sensitivity: 0.9, specificity: 0.8))
      #expect(abs(known.rate - truth) < 1e-14 && known.variance == nil && known.interval() == nil)
    }
    let below = try #require(RoganGladen(apparent: 0.05, sensitivity: 0.9, specificity: 0.9))
    #expect(below.uncut < 0 && below.rate == 0)
    #expect(RoganGladen(apparent: 0.5, sensitivity: 0.5, specificity: 0.5) == nil)
    #expect(RoganGladen(apparent: 0.5, sensitivity: 1.5, specificity: 0.5) == nil)
  }

  @Test("its interval is the plain one for a perfect judge, and wider for a measured one")
  func roganGladenInterval() throws {
    let apparent = Proportion(30, of: 100)
    let all = Proportion(50, of: 50)
    let perfect = try #require(
      RoganGladen(apparent: apparent, sensitivity: all, specificity: all))
    #expect(abs((perfect.variance ?? 0) - 0.3 * 0.7 / 100) < 1e-15)
    let measured = try #require(
      RoganGladen(
        apparent: apparent, sensitivity: Proportion(45, of: 50), specificity: Proportion(40, of: 50)
      ))
    // θ = 1/7: (0.0021 + θ²·0.0018 + (1 − θ)²·0.0032)/0.49.
    let theta = 1.0 / 7
    let expected = (0.0021 + theta * theta * 0.0018 + (1 - theta) * (1 - theta) * 0.0032) / 0.49
    #expect(abs((measured.variance ?? 0) - expected) < 1e-15)
    let interval = try #require(measured.interval())
    #expect(interval.low == 0 && interval.high > 1.0 / 7 && interval.high < 0.35)
    #expect(
      RoganGladen(apparent: Proportion(0, of: 0), sensitivity: all, specificity: all) == nil)
  }

  @Test("predictions that tell nothing leave the ratings as they are")
  func useless() throws {
    let isError = (0..<100).map { $0 < 20 }
    for (predictions, unlabeled) in [
      (Array(repeating: 0.3, count: 100), Array(repeating: 0.3, count: 500)),
      (isError.map { $0 ? 0.1 : 0.9 }, Array(repeating: 0.5, count: 500)),
      (isError.map { $0 ? 0.9 : 0.1 }, []),
    ] {
      let mean = try #require(
        PredictionPoweredMean(
          isError: isError, predictions: predictions, unlabeledPredictions: unlabeled))
      #expect(mean.lambda == 0 && abs(mean.estimate - 0.2) < 1e-15)
      #expect(abs(mean.variance - 0.2 * 0.8 / 100) < 1e-15)
    }
  }

  @Test("perfect predictions are as good as ratings of all pairs")
  func perfect() throws {
    let isError = (0..<100).map { $0 % 5 == 0 }
    let others = (0..<10_000).map { $0 % 4 == 0 ? 1.0 : 0.0 }
    let mean = try #require(
      PredictionPoweredMean(
        isError: isError, predictions: isError.map { $0 ? 1 : 0 }, unlabeledPredictions: others))
    #expect(mean.lambda > 0.8 && mean.lambda <= 1)
    #expect(abs(mean.estimate - 0.25) < 0.01)
    #expect(mean.variance < 0.2 * 0.8 / 100 / 10)
    let interval = try #require(mean.interval())
    #expect(interval.low < 0.25 && interval.high > 0.25 && mean.interval(level: 2) == nil)
  }

  @Test("few errors are flagged, so that the exact interval is shown beside")
  func few() throws {
    for (errors, isFew) in [(0, true), (4, true), (5, false), (95, false), (96, true)] {
      let isError = (0..<100).map { $0 < errors }
      let mean = try #require(
        PredictionPoweredMean(
          isError: isError, predictions: isError.map { $0 ? 0.8 : 0.1 },
          unlabeledPredictions: [0.1, 0.8, 0.1]))
      #expect(mean.hasFewErrors == isFew && mean.rated == Proportion(errors, of: 100))
    }
    #expect(PredictionPoweredMean(isError: [], predictions: [], unlabeledPredictions: [1]) == nil)
    #expect(
      PredictionPoweredMean(isError: [true], predictions: [.nan], unlabeledPredictions: []) == nil)
  }

  @Test("the bound breaks even at 16 Δ for the single judge's precision, at 42 Δ for two judges'")
  func bound() throws {
    let single = PrecisionBound(precision: Proportion(159, of: 169))
    let multi = PrecisionBound(precision: Proportion(127, of: 130))
    #expect(abs((single.breakEvenRatio ?? 0) - 15.9) < 1e-12)
    #expect(abs((multi.breakEvenRatio ?? 0) - 127.0 / 3) < 1e-12)
    let ends = try #require(single.breakEvenInterval)
    let noise = try #require(Proportion(10, of: 169).clopperPearson())
    #expect(abs(ends.low - (1 - noise.high) / noise.high) < 1e-9)
    #expect(abs(ends.high - (1 - noise.low) / noise.low) < 1e-9)
    #expect(try #require(multi.breakEvenInterval).low < ends.high)
    let gain = try #require(multi.gain(delta: 0.089, epsilon: 0.089 * 127 / 3))
    #expect(abs(gain) < 1e-15)
    let gains = try #require(multi.gainInterval(delta: 0.089, epsilon: 0.5))
    let middle = try #require(multi.gain(delta: 0.089, epsilon: 0.5))
    #expect(gains.low < middle && middle < gains.high)
  }

  @Test("the bound of nothing is not known, and of no invalid pair has no upper end")
  func boundEdges() throws {
    let none = PrecisionBound(precision: Proportion(0, of: 0))
    #expect(none.breakEvenRatio == nil && none.breakEvenInterval == nil)
    #expect(
      none.gain(delta: 1, epsilon: 1) == nil && none.gainInterval(delta: 1, epsilon: 1) == nil)
    let all = PrecisionBound(precision: Proportion(20, of: 20))
    #expect(all.breakEvenRatio == .infinity)
    let ends = try #require(all.breakEvenInterval)
    #expect(ends.high == .infinity && ends.low > 4 && ends.low < 6)
  }
}
