import Testing

@testable import Statistics

private let (isFull, rounds, slack) = (Simulation.isFull, Simulation.rounds, Simulation.slack)

@Suite("Coverage, by simulation")
struct CoverageTests {
  private func covers(_ interval: Interval?, _ truth: Double) -> Bool {
    interval.map { $0.low <= truth && truth <= $0.high } ?? false
  }

  private func width(_ interval: Interval?) -> Double { interval.map { $0.high - $0.low } ?? 1 }

  @Test(
    "of k of n is exactly at least 0.95 by Clopper and Pearson, and 0.945 by Wilson on average over rates"
  )
  func exact() throws {
    let rates = stride(from: 0.01, through: 0.1, by: 0.001).map(\.self)
    for n in [130, 169, 200] {
      let intervals = (0...n).map {
        (Proportion($0, of: n).clopperPearson(), Proportion($0, of: n).wilson())
      }
      var (least, sum, ratio) = (1.0, 0.0, 0.0)
      for rate in rates {
        let distribution = BinomialDistribution(trials: n, probability: rate)
        var (exact, wilson, wide, plain) = (0.0, 0.0, 0.0, 0.0)
        for k in 0...n {
          let p = distribution.probability(of: k)
          if covers(intervals[k].0, rate) { exact += p }
          if covers(intervals[k].1, rate) { wilson += p }
          wide += p * width(intervals[k].0)
          plain += p * width(intervals[k].1)
        }
        least = min(least, exact)
        sum += wilson
        ratio = max(ratio, plain / wide)
      }
      Simulation.report("exact, n = \(n): least Clopper-Pearson", least)
      Simulation.report("exact, n = \(n): mean Wilson", sum / Double(rates.count))
      Simulation.report("exact, n = \(n): greatest mean width Wilson / Clopper-Pearson", ratio)
      #expect(least >= 0.95)
      #expect(sum / Double(rates.count) >= 0.945)
      #expect(ratio <= 1.1)
    }
  }

  @Test("of the linearised interval is 0.80 at a rate of 0.023, n = 130; the fallback's is enough")
  func linearised() throws {
    let (n, rate) = (130, 0.023)
    let distribution = BinomialDistribution(trials: n, probability: rate)
    var (linearised, ours) = (0.0, 0.0)
    for k in 0...n {
      let ratio = try #require(
        HajekRatio(
          isError: (0..<n).map { $0 < k }, probabilities: Array(repeating: 0.4, count: n),
          clusters: Array(0..<n)))
      let (estimate, variance) = (try #require(ratio.rate), try #require(ratio.variance))
      let half = 1.96 * variance.squareRoot()
      let p = distribution.probability(of: k)
      if covers(Interval(low: estimate - half, high: estimate + half), rate) { linearised += p }
      if covers(ratio.interval(), rate) { ours += p }
    }
    Simulation.report("exact, rate 0.023, n = 130: linearised", linearised)
    Simulation.report("exact, rate 0.023, n = 130: with fallback", ours)
    #expect(abs(linearised - 0.80) < 0.005)
    #expect(ours >= 0.95)
  }

  @Test(
    "of accepted pairs' noise holds for judges that err alone and together", arguments: [0, 0.6])
  func acceptedPairs(correlation: Double) throws {
    // Noise among accepted pairs from about 0.01 to 0.1.
    let noises = [0.07, 0.12, 0.17, 0.22, 0.27, 0.32, 0.37, 0.42]
    var dice = SeededGenerator(seed: 51)
    var (exact, wilson, hajek, count) = (0, 0, 0, 0)
    var widths = (exact: 0.0, wilson: 0.0, hajek: 0.0)
    for round in 0..<rounds {
      let plan = try #require(
        SyntheticPlan(
          tasks: 600, noise: noises[round % noises.count], judges: Simulation.judges,
          judgeCorrelation: correlation))
      let truth = try #require(plan.acceptedNoise(threshold: 0.5))
      let corpus = SyntheticCorpus(plan, using: &dice)
      let rated = corpus.isValid.indices.filter { corpus.isAccepted($0, threshold: 0.5) }
        .prefix(170)
      let errors = rated.map { !corpus.isValid[$0] }
      let proportion = Proportion(errors.count { $0 }, of: errors.count)
      let ratio = HajekRatio(
        isError: errors, probabilities: errors.map { _ in 0.5 }, clusters: Array(rated))
      let intervals = (proportion.clopperPearson(), proportion.wilson(), ratio?.interval())
      if covers(intervals.0, truth) { exact += 1 }
      if covers(intervals.1, truth) { wilson += 1 }
      if covers(intervals.2, truth) { hajek += 1 }
      widths.exact += width(intervals.0)
      widths.wilson += width(intervals.1)
      widths.hajek += width(intervals.2)
      count += 1
    }
    let n = Double(count)
    Simulation.report("judges' ρ \(correlation): Clopper-Pearson", Double(exact) / n)
    Simulation.report("judges' ρ \(correlation): Wilson", Double(wilson) / n)
    Simulation.report("judges' ρ \(correlation): Hájek, equal chances", Double(hajek) / n)
    Simulation.report(
      "judges' ρ \(correlation): width Wilson / Clopper-Pearson", widths.wilson / widths.exact)
    Simulation.report(
      "judges' ρ \(correlation): width Hájek / Clopper-Pearson", widths.hajek / widths.exact)
    #expect(Double(exact) / n >= 0.95 - slack)
    #expect(Double(wilson) / n >= 0.945 - slack)
    #expect(widths.wilson <= 1.1 * widths.exact && widths.hajek <= 1.1 * widths.exact)
  }

  private struct Draws {
    var (covered, linearised, fallbacks) = (0, 0, 0)
    var (errors, pairs) = (0, 0)
  }

  /// Pairs that the judge doubts are drawn more often.
  private func hajek(_ plan: SyntheticPlan, seed: UInt64, sure: Double, doubt: Double) -> Draws {
    var dice = SeededGenerator(seed: seed)
    var draws = Draws()
    for _ in 0..<rounds {
      let corpus = SyntheticCorpus(plan, using: &dice)
      let chances = corpus.confidences.map { $0 < 0.5 ? doubt : sure }
      let drawn = corpus.isValid.indices.filter { dice.happens(chances[$0]) }
      let ratio = HajekRatio(
        isError: drawn.map { !corpus.isValid[$0] }, probabilities: drawn.map { chances[$0] },
        clusters: drawn.map { corpus.taskOf[$0] })
      guard let ratio, let rate = ratio.rate, let variance = ratio.variance else { continue }
      let half = 1.96 * variance.squareRoot()
      if covers(ratio.interval(), plan.noise) { draws.covered += 1 }
      if covers(Interval(low: rate - half, high: rate + half), plan.noise) { draws.linearised += 1 }
      if !ratio.isLinearised { draws.fallbacks += 1 }
      draws.errors += drawn.count { !corpus.isValid[$0] }
      draws.pairs += drawn.count
    }
    return draws
  }

  @Test(
    "of a rate from unequal draws within tasks holds where 20 errors are expected",
    arguments: [0, 0.4])
  func unequalDraws(taskCorrelation: Double) throws {
    let plan = try #require(
      SyntheticPlan(
        tasks: 300, pairsPerTask: 2, noise: 0.15, taskCorrelation: taskCorrelation,
        judges: [Simulation.judges[0]]))
    let draws = hajek(plan, seed: 52, sure: 0.5, doubt: 0.9)
    let name =
      "Hájek, \(draws.errors / rounds) errors of \(draws.pairs / rounds), tasks' ρ \(taskCorrelation)"
    Simulation.report(name, Double(draws.covered) / Double(rounds))
    Simulation.report(name + ", fallbacks", Double(draws.fallbacks) / Double(rounds))
    #expect(Double(draws.covered) / Double(rounds) >= 0.93 - slack)
    #expect(draws.fallbacks < rounds / 2)
  }

  @Test(
    "of a rate with few errors needs the fallback: linearised alone it is poor",
    arguments: [0, 0.4])
  func fewErrors(taskCorrelation: Double) throws {
    let plan = try #require(
      SyntheticPlan(
        tasks: 130, pairsPerTask: 2, noise: 0.023, taskCorrelation: taskCorrelation,
        judges: [Simulation.judges[0]]))
    let draws = hajek(plan, seed: 53, sure: 0.45, doubt: 0.9)
    let name = "few errors, \(draws.pairs / rounds) pairs, tasks' ρ \(taskCorrelation)"
    Simulation.report(name + ": Hájek", Double(draws.covered) / Double(rounds))
    Simulation.report(name + ": linearised alone", Double(draws.linearised) / Double(rounds))
    #expect(draws.fallbacks > rounds * 9 / 10)
    #expect(Double(draws.covered) / Double(rounds) >= 0.93 - slack)
    #expect(Double(draws.linearised) / Double(rounds) < 0.93)
  }

  @Test(
    "of the prediction-powered mean holds for judges that err alone and together",
    arguments: [0, 0.6])
  func predictionPowered(correlation: Double) throws {
    let plan = try #require(
      SyntheticPlan(
        tasks: 2_000, noise: 0.1, judges: Simulation.judges, judgeCorrelation: correlation))
    var dice = SeededGenerator(seed: 54)
    var (covered, wide, plain) = (0, 0.0, 0.0)
    for _ in 0..<rounds {
      let corpus = SyntheticCorpus(plan, using: &dice)
      let doubts = corpus.confidences.map { 1 - $0 }
      let predictions = stride(from: 0, to: doubts.count, by: 2).map { first -> Double in
        (doubts[first] + doubts[first + 1]) / 2
      }
      let errors = corpus.isValid.prefix(400).map { !$0 }
      let mean = try #require(
        PredictionPoweredMean(
          isError: errors, predictions: Array(predictions.prefix(400)),
          unlabeledPredictions: Array(predictions.dropFirst(400))))
      if covers(mean.interval(), plan.noise) { covered += 1 }
      wide += width(mean.interval())
      plain += width(mean.rated.clopperPearson())
    }
    Simulation.report(
      "prediction-powered, 40 errors of 400, judges' ρ \(correlation)",
      Double(covered) / Double(rounds))
    Simulation.report(
      "prediction-powered, judges' ρ \(correlation): width / Clopper-Pearson", wide / plain)
    #expect(Double(covered) / Double(rounds) >= 0.93 - slack)
    #expect(wide < plain)
  }

  @Test(
    "of the difference of two policies' noise holds, tasks and errors being shared",
    arguments: [0, 0.6])
  func difference(correlation: Double) throws {
    let plan = try #require(
      SyntheticPlan(
        tasks: 500, pairsPerTask: 3, noise: 0.35, taskCorrelation: 0.3, judges: Simulation.judges,
        judgeCorrelation: correlation))
    let single = try #require(
      SyntheticPlan(tasks: 1, noise: 0.35, judges: [Simulation.judges[0]]))
    let truth =
      try #require(plan.acceptedNoise(threshold: 0.5))
      - #require(single.acceptedNoise(threshold: 0.5))
    var dice = SeededGenerator(seed: 55)
    var (covered, errors) = (0, 0)
    let rounds = isFull ? rounds : rounds / 2
    for _ in 0..<rounds {
      let corpus = SyntheticCorpus(plan, using: &dice)
      let tasks = (0..<500).map { task in
        var counts = (0, 0, 0, 0)
        for pair in (3 * task)..<(3 * task + 3) where corpus.confidences[2 * pair] >= 0.5 {
          let error = corpus.isValid[pair] ? 0 : 1
          counts.0 += error
          counts.1 += 1
          if corpus.isAccepted(pair, threshold: 0.5) {
            counts.2 += error
            counts.3 += 1
          }
        }
        return RateDifference.Task(
          first: Proportion(counts.0, of: counts.1), second: Proportion(counts.2, of: counts.3))
      }
      let found = RateDifference(tasks, resamples: isFull ? 999 : 199, using: &dice)
      if covers(found.bootstrap.interval, truth) { covered += 1 }
      errors += found.second.count
    }
    Simulation.report(
      "difference, bootstrap, \(errors / rounds) errors in the smaller, judges' ρ \(correlation)",
      Double(covered) / Double(rounds))
    #expect(errors / rounds >= 20)
    #expect(Double(covered) / Double(rounds) >= 0.93 - slack)
  }
}
