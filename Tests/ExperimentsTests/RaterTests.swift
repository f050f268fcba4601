import Statistics
import Store
import Tables
import Testing
import Trajectories

@testable import Experiments

@Suite("Raters")
struct RaterTests {
  private func logs(
    seed: UInt64 = 7, rates: (Int) -> Bool = { _ in true }
  ) throws -> RatedLogs {
    let plan = try #require(
      SyntheticPlan(
        tasks: 120, pairsPerTask: 2, noise: 0.25,
        judges: [
          .init(sensitivity: 0.9, specificity: 0.8), .init(sensitivity: 0.8, specificity: 0.9),
        ], judgeCorrelation: 0.5,
        annotators: [
          .init(sensitivity: 0.95, specificity: 0.9), .init(sensitivity: 0.9, specificity: 0.9),
          .init(sensitivity: 0.99, specificity: 0.8),
        ]))
    return try RatedLogs(plan, seed: seed, rates: rates)
  }

  private func counts(_ table: Table, _ row: Int, _ columns: [String]) -> [Table.Value] {
    columns.map { table.value(row, $0) }
  }

  @Test("agree as the named queries count it")
  func agreement() throws {
    let logs = try logs()
    let answer = try RaterAgreement(RatedLogs.request, in: logs.store)
    let couples = answer.couples
    func rows(_ kind: String) -> [Int] {
      couples.rows.indices.filter { couples.value($0, "kind") == .text(kind) }
    }
    let ours = ["first", "second", "attempts", "both_valid", "only_first", "only_second"]
    let annotators = try logs.store.run("annotator_agreement")
    #expect(annotators.rows.count == 3)
    for (row, expected) in zip(rows("annotators"), annotators.rows) {
      #expect(counts(couples, row, ours + ["both_invalid", "agreement"]) == expected)
    }
    let gold = try logs.store.run("judges_against_gold")
    #expect(gold.rows.count == 2)
    for (row, expected) in zip(rows("judge_gold"), gold.rows.indices) {
      #expect(
        counts(couples, row, ["first", "attempts", "both_valid", "only_first", "only_second"])
          == counts(gold, expected, ["judge", "rated", "both_valid", "only_judge", "only_gold"]))
    }
    // The relabeler is sure of everything; the judges are beside each other in the last row.
    let judges = try logs.store.run(
      "judge_agreement", ["theta": .real(0)])
    let pair = try #require(judges.rows.last)
    let row = try #require(rows("judges").first)
    #expect(rows("judges").count == 1)
    #expect(couples.value(row, "attempts") == pair[2])
    #expect(couples.value(row, "both_valid") == pair[3])
    #expect(
      couples.value(row, "kappa").real.map { ($0 * 1e9).rounded() }
        == pair[8].real.map { ($0 * 1e9).rounded() })
    #expect(
      couples.value(row, "pabak").real.map { ($0 * 1e9).rounded() }
        == pair[9].real.map { ($0 * 1e9).rounded() })
    for row in couples.rows.indices {
      let value = try #require(couples.value(row, "kappa").real)
      let low = try #require(couples.value(row, "kappa_low").real)
      let high = try #require(couples.value(row, "kappa_high").real)
      #expect(low < value && value < high)
    }
    #expect(
      answer.groups.rows.map { [$0[0], $0[1]] } == [
        [.text("annotators"), .text("fleiss_kappa")],
        [.text("annotators"), .text("krippendorff_alpha")],
        [.text("judges"), .text("fleiss_kappa")], [.text("judges"), .text("krippendorff_alpha")],
      ])
    let effective = try #require(answer.effective.value(0, "effective_judges").real)
    #expect(effective > 1 && effective < 2)
  }

  @Test("that nobody rates have no agreement with people")
  func unrated() throws {
    let answer = try RaterAgreement(
      RatedLogs.request, in: try logs(rates: { _ in false }).store)
    #expect(answer.couples.rows.map { $0[0] } == [.text("judges")])
    #expect(answer.errors.rows.isEmpty && answer.effective.rows.isEmpty)
    #expect(answer.notes.first?.contains("not known") == true)
  }

  @Test("are calibrated by maps that are stored, read back, and applied across folds")
  func calibration() throws {
    let logs = try logs()
    let answer = try JudgeCalibration(RatedLogs.request, in: logs.store)
    #expect(answer.raters.rows.map { $0[0] } == ["relabeler", "j1", "j2"].map { .text($0) })
    // The relabeler says 1 to everything: it tells nothing apart.
    #expect(answer.raters.value(0, "auroc").real == 0.5)
    for row in 1...2 {
      let auroc = try #require(answer.raters.value(row, "auroc").real)
      #expect(auroc > 0.8)
      let rated = answer.reliability.rows.indices
        .filter { answer.reliability.value($0, "rater") == answer.raters.value(row, "rater") }
        .compactMap { answer.reliability.value($0, "rated").integer }.reduce(0, +)
      #expect(.integer(rated) == answer.raters.value(row, "rated"))
    }
    let raw = try #require(answer.raters.value(0, "ece").real)
    let less = try #require(answer.raters.value(0, "calibrated_ece").real)
    #expect(less < raw)
    try answer.save(as: "may")
    try answer.save(as: "may")
    let listed = try logs.store.run("calibrations")
    #expect(listed.rows.map { $0[1] } == ["relabeler", "j1", "j2"].map { .text($0) })
    #expect(try logs.store.check(deep: true).filter { !$0.isFine } == [])
    let digest = try StoredCalibration.digest(named: "may", in: logs.store)
    let fitted = try logs.store.run("calibrated_attempts", ["calibration": .text(digest)])
    #expect(fitted.rows.count == 240)
    #expect(listed.rows.allSatisfy { $0[4] == .integer(5) })
    var request = RatedLogs.request
    request.policy.theta = 0.7
    var calibrated = request
    calibrated.policy.confidence = .calibrated("may")
    let plain = try LabelNoise(request, in: logs.store).noise
    let mapped = try LabelNoise(calibrated, in: logs.store).noise
    #expect(plain.value(0, "accepted") != mapped.value(0, "accepted"))
    let more = try #require(
      SyntheticPlan(tasks: 3, noise: 0.5, judges: [.init(sensitivity: 0.9, specificity: 0.8)]))
    let others = try RatedLogs(more, seed: 1)
    #expect(throws: NoiseError.unknownCalibration(name: "may", known: [])) {
      try LabelNoise(calibrated, in: others.store)
    }
    let one = try JudgeCalibration(RatedLogs.request, rater: "j1", in: logs.store)
    #expect(throws: NoiseError.otherCalibration(name: "may")) { try one.save(as: "may") }
  }

  @Test("of a frame certify the loosest threshold that passes, as counted pair by pair")
  func certificate() throws {
    let plan = try #require(
      SyntheticPlan(
        tasks: 400, noise: 0.1, judges: [.init(sensitivity: 0.9, specificity: 0.9)]))
    let logs = try RatedLogs(plan, seed: 11)
    let thetas = [0.95, 0.8, 0.5, 0.2]
    let union = logs.corpus.isValid.indices.filter { logs.corpus.isAccepted($0, threshold: 0.2) }
    try logs.addFrame(
      "grid", pairs: union.map { ($0, 1) }, population: union.count, thetas: thetas)
    let answer = try ThresholdCertificate(maxNoise: 0.05, risk: 0.1, in: logs.store)
    let candidates = thetas.map { theta in
      let pairs = union.filter { logs.corpus.isAccepted($0, threshold: theta) }
      return Certification.Candidate(
        threshold: theta, rated: pairs.count, invalid: pairs.count { !logs.corpus.isValid[$0] })
    }
    let test = try #require(CertificationTest(maxNoise: 0.05, risk: 0.1))
    let expected = try #require(Certification(candidates, test: test))
    #expect(answer.candidates.rows.map { $0[3] } == candidates.map { .init($0.rated) })
    #expect(answer.candidates.rows.map { $0[7] } == expected.pValues.map { .init($0) })
    let chosen = try #require(expected.chosen)
    #expect(answer.isCertified && answer.answer.value(0, "theta") == .real(thetas[chosen]))
    #expect(answer.missing.rows.isEmpty && answer.notes.isEmpty)
    // The same ratings may not fit the confidences that they certify.
    try JudgeCalibration(RatedLogs.request, in: logs.store).save(as: "may")
    try logs.addFrame(
      "calibrated", pairs: union.map { ($0, 1) }, population: union.count, thetas: thetas,
      confidence: .calibrated(try StoredCalibration.digest(named: "may", in: logs.store)))
    #expect(
      throws: NoiseError.calibratedOnSameRatings(
        calibration: "may", frame: "calibrated", pairs: union.count)
    ) {
      try ThresholdCertificate(maxNoise: 0.05, risk: 0.1, frame: "calibrated", in: logs.store)
    }
  }

  @Test("too few to certify anything are told which ratings would do")
  func need() throws {
    let plan = try #require(
      SyntheticPlan(tasks: 100, noise: 0, judges: [.init(sensitivity: 0.9, specificity: 0.9)]))
    let logs = try RatedLogs(plan, seed: 12, rates: { $0 < 20 })
    try logs.addFrame("grid", pairs: (0..<60).map { ($0, 0.6) }, population: 100, thetas: [0.5, 0])
    let answer = try ThresholdCertificate(maxNoise: 0.05, risk: 0.1, in: logs.store)
    #expect(!answer.isCertified && answer.answer.value(0, "theta").isNull)
    // 20 of the pairs are rated, all accepted at 0 and valid: 45 certify.
    #expect(answer.answer.value(0, "ratings_needed") == .integer(25))
    #expect(answer.answer.value(0, "at_theta") == .real(0))
    #expect(answer.missing.rows.count == 40)
    #expect(answer.notes.contains { $0.hasPrefix("20 of the 60 pairs drawn are rated") })
  }

  @Test("of frames that bear no guarantee are refused")
  func refusals() throws {
    let plan = try #require(
      SyntheticPlan(tasks: 30, noise: 0, judges: [.init(sensitivity: 0.9, specificity: 0.9)]))
    let logs = try RatedLogs(plan, seed: 13)
    func certify(_ frame: String?) throws {
      _ = try ThresholdCertificate(maxNoise: 0.05, risk: 0.1, frame: frame, in: logs.store)
    }
    #expect(throws: NoiseError.noGrid(others: [])) { try certify(nil) }
    try logs.addFrame("u", rule: "uniform", pairs: [(0, 0.5)], population: 2, thetas: [0.5])
    #expect(throws: NoiseError.noGrid(others: ["u"])) { try certify(nil) }
    #expect(throws: NoiseError.notAGrid(frame: "u", rule: "uniform")) { try certify("u") }
    try logs.addFrame("g", pairs: [(0, 0.5), (1, 0.25)], population: 4, thetas: [0.5])
    #expect(throws: NoiseError.unequalProbabilities(frame: "g", low: 0.25, high: 0.5)) {
      try certify(nil)
    }
    try logs.addFrame("h", pairs: [(0, 0.5)], population: 2)
    #expect(throws: NoiseError.severalGrids(["g", "h"])) { try certify(nil) }
    #expect(throws: NoiseError.incompleteFrame(frame: "h", missing: "its thresholds")) {
      try certify("h")
    }
    try logs.addFrame("i", pairs: [], population: 2, thetas: [0.5])
    #expect(throws: NoiseError.incompleteFrame(frame: "i", missing: "its pairs")) {
      try certify("i")
    }
    #expect(throws: NoiseError.unknownFrame(name: "x", known: ["g", "h", "i", "u"])) {
      try certify("x")
    }
  }

  @Test("to come: how many it takes, before any rating")
  func power() throws {
    let power = try CertificationPower(maxNoise: 0.05, risk: 0.1, in: nil)
    #expect(power.least.rows.map { $0[3] } == [45, 77, 105, 132].map { .integer($0) })
    #expect(power.power.rows.first == [.real(0), .integer(45), .integer(45), .integer(45)])
    #expect(power.draws.rows.isEmpty)
    #expect(throws: NoiseError.badTest(maxNoise: 1, risk: 0.1)) {
      try CertificationPower(maxNoise: 1, risk: 0.1, in: nil)
    }
    let plan = try #require(
      SyntheticPlan(tasks: 200, noise: 0.1, judges: [.init(sensitivity: 0.9, specificity: 0.9)]))
    let logs = try RatedLogs(plan, seed: 1, rates: { _ in false })
    let draws = try CertificationPower(
      maxNoise: 0.05, risk: 0.1, thetas: [0.9, 0], of: RatedLogs.request, in: logs.store
    ).draws
    #expect(
      draws.rows[1]
        == [0, 200, 200, 45, 45, 90].enumerated().map {
          $0 == 0 ? .real(0) : .integer(Int64($1))
        })
    #expect((draws.value(0, "drawn_least").integer ?? 0) > 45)
  }
}
