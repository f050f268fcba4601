import Statistics

/// Agreement, and what needs judges: their errors, their calibration, predictions from them.
extension ComparisonTables {
  /// Ratings by unit: mostly alike within one.
  static func ratings(
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

  static func fleiss(_ dice: inout SeededGenerator) -> ComparisonTable? {
    let categories = whole(&dice, 2...5)
    let n = whole(&dice, 2...8)
    let counts = ratings(&dice, whole(&dice, 5...60), categories, n...n)
    guard let table = RatingTable(counts: counts, categories: categories) else { return nil }
    return ComparisonTable(
      statistic: "fleiss",
      input: ["counts": counts.map(Double.init), "categories": [Double(categories)]],
      output: ["kappa": [FleissKappa(table).value]])
  }

  static func krippendorff(
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

  static func cohen(_ dice: inout SeededGenerator) -> ComparisonTable? {
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

  static func corpus(
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

  static func number(_ verdict: Bool?) -> Double? { verdict.map { $0 ? 1 : 0 } }

  static func errors(_ dice: inout SeededGenerator) -> ComparisonTable? {
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

  static func dawidSkene(
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

  static func predictionPowered(_ dice: inout SeededGenerator) -> ComparisonTable? {
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

  static func calibration(
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

  static func copula(_ dice: inout SeededGenerator) -> ComparisonTable? {
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
}
