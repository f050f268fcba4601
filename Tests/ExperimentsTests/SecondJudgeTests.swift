import RegoalTesting
import Testing
import Trajectories

@testable import Experiments

/// What the notebook about paper and code says, on random logs instead of samples.
@Suite("A second judge on complete logs")
struct SecondJudgeTests {
  private static let judges = ["j1", "j2", "j3"]

  private static func completeLog(seed: UInt64, count: Int) throws -> [LoggedTrajectory] {
    var random = RandomLogs(seed: seed)
    var policy = try #require(DecisionPropertyTests.combinations.first)
    policy.judges = judges
    let logs = random.log(count: count)
    var generator = SplitMix(state: seed)
    return logs.map { log in
      ["reference", "severity"].reduce(log) { filled, weighting in
        policy.weighting = weighting
        return Completion.random(filled, policy, using: &generator)
      }
    }
  }

  /// Accepted runs at every θ > 0 at which one of the two curves may change, with one judge and with a panel.
  private func accepted(
    _ database: LogDatabase, _ preset: String, panel: [String]
  ) throws -> [(theta: Double, single: Int, several: Int)] {
    func curve(_ judges: [String]) throws -> ThetaCurve {
      var policy = try PolicyPresets.policy(named: preset, in: database.store)
      policy.judges = judges
      let resolved = try ResolvedRequest(
        GateRequest(detectConfig: "d1", extractConfig: "o1", relabelConfig: "r1", policy: policy),
        in: database.store)
      return ThetaCurve(
        GateEvaluation(
          try GateFacts(resolved.choice, from: database.store), resolved.request.policy,
          panel: resolved.panel))
    }
    let single = try curve([])
    let several = try curve(panel)
    #expect(single.pieces.allSatisfy { $0.counts.open == 0 })
    #expect(several.pieces.allSatisfy { $0.counts.open == 0 })
    let thetas = Set((single.pieces + several.pieces).map(\.high)).filter { $0 > 0 }.sorted()
    return thetas.map {
      ($0, single.counts(at: $0).accepted, several.counts(at: $0).accepted)
    }
  }

  @Test(
    "changes no yield under 'reference', and some under 'paper' and 'strict'", arguments: 0..<6)
  func presets(_ seed: Int) throws {
    let database = try LogDatabase(Self.completeLog(seed: UInt64(seed) + 4_100, count: 150))
    for panel in [["j1"], ["j2", "j3"], Self.judges] {
      let reference = try accepted(database, "reference", panel: panel)
      #expect(reference.count > 20)
      #expect(reference.allSatisfy { $0.single == $0.several })
      for preset in ["paper", "strict"] {
        let points = try accepted(database, preset, panel: panel)
        #expect(points.contains { $0.single > $0.several }, "\(preset), \(panel)")
      }
      // Without a fallback a panel only ever refuses.
      let strict = try accepted(database, "strict", panel: panel)
      #expect(strict.allSatisfy { $0.single >= $0.several })
    }
  }

  @Test("decides under 'default' as under 'paper' with 0 for each verdict that is not valid")
  func verdictsAsNumbers() throws {
    let logs = try Self.completeLog(seed: 4_200, count: 300)
    let spoken = logs.map { log in
      var log = log
      for attempt in log.attempts.indices {
        for vote in log.attempts[attempt].votes.indices
        where log.attempts[attempt].votes[vote].valid != true
          && log.attempts[attempt].votes[vote].confidence != nil
        {
          log.attempts[attempt].votes[vote].confidence = 0
        }
      }
      return log
    }
    for panel in [["j1"], Self.judges] {
      let byVerdict = try accepted(try LogDatabase(logs), "default", panel: panel)
      let database = try LogDatabase(spoken)
      let byNumber = try accepted(database, "paper", panel: panel)
      #expect(byVerdict.map(\.several).contains { $0 > 0 })
      let numbers = Dictionary(
        byNumber.map { ($0.theta, $0.several) }, uniquingKeysWith: { $1 })
      let common = byVerdict.filter { numbers[$0.theta] != nil }
      #expect(common.count > 20)
      #expect(common.allSatisfy { numbers[$0.theta] == $0.several })
    }
  }

  private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }
}
