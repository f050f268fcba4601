import Foundation
import Statistics
import Store
import Tables
import Testing
import Trajectories

@testable import Experiments

@Suite("Label noise of simulated pairs")
struct LabelNoiseTests {
  private static func plan(judges: Int, tasks: Int = 150, noise: Double = 0.2) throws
    -> SyntheticPlan
  {
    try #require(
      SyntheticPlan(
        tasks: tasks, pairsPerTask: 2, noise: noise, taskCorrelation: 0.2,
        judges: Array(
          repeating: .init(sensitivity: 0.9, specificity: 0.8), count: judges)))
  }

  private static func request(_ theta: Double, judges: [String]? = nil) -> GateRequest {
    var request = RatedLogs.request
    request.policy.theta = theta
    request.policy.judges = judges
    return request
  }

  @Test("is that of the truth, and that of the SQL query")
  func truth() throws {
    let logs = try RatedLogs(Self.plan(judges: 2), seed: 1)
    let pairs = logs.corpus.isValid.indices.filter { logs.corpus.isAccepted($0, threshold: 0.6) }
    let invalid = pairs.count { !logs.corpus.isValid[$0] }
    #expect(invalid > 0)
    let answer = try LabelNoise(Self.request(0.6), in: logs.store)
    #expect(answer.isRated)
    #expect(answer.noise.rows.count == 1)
    #expect(answer.noise.value(0, "accepted") == .init(pairs.count))
    #expect(answer.noise.value(0, "rated") == .init(pairs.count))
    #expect(answer.noise.value(0, "invalid") == .init(invalid))
    #expect(answer.weighted.rows.isEmpty && answer.predicted.rows.isEmpty)
    _ = try GateRunner(store: logs.store).decide(Self.request(0.6))
    let query = try logs.store.run("label_noise")
    let all = try #require(query.rows.last)
    for (column, value) in zip(query.columns, all)
    where ["accepted", "rated", "invalid", "unsettled", "noise"].contains(column) {
      #expect(value == answer.noise.value(0, column), "\(column)")
    }
    let rejected = logs.corpus.isValid.indices.filter { !Set(pairs).contains($0) }
    #expect(answer.rejected.value(0, "rated") == .init(rejected.count))
    #expect(
      answer.rejected.value(0, "valid") == .init(rejected.count { logs.corpus.isValid[$0] }))
  }

  @Test("is not known, and not 0, where nothing is rated")
  func unrated() throws {
    let logs = try RatedLogs(Self.plan(judges: 1, tasks: 5), seed: 1, rates: { _ in false })
    let answer = try LabelNoise(Self.request(0.2), in: logs.store)
    #expect(!answer.isRated && answer.notes == [LabelNoise.nothingRated])
    #expect(answer.noise.value(0, "rated") == .integer(0))
    #expect(answer.noise.value(0, "noise").isNull && answer.noise.value(0, "noise_high").isNull)
    let calibration = try JudgeCalibration(Self.request(0.2), in: logs.store)
    #expect(calibration.raters.rows.isEmpty && calibration.reliability.rows.isEmpty)
    #expect(throws: NoiseError.nothingRated(of: "the attempts")) {
      try calibration.save(as: "none")
    }
  }

  @Test("of nested policies: dropped against kept, with what is lost")
  func nested() throws {
    let logs = try RatedLogs(Self.plan(judges: 2), seed: 2)
    let narrow = logs.corpus.isValid.indices.filter { logs.corpus.isAccepted($0, threshold: 0.6) }
    let dropped = logs.corpus.isValid.indices.filter { !Set(narrow).contains($0) }
    let answer = try NoiseComparison(
      .init(label: "none", request: Self.request(0.6, judges: [])),
      .init(label: "all", request: Self.request(0.6)), in: logs.store)
    #expect(
      answer.sides.rows.map { $0[0] } == ["none", "all", "kept", "dropped"].map { .text($0) })
    let removed = dropped.count { !logs.corpus.isValid[$0] }
    #expect(answer.test.value(0, "invalid_removed") == .init(removed))
    #expect(answer.test.value(0, "valid_lost") == .init(dropped.count - removed))
    let invalid = narrow.count { !logs.corpus.isValid[$0] }
    let fisher = FisherExactTest(
      removed, dropped.count - removed, invalid, narrow.count - invalid)
    #expect(answer.test.value(0, "p_value") == .init(fisher.pValue))
    // Of two judges each alone, neither accepts a subset of the other's.
    let other = try NoiseComparison(
      .init(label: "j1", request: Self.request(0.6, judges: ["j1"])),
      .init(label: "j2", request: Self.request(0.6, judges: ["j2"])), in: logs.store)
    #expect(other.test.value(0, "method").text?.hasPrefix("bootstrap") == true)
    #expect(other.test.value(0, "p_value").isNull)
    let low = try #require(other.test.value(0, "difference_low").real)
    let high = try #require(other.test.value(0, "difference_high").real)
    let difference = try #require(other.test.value(0, "difference").real)
    #expect(low <= difference && difference <= high && low < high)
  }

  @Test(
    "is weighted where pairs were drawn with unequal probabilities, and predictions are left out")
  func weighted() throws {
    let logs = try RatedLogs(Self.plan(judges: 1), seed: 3, rates: { $0 % 3 == 0 })
    let pairs = logs.corpus.isValid.indices.filter { $0 % 3 == 0 }
    func probability(_ pair: Int) -> Double { pair % 2 == 0 ? 0.25 : 0.75 }
    try logs.addFrame(
      "f", rule: "stratified", pairs: pairs.map { ($0, probability($0)) }, population: 300)
    let answer = try LabelNoise(Self.request(0.5), in: logs.store)
    let accepted = pairs.filter { logs.corpus.isAccepted($0, threshold: 0.5) }
    let ratio = try #require(
      HajekRatio(
        isError: accepted.map { !logs.corpus.isValid[$0] },
        probabilities: accepted.map(probability), clusters: accepted.map { logs.corpus.taskOf[$0] })
    )
    #expect(answer.weighted.value(0, "noise") == .init(ratio.rate))
    #expect(answer.weighted.value(0, "noise_high") == .init(ratio.interval()?.high))
    #expect(answer.weighted.value(0, "noise") != answer.noise.value(0, "noise"))
    #expect(answer.predicted.rows.isEmpty)
    #expect(throws: NoiseError.unknownFrame(name: "g", known: ["f"])) {
      var wish = LabelNoise.Wish()
      wish.frames = ["g"]
      _ = try LabelNoise(Self.request(0.5), wish, in: logs.store)
    }
  }

  @Test("of two uniform frames weighs by 1 − Π(1 − π), also what only one of them drew")
  func severalFrames() throws {
    let logs = try RatedLogs(Self.plan(judges: 1), seed: 3, rates: { $0 < 90 })
    try logs.addFrame(
      "all", rule: RatingFrame.grid, pairs: (0..<60).map { ($0, 0.2) }, population: 300,
      thetas: [0])
    let sure = logs.corpus.isValid.indices.filter { logs.corpus.isAccepted($0, threshold: 0.9) }
    let drawn = sure.filter { (60..<90).contains($0) }
    let share = Double(drawn.count) / Double(sure.count)
    try logs.addFrame(
      "sure", rule: RatingFrame.grid, pairs: drawn.map { ($0, share) },
      population: sure.count, thetas: [0.9])
    let rated = try RatedEvaluation(Self.request(0.2), in: logs.store)
    let weights = try InclusionWeights([], rated, in: logs.store)
    let runs = rated.evaluation.facts.runs
    for pair in 0..<90 where pair < 60 || drawn.contains(pair) {
      let isSure = sure.contains(pair)
      let expected = isSure ? 1 - (1 - 0.2) * (1 - share) : 0.2
      let found = try #require(weights.probability(.init(run: runs[pair], k: 1)) ?? nil)
      #expect(abs(found - expected) < 1e-12, "\(pair)")
    }
  }

  @Test("is predicted for what is not rated, with exact intervals beside")
  func predicted() throws {
    let logs = try RatedLogs(Self.plan(judges: 1), seed: 4, rates: { $0 % 4 == 0 })
    let answer = try LabelNoise(Self.request(0.4), in: logs.store)
    let table = answer.predicted
    #expect(table.value(0, "rated") == answer.noise.value(0, "rated"))
    let unrated = try #require(table.value(0, "unrated").integer)
    let accepted = try #require(answer.noise.value(0, "accepted").integer)
    #expect(unrated + (table.value(0, "rated").integer ?? 0) == accepted)
    let lambda = try #require(table.value(0, "lambda").real)
    #expect(lambda > 0 && lambda <= 1)
    let width =
      try #require(table.value(0, "noise_high").real)
      - (try #require(table.value(0, "noise_low").real))
    let exact =
      try #require(table.value(0, "exact_high").real)
      - (try #require(table.value(0, "exact_low").real))
    #expect(width < exact)
    #expect(table.value(0, "exact_high") == answer.noise.value(0, "noise_high"))
  }

  @Test("from votes alone is refused for two judges, and never shown without ratings")
  func model() throws {
    let two = try RatedLogs(Self.plan(judges: 2, tasks: 60), seed: 5, rates: { _ in false })
    let refusal = #expect(throws: NoiseError.self) {
      try NoiseModel(Self.request(0.5), in: two.store)
    }
    switch refusal {
    case .populationsAlike?, .notIdentified?: break
    default: Issue.record("\(String(describing: refusal))")
    }
    let three = try RatedLogs(Self.plan(judges: 3), seed: 6, rates: { _ in false })
    #expect(throws: NoiseError.nothingRated(of: "the accepted pairs")) {
      try NoiseModel(Self.request(0.5), in: three.store)
    }
    let rated = try RatedLogs(Self.plan(judges: 3), seed: 6, rates: { $0 % 5 == 0 })
    let answer = try NoiseModel(Self.request(0.5), in: rated.store)
    #expect(answer.judges.rows.count == 3)
    #expect(answer.noise.rows.map { $0[0] }.last == .text("ratings"))
    #expect(answer.noise.value(1, "rated").isNull && answer.noise.value(1, "noise").real != nil)
  }

  @Test("of the paper is reconstructed from counts, and certifies nothing")
  func paper() throws {
    let logs = try RatedLogs(Self.plan(judges: 1, tasks: 1), seed: 1)
    let paper = try PaperNoise(in: logs.store)
    func rounded(_ value: Table.Value) -> String { String(format: "%.4f", value.real ?? -1) }
    #expect(
      paper.ratings.rows.prefix(2).map { $0[3...5].map(rounded) } == [
        ["0.0592", "0.0287", "0.1061"], ["0.0231", "0.0048", "0.0660"],
      ])
    #expect(rounded(paper.dropped.value(0, "p_value")) == "0.0015")
    #expect(paper.dropped.value(0, "valid_lost") == .integer(32))
    #expect(rounded(paper.certificates.value(1, "p_value")) == "0.1058")
    #expect(paper.certificates.value(1, "rated_needed") == .integer(132))
    #expect(paper.certificates.value(1, "certified") == .text("no"))
    #expect(paper.survival.rows.map { rounded($0[3]) } == ["0.7692", "0.9385"])
    for table in [paper.ratings, paper.dropped, paper.certificates, paper.survival] {
      #expect(table.note == PaperNoise.mark)
    }
    let bound = try MeasuredBound(paper: (delta: 1, epsilon: 42), in: logs.store).table
    #expect(rounded(bound.value(0, "cost_ratio")) == "15.9000")
    #expect(rounded(bound.value(1, "cost_ratio")) == "42.3333")
    let gain = try #require(bound.value(1, "gain").real)
    #expect(gain > 0 && (bound.value(0, "gain").real ?? 0) < 0)
  }
}
