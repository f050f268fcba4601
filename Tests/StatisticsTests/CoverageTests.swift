import Foundation
import Testing

@testable import Statistics

/// Whether 2,000 corpora are drawn for each figure, which takes a minute: `REGOAL_FULL_PROPERTIES` is set. Figures
/// are printed then.
private let isFull = ProcessInfo.processInfo.environment["REGOAL_FULL_PROPERTIES"] != nil
private let rounds = isFull ? 2_000 : 200
/// What a share of 200 rounds may miss by: about two standard deviations at 0.95.
private let slack = isFull ? 0 : 0.03

private func report(_ figure: String, _ value: Double) {
  if isFull { print("  \(figure): \((value * 10_000).rounded() / 10_000)") }
}

@Suite("Coverage, by simulation")
struct CoverageTests {
  private func covers(_ interval: Interval?, _ truth: Double) -> Bool {
    interval.map { $0.low <= truth && truth <= $0.high } ?? false
  }

  private func width(_ interval: Interval?) -> Double { interval.map { $0.high - $0.low } ?? 1 }

  private static let accuracies = [
    SyntheticCorpus.Accuracy(sensitivity: 0.9, specificity: 0.8),
    SyntheticCorpus.Accuracy(sensitivity: 0.85, specificity: 0.75),
  ]

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
      report("exact, n = \(n): least Clopper-Pearson", least)
      report("exact, n = \(n): mean Wilson", sum / Double(rates.count))
      report("exact, n = \(n): greatest mean width Wilson / Clopper-Pearson", ratio)
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
    report("exact, rate 0.023, n = 130: linearised", linearised)
    report("exact, rate 0.023, n = 130: with fallback", ours)
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
          tasks: 600, noise: noises[round % noises.count], judges: Self.accuracies,
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
    report("judges' ρ \(correlation): Clopper-Pearson", Double(exact) / n)
    report("judges' ρ \(correlation): Wilson", Double(wilson) / n)
    report("judges' ρ \(correlation): Hájek, equal chances", Double(hajek) / n)
    report("judges' ρ \(correlation): width Wilson / Clopper-Pearson", widths.wilson / widths.exact)
    report("judges' ρ \(correlation): width Hájek / Clopper-Pearson", widths.hajek / widths.exact)
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
        judges: [Self.accuracies[0]]))
    let draws = hajek(plan, seed: 52, sure: 0.5, doubt: 0.9)
    let name =
      "Hájek, \(draws.errors / rounds) errors of \(draws.pairs / rounds), tasks' ρ \(taskCorrelation)"
    report(name, Double(draws.covered) / Double(rounds))
    report(name + ", fallbacks", Double(draws.fallbacks) / Double(rounds))
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
        judges: [Self.accuracies[0]]))
    let draws = hajek(plan, seed: 53, sure: 0.45, doubt: 0.9)
    let name = "few errors, \(draws.pairs / rounds) pairs, tasks' ρ \(taskCorrelation)"
    report(name + ": Hájek", Double(draws.covered) / Double(rounds))
    report(name + ": linearised alone", Double(draws.linearised) / Double(rounds))
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
        tasks: 2_000, noise: 0.1, judges: Self.accuracies, judgeCorrelation: correlation))
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
    report(
      "prediction-powered, 40 errors of 400, judges' ρ \(correlation)",
      Double(covered) / Double(rounds))
    report("prediction-powered, judges' ρ \(correlation): width / Clopper-Pearson", wide / plain)
    #expect(Double(covered) / Double(rounds) >= 0.93 - slack)
    #expect(wide < plain)
  }

  @Test(
    "of the difference of two policies' noise holds, tasks and errors being shared",
    arguments: [0, 0.6])
  func difference(correlation: Double) throws {
    let plan = try #require(
      SyntheticPlan(
        tasks: 500, pairsPerTask: 3, noise: 0.35, taskCorrelation: 0.3, judges: Self.accuracies,
        judgeCorrelation: correlation))
    let single = try #require(
      SyntheticPlan(tasks: 1, noise: 0.35, judges: [Self.accuracies[0]]))
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
    report(
      "difference, bootstrap, \(errors / rounds) errors in the smaller, judges' ρ \(correlation)",
      Double(covered) / Double(rounds))
    #expect(errors / rounds >= 20)
    #expect(Double(covered) / Double(rounds) >= 0.93 - slack)
  }

  /// One plan of ratings: a uniform sample of the union of pairs accepted anywhere on the grid.
  private func certify(
    _ plan: SyntheticPlan, rated: Int, test: CertificationTest, using dice: inout SeededGenerator
  ) throws -> Certification {
    let grid = [0.95, 0.9, 0.85, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3]
    let corpus = SyntheticCorpus(plan, using: &dice)
    let drawn = corpus.isValid.indices.filter { corpus.isAccepted($0, threshold: 0.3) }
      .prefix(rated)
    let candidates = grid.map { threshold in
      let accepted = drawn.filter { corpus.isAccepted($0, threshold: threshold) }
      return Certification.Candidate(
        threshold: threshold, rated: accepted.count,
        invalid: accepted.count { !corpus.isValid[$0] })
    }
    return try #require(Certification(candidates, test: test))
  }

  @Test("certificates are wrong in at most the risk taken", arguments: [0, 0.6, 0.9], [0.05, 0.1])
  func certificates(correlation: Double, risk: Double) throws {
    let test = try #require(CertificationTest(maxNoise: 0.05, risk: risk))
    let plan = try #require(
      SyntheticPlan(
        tasks: 1_200, noise: 0.3, judges: Self.accuracies, judgeCorrelation: correlation))
    var dice = SeededGenerator(seed: 56)
    var (wrong, certified) = (0, 0)
    for _ in 0..<rounds {
      let certification = try certify(plan, rated: 500, test: test, using: &dice)
      guard let chosen = certification.chosen else { continue }
      certified += 1
      let threshold = certification.candidates[chosen].threshold
      if try #require(plan.acceptedNoise(threshold: threshold)) > 0.05 { wrong += 1 }
    }
    let name = "certify 5 % at risk \(risk), judges' ρ \(correlation)"
    report(name + ": certified", Double(certified) / Double(rounds))
    report(name + ": wrong", Double(wrong) / Double(rounds))
    #expect(Double(wrong) <= risk * Double(rounds))
  }

  @Test("a single certificate is wrong in at most the risk where the noise is just above the limit")
  func hardest() throws {
    for (noise, risk) in [(0.05, 0.1), (0.05, 0.05), (0.02, 0.1)] {
      let test = try #require(CertificationTest(maxNoise: noise, risk: risk))
      for n in [45, 132, 200, 333, 500] {
        let chance = try #require(test.chance(rated: n, trueNoise: noise))
        #expect(chance <= risk)
      }
    }
  }

  @Test("certificates are given in at least 80 % at twice the least number and no true noise")
  func useful() throws {
    for (noise, risk) in [(0.05, 0.1), (0.02, 0.05)] {
      let test = try #require(CertificationTest(maxNoise: noise, risk: risk))
      let plan = try #require(SyntheticPlan(tasks: 700, noise: 0, judges: Self.accuracies))
      var dice = SeededGenerator(seed: 57)
      var certified = 0
      for _ in 0..<rounds {
        let least = test.leastRated(invalid: 0)
        let certification = try certify(plan, rated: 2 * least, test: test, using: &dice)
        if certification.chosen != nil { certified += 1 }
      }
      report(
        "certify \(noise) at risk \(risk), no noise, twice the least",
        Double(certified) / Double(rounds))
      #expect(Double(certified) >= 0.8 * Double(rounds))
    }
  }
}
