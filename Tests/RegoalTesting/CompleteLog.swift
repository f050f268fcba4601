/// The gate on a log without gaps: a second reading of METHOD.md §4, by sets instead of loops.
///
/// An attempt or vote that is absent all the same counts as not passing.
enum CompleteLog {
  struct Decision: Hashable {
    var decision: String
    var k: Int?
  }

  static func decision(_ t: LoggedTrajectory, _ p: TranscribedPolicy) -> Decision {
    if p.detection, let row = t.detection {
      if row.isFailure == false { return Decision(decision: "not_failure") }
      if row.recoverable == false { return Decision(decision: "irrecoverable") }
      let measure: Double?
      switch p.weighting {
      case "uniform": measure = nil
      case "reference": measure = row.severity
      default: measure = row.weight ?? row.severity.map { 1 - $0 }
      }
      if let measure, measure < p.delta { return Decision(decision: "below_delta") }
    }

    let valid = t.attempts.filter {
      $0.k <= p.attempts && $0.status == "ok" && $0.valid == true && $0.confidence != nil
    }
    let passing = valid.filter { attempt in
      (attempt.confidence ?? -1) >= p.theta
        && p.judges.allSatisfy { judge in
          attempt.votes.contains {
            $0.judge == judge && $0.status == "ok" && ($0.confidence ?? -1) >= p.theta
              && (p.voteValid == "ignored" || $0.valid == true)
          }
        }
    }
    if let first = passing.map(\.k).min() { return Decision(decision: "accepted", k: first) }

    let candidates: [(k: Int, c: Double)] = valid.compactMap { attempt in
      guard let c = attempt.confidence, p.fallback != "none" else { return nil }
      if p.fallback == "algorithm1", c >= p.theta || c == 0 { return nil }
      return c >= 0.8 * p.theta ? (attempt.k, c) : nil
    }
    let best = candidates.max { ($0.c, -$0.k) < ($1.c, -$1.k) }
    return best.map { Decision(decision: "fallback", k: $0.k) } ?? Decision(decision: "rejected")
  }
}
