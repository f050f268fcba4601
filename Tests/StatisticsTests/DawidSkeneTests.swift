import Foundation
import Testing

@testable import Statistics

@Suite("Judges without gold labels")
struct DawidSkeneTests {
  private func plan(
    _ judges: Int, noise: Double = 0.3, correlation: Double = 0, tasks: Int = 4_000
  ) throws -> SyntheticPlan {
    let accuracies = [(0.9, 0.85), (0.8, 0.75), (0.7, 0.9), (0.85, 0.7)].prefix(judges).map {
      SyntheticCorpus.Accuracy(sensitivity: $0.0, specificity: $0.1)
    }
    return try #require(
      SyntheticPlan(
        tasks: tasks, noise: noise, judges: accuracies, judgeCorrelation: correlation))
  }

  private func corpus(_ plan: SyntheticPlan, seed: UInt64) -> SyntheticCorpus {
    var dice = SeededGenerator(seed: seed)
    return SyntheticCorpus(plan, using: &dice)
  }

  @Test("finds the rates that made the votes, where errors are independent")
  func recovers() throws {
    let corpus = corpus(try plan(4, tasks: 20_000), seed: 31)
    let fit = try DawidSkene(try #require(corpus.votes))
    #expect(fit.isConverged && fit.gold.total == 0)
    #expect(abs(fit.prevalence[0] - 0.7) < 0.02)
    for (judge, accuracy) in corpus.plan.judges.enumerated() {
      #expect(abs(fit.sensitivity[judge] - accuracy.sensitivity) < 0.02)
      #expect(abs(fit.specificity[judge] - accuracy.specificity) < 0.03)
    }
  }

  @Test("is the EM of its formulas, vote by vote, with gold labels, gaps and populations")
  func byDefinition() throws {
    var dice = SeededGenerator(seed: 32)
    for round in 0..<20 {
      let corpus = corpus(try plan(3 + round % 2, tasks: 150), seed: UInt64(100 + round))
      let judges = corpus.plan.judges.count
      var votes: [Bool?] = corpus.confidences.map { $0 >= 0.5 }
      if round % 3 > 0 { for at in votes.indices where dice.happens(0.2) { votes[at] = nil } }
      let gold: [Bool?] = corpus.isValid.map { round % 4 > 1 && dice.happens(0.2) ? $0 : nil }
      let populations = corpus.isValid.map { _ in round % 5 == 4 ? dice.below(2) : 0 }
      let table = try #require(VoteTable(votes: votes, judges: judges))
      let fit = try DawidSkene(
        table, gold: gold, populations: populations, tolerance: 0, rounds: 7)
      let q = transcribed(votes, judges, gold, populations, rounds: 7)
      for (ours, expected) in zip(fit.validProbabilities, q) {
        #expect((ours == nil) == (expected == nil))
        #expect(abs((ours ?? 0) - (expected ?? 0)) < 1e-7)
      }
      #expect(fit.rounds == 7)
    }
  }

  private func transcribed(
    _ votes: [Bool?], _ judges: Int, _ gold: [Bool?], _ populations: [Int], rounds: Int
  ) -> [Double?] {
    func of(_ pair: Int) -> [(judge: Int, vote: Bool)] {
      (0..<judges).compactMap { judge in votes[pair * judges + judge].map { (judge, $0) } }
    }
    var q: [Double?] = gold.indices.map { pair in
      if let gold = gold[pair] { return gold ? 1 : 0 }
      let own = of(pair)
      return own.isEmpty ? nil : Double(own.count { $0.vote }) / Double(own.count)
    }
    for _ in 0..<rounds {
      var (se, sp) = ([Double](), [Double]())
      for judge in 0..<judges {
        var (qy, sumQ, rest, restSum) = (0.0, 0.0, 0.0, 0.0)
        for pair in gold.indices {
          guard let vote = votes[pair * judges + judge], let q = q[pair] else { continue }
          qy += vote ? q : 0
          sumQ += q
          rest += vote ? 0 : 1 - q
          restSum += 1 - q
        }
        se.append(min(max(qy / sumQ, 1e-10), 1 - 1e-10))
        sp.append(min(max(rest / restSum, 1e-10), 1 - 1e-10))
      }
      let shares = (0...1).map { population in
        let known = gold.indices.filter { populations[$0] == population }.compactMap { q[$0] }
        return known.reduce(0, +) / Double(known.count)
      }
      q = gold.indices.map { pair in
        guard q[pair] != nil, gold[pair] == nil else { return q[pair] }
        let pi = shares[populations[pair]]
        var logit = log(pi / (1 - pi))
        for (judge, vote) in of(pair) {
          logit +=
            vote
            ? log(se[judge] / (1 - sp[judge])) : log((1 - se[judge]) / sp[judge])
        }
        return 1 / (1 + exp(-logit))
      }
    }
    return q
  }

  @Test("keeps gold verdicts, and counts them")
  func gold() throws {
    let corpus = corpus(try plan(3), seed: 33)
    let gold: [Bool?] = corpus.isValid.enumerated().map { $0 < 300 ? $1 : nil }
    let fit = try DawidSkene(try #require(corpus.votes), gold: gold)
    #expect(fit.gold == Proportion(corpus.isValid.prefix(300).count { $0 }, of: 300))
    for pair in 0..<300 {
      #expect(fit.validProbabilities[pair] == (corpus.isValid[pair] ? 1 : 0))
    }
  }

  @Test("implies far too little noise where judges err together")
  func correlated() throws {
    let accuracy = SyntheticCorpus.Accuracy(sensitivity: 0.9, specificity: 0.8)
    let plan = try #require(
      SyntheticPlan(
        tasks: 30_000, noise: 0.2, judges: [accuracy, accuracy, accuracy], judgeCorrelation: 0.6))
    let corpus = corpus(plan, seed: 34)
    let fit = try DawidSkene(try #require(corpus.votes))
    let implied = try #require(fit.impliedNoise { corpus.isAccepted($0, threshold: 0.5) })
    let truth = try #require(plan.acceptedNoise(threshold: 0.5))
    #expect(truth > 0.015 && implied < truth / 5, "\(truth) \(implied)")
    #expect(fit.impliedNoise { _ in false } == nil)
  }

  @Test("refuses two judges in one population, and says what would identify them")
  func refusesTwo() throws {
    let votes = try #require(corpus(try plan(2), seed: 35).votes)
    let refusal = #expect(throws: DawidSkeneRefusal.self) { try DawidSkene(votes) }
    #expect(refusal == .notIdentified(judges: [0, 1]))
    #expect(refusal?.remedies == [.thirdJudge, .goldLabels, .secondPopulation])
    // Gold labels of one kind are not enough.
    let gold: [Bool?] = [true] + Array(repeating: nil, count: votes.pairs - 1)
    #expect(throws: DawidSkeneRefusal.notIdentified(judges: [0, 1])) {
      try DawidSkene(votes, gold: gold)
    }
  }

  @Test("takes two judges with gold labels of both kinds")
  func twoWithGold() throws {
    let corpus = corpus(try plan(2, tasks: 20_000), seed: 36)
    let gold: [Bool?] = corpus.isValid.enumerated().map { $0 < 2_000 ? $1 : nil }
    let fit = try DawidSkene(try #require(corpus.votes), gold: gold)
    #expect(abs(fit.prevalence[0] - 0.7) < 0.03)
    #expect(abs(fit.sensitivity[0] - 0.9) < 0.03 && abs(fit.specificity[1] - 0.75) < 0.03)
  }

  private func twoPopulations(_ noises: [Double], seed: UInt64) throws -> (VoteTable, [Int]) {
    var dice = SeededGenerator(seed: seed)
    var (votes, populations): ([Bool?], [Int]) = ([], [])
    for (population, noise) in noises.enumerated() {
      let corpus = SyntheticCorpus(try plan(2, noise: noise, tasks: 20_000), using: &dice)
      votes += corpus.confidences.map { $0 >= 0.5 }
      populations += corpus.isValid.map { _ in population }
    }
    return (try #require(VoteTable(votes: votes, judges: 2)), populations)
  }

  @Test("tells two judges apart by two populations with different shares of valid pairs")
  func huiWalter() throws {
    let (votes, populations) = try twoPopulations([0.15, 0.6], seed: 37)
    let fit = try DawidSkene(votes, populations: populations)
    #expect(fit.isConverged)
    #expect(abs(fit.prevalence[0] - 0.85) < 0.02 && abs(fit.prevalence[1] - 0.4) < 0.02)
    #expect(abs(fit.sensitivity[0] - 0.9) < 0.02 && abs(fit.specificity[0] - 0.85) < 0.02)
    #expect(abs(fit.sensitivity[1] - 0.8) < 0.02 && abs(fit.specificity[1] - 0.75) < 0.02)
    // Six numbers, six unknowns: the fit meets every cell.
    for population in 0...1 {
      let pi = fit.prevalence[population]
      let pairs = populations.indices.filter { populations[$0] == population }
      let both = Double(pairs.count { votes.valid[$0] == 3 }) / Double(pairs.count)
      let valid = pi * fit.sensitivity[0] * fit.sensitivity[1]
      let invalid = (1 - pi) * (1 - fit.specificity[0]) * (1 - fit.specificity[1])
      #expect(abs(both - valid - invalid) < 1e-5)
    }
  }

  @Test("refuses populations that are alike, or of which one has no votes of both")
  func alike() throws {
    let (votes, populations) = try twoPopulations([0.3, 0.3], seed: 38)
    #expect {
      try DawidSkene(votes, populations: populations)
    } throws: {
      if case DawidSkeneRefusal.populationsAlike(let p) = $0 { p > 0.05 } else { false }
    }
    let lone = try #require(VoteTable(votes: [true, false, true, true, nil, true], judges: 2))
    #expect(throws: DawidSkeneRefusal.notIdentified(judges: [0, 1])) {
      try DawidSkene(lone, populations: [0, 0, 1])
    }
  }

  @Test(
    "refuses three judges who never meet on a pair, a silent judge, no votes, and lengths that differ"
  )
  func refusals() throws {
    let apart: [Bool?] = [true, false, nil, nil, true, true, false, nil, true]
    let table = try #require(VoteTable(votes: apart, judges: 3))
    #expect(throws: DawidSkeneRefusal.notIdentified(judges: [0, 1, 2])) { try DawidSkene(table) }
    let silent = try #require(
      VoteTable(votes: [true, false, true, nil, false, false, true, nil], judges: 4))
    #expect(throws: DawidSkeneRefusal.notIdentified(judges: [3])) { try DawidSkene(silent) }
    let none = try #require(VoteTable(votes: [nil, nil, nil], judges: 3))
    #expect(throws: DawidSkeneRefusal.noVotes) { try DawidSkene(none) }
    #expect(throws: DawidSkeneRefusal.lengthsDiffer) { try DawidSkene(table, gold: [nil]) }
    #expect(throws: DawidSkeneRefusal.lengthsDiffer) {
      try DawidSkene(table, populations: [0, -1, 0])
    }
  }

  @Test("refuses a judge no better than chance")
  func worse() throws {
    let corpus = corpus(try plan(4), seed: 39)
    // The last judge says the opposite of what it thinks.
    let votes: [Bool?] = corpus.confidences.enumerated().map { ($1 >= 0.5) != ($0 % 4 == 3) }
    let table = try #require(VoteTable(votes: votes, judges: 4))
    #expect {
      try DawidSkene(table)
    } throws: {
      if case DawidSkeneRefusal.worseThanChance(judge: 3, _, _) = $0 { true } else { false }
    }
    let constant = try #require(
      VoteTable(
        votes: corpus.confidences.enumerated().map { $0 % 4 == 1 || $1 >= 0.5 }, judges: 4))
    #expect {
      try DawidSkene(constant)
    } throws: {
      if case DawidSkeneRefusal.worseThanChance(judge: 1, _, _) = $0 { true } else { false }
    }
  }
}
