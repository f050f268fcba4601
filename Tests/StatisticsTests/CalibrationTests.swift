import Foundation
import Testing

@testable import Statistics

@Suite("Confidence against verdicts")
struct CalibrationTests {
  private struct Ratings {
    var confidences: [Double] = []
    var isValid: [Bool] = []

    func sample() throws -> CalibrationSample {
      try #require(CalibrationSample(confidences: confidences, isValid: isValid))
    }
  }

  /// With many ties where `steps` is small.
  private func random(_ dice: inout SeededGenerator, _ count: Int, steps: Int) -> Ratings {
    var ratings = Ratings()
    for _ in 0..<count {
      let confidence = Double(dice.below(steps + 1)) / Double(steps)
      ratings.confidences.append(confidence)
      ratings.isValid.append(dice.happens(0.2 + 0.6 * confidence))
    }
    return ratings
  }

  @Test("Brier and AUROC are what their definitions say, pair by pair, ties at ½")
  func byDefinition() throws {
    var dice = SeededGenerator(seed: 21)
    for round in 0..<60 {
      let ratings = random(&dice, 2 + dice.below(40), steps: [3, 10, 1_000][round % 3])
      let sample = try ratings.sample()
      let pairs = zip(ratings.confidences, ratings.isValid)
      let brier = pairs.reduce(0.0) { $0 + ($1.0 - ($1.1 ? 1 : 0)) * ($1.0 - ($1.1 ? 1 : 0)) }
      #expect(abs((sample.brier ?? 9) - brier / Double(ratings.isValid.count)) < 1e-12)
      var (wins, count) = (0.0, 0.0)
      for (c, isValid) in pairs where isValid {
        for (other, isOtherValid) in pairs where !isOtherValid {
          count += 1
          wins += c > other ? 1 : c == other ? 0.5 : 0
        }
      }
      if count == 0 {
        #expect(sample.auroc == nil)
      } else {
        #expect(abs((sample.auroc ?? 9) - wins / count) < 1e-12)
      }
    }
  }

  @Test(
    "bins have equal mass where confidences differ, ties stay together, and ECE adds up the bins")
  func bins() throws {
    var ratings = Ratings()
    for i in 0..<20 {
      ratings.confidences.append(Double(i) / 20)
      ratings.isValid.append(i % 4 != 0)
    }
    let table = ReliabilityTable(try ratings.sample(), bins: 5)
    #expect(table.bins.map(\.valid) == Array(repeating: Proportion(3, of: 4), count: 5))
    #expect(abs(table.bins[0].meanConfidence - 0.075) < 1e-15)
    #expect(table.bins[4].confidences == Interval(low: 0.8, high: 0.95))
    let error = table.bins.reduce(0) { $0 + abs(0.75 - $1.meanConfidence) / 5 }
    let ece = try #require(try ratings.sample().expectedCalibrationError(bins: 5))
    #expect(abs(ece - error) < 1e-14)
    // All alike: one bin; its error is the distance of the share from the confidence.
    let tied = try #require(
      CalibrationSample(
        confidences: Array(repeating: 0.9, count: 8),
        isValid: [true] + Array(repeating: false, count: 7)))
    #expect(ReliabilityTable(tied, bins: 10).bins.count == 1)
    #expect(abs((tied.expectedCalibrationError() ?? 0) - (0.9 - 0.125)) < 1e-14)
  }

  @Test("no order among equal confidences changes a number")
  func order() throws {
    var dice = SeededGenerator(seed: 22)
    let ratings = random(&dice, 300, steps: 7)
    var shuffled = Ratings()
    for at in ratings.confidences.indices.shuffled(using: &dice) {
      shuffled.confidences.append(ratings.confidences[at])
      shuffled.isValid.append(ratings.isValid[at])
    }
    #expect(try ratings.sample() == shuffled.sample())
  }

  @Test("nothing rated is not known; one class has no AUROC; what lies outside 0...1 is refused")
  func edges() throws {
    let empty = try #require(CalibrationSample(confidences: [], isValid: []))
    #expect(empty.brier == nil && empty.auroc == nil && empty.expectedCalibrationError() == nil)
    #expect(ReliabilityTable(empty).bins.isEmpty)
    #expect(IsotonicMap(fitting: empty) == nil && PlattScaling(fitting: empty) == nil)
    #expect(CalibrationMap(fitting: empty) == nil)
    var dice = SeededGenerator(seed: 23)
    #expect(empty.bootstrap(.brier, using: &dice).interval == nil)
    let valid = try #require(CalibrationSample(confidences: [0, 1], isValid: [true, true]))
    #expect(valid.auroc == nil && valid.brier == 0.5)
    #expect(CalibrationSample(confidences: [1.1], isValid: [true]) == nil)
    #expect(CalibrationSample(confidences: [.nan], isValid: [true]) == nil)
    #expect(CalibrationSample(confidences: [0.5], isValid: []) == nil)
  }

  @Test("intervals hold Brier and AUROC, and are as wide as theory says")
  func intervals() throws {
    var dice = SeededGenerator(seed: 24)
    let sample = try random(&dice, 500, steps: 20).sample()
    for (measure, value) in [
      (CalibrationSample.Measure.brier, sample.brier), (.auroc, sample.auroc),
    ] {
      let interval = try #require(sample.bootstrap(measure, using: &dice).interval)
      let value = try #require(value)
      #expect(interval.low < value && value < interval.high)
      #expect(interval.high - interval.low > 0.02 && interval.high - interval.low < 0.12)
    }
    let ece = sample.bootstrap(.expectedCalibrationError(bins: 10), using: &dice)
    #expect(try #require(ece.interval).high < 0.25 && ece.undefined == 0)
  }

  @Test("the isotonic fit is the max-min of means, and never decreases in between")
  func isotonic() throws {
    var dice = SeededGenerator(seed: 25)
    for round in 0..<60 {
      let ratings = random(&dice, 1 + dice.below(30), steps: [4, 12, 1_000][round % 3])
      let sample = try ratings.sample()
      let map = try #require(IsotonicMap(fitting: sample))
      let points = Set(ratings.confidences).sorted()
      func mean(_ from: Double, _ to: Double) -> Double {
        let within = ratings.confidences.indices.filter {
          ratings.confidences[$0] >= from && ratings.confidences[$0] <= to
        }
        return Double(within.count { ratings.isValid[$0] }) / Double(within.count)
      }
      for point in points {
        let value = points.filter { $0 <= point }.map { from in
          points.filter { $0 >= point }.map { mean(from, $0) }.min() ?? 0
        }.max()
        #expect(abs(map(point) - (value ?? 9)) < 1e-12)
      }
      let steps = stride(from: 0.0, through: 1, by: 0.01).map { map($0) }
      #expect(zip(steps, steps.dropFirst()).allSatisfy { $0 <= $1 })
      #expect(IsotonicMap(confidences: map.confidences, values: map.values) == map)
    }
  }

  @Test("the map is linear between break points, and flat beyond them")
  func between() throws {
    let map = try #require(IsotonicMap(confidences: [0.2, 0.4, 0.8], values: [0.1, 0.1, 0.9]))
    #expect(map(0) == 0.1 && map(0.3) == 0.1 && map(1) == 0.9 && map(0.8) == 0.9)
    #expect(abs(map(0.6) - 0.5) < 1e-15)
    #expect(IsotonicMap(confidences: [], values: []) == nil)
    #expect(IsotonicMap(confidences: [0.2, 0.2], values: [0, 1]) == nil)
    #expect(IsotonicMap(confidences: [0.2, 0.3], values: [0.5, 0.4]) == nil)
    #expect(IsotonicMap(confidences: [0.2], values: [1.5]) == nil)
  }

  @Test("Platt's scaling meets its targets on average, and is flat where confidence misleads")
  func platt() throws {
    var dice = SeededGenerator(seed: 26)
    for _ in 0..<40 {
      let ratings = random(&dice, 2 + dice.below(150), steps: 20)
      let sample = try ratings.sample()
      let scaling = try #require(PlattScaling(fitting: sample))
      let high = Double(sample.valid + 1) / Double(sample.valid + 2)
      let low = 1 / Double(sample.total - sample.valid + 2)
      var (off, offTimesConfidence) = (0.0, 0.0)
      for (confidence, isValid) in zip(ratings.confidences, ratings.isValid) {
        off += scaling(confidence) - (isValid ? high : low)
        offTimesConfidence += confidence * (scaling(confidence) - (isValid ? high : low))
      }
      #expect(abs(off) < 1e-8)
      if scaling.slope > 0 { #expect(abs(offTimesConfidence) < 1e-8) }
    }
    let reversed = try #require(
      CalibrationSample(confidences: [0.1, 0.2, 0.8, 0.9], isValid: [true, true, false, false]))
    let flat = try #require(PlattScaling(fitting: reversed))
    #expect(flat.slope == 0 && abs(flat(0.3) - 0.5) < 1e-15)
    let separated = try #require(
      CalibrationSample(confidences: [0.1, 0.2, 0.8, 0.9], isValid: [false, false, true, true]))
    let steep = try #require(PlattScaling(fitting: separated))
    #expect(steep.slope.isFinite && steep(0.9) > 0.6 && steep(0.9) < 0.9)
    let tied = try #require(
      CalibrationSample(confidences: [0.5, 0.5, 0.5], isValid: [true, true, false]))
    #expect(try #require(PlattScaling(fitting: tied)).slope == 0)
    #expect(PlattScaling(slope: -1, intercept: 0) == nil)
  }

  @Test("below 200 ratings the map is Platt's, from then on isotonic; it survives being stored")
  func stored() throws {
    var dice = SeededGenerator(seed: 27)
    let fewer = try random(&dice, 199, steps: 50).sample()
    let enough = try random(&dice, 200, steps: 50).sample()
    let few = try #require(CalibrationMap(fitting: fewer))
    let many = try #require(CalibrationMap(fitting: enough))
    guard case .platt = few, case .isotonic = many else {
      Issue.record("another kind of map")
      return
    }
    for map in [few, many] {
      let stored = try JSONEncoder().encode(map)
      #expect(try JSONDecoder().decode(CalibrationMap.self, from: stored) == map)
    }
    for text in [
      #"{"kind":"isotonic","confidences":[0.5,0.4],"values":[0,1]}"#, #"{"kind":"spline"}"#,
      #"{"kind":"platt","slope":-1,"intercept":0}"#, #"{"kind":"isotonic","values":[0,1]}"#,
    ] {
      #expect(throws: DecodingError.self) {
        try JSONDecoder().decode(CalibrationMap.self, from: Data(text.utf8))
      }
    }
  }

  @Test("cross-fitted confidences come from the other folds alone")
  func crossFitted() throws {
    var dice = SeededGenerator(seed: 28)
    let ratings = random(&dice, 900, steps: 30)
    let folds = ratings.confidences.indices.map { $0 % 3 }
    let calibrated = try #require(
      CalibrationMap.crossFitted(
        confidences: ratings.confidences, isValid: ratings.isValid, folds: folds))
    for fold in 0..<3 {
      let others = folds.indices.filter { folds[$0] != fold }
      let sample = try Ratings(
        confidences: others.map { ratings.confidences[$0] },
        isValid: others.map { ratings.isValid[$0] }
      ).sample()
      let map = try #require(CalibrationMap(fitting: sample))
      for at in folds.indices where folds[at] == fold {
        #expect(calibrated[at] == map(ratings.confidences[at]))
      }
    }
    // A fold's own verdicts do not matter to it.
    let flipped = folds.indices.map { folds[$0] == 0 ? !ratings.isValid[$0] : ratings.isValid[$0] }
    let again = try #require(
      CalibrationMap.crossFitted(
        confidences: ratings.confidences, isValid: flipped, folds: folds))
    #expect(folds.indices.allSatisfy { folds[$0] != 0 || again[$0] == calibrated[$0] })
    #expect(
      CalibrationMap.crossFitted(confidences: [0.5], isValid: [true], folds: [0]) == [nil])
    #expect(CalibrationMap.crossFitted(confidences: [0.5], isValid: [true], folds: []) == nil)
  }
}
