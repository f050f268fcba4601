import RegoalTesting
import Store
import Testing
import Trajectories

@testable import Experiments

/// Under the published code a judge's rejection is taken back by the fallback, so that the paper's lower yield
/// of two judges cannot come from it.
@Suite("A second judge on complete logs")
struct SecondJudgeTests {
  static let panels = [["j1"], ["j2"], ["j1", "j2"], ["j1", "j2", "j3"]]

  /// Whatever a policy may ask of K = 3 and three judges is answered, if only by an answer without a result.
  static func completeLogs(_ count: Int, seed: UInt64) -> [LoggedTrajectory] {
    var random = RandomLogs(seed: seed)
    let whole = TranscribedPolicy(
      detection: true, detectConfigGiven: true, theta: 0.5, delta: 0.3, attempts: 3,
      judges: RandomLogs.judges, fallback: "none", voteValid: "required", onError: "consume",
      weighting: "severity")
    return random.log(count: count).map { log in
      var filled = Completion.random(log, whole, using: &random)
      // Under 'reference' the weight is the severity.
      if filled.detection?.severity == nil { filled.detection?.severity = 0.3 }
      return filled
    }
  }

  private func request(_ preset: String, judges: [String], in store: Store) throws -> GateRequest {
    var policy = try PolicyPresets.policy(named: preset, in: store)
    policy.judges = judges
    return GateRequest(
      detectConfig: "d1", extractConfig: "o1", relabelConfig: "r1", policy: policy)
  }

  @Test(
    "changes under preset 'reference' no run's acceptance at any θ > 0, under the others it does")
  func everyTheta() throws {
    let database = try LogDatabase(Self.completeLogs(4_000, seed: 73_278))
    var differing: [String: Int] = [:]
    for preset in ["reference", "paper", "strict", "default"] {
      let single = try request(preset, judges: [], in: database.store)
        .evaluation(in: database.store)
      let one = ThetaCurve(single)
      for panel in Self.panels {
        let multi = try request(preset, judges: panel, in: database.store)
          .evaluation(in: database.store)
        let two = ThetaCurve(multi)
        #expect(two.pieces.allSatisfy { $0.counts.open == 0 }, "the logs are complete")
        for theta in Set((one.pieces + two.pieces).map(\.high)) where theta > 0 {
          if one.counts(at: theta).greatestYield != two.counts(at: theta).greatestYield {
            differing[preset, default: 0] += 1
          }
        }
        guard preset == "reference" else { continue }
        for run in single.facts.runs.indices where single.isMember(run) {
          #expect(acceptance(single, run) == acceptance(multi, run), "run \(run), \(panel)")
        }
      }
    }
    #expect(differing["reference"] == nil)
    for preset in ["paper", "strict", "default"] {
      #expect(differing[preset] ?? 0 > 100, "\(preset): the logs tell the panels apart")
    }
  }

  /// Where in (0, 1] a run is accepted.
  private func acceptance(_ evaluation: GateEvaluation, _ run: Int) -> [Double] {
    var ends: [Double] = []
    var before: Bool?
    var low = 0.0
    evaluation.forEachPiece(run) { outcome, high in
      if high > 0, before != outcome.isAccepted {
        ends += [low, outcome.isAccepted ? 1 : 0]
        before = outcome.isAccepted
      }
      low = high
    }
    return ends
  }

  @Test("does so by the query 'decisions' too, at thresholds on the grid and beside it")
  func definition() throws {
    let logs = Self.completeLogs(400, seed: 74)
    let database = try LogDatabase(logs)
    var differing: [String: Int] = [:]
    for (preset, fallback, voteValid, weighting) in [
      ("reference", "reference", "ignored", "reference"),
      ("paper", "algorithm1", "ignored", "severity"), ("strict", "none", "required", "severity"),
    ] {
      for theta in [0.05, 0.3, 0.5, 0.56, 0.8.nextUp, 1] {
        var policy = TranscribedPolicy(
          detection: true, detectConfigGiven: true, theta: theta, delta: 0.3, attempts: 3,
          judges: [], fallback: fallback, voteValid: voteValid, onError: "consume",
          weighting: weighting)
        let single = try accepted(database, policy)
        policy.judges = ["j1", "j2"]
        let multi = try accepted(database, policy)
        if single != multi { differing[preset, default: 0] += 1 }
        #expect(preset != "reference" || single == multi, "θ = \(theta)")
      }
    }
    #expect(differing["paper"] ?? 0 > 0 && differing["strict"] ?? 0 > 0)
  }

  private func accepted(_ database: LogDatabase, _ policy: TranscribedPolicy) throws -> Set<String>
  {
    let decisions = try database.decisions(policy)
    #expect(decisions.values.allSatisfy { $0.inOut != "open" })
    return Set(decisions.filter { $0.value.inOut == "in" }.keys)
  }
}
