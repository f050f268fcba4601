import Foundation
import Testing

@testable import Statistics

#if DEBUG
  private let isOptimised = false
#else
  private let isOptimised = true
#endif

/// 333,333 pairs of three judges, and each statistic in at most 3 s.
@Suite(
  "A million votes", .enabled(if: isOptimised, "only an optimised build is measured"), .serialized)
struct MillionVotesTests {
  private static let pairs = 333_333

  private static let corpus: SyntheticCorpus? = {
    let accuracy = SyntheticCorpus.Accuracy(sensitivity: 0.9, specificity: 0.8)
    let plan = SyntheticPlan(
      tasks: 111_111, pairsPerTask: 3, noise: 0.1, taskCorrelation: 0.2,
      judges: [accuracy, accuracy, accuracy], judgeCorrelation: 0.4)
    var dice = SeededGenerator(seed: 61)
    return plan.map { SyntheticCorpus($0, using: &dice) }
  }()

  private func measure(_ name: String, _ body: () throws -> Void) rethrows {
    let start = ContinuousClock.now
    try body()
    let time = ContinuousClock.now - start
    if ProcessInfo.processInfo.environment["REGOAL_FULL_PROPERTIES"] != nil {
      print("  \(name): \(time)")
    }
    #expect(time < .seconds(3), "\(name)")
  }

  @Test("agreement and errors, with intervals")
  func agreement() throws {
    let corpus = try #require(Self.corpus)
    var dice = SeededGenerator(seed: 62)
    let unitOf = (0..<(3 * Self.pairs)).map { $0 / 3 }
    let votes = corpus.confidences.map { $0 >= 0.5 }
    let categoryOf = votes.map { $0 ? 1 : 0 }
    try measure("Fleiss' κ with interval") {
      let table = try #require(
        RatingTable(unitOf: unitOf, categoryOf: categoryOf, units: Self.pairs, categories: 2))
      #expect(FleissKappa(table).value != nil)
      #expect(FleissKappa.bootstrap(table, using: &dice).interval != nil)
    }
    // Twenty ratings of 50,000 units in 10 categories: hardly two units are alike.
    let wide = (0..<1_000_000).map { _ in dice.below(10) }
    try measure("Krippendorff's α, ordinal, with interval") {
      let table = try #require(
        RatingTable(
          unitOf: wide.indices.map { $0 / 20 }, categoryOf: wide, units: 50_000, categories: 10))
      #expect(KrippendorffAlpha(table, metric: .ordinal).value != nil)
      #expect(KrippendorffAlpha.bootstrap(table, metric: .ordinal, using: &dice).interval != nil)
    }
    try measure("errors' correlation with interval") {
      let table = try #require(VoteTable(votes: votes, judges: 3))
      #expect(ErrorCorrelation(table, gold: corpus.isValid)?.mean != nil)
      let bootstrap = ErrorCorrelation.bootstrap(table, gold: corpus.isValid, using: &dice)
      #expect(bootstrap?.interval != nil)
    }
    try measure("Cohen's κ with interval") {
      var counts = [0, 0, 0, 0]
      for pair in 0..<Self.pairs {
        counts[categoryOf[3 * pair] * 2 + categoryOf[3 * pair + 1]] += 1
      }
      let kappa = try #require(CohenKappa(counts: counts, categories: 2))
      #expect(kappa.bootstrap(using: &dice).interval != nil)
    }
  }

  @Test("Dawid and Skene, of three judges and of sixty")
  func dawidSkene() throws {
    let corpus = try #require(Self.corpus)
    try measure("Dawid-Skene, three judges") {
      let table = try #require(
        VoteTable(votes: corpus.confidences.map { $0 >= 0.5 }, judges: 3))
      let fit = try DawidSkene(table)
      #expect(fit.impliedNoise { corpus.isAccepted($0, threshold: 0.5) } != nil)
    }
    let sixty = (0..<1_000_020).map { at -> Bool? in
      corpus.isValid[at / 60] != (corpus.confidences[at % 999_999] < 0.3)
    }
    try measure("Dawid-Skene, sixty judges") {
      let table = try #require(VoteTable(votes: sixty, judges: 60))
      #expect(try DawidSkene(table).sensitivity.count == 60)
    }
  }

  @Test("calibration of a million different confidences, with intervals")
  func calibration() throws {
    let corpus = try #require(Self.corpus)
    var dice = SeededGenerator(seed: 63)
    let isValid = corpus.confidences.indices.map { corpus.isValid[$0 / 3] }
    let build = { CalibrationSample(confidences: corpus.confidences, isValid: isValid) }
    try measure("Brier, AUROC, ECE, reliability") {
      let sample = try #require(build())
      #expect(sample.brier != nil && sample.auroc != nil)
      #expect(ReliabilityTable(sample).bins.count == 10)
    }
    let sample = try #require(build())
    measure("interval of ECE") {
      let bootstrap = sample.bootstrap(.expectedCalibrationError(bins: 10), using: &dice)
      #expect(bootstrap.interval != nil)
    }
    measure("isotonic") { #expect(IsotonicMap(fitting: sample) != nil) }
    measure("Platt") { #expect(PlattScaling(fitting: sample) != nil) }
    measure("cross-fitted over 5 folds") {
      let calibrated = CalibrationMap.crossFitted(
        confidences: corpus.confidences, isValid: isValid, folds: isValid.indices.map { $0 % 5 })
      #expect(calibrated?.count == isValid.count)
    }
  }

  @Test("rates and differences")
  func rates() throws {
    let corpus = try #require(Self.corpus)
    var dice = SeededGenerator(seed: 64)
    let isError = corpus.confidences.indices.map { !corpus.isValid[$0 / 3] }
    let clusters = corpus.confidences.indices.map { corpus.taskOf[$0 / 3] }
    let probabilities = corpus.confidences.map { 0.1 + 0.9 * $0 }
    try measure("Hájek") {
      let ratio = try #require(
        HajekRatio(isError: isError, probabilities: probabilities, clusters: clusters))
      #expect(ratio.interval() != nil)
    }
    try measure("prediction-powered") {
      let mean = try #require(
        PredictionPoweredMean(
          isError: Array(isError.prefix(500_000)),
          predictions: Array(probabilities.prefix(500_000)),
          unlabeledPredictions: Array(probabilities.suffix(500_000))))
      #expect(mean.interval() != nil)
    }
    let tasks = (0..<111_111).map { task in
      RateDifference.Task(
        first: Proportion((0..<9).count { isError[9 * task + $0] }, of: 9),
        second: Proportion(isError[9 * task] ? 1 : 0, of: 1))
    }
    measure("difference with interval") {
      #expect(RateDifference(tasks, using: &dice).bootstrap.interval != nil)
    }
    measure("Fisher") {
      #expect((FisherExactTest(40_000, 460_000, 41_000, 459_000).pValue ?? 1) < 0.01)
    }
    try measure("certify") {
      let test = try #require(CertificationTest(maxNoise: 0.1, risk: 0.05))
      let candidates = (1...1_000).map {
        Certification.Candidate(
          threshold: 1 - Double($0) / 1_000, rated: 1_000 * $0, invalid: 50 * $0)
      }
      #expect(try #require(Certification(candidates, test: test)).chosen != nil)
      #expect(test.ratingsNeeded(trueNoise: 0.098) != nil)
    }
  }
}
