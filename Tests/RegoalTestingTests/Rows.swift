import RegoalTesting

/// A run that detection lets through with w = 1, unless another detection is given.
func trajectory(
  _ attempts: [LoggedAttempt],
  _ detection: LoggedDetection? = LoggedDetection(
    isFailure: true, severity: 0, weight: 1, recoverable: true)
) -> LoggedTrajectory {
  LoggedTrajectory(
    id: "t1", success: false, detection: detection, hasOutcome: true, attempts: attempts)
}

func attempt(
  _ k: Int, _ confidence: Double?, valid: Bool = true, votes: [LoggedVote] = []
) -> LoggedAttempt {
  LoggedAttempt(k: k, valid: valid, confidence: confidence, status: "ok", votes: votes)
}

func vote(_ judge: String, _ confidence: Double, valid: Bool = true) -> LoggedVote {
  LoggedVote(judge: judge, valid: valid, confidence: confidence, status: "ok")
}

func policy(
  detection: Bool = true, theta: Double = 0.5, attempts: Int = 3, judges: [String] = [],
  fallback: String = "algorithm1", voteValid: String = "required", onError: String = "consume",
  weighting: String = "severity"
) -> TranscribedPolicy {
  TranscribedPolicy(
    detection: detection, detectConfigGiven: false, theta: theta, delta: 0.3, attempts: attempts,
    judges: judges, fallback: fallback, voteValid: voteValid, onError: onError,
    weighting: weighting)
}

func decide(_ t: LoggedTrajectory, _ p: TranscribedPolicy) -> TranscribedDecision? {
  GateTranscription.decide(t, p)
}

func taken(
  _ decision: String, _ k: Int, _ confidence: Double?, weight: Double = 1
) -> TranscribedDecision {
  TranscribedDecision(
    decision: decision, k: k, confidence: confidence, weight: weight, inOut: "in", missing: nil)
}

func dropped(_ decision: String) -> TranscribedDecision {
  TranscribedDecision(
    decision: decision, k: nil, confidence: nil, weight: nil, inOut: "out", missing: nil)
}

var rejected: TranscribedDecision { dropped("rejected") }

func undetermined(_ inOut: String, _ missing: String) -> TranscribedDecision {
  TranscribedDecision(
    decision: "undetermined", k: nil, confidence: nil, weight: nil, inOut: inOut,
    missing: missing)
}

func open(_ missing: String) -> TranscribedDecision { undetermined("open", missing) }
