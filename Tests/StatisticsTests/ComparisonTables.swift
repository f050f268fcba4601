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

  private static func whole(_ dice: inout SeededGenerator, _ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &dice)
  }

  private static func share(
    _ dice: inout SeededGenerator, _ range: ClosedRange<Double> = 0...1
  ) -> Double {
    Double.random(in: range, using: &dice)
  }

  private static func ends(_ interval: Interval?) -> [Double?] { [interval?.low, interval?.high] }

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

  /// Ratings by unit: mostly alike within one.
  private static func ratings(
    _ dice: inout SeededGenerator, _ units: Int, _ categories: Int, _ raters: ClosedRange<Int>
  ) -> [Int] {
    (0..<units).flatMap { _ in
      var counts = Array(repeating: 0, count: categories)
      let usual = whole(&dice, 0...(categories - 1))
      for _ in 0..<whole(&dice, raters) {
        counts[share(&dice) < 0.6 ? usual : whole(&dice, 0...(categories - 1))] += 1
      }
      return counts
    }
  }

  private static func fleiss(_ dice: inout SeededGenerator) -> ComparisonTable? {
    let categories = whole(&dice, 2...5)
    let n = whole(&dice, 2...8)
    let counts = ratings(&dice, whole(&dice, 5...60), categories, n...n)
    guard let table = RatingTable(counts: counts, categories: categories) else { return nil }
    return ComparisonTable(
      statistic: "fleiss",
      input: ["counts": counts.map(Double.init), "categories": [Double(categories)]],
      output: ["kappa": [FleissKappa(table).value]])
  }

  private static func krippendorff(
    _ dice: inout SeededGenerator, _ round: Int
  ) -> [ComparisonTable] {
    let categories = whole(&dice, 2...6)
    let counts = ratings(&dice, whole(&dice, 5...60), categories, 0...5)
    guard let table = RatingTable(counts: counts, categories: categories) else { return [] }
    let values = (0..<categories).map { Double($0 * $0) / 3 - 1 }
    return [
      (0.0, KrippendorffAlpha.Metric.nominal), (1, .ordinal), (2, .interval(values: values)),
    ].map { name, metric in
      ComparisonTable(
        statistic: "krippendorff",
        input: [
          "counts": counts.map(Double.init), "categories": [Double(categories)], "metric": [name],
          "values": values,
        ], output: ["alpha": [KrippendorffAlpha(table, metric: metric).value]])
    }
  }

  private static func cohen(_ dice: inout SeededGenerator) -> ComparisonTable? {
    let categories = whole(&dice, 2...4)
    let counts = (0..<(categories * categories)).map { at in
      whole(&dice, 0...(at % (categories + 1) == 0 ? 60 : 12)) + 1
    }
    let kappa = CohenKappa(counts: counts, categories: categories)
    return ComparisonTable(
      statistic: "cohen",
      input: ["counts": counts.map(Double.init), "categories": [Double(categories)]],
      output: ["kappa": [kappa?.value], "pabak": [kappa?.pabak]])
  }

  private static func corpus(
    _ dice: inout SeededGenerator, pairs: Int, judges: Int
  ) -> SyntheticCorpus? {
    let accuracies = (0..<judges).map { _ in
      SyntheticCorpus.Accuracy(
        sensitivity: share(&dice, 0.7...0.95), specificity: share(&dice, 0.7...0.95))
    }
    let plan = SyntheticPlan(
      tasks: pairs, noise: share(&dice, 0.1...0.5), judges: accuracies,
      judgeCorrelation: share(&dice, 0...0.6))
    return plan.map { SyntheticCorpus($0, using: &dice) }
  }

  private static func number(_ verdict: Bool?) -> Double? { verdict.map { $0 ? 1 : 0 } }

  private static func errors(_ dice: inout SeededGenerator) -> ComparisonTable? {
    let judges = whole(&dice, 2...5)
    guard let corpus = corpus(&dice, pairs: whole(&dice, 40...300), judges: judges) else {
      return nil
    }
    let votes = corpus.confidences.map { share(&dice) < 0.15 ? nil : $0 >= 0.5 }
    let gold = corpus.isValid.map { share(&dice) < 0.2 ? nil : $0 }
    guard let table = VoteTable(votes: votes, judges: judges) else { return nil }
    let found = ErrorCorrelation(table, gold: gold)
    return ComparisonTable(
      statistic: "errors",
      input: ["votes": votes.map(number), "gold": gold.map(number), "judges": [Double(judges)]],
      output: [
        "couples": found?.couples.map(\.correlation) ?? [], "mean": [found?.mean],
        "effective": [found?.effectiveJudges],
      ])
  }

  private static func dawidSkene(
    _ dice: inout SeededGenerator, _ round: Int
  ) -> ComparisonTable? {
    let judges = whole(&dice, 3...5)
    guard let corpus = corpus(&dice, pairs: whole(&dice, 60...200), judges: judges) else {
      return nil
    }
    let gaps = round.isMultiple(of: 2) ? 0 : 0.15
    var votes: [Bool?] = corpus.confidences.map { share(&dice) < gaps ? nil : $0 >= 0.5 }
    // Every pair keeps a vote: the other implementation knows no pair without.
    for at in stride(from: 0, to: votes.count, by: judges) {
      votes[at] = votes[at] ?? (corpus.confidences[at] >= 0.5)
    }
    let isRated = round % 3 == 0
    let gold = corpus.isValid.map { isRated && share(&dice) < 0.1 ? $0 : nil }
    let rounds = whole(&dice, 1...12)
    guard let table = VoteTable(votes: votes, judges: judges),
      let fit = try? DawidSkene(table, gold: gold, tolerance: 0, rounds: rounds)
    else { return nil }
    return ComparisonTable(
      statistic: "dawid-skene",
      input: [
        "votes": votes.map(number), "gold": gold.map(number), "judges": [Double(judges)],
        "rounds": [Double(rounds)],
      ],
      output: [
        "prevalence": fit.prevalence, "sensitivity": fit.sensitivity,
        "specificity": fit.specificity, "q": fit.validProbabilities,
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

  private static func predictionPowered(_ dice: inout SeededGenerator) -> ComparisonTable? {
    let (n, others) = (whole(&dice, 30...300), whole(&dice, 50...1_000))
    guard let corpus = corpus(&dice, pairs: n + others, judges: 1) else { return nil }
    let doubts = corpus.confidences.map { 1 - $0 }
    let isError = corpus.isValid.prefix(n).map { !$0 }
    let found = PredictionPoweredMean(
      isError: isError, predictions: Array(doubts.prefix(n)),
      unlabeledPredictions: Array(doubts.dropFirst(n)))
    return ComparisonTable(
      statistic: "prediction-powered",
      input: [
        "errors": isError.map(number), "f": Array(doubts.prefix(n)),
        "unlabeled": Array(doubts.dropFirst(n)),
      ],
      output: ["estimate": [found?.estimate], "interval": ends(found?.interval())])
  }

  private static func calibration(
    _ dice: inout SeededGenerator, _ round: Int
  ) -> [ComparisonTable] {
    // A multiple of the bins; every third table has many ties.
    let n = 10 * whole(&dice, 3...40)
    let isTied = round % 3 == 0
    let confidences = (0..<n).map { _ in
      isTied ? Double(whole(&dice, 0...12)) / 12 : share(&dice)
    }
    let isValid = confidences.map { share(&dice) < 0.15 + 0.7 * $0 * $0 }
    guard let sample = CalibrationSample(confidences: confidences, isValid: isValid),
      let isotonic = IsotonicMap(fitting: sample), let platt = PlattScaling(fitting: sample)
    else { return [] }
    let input: [String: [Double?]] = ["confidences": confidences, "valid": isValid.map(number)]
    let points = (0...40).map { Double($0) / 40 }
    return [
      ComparisonTable(
        statistic: "calibration", input: input,
        output: [
          "brier": [sample.brier], "auroc": [sample.auroc],
          "ece": [isTied ? nil : sample.expectedCalibrationError(bins: 10)],
        ]),
      ComparisonTable(
        statistic: "isotonic", input: input.merging(["points": points]) { one, _ in one },
        output: ["values": (confidences + points).map { isotonic($0) }]),
      ComparisonTable(
        statistic: "platt", input: input,
        output: ["parameters": [platt.intercept, platt.slope]]),
    ]
  }

  private static func copula(_ dice: inout SeededGenerator) -> ComparisonTable? {
    let rates = (0..<4).map { _ in share(&dice, 0.6...0.97) }
    let (noise, correlation) = (share(&dice, 0.05...0.5), share(&dice, 0...0.9))
    let threshold = share(&dice, 0.1...0.9)
    let plan = SyntheticPlan(
      tasks: 1, noise: noise,
      judges: [
        .init(sensitivity: rates[0], specificity: rates[1]),
        .init(sensitivity: rates[2], specificity: rates[3]),
      ], judgeCorrelation: correlation)
    return ComparisonTable(
      statistic: "copula",
      input: [
        "rates": rates, "noise": [noise], "correlation": [correlation], "threshold": [threshold],
      ],
      output: [
        "share": [plan?.acceptedShare(threshold: threshold)],
        "noise": [plan?.acceptedNoise(threshold: threshold)],
      ])
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
