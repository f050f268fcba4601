import Experiments
import Foundation
import Relabeling
import RegoalTesting
import SQLFiles
import Store
import Testing
import Trajectories

@testable import Exports

@Suite("What an export takes")
struct ExampleSelectionTests {
  /// 60 failed runs and 20 successes on 25 goals, decided by rules.
  private static func decided() throws -> (store: Store, policy: String) {
    let store = try Store(
      path: ":memory:", access: .create, catalog: try SQLCatalog.embedded())
    try store.writeFacts { facts in
      let source = try facts.source(label: "lab", format: "regoal", file: "f")
      for index in 0..<80 {
        let run = Trajectory(
          sourceLabel: "lab", id: "run-\(index)", goal: "Goal \(index % 25)",
          steps: [
            Step(
              thought: "think", actionName: "look_up", actionInputJSON: "{}",
              observation: "Store \(index) lists Item\(index)X at \(index).25 dollars, 3 left.")
          ], failureReason: "wrong item", success: index % 4 == 0)
        _ = try facts.add(run, source: source)
      }
    }
    let runner = StageRunner(store: store, progress: SilentProgress())
    let detector = RuleDetector()
    _ = try runner.detect(detector)
    _ = try runner.extract(RuleExtractor(), detectedBy: detector.config)
    _ = try runner.collect(
      TemplateRelabeler(), judges: [GroundingJudge()], extractedBy: RuleExtractor().config,
      plan: CollectionPlan())
    return (store, try GateRunner(store: store).decide(GateRequest()).policy)
  }

  private static func plan(
    _ selection: ExampleSelection, allowed: Set<Int64>? = nil,
    in decided: (store: Store, policy: String)
  ) throws -> ExamplePlan {
    try ExamplePlan(
      selection, policy: decided.policy, allowed: allowed, isMemory: false, in: decided.store)
  }

  @Test("is nested: what a smaller number takes, a larger one takes too")
  func nested() throws {
    let decided = try Self.decided()
    for seed in [1, 42] as [UInt64] {
      var before: Set<Int64> = []
      var shares: Set<Int64> = []
      for count in [0, 5, 20, 59, 60, 90] {
        let plan = try Self.plan(
          ExampleSelection(takes: .ownGoals, failedRuns: count, seed: seed), in: decided)
        let runs = Set(plan.examples.map(\.run))
        #expect(runs.count == min(60, count))
        #expect(runs.isSuperset(of: before))
        let pairs = try Self.plan(ExampleSelection(failedRuns: count, seed: seed), in: decided)
        #expect(Set(pairs.examples.map(\.run)).isSubset(of: runs))
        before = runs
      }
      for share in [0, 0.1, 0.25, 0.5, 1] {
        let plan = try Self.plan(
          ExampleSelection(takes: .successes, successShare: share, seed: seed), in: decided)
        let runs = Set(plan.examples.map(\.run))
        #expect(runs.count == Int((20 * share).rounded()))
        #expect(runs.isSuperset(of: shares))
        shares = runs
      }
    }
    let other = { (seed: UInt64) in
      try Self.plan(
        ExampleSelection(takes: .ownGoals, failedRuns: 20, seed: seed), in: decided
      ).examples.map(\.run)
    }
    #expect(try other(1) != other(2))
  }

  @Test("has as many failed runs as pairs where volumes are to match")
  func matched() throws {
    let decided = try Self.decided()
    let allowed = Set(
      try Self.plan(ExampleSelection(takes: .ownGoals), in: decided).examples.map(\.run).prefix(40))
    let accepted = try Self.plan(ExampleSelection(), allowed: allowed, in: decided).examples.count
    #expect(accepted > 0)
    for takes in [ArmTraining.Takes.ownGoals, .randomGoals] {
      let plan = try Self.plan(
        ExampleSelection(takes: takes, matchesAccepted: true), allowed: allowed, in: decided)
      #expect(plan.examples.count == accepted)
      #expect(allowed.isSuperset(of: plan.examples.map(\.run)))
    }
  }

  @Test("draws the goal of another run, never the same goal, and from the allowed ones alone")
  func randomGoals() throws {
    let decided = try Self.decided()
    let all = try Self.plan(ExampleSelection(takes: .ownGoals), in: decided).examples.map(\.run)
    let goals = try decided.store.readFacts { facts in
      try Dictionary(uniqueKeysWithValues: all.map { ($0, try facts.trajectory($0).value.goal) })
    }
    let allowed = Set(all.prefix(30))
    var drawn: Set<String> = []
    for seed in 1...5 as ClosedRange<UInt64> {
      let plan = try Self.plan(
        ExampleSelection(takes: .randomGoals, seed: seed), allowed: allowed, in: decided)
      #expect(plan.examples.count == 30)
      for example in plan.examples {
        let goal = try #require(goals[example.other])
        #expect(goal != goals[example.run])
        #expect(allowed.contains(example.other))
        drawn.insert(goal)
      }
    }
    #expect(drawn == Set(allowed.compactMap { goals[$0] }))
    let few = try Self.plan(ExampleSelection(takes: .randomGoals, failedRuns: 10), in: decided)
    let more = try Self.plan(ExampleSelection(takes: .randomGoals, failedRuns: 40), in: decided)
    let goalOf = Dictionary(uniqueKeysWithValues: more.examples.map { ($0.run, $0.other) })
    #expect(few.examples.allSatisfy { goalOf[$0.run] == $0.other })
    let one = try #require(all.first)
    #expect(
      try Self.plan(ExampleSelection(takes: .randomGoals), allowed: [one], in: decided).examples
        .isEmpty)
  }

  @Test("pairs each failed run with a success on its very goal, or leaves it out and counts it")
  func successPairs() throws {
    let decided = try Self.decided()
    let plan = try Self.plan(ExampleSelection(takes: .successPairs), in: decided)
    #expect(!plan.examples.isEmpty && plan.withoutSuccess > 0)
    #expect(plan.examples.count + plan.withoutSuccess == 60)
    try decided.store.readFacts { facts in
      for example in plan.examples {
        let (failed, success) = (
          try facts.trajectory(example.run).value, try facts.trajectory(example.other).value
        )
        #expect(failed.goal == success.goal)
        #expect(failed.success == false && success.success == true)
      }
    }
  }

  @Test("keeps failed runs by the best attempt's confidence, or by votes on their own goal")
  func rejectionSampling() throws {
    let decided = try Self.decided()
    func kept(above confidence: Double) throws -> ExamplePlan {
      try Self.plan(
        ExampleSelection(takes: .ownGoalsByConfidence, confidenceAbove: confidence), in: decided)
    }
    let plan = try kept(above: 0.5)
    #expect(plan.keptByAttempt == plan.examples.count && plan.keptByVote == 0)
    #expect(plan.examples.allSatisfy { $0.confidence > 0.5 && $0.weight == 1 })
    let highest = try #require(plan.examples.map(\.confidence).max())
    #expect(try kept(above: highest).examples.isEmpty)
  }

  @Test("replicates by weight without bias, and a run as often every time")
  func copies() {
    let selection = ExampleSelection(replication: 4)
    for weight in [0, 0.1, 0.3, 0.5, 0.625, 1] {
      let counts = (0..<20_000).map {
        selection.copies(of: "sha256:\($0)", weight: weight)
      }
      let wanted = 4 * weight
      #expect(
        counts.allSatisfy {
          $0 == Int(wanted.rounded(.down)) || $0 == Int(wanted.rounded(.up))
        })
      let mean = Double(counts.reduce(0, +)) / 20_000
      // Five standard errors of a coin.
      #expect(abs(mean - wanted) <= 5 * 0.5 / 20_000.0.squareRoot())
    }
    #expect(
      selection.copies(of: "sha256:a", weight: 0.3) == selection.copies(of: "sha256:a", weight: 0.3)
    )
    #expect(ExampleSelection().copies(of: "sha256:a", weight: 0.01) == 1)
  }
}
