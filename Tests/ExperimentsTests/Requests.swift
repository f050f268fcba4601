import RegoalTesting
import Store
import Testing
import Trajectories

@testable import Experiments

extension GateRequest {
  /// A policy of the transcription, on the configs of random logs.
  init(_ policy: TranscribedPolicy) throws {
    self.init(
      detectConfig: policy.detection || policy.detectConfigGiven ? "d1" : nil, extractConfig: "o1",
      relabelConfig: "r1",
      policy: GatePolicy(
        detection: policy.detection, theta: policy.theta, delta: policy.delta,
        attempts: policy.attempts, judges: policy.judges,
        fallback: try #require(.init(rawValue: policy.fallback)),
        voteValid: try #require(.init(rawValue: policy.voteValid)),
        onError: try #require(.init(rawValue: policy.onError)),
        weighting: try #require(.init(rawValue: policy.weighting))))
  }

  func evaluation(in store: Store) throws -> GateEvaluation {
    try ResolvedRequest(self, in: store).evaluation(from: store)
  }
}
