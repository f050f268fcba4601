/// Random logs and policies for property tests: the same seed gives the same ones, always.
///
/// Confidences lie mostly on the grid i/20 and 0.8·i/20, at times one ulp beside, so that equality
/// with a threshold i/20 and with 0.8·θ occurs; severity and weight likewise about `deltas`. The
/// logs have every kind of hole: no detection or one with NULLs, no outcome, attempts and votes
/// missing, failed, or ok without a confidence or flag.
/// It is a generator of random numbers itself (SplitMix64), to hand to ``Completion``.
public struct RandomLogs: RandomNumberGenerator, Sendable {
  /// The judges that vote in these logs.
  public static let judges = ["j1", "j2", "j3"]
  /// i/20 for i in 0...20.
  public static let thetas = (0...20).map { Double($0) / 20 }
  /// Severity thresholds that the logs have values on.
  public static let deltas = [0, 0.3, 0.5, 1]

  private var state: UInt64

  public init(seed: UInt64) {
    state = seed
  }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// `count` trajectories, named t0, t1, …
  public mutating func log(count: Int) -> [LoggedTrajectory] {
    (0..<count).map { trajectory(id: "t\($0)") }
  }

  public mutating func trajectory(id: String) -> LoggedTrajectory {
    let success: Bool? = chance(84) ? false : (chance(80) ? nil : true)
    let detection = chance(90) ? self.detection() : nil
    let hasOutcome = chance(94)
    let attempts = hasOutcome ? (chance(50) ? lazyAttempts() : exhaustiveAttempts()) : []
    return LoggedTrajectory(
      id: id, success: success, detection: detection, hasOutcome: hasOutcome, attempts: attempts)
  }

  /// Any policy with K ≤ 3 and at most `panel` of the judges, θ from `thetas`.
  public mutating func policy(panel: Int = 2) -> TranscribedPolicy {
    let panel = Array(shuffled(Self.judges).prefix(below(panel + 1)))
    return TranscribedPolicy(
      detection: chance(75), detectConfigGiven: chance(50), theta: pick(Self.thetas),
      delta: pick(Self.deltas), attempts: 1 + below(3), judges: panel,
      fallback: pick(["none", "algorithm1", "reference"]),
      voteValid: pick(["required", "ignored"]), onError: pick(["consume", "gap"]),
      weighting: pick(["severity", "reference", "uniform", "uniform_after_gate"]))
  }

  private mutating func detection() -> LoggedDetection {
    LoggedDetection(
      isFailure: chance(8) ? nil : chance(90), severity: chance(18) ? nil : measure(),
      weight: chance(25) ? nil : measure(), recoverable: chance(8) ? nil : chance(90))
  }

  /// Algorithm 1 with a threshold, panel and K of its own; then some holes.
  private mutating func lazyAttempts() -> [LoggedAttempt] {
    let theta0 = pick(Self.thetas)
    let panel = Array(Self.judges.prefix(below(4)))
    let verdictCounts = chance(50)
    var attempts: [LoggedAttempt] = []
    for k in 1...(1 + below(4)) {
      var attempt = self.attempt(k)
      var passes = attempt.status == "ok" && attempt.valid == true
      passes = passes && attempt.confidence.map { $0 >= theta0 } ?? false
      if passes {
        attempt.votes = panel.map { vote(of: $0, after: attempt) }
        passes = attempt.votes.allSatisfy {
          $0.status == "ok" && $0.confidence.map { $0 >= theta0 } ?? false
            && (!verdictCounts || $0.valid == true)
        }
      }
      attempts.append(attempt)
      if passes { break }
    }
    return withHoles(attempts)
  }

  private mutating func exhaustiveAttempts() -> [LoggedAttempt] {
    let attempts = (1...(1 + below(4))).map { k in
      var attempt = self.attempt(k)
      attempt.votes = Self.judges.map { vote(of: $0, after: attempt) }
      return attempt
    }
    return chance(40) ? attempts : withHoles(attempts)
  }

  private mutating func withHoles(_ attempts: [LoggedAttempt]) -> [LoggedAttempt] {
    var kept: [LoggedAttempt] = []
    for var attempt in attempts where !chance(8) {
      attempt.votes = attempt.votes.filter { _ in !chance(12) }
      kept.append(attempt)
    }
    return chance(15) ? kept.reversed() : kept
  }

  private mutating func attempt(_ k: Int) -> LoggedAttempt {
    let row = answer()
    return LoggedAttempt(
      k: k, valid: row.valid, confidence: row.confidence, status: row.status, votes: [])
  }

  /// Often with the attempt's own confidence, as ties matter.
  private mutating func vote(of judge: String, after attempt: LoggedAttempt) -> LoggedVote {
    let row = answer()
    let confidence = row.confidence != nil && chance(15) ? attempt.confidence : row.confidence
    return LoggedVote(judge: judge, valid: row.valid, confidence: confidence, status: row.status)
  }

  /// Verdict and confidence are drawn apart, so they contradict each other often.
  private mutating func answer() -> (valid: Bool?, confidence: Double?, status: String) {
    let status =
      chance(85) ? "ok" : pick(["refused", "unparsable", "truncated", "error", "timeout"])
    // A failed answer mostly carries no values; where an imported log has some, they are not read.
    let isEmpty = status != "ok" && chance(70)
    return (
      isEmpty || chance(5) ? nil : chance(75), isEmpty || chance(5) ? nil : confidence(), status
    )
  }

  private mutating func confidence() -> Double {
    let value: Double
    switch below(10) {
    case 0: value = pick([0, 1])
    case 1: return unit()
    case 2...4: value = 0.8 * pick(Self.thetas)
    default: value = pick(Self.thetas)
    }
    return chance(15) ? nudged(value) : value
  }

  /// A severity or weight: on the grid, on a δ, or 1 - v on a δ but for rounding.
  private mutating func measure() -> Double {
    let value: Double
    switch below(4) {
    case 0: value = pick(Self.deltas)
    case 1: value = 1 - pick(Self.deltas)
    default: value = pick(Self.thetas)
    }
    return chance(15) ? nudged(value) : value
  }

  private mutating func shuffled<Value>(_ values: [Value]) -> [Value] {
    var values = values
    for index in values.indices.reversed() { values.swapAt(index, below(index + 1)) }
    return values
  }
}
