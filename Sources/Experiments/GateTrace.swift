internal import Trajectories

/// How a policy comes to its decision on one member of F: every attempt up to the one that passes, with
/// what stops it.
struct GateTrace: Sendable {
  enum Status: Equatable, Sendable { case passes, fails, open }

  /// What keeps an attempt from passing; of several judges, the first by name.
  enum Obstacle: Equatable, Sendable {
    case notRecorded
    /// Refused, unparsable and the like.
    case withoutResult
    /// b = 0
    case notValid
    /// c < θ
    case belowThreshold(c: Double)
    case voteNotRecorded(judge: String)
    case voteWithoutResult(judge: String)
    case verdict(judge: String)
    /// c_j < θ
    case voteBelowThreshold(judge: String, c: Double)

    /// Digest of the judge whose vote it is; nil: it is the attempt itself.
    var judge: String? {
      switch self {
      case .voteNotRecorded(let judge), .voteWithoutResult(let judge), .verdict(let judge),
        .voteBelowThreshold(let judge, _):
        judge
      default: nil
      }
    }
  }

  struct Attempt: Equatable, Sendable {
    let status: Status
    /// nil: it passes.
    let obstacle: Obstacle?
  }

  /// From k = 1 on, to the first that passes, or to K, or to one behind the last that is recorded anywhere.
  let attempts: [Attempt]

  init(_ evaluation: GateEvaluation, _ run: Int) {
    var attempts: [Attempt] = []
    for k in 1..<(evaluation.slotCount + 1) {
      let obstacle = evaluation.obstacle(run, k)
      let attempt = Attempt(
        status: obstacle.map { evaluation.isOpen($0) ? .open : .fails } ?? .passes,
        obstacle: obstacle)
      attempts.append(attempt)
      if attempt.status == .passes { break }
    }
    self.attempts = attempts
  }
}

extension GateEvaluation {
  /// Whether what stops an attempt is that something is not known.
  fileprivate func isOpen(_ obstacle: GateTrace.Obstacle) -> Bool {
    switch obstacle {
    case .notRecorded, .voteNotRecorded: true
    case .withoutResult, .voteWithoutResult: isGap
    default: false
    }
  }

  /// What stops attempt k at the policy's θ; a certain rejection comes before a gap.
  fileprivate func obstacle(_ run: Int, _ k: Int) -> GateTrace.Obstacle? {
    guard k <= recorded else { return .notRecorded }
    let at = run * facts.slots + k - 1
    switch facts.state[at] {
    case GateFacts.State.missing: return .notRecorded
    case GateFacts.State.withoutResult: return .withoutResult
    case GateFacts.State.invalid: return .notValid
    default: break
    }
    if facts.confidence[at] < policy.theta { return .belowThreshold(c: facts.confidence[at]) }
    var gap: GateTrace.Obstacle?
    for judge in panel {
      switch judge.state[at] {
      case GateFacts.State.missing: gap = gap ?? .voteNotRecorded(judge: judge.digest)
      case GateFacts.State.withoutResult:
        let obstacle = GateTrace.Obstacle.voteWithoutResult(judge: judge.digest)
        if !isGap { return obstacle }
        gap = gap ?? obstacle
      case GateFacts.State.invalid where !isSure: return .verdict(judge: judge.digest)
      default:
        if judge.confidence[at] < policy.theta {
          return .voteBelowThreshold(judge: judge.digest, c: judge.confidence[at])
        }
      }
    }
    // No confidence is below 0: where verdicts do not count, a missing vote cannot reject.
    return isSure && policy.theta <= 0 ? nil : gap
  }
}
