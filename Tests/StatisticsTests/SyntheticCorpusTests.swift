import Testing

@testable import Statistics

@Suite("A synthetic corpus")
struct SyntheticCorpusTests {
  private let judges = [
    SyntheticCorpus.Accuracy(sensitivity: 0.9, specificity: 0.8),
    SyntheticCorpus.Accuracy(sensitivity: 0.7, specificity: 0.95),
  ]

  private func corpus(
    seed: UInt64 = 41, correlation: Double = 0.5, taskCorrelation: Double = 0.3
  ) throws -> SyntheticCorpus {
    let plan = try #require(
      SyntheticPlan(
        tasks: 30_000, pairsPerTask: 2, noise: 0.2, taskCorrelation: taskCorrelation,
        judges: judges, judgeCorrelation: correlation,
        annotators: [
          .init(sensitivity: 0.98, specificity: 0.9), .init(sensitivity: 1, specificity: 1),
        ]
      ))
    var dice = SeededGenerator(seed: seed)
    return SyntheticCorpus(plan, using: &dice)
  }

  private func share<S: Sequence>(_ all: S, _ isCounted: (S.Element) -> Bool) -> Double {
    var (count, total) = (0, 0)
    for element in all {
      total += 1
      if isCounted(element) { count += 1 }
    }
    return Double(count) / Double(total)
  }

  @Test(
    "has the noise, the judges and the annotators that it was asked for", arguments: [0, 0.5, 1])
  func rates(correlation: Double) throws {
    let corpus = try corpus(correlation: correlation)
    #expect(abs(share(corpus.isValid) { !$0 } - 0.2) < 0.01)
    #expect(corpus.taskOf.prefix(4) == [0, 0, 1, 1])
    let valid = corpus.isValid.indices.filter { corpus.isValid[$0] }
    let invalid = corpus.isValid.indices.filter { !corpus.isValid[$0] }
    for (judge, accuracy) in judges.enumerated() {
      let se = share(valid) { corpus.confidences[$0 * 2 + judge] >= 0.5 }
      let sp = share(invalid) { corpus.confidences[$0 * 2 + judge] < 0.5 }
      #expect(abs(se - accuracy.sensitivity) < 0.01 && abs(sp - accuracy.specificity) < 0.015)
    }
    #expect(abs(share(valid) { corpus.ratings[$0 * 2] } - 0.98) < 0.005)
    #expect(abs(share(invalid) { !corpus.ratings[$0 * 2] } - 0.9) < 0.015)
    #expect(corpus.isValid.indices.allSatisfy { corpus.ratings[$0 * 2 + 1] == corpus.isValid[$0] })
  }

  @Test("accepts as much, with as much noise, as the plan works out", arguments: [0, 0.5, 1])
  func accepted(correlation: Double) throws {
    let corpus = try corpus(correlation: correlation)
    for threshold in [0, 0.3, 0.5, 0.8] {
      let accepted = corpus.isValid.indices.filter { corpus.isAccepted($0, threshold: threshold) }
      let expected = corpus.plan.acceptedShare(threshold: threshold)
      #expect(abs(Double(accepted.count) / 60_000 - expected) < 0.01)
      let noise = try #require(corpus.plan.acceptedNoise(threshold: threshold))
      #expect(abs(share(accepted) { !corpus.isValid[$0] } - noise) < 0.01)
    }
    #expect(corpus.plan.acceptedShare(threshold: 0) == 1)
    #expect(corpus.plan.acceptedNoise(threshold: 1) == nil)
  }

  @Test("has pairs of a task as alike as it was asked for")
  func withinTasks() throws {
    for wanted in [0, 0.3, 1] {
      let corpus = try corpus(taskCorrelation: wanted)
      let both = share(stride(from: 0, to: 60_000, by: 2)) {
        !corpus.isValid[$0] && !corpus.isValid[$0 + 1]
      }
      let noise = share(corpus.isValid) { !$0 }
      #expect(abs((both - noise * noise) / (noise * (1 - noise)) - wanted) < 0.03)
    }
  }

  @Test("follows from its seed, bit for bit")
  func seeded() throws {
    let (one, same, other) = (
      try corpus(seed: 1), try corpus(seed: 1), try corpus(seed: 2)
    )
    #expect(one.confidences == same.confidences && one.isValid == same.isValid)
    #expect(one.confidences != other.confidences)
    var dice = SeededGenerator(seed: 1_234_567)
    // The reference values of SplitMix64.
    #expect(dice.next() == 6_457_827_717_110_365_317 && dice.next() == 3_203_168_211_198_807_973)
  }

  @Test("is refused with rates out of range, and empty without tasks")
  func edges() throws {
    #expect(SyntheticPlan(tasks: 1, noise: 1.2) == nil)
    #expect(SyntheticPlan(tasks: -1, noise: 0.2) == nil)
    #expect(
      SyntheticPlan(
        tasks: 1, noise: 0.2, judges: [.init(sensitivity: 1, specificity: 0.9)]) == nil)
    let plan = try #require(SyntheticPlan(tasks: 0, noise: 0.2))
    var dice = SeededGenerator(seed: 1)
    let empty = SyntheticCorpus(plan, using: &dice)
    #expect(empty.isValid.isEmpty && empty.votes == nil)
    #expect(plan.acceptedNoise(threshold: 0.5) == 0.2)
  }
}
