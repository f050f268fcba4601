internal import Trajectories

/// What undetermined decisions lack.
extension GateEvaluation {
  /// An answer that an undetermined decision lacks.
  enum Gap: Sendable {
    case detection, outcome
    case attempt(k: Int)
    case vote(k: Int, judge: GateFacts.Judge)
  }

  /// Gives what an undetermined decision lacks where it is open first; at least one answer, votes in the
  /// order of the judges' names. Another decision lacks nothing.
  func forEachGap(_ run: Int, _ decision: Decision, _ body: (Gap) -> Void) {
    guard decision.outcome.isUndetermined else { return }
    if decision.isWithoutDetection { return body(.detection) }
    guard facts.hasOutcome[run] else { return body(.outcome) }
    let k = decision.k ?? 1
    let at = run * slots + k - 1
    var isSilent = false
    if k <= recorded, state[at] == GateFacts.State.valid {
      for (place, judge) in votes.enumerated() where isMissing(judge.state[at]) {
        isSilent = true
        body(.vote(k: k, judge: panel[place]))
      }
    }
    if !isSilent { body(.attempt(k: k)) }
  }

  /// What an undetermined decision lacks, as JSON; nil: it is determined.
  func missing(_ run: Int, _ decision: Decision) -> String? {
    var json = ""
    forEachGap(run, decision) { gap in
      json += json.isEmpty ? "[" : ","
      switch gap {
      case .detection: json += "\"detection\""
      case .outcome: json += "\"outcome\""
      case .attempt(let k): json += "{\"attempt\":\(k)}"
      case .vote(let k, let judge):
        json += "{\"vote\":\(k),\"judge\":\(JSONText.quoted(judge.name))}"
      }
    }
    return json.isEmpty ? nil : json + "]"
  }

  /// Answers that are missing where undetermined decisions are open first.
  struct Gaps: Equatable, Sendable {
    var detections = 0
    var outcomes = 0
    var attempts = 0
    var votes = 0

    mutating func add(_ gap: Gap) {
      switch gap {
      case .detection: detections += 1
      case .outcome: outcomes += 1
      case .attempt: attempts += 1
      case .vote: votes += 1
      }
    }
  }
}
