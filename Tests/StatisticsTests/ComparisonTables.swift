import Statistics

/// What is put in, and what came out here; nil: not known.
struct ComparisonTable: Encodable {
  let statistic: String
  let input: [String: [Double?]]
  let output: [String: [Double?]]
}

/// Random tables of every statistic that another implementation has, too.
enum ComparisonTables {
  static func all(count: Int) -> [ComparisonTable] {
    var dice = SeededGenerator(seed: 71)
    var tables: [ComparisonTable] = []
    for round in 0..<count {
      tables += [
        fisher(&dice, round), mcNemar(&dice), proportion(&dice), binomial(&dice),
        certification(&dice), power(&dice), hajek(&dice), fleiss(&dice), cohen(&dice),
        errors(&dice), dawidSkene(&dice, round), roganGladen(&dice), predictionPowered(&dice),
        copula(&dice), bootstrap(&dice),
      ].compactMap(\.self)
      tables += krippendorff(&dice, round) + calibration(&dice, round)
    }
    return tables
  }

  static func whole(_ dice: inout SeededGenerator, _ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &dice)
  }

  static func share(
    _ dice: inout SeededGenerator, _ range: ClosedRange<Double> = 0...1
  ) -> Double {
    Double.random(in: range, using: &dice)
  }

  static func ends(_ interval: Interval?) -> [Double?] { [interval?.low, interval?.high] }

  private static func fisher(_ dice: inout SeededGenerator, _ round: Int) -> ComparisonTable {
    let largest = [8, 60, 2_000][round % 3]
    let counts = (0..<4).map { _ in whole(&dice, 0...largest) }
    let test = FisherExactTest(counts[0], counts[1], counts[2], counts[3])
    let odds = test.oddsRatio.flatMap { $0.isFinite ? $0 : nil }
    return ComparisonTable(
      statistic: "fisher", input: ["counts": counts.map(Double.init)],
      output: ["p": [test.pValue], "odds": [odds]])
  }

  private static func mcNemar(_ dice: inout SeededGenerator) -> ComparisonTable {
    let (one, two) = (whole(&dice, 0...80), whole(&dice, 1...80))
    return ComparisonTable(
      statistic: "mcnemar", input: ["only": [Double(one), Double(two)]],
      output: ["p": [McNemarTest(onlyFirst: one, onlySecond: two).pValue]])
  }

  private static func proportion(_ dice: inout SeededGenerator) -> ComparisonTable {
    let n = whole(&dice, 1...3_000)
    let k = whole(&dice, 0...n)
    let proportion = Proportion(k, of: n)
    return ComparisonTable(
      statistic: "proportion", input: ["counts": [Double(k), Double(n)]],
      output: ["beta": ends(proportion.clopperPearson()), "wilson": ends(proportion.wilson())])
  }

  private static func binomial(_ dice: inout SeededGenerator) -> ComparisonTable {
    let n = whole(&dice, 1...200_000)
    let p = share(&dice, 0.001...0.999)
    // About the middle, and far into the lower tail.
    let spread = (Double(n) * p * (1 - p)).squareRoot()
    let places = [0.0, -1, -4, -12, 2].map { Int(Double(n) * p + $0 * spread) }
    let distribution = BinomialDistribution(trials: n, probability: p)
    let kept = places.filter { $0 >= 0 && $0 < n && distribution.cumulative($0) > 1e-290 }
    return ComparisonTable(
      statistic: "binomial", input: ["n": [Double(n)], "p": [p], "k": kept.map(Double.init)],
      output: [
        "cumulative": kept.map { distribution.cumulative($0) },
        "probability": kept.map { distribution.probability(of: $0) },
      ])
  }

  private static func certification(_ dice: inout SeededGenerator) -> ComparisonTable? {
    let (noise, risk) = (share(&dice, 0.01...0.2), share(&dice, 0.01...0.2))
    guard let test = CertificationTest(maxNoise: noise, risk: risk) else { return nil }
    var (rated, invalid) = ([Int](), [Int]())
    for _ in 0..<6 {
      rated.append((rated.last ?? 0) + whole(&dice, 1...150))
      invalid.append(min(rated[rated.count - 1], (invalid.last ?? 0) + whole(&dice, 0...2)))
    }
    let candidates = zip(rated, invalid).map {
      Certification.Candidate(threshold: 0.5, rated: $0, invalid: $1)
    }
    guard let found = Certification(candidates, test: test) else { return nil }
    return ComparisonTable(
      statistic: "certification",
      input: [
        "noise": [noise], "risk": [risk], "rated": rated.map(Double.init),
        "invalid": invalid.map(Double.init),
      ],
      output: [
        "p": found.pValues, "chosen": [found.chosen.map(Double.init)],
        "least": (0...3).map { Double(test.leastRated(invalid: $0)) },
      ])
  }

  private static func power(_ dice: inout SeededGenerator) -> ComparisonTable? {
    let (noise, risk) = (share(&dice, 0.03...0.2), share(&dice, 0.02...0.2))
    let truth = share(&dice, 0...0.7) * noise
    let n = whole(&dice, 20...800)
    guard let test = CertificationTest(maxNoise: noise, risk: risk) else { return nil }
    return ComparisonTable(
      statistic: "power",
      input: ["noise": [noise], "risk": [risk], "truth": [truth], "n": [Double(n)]],
      output: [
        "chance": [test.chance(rated: n, trueNoise: truth)],
        "needed": [test.ratingsNeeded(trueNoise: truth).map(Double.init)],
      ])
  }

  private static func hajek(_ dice: inout SeededGenerator) -> ComparisonTable? {
    let n = whole(&dice, 10...300)
    let isError = (0..<n).map { _ in share(&dice) < 0.3 }
    let probabilities = (0..<n).map { _ in share(&dice, 0.05...1) }
    let clusters = (0..<n).map { _ in whole(&dice, 0...(n / 2)) }
    let ratio = HajekRatio(isError: isError, probabilities: probabilities, clusters: clusters)
    return ComparisonTable(
      statistic: "hajek",
      input: [
        "errors": isError.map { $0 ? 1 : 0 }, "pi": probabilities,
        "clusters": clusters.map(Double.init),
      ],
      output: [
        "rate": [ratio?.rate], "variance": [ratio?.variance],
        "interval": ends(ratio?.interval()), "linearised": [ratio?.isLinearised == true ? 1 : 0],
      ])
  }

  private static func roganGladen(_ dice: inout SeededGenerator) -> ComparisonTable {
    let totals = (0..<3).map { _ in whole(&dice, 20...400) }
    let counts = totals.enumerated().map { at, n in
      whole(&dice, at == 0 ? 0...n : (n * 6 / 10)...n)
    }
    let parts = zip(counts, totals).map { Proportion($0, of: $1) }
    let found = RoganGladen(apparent: parts[0], sensitivity: parts[1], specificity: parts[2])
    return ComparisonTable(
      statistic: "rogan-gladen",
      input: ["counts": counts.map(Double.init), "totals": totals.map(Double.init)],
      output: ["uncut": [found?.uncut], "variance": [found?.variance]])
  }

  private static func bootstrap(_ dice: inout SeededGenerator) -> ComparisonTable {
    let counts = [60, 12, 9, 40].map { whole(&dice, ($0 / 2)...($0 * 2)) }
    let kappa = CohenKappa(counts: counts, categories: 2)
    let found = kappa?.bootstrap(resamples: 19_999, using: &dice)
    return ComparisonTable(
      statistic: "bootstrap", input: ["counts": counts.map(Double.init)],
      output: ["interval": ends(found?.interval)])
  }
}
