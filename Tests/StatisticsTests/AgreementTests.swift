import Testing

@testable import Statistics

@Suite("Agreement beyond chance")
struct AgreementTests {
  private static let fleiss = [
    0, 0, 0, 0, 14, 0, 2, 6, 4, 2, 0, 0, 3, 5, 6, 0, 3, 9, 2, 0, 2, 2, 8, 1, 1,
    7, 7, 0, 0, 0, 3, 2, 6, 3, 0, 2, 5, 3, 2, 2, 6, 5, 2, 1, 0, 0, 2, 2, 3, 7,
  ]

  @Test("Fleiss' own table has κ = 0.209931")
  func fleissExample() throws {
    let table = try #require(RatingTable(counts: Self.fleiss, categories: 5))
    let kappa = FleissKappa(table)
    #expect(abs((kappa.value ?? 0) - 0.209931) < 5e-7)
    #expect(kappa.raters == 14 && kappa.units == 10 && kappa.leftOut == 0)
  }

  @Test("Cohen's κ of a balanced and of a one-sided table, with PABAK beside it")
  func cohenExamples() {
    let balanced = CohenKappa(both: 20, onlyFirst: 5, onlySecond: 10, neither: 15)
    #expect(abs((balanced.value ?? 0) - 0.4) < 1e-15)
    let skewed = CohenKappa(both: 118, onlyFirst: 5, onlySecond: 2, neither: 0)
    #expect(abs((skewed.value ?? 0) + 0.023) < 5e-4)
    #expect(abs((skewed.pabak ?? 0) - 0.888) < 1e-12)
    #expect(skewed.prevalenceIndex == 118.0 / 125 && skewed.biasIndex == 3.0 / 125)
    #expect(abs(skewed.shares[0] - 243.0 / 250) < 1e-15)
  }

  /// Krippendorff's four coders and twelve units; 0: no rating.
  private static let coders = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0], [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3],
    [0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0], [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0],
  ]

  @Test(
    "Krippendorff's own example has α = 0.743, 0.815 and 0.849",
    arguments: [
      (KrippendorffAlpha.Metric.nominal, 0.743), (.ordinal, 0.815),
      (.interval(values: [1, 2, 3, 4, 5]), 0.849), (.interval(values: []), 0.849),
    ])
  func krippendorffExample(metric: KrippendorffAlpha.Metric, expected: Double) throws {
    var (units, categories): ([Int], [Int]) = ([], [])
    for coder in Self.coders {
      for (unit, rating) in coder.enumerated() where rating > 0 {
        units.append(unit)
        categories.append(rating - 1)
      }
    }
    let table = try #require(
      RatingTable(unitOf: units, categoryOf: categories, units: 12, categories: 5))
    let alpha = KrippendorffAlpha(table, metric: metric)
    #expect(abs((alpha.value ?? 0) - expected) < 5e-4)
    #expect(alpha.units == 11 && alpha.ratings == 40)
  }

  /// Ratings of each unit, one by one.
  private static func randomUnits(
    _ dice: inout SeededGenerator, categories: Int, raters: ClosedRange<Int>
  ) -> [[Int]] {
    (0..<(2 + dice.below(12))).map { _ in
      let usual = dice.below(categories)
      return (0..<(raters.lowerBound + dice.below(raters.count))).map { _ in
        dice.happens(0.6) ? usual : dice.below(categories)
      }
    }
  }

  private static func table(_ units: [[Int]], _ categories: Int) throws -> RatingTable {
    try #require(
      RatingTable(
        unitOf: units.enumerated().flatMap { unit, ratings in ratings.map { _ in unit } },
        categoryOf: units.flatMap(\.self), units: units.count, categories: categories))
  }

  @Test("Fleiss' κ is the share of agreeing pairs of ratings, pair by pair, against chance")
  func fleissByDefinition() throws {
    var dice = SeededGenerator(seed: 1)
    for _ in 0..<60 {
      let categories = 2 + dice.below(3)
      let n = 2 + dice.below(4)
      let units = Self.randomUnits(&dice, categories: categories, raters: n...n)
      var agreement = 0.0
      for ratings in units {
        var pairs = 0
        for i in 0..<n { for j in 0..<n where i != j && ratings[i] == ratings[j] { pairs += 1 } }
        agreement += Double(pairs) / Double(n * (n - 1) * units.count)
      }
      let all = units.flatMap(\.self)
      let chance = (0..<categories).reduce(0.0) { sum, category in
        let share = Double(all.count { $0 == category }) / Double(all.count)
        return sum + share * share
      }
      let kappa = FleissKappa(try Self.table(units, categories))
      if Set(all).count == 1 {
        #expect(kappa.value == nil)
      } else {
        #expect(abs((kappa.value ?? 9) - (agreement - chance) / (1 - chance)) < 1e-12)
      }
    }
  }

  @Test("Krippendorff's α is that of the coincidence matrix, cell by cell, in all three metrics")
  func krippendorffByDefinition() throws {
    var dice = SeededGenerator(seed: 2)
    for _ in 0..<60 {
      let categories = 2 + dice.below(4)
      let units = Self.randomUnits(&dice, categories: categories, raters: 0...5)
      let values = (0..<categories).map { Double($0 * $0) - 1.5 }
      for metric in [KrippendorffAlpha.Metric.nominal, .ordinal, .interval(values: values)] {
        let table = try Self.table(units, categories)
        let value = KrippendorffAlpha(table, metric: metric).value
        let expected = transcribedAlpha(units, categories, metric)
        if let expected {
          #expect(abs((value ?? 9) - expected) < 1e-11)
        } else {
          #expect(value == nil)
        }
      }
    }
  }

  private func transcribedAlpha(
    _ units: [[Int]], _ categories: Int, _ metric: KrippendorffAlpha.Metric
  ) -> Double? {
    var o = Array(repeating: Array(repeating: 0.0, count: categories), count: categories)
    for ratings in units where ratings.count > 1 {
      for i in ratings.indices {
        for j in ratings.indices where i != j {
          o[ratings[i]][ratings[j]] += 1 / Double(ratings.count - 1)
        }
      }
    }
    let n = o.map { $0.reduce(0, +) }
    let total = n.reduce(0, +)
    func delta(_ c: Int, _ k: Int) -> Double {
      switch metric {
      case .nominal: return c == k ? 0 : 1
      case .interval(let values): return (values[c] - values[k]) * (values[c] - values[k])
      case .ordinal:
        let (low, high) = (min(c, k), max(c, k))
        let distance = n[low...high].reduce(0, +) - (n[c] + n[k]) / 2
        return c == k ? 0 : distance * distance
      }
    }
    var (observed, expected) = (0.0, 0.0)
    for c in 0..<categories {
      for k in 0..<categories {
        observed += o[c][k] * delta(c, k)
        expected += n[c] * n[k] * delta(c, k)
      }
    }
    return expected > 0 ? 1 - (total - 1) * observed / expected : nil
  }

  @Test("is not known with nothing rated, or with one category only")
  func unknown() throws {
    let empty = try #require(RatingTable(counts: [], categories: 2))
    #expect(FleissKappa(empty).value == nil && FleissKappa(empty).observed == nil)
    #expect(KrippendorffAlpha(empty).value == nil)
    let alike = try #require(RatingTable(counts: [3, 0, 3, 0], categories: 2))
    #expect(FleissKappa(alike).value == nil && FleissKappa(alike).observed == 1)
    for metric in [KrippendorffAlpha.Metric.nominal, .ordinal, .interval(values: [])] {
      #expect(KrippendorffAlpha(alike, metric: metric).value == nil)
    }
    let single = try #require(RatingTable(counts: [1, 0, 0, 1], categories: 2))
    #expect(FleissKappa(single).value == nil && KrippendorffAlpha(single).ratings == 0)
    let none = CohenKappa(both: 0, onlyFirst: 0, onlySecond: 0, neither: 0)
    #expect(none.value == nil && none.pabak == nil && none.prevalenceIndex == nil)
    let one = CohenKappa(both: 9, onlyFirst: 0, onlySecond: 0, neither: 0)
    #expect(one.value == nil && one.pabak == 1)
    #expect(RatingTable(counts: [1, 2, 3], categories: 2) == nil)
    #expect(RatingTable(counts: [1, -2], categories: 2) == nil)
    #expect(RatingTable(unitOf: [0], categoryOf: [2], units: 1, categories: 2) == nil)
    #expect(CohenKappa(counts: [1, 2, 3], categories: 2) == nil)
    let two = try #require(RatingTable(counts: [2, 0, 0, 2], categories: 2))
    #expect(KrippendorffAlpha(two, metric: .interval(values: [1])).value == nil)
  }

  @Test("Fleiss' κ takes the units with the usual number of ratings, and says how many it left out")
  func unequalRaters() throws {
    let table = try #require(
      RatingTable(counts: [3, 0, 0, 3, 2, 1, 1, 1, 0, 0], categories: 2))
    let kappa = FleissKappa(table)
    #expect(kappa.raters == 3 && kappa.units == 3 && kappa.leftOut == 2)
    #expect(table.unitsByRaters == [3: 3, 2: 1, 0: 1])
    #expect(FleissKappa(table, raters: 2).units == 1)
    #expect(FleissKappa(table, raters: 7).units == 0)
  }

  @Test("intervals hold the value, follow from the seed, and do not depend on the order of units")
  func intervals() throws {
    let table = try #require(RatingTable(counts: Self.fleiss, categories: 5))
    let rows = stride(from: 0, to: 50, by: 5).map { Array(Self.fleiss[$0..<$0 + 5]) }
    let reversed = try #require(
      RatingTable(counts: rows.reversed().flatMap(\.self), categories: 5))
    func intervals(_ table: RatingTable, seed: UInt64) -> [Bootstrap] {
      var one = SeededGenerator(seed: seed)
      return [
        FleissKappa.bootstrap(table, using: &one),
        KrippendorffAlpha.bootstrap(table, metric: .ordinal, using: &one),
        CohenKappa(both: 20, onlyFirst: 5, onlySecond: 10, neither: 15).bootstrap(using: &one),
      ]
    }
    let first = intervals(table, seed: 5)
    #expect(first == intervals(table, seed: 5))
    #expect(first == intervals(reversed, seed: 5))
    #expect(first != intervals(table, seed: 6))
    let values = [
      FleissKappa(table).value, KrippendorffAlpha(table, metric: .ordinal).value, 0.4,
    ]
    for (bootstrap, value) in zip(first, values) {
      let interval = try #require(bootstrap.interval)
      let value = try #require(value)
      #expect(interval.low < value && value < interval.high && bootstrap.resamples == 1_999)
    }
  }
}
