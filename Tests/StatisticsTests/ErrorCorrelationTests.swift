import Testing

@testable import Statistics

@Suite("Errors that judges share")
struct ErrorCorrelationTests {
  private func correlation(_ wrong: [[Bool?]]) throws -> ErrorCorrelation {
    // Odd pairs are invalid, so a right vote is not always the same one.
    let votes = wrong.enumerated().flatMap { pair, judges in
      judges.map { $0.map { $0 != pair.isMultiple(of: 2) } }
    }
    let table = try #require(VoteTable(votes: votes, judges: wrong.first?.count ?? 1))
    return try #require(
      ErrorCorrelation(table, gold: wrong.indices.map { $0.isMultiple(of: 2) }))
  }

  @Test("correlate by φ: always together, never together, by chance")
  func phi() throws {
    let together = try correlation([[true, true], [false, false], [false, false]])
    #expect(together.mean == 1 && together.effectiveJudges == 1)
    let apart = try correlation([[true, false], [false, true]])
    #expect(apart.mean == -1 && apart.effectiveJudges == nil)
    let chance = try correlation([[true, true], [true, false], [false, true], [false, false]])
    #expect(chance.mean == 0 && chance.effectiveJudges == 2)
  }

  @Test(
    "have the mean over couples; a couple without errors has none, and missing votes do not count")
  func couples() throws {
    let three = try correlation([
      [true, true, false], [true, false, false], [false, nil, false], [false, false, nil],
      [nil, true, false],
    ])
    #expect(three.couples.map(\.count) == [3, 3, 3])
    // Both 1 of 3; first 2 of 3, second 1 of 3: (3·1 − 2·1)/√(2·1·1·2).
    #expect(three.couples[0].correlation == 0.5)
    #expect(three.couples[1].correlation == nil && three.couples[2].correlation == nil)
    #expect(three.mean == 0.5 && three.effectiveJudges == 1.5)
  }

  @Test("are not known without rated pairs; one judge is one")
  func unknown() throws {
    let table = try #require(VoteTable(votes: [true, false], judges: 2))
    let unrated = try #require(ErrorCorrelation(table, gold: [nil]))
    #expect(unrated.rated == 0 && unrated.mean == nil && unrated.effectiveJudges == nil)
    #expect(ErrorCorrelation(table, gold: []) == nil)
    #expect(try correlation([[true], [false]]).effectiveJudges == 1)
    #expect(VoteTable(votes: [true, nil, true], judges: 2) == nil)
    #expect(VoteTable(votes: [], judges: 65) == nil)
  }

  @Test("have an interval that holds what made them")
  func interval() throws {
    let accuracy = SyntheticCorpus.Accuracy(sensitivity: 0.8, specificity: 0.8)
    let plan = try #require(
      SyntheticPlan(
        tasks: 3_000, noise: 0.2, judges: [accuracy, accuracy, accuracy], judgeCorrelation: 0.7))
    var dice = SeededGenerator(seed: 4)
    let corpus = SyntheticCorpus(plan, using: &dice)
    let votes = try #require(corpus.votes)
    let found = try #require(ErrorCorrelation(votes, gold: corpus.isValid))
    let bootstrap = try #require(
      ErrorCorrelation.bootstrap(votes, gold: corpus.isValid, using: &dice))
    let (mean, interval) = (try #require(found.mean), try #require(bootstrap.interval))
    #expect(interval.low < mean && mean < interval.high)
    // A correlation of scores of 0.7 is one of errors of about 0.45 at an error rate of 0.2.
    #expect(mean > 0.38 && mean < 0.52)
    #expect((found.effectiveJudges ?? 9) < 1.75)
  }
}
