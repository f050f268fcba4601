/// METHOD.md §4, transcribed line by line over one trajectory's log, to test the SQL gate against.
///
/// Plain loops, no cleverness: each line of the method is quoted above the code that says it.
/// What the log does not fix is carried as *maybe* and becomes `undetermined`.
/// - Source: METHOD.md §4; DESIGN.md §3 for F, `undetermined` and `in_out`.
public enum GateTranscription {
  /// Whether the trajectory is a member of the failed corpus F.
  public static func isInCorpus(_ t: LoggedTrajectory, policy p: TranscribedPolicy) -> Bool {
    switch t.success {
    // "F is every trajectory with success = 0"; "Successes are never relabeled."
    case false: return true
    case true: return false
    // "and those of unknown outcome whose detection under `detect_config` says is_failure";
    // "With detection off F = success 0 only, unless `detect_config` is given"
    default:
      guard p.detection || p.detectConfigGiven, let detection = t.detection else { return false }
      return detection.isFailure ?? true
    }
  }

  /// The decision on a member of F; nil for a trajectory outside F.
  public static func decide(
    _ t: LoggedTrajectory, _ p: TranscribedPolicy
  ) -> TranscribedDecision? {
    guard isInCorpus(t, policy: p) else { return nil }
    // "With detection off there is no r and no δ, and w = 1."
    guard p.detection else { return confidenceGate(t, p, weight: 1) }

    guard let detection = t.detection else { return withoutDetection(t, p) }
    // "`not_failure` (detector says no failure)"; "is_failure NULL as true"
    if !(detection.isFailure ?? true) { return dropped("not_failure") }
    // "→ `irrecoverable` (r = 0)"; "r NULL counts as true"
    if !(detection.recoverable ?? true) { return dropped("irrecoverable") }
    // "→ `below_delta`"
    let weight: Double
    switch p.weighting {
    case "uniform":  // "w = 1 before the gate | nothing"
      weight = 1
    case "reference":  // "w = v | v < δ"
      guard let v = detection.severity else { return withoutDetection(t, p) }
      if v < p.delta { return dropped("below_delta") }
      weight = v
    case "severity", "uniform_after_gate":  // "w < δ"
      // "A stored weight of NULL with severity present: w = 1 − v"; "Both NULL: […] undetermined"
      guard let w = detection.weight ?? detection.severity.map({ 1 - $0 }) else {
        return withoutDetection(t, p)
      }
      if w < p.delta { return dropped("below_delta") }
      weight = p.weighting == "severity" ? w : 1  // "then train with 1"
    default:
      preconditionFailure("unknown weighting '\(p.weighting)'")
    }
    // "→ the confidence gate"
    return confidenceGate(t, p, weight: weight)
  }

  private static func dropped(_ decision: String) -> TranscribedDecision {
    TranscribedDecision(
      decision: decision, k: nil, confidence: nil, weight: nil, inOut: "out", missing: nil)
  }

  private static func undetermined(inOut: String, missing: String) -> TranscribedDecision {
    TranscribedDecision(
      decision: "undetermined", k: nil, confidence: nil, weight: nil, inOut: inOut,
      missing: missing)
  }

  /// "for a missing detection any values": it may drop the run, and may let it through to the
  /// confidence gate. So acceptance is never certain, and excluded if that gate excludes it.
  private static func withoutDetection(
    _ t: LoggedTrajectory, _ p: TranscribedPolicy
  ) -> TranscribedDecision {
    let beyond = confidenceGate(t, p, weight: 1).inOut
    return undetermined(inOut: beyond == "out" ? "out" : "open", missing: #"["detection"]"#)
  }

  private static func confidenceGate(
    _ t: LoggedTrajectory, _ p: TranscribedPolicy, weight: Double
  ) -> TranscribedDecision {
    var missing: String?
    // "The first passing k ≤ K wins"
    for k in stride(from: 1, through: p.attempts, by: 1) {
      switch pass(k, t, p) {
      case .no:
        continue
      case .maybe(let gaps):
        // Passing here is (accepted, k), not passing never is: (decision, k) is not fixed.
        missing = missing ?? (t.hasOutcome ? gaps : #"["outcome"]"#)
      case .yes(let confidence):
        // If an earlier attempt may pass, acceptance is certain all the same, its k is not.
        if let missing { return undetermined(inOut: "in", missing: missing) }
        return TranscribedDecision(
          decision: "accepted", k: k, confidence: confidence, weight: weight, inOut: "in",
          missing: nil)
      }
    }
    // "If none passes, the fallback decides"
    let best = fallback(t, p)
    if let missing {
      // Not all completions pass, and a gap filled with b = 0 adds no candidate: what the
      // recorded attempts give is the least that the fallback can give.
      return undetermined(inOut: best == nil ? "open" : "in", missing: missing)
    }
    guard let best else { return dropped("rejected") }
    // "Accepted confidence of a fallback is c alone."
    return TranscribedDecision(
      decision: "fallback", k: best.k, confidence: best.c, weight: weight, inOut: "in",
      missing: nil)
  }

  private enum Pass {
    case no
    /// With the gaps as JSON.
    case maybe(String)
    /// With the accepted confidence; nil if a vote behind it is not known.
    case yes(Double?)
  }

  private static func pass(_ k: Int, _ t: LoggedTrajectory, _ p: TranscribedPolicy) -> Pass {
    guard let attempt = recorded(k, t, p) else { return .maybe(#"[{"attempt":\#(k)}]"#) }
    // "used up, not passing"
    guard let (b, c) = answer(of: attempt) else { return .no }
    // "b_k = 1 and c_k ≥ θ"
    guard b, c >= p.theta else { return .no }
    var missing: [String] = []
    var sum: Double? = c
    // "and, for each judge j of the panel, its vote is ok and c_kj ≥ θ"
    for judge in p.judges.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      guard let vote = recordedVote(of: judge, on: attempt, p) else {
        sum = nil
        // At θ = 0 any confidence will do; unless a verdict is required, no vote can reject.
        if requiresValid(p) || p.theta > 0 { missing.append(judge) }
        continue
      }
      guard vote.status == "ok", let cj = vote.confidence, cj >= p.theta else { return .no }
      // "(and, with `vote_valid = required`, its verdict is valid)"
      if requiresValid(p), vote.valid != true { return .no }
      sum = sum.map { $0 + cj }
    }
    guard missing.isEmpty else {
      let gaps = missing.map { #"{"vote":\#(k),"judge":\#(quoted($0))}"# }
      return .maybe("[" + gaps.joined(separator: ",") + "]")
    }
    // "its confidence is the mean of c_k and all panel confidences"
    return .yes(sum.map { $0 / Double(1 + p.judges.count) })
  }

  private static func fallback(
    _ t: LoggedTrajectory, _ p: TranscribedPolicy
  ) -> (k: Int, c: Double)? {
    var best: (k: Int, c: Double)?
    for k in stride(from: 1, through: p.attempts, by: 1) {
      guard let attempt = recorded(k, t, p), let (b, c) = answer(of: attempt) else { continue }
      let isCandidate: Bool
      switch p.fallback {
      case "none": isCandidate = false
      // "attempts with b = 1 and c < θ; c = 0 is never best"
      case "algorithm1": isCandidate = b && c < p.theta && c > 0
      // "every attempt with b = 1, judge-2 rejections included; c = 0 may be best"
      case "reference": isCandidate = b
      default: preconditionFailure("unknown fallback '\(p.fallback)'")
      }
      // "Best = highest c, the earliest on a tie."
      if isCandidate, best.map({ c > $0.c }) ?? true { best = (k, c) }
    }
    // "`confidence >= 0.8 * theta` in IEEE doubles, in this order"
    guard let best, best.c >= 0.8 * p.theta else { return nil }
    return best
  }

  /// The attempt k; nil if it is a gap, or counts as one.
  private static func recorded(
    _ k: Int, _ t: LoggedTrajectory, _ p: TranscribedPolicy
  ) -> LoggedAttempt? {
    guard t.hasOutcome, let attempt = t.attempts.first(where: { $0.k == k }) else { return nil }
    return isGap(p) && answer(of: attempt) == nil ? nil : attempt
  }

  /// The judge's vote on a recorded attempt; nil if it is a gap, or counts as one.
  private static func recordedVote(
    of judge: String, on attempt: LoggedAttempt, _ p: TranscribedPolicy
  ) -> LoggedVote? {
    guard let vote = attempt.votes.first(where: { $0.judge == judge }) else { return nil }
    return isGap(p) && (vote.status != "ok" || vote.confidence == nil) ? nil : vote
  }

  /// (b, c); nil if "status is not ok, or ok without a confidence (also without a flag)".
  private static func answer(of attempt: LoggedAttempt) -> (b: Bool, c: Double)? {
    guard attempt.status == "ok", let b = attempt.valid, let c = attempt.confidence else {
      return nil
    }
    return (b, c)
  }

  private static func requiresValid(_ p: TranscribedPolicy) -> Bool {
    switch p.voteValid {
    case "required": return true
    case "ignored": return false
    default: preconditionFailure("unknown vote_valid '\(p.voteValid)'")
    }
  }

  private static func isGap(_ p: TranscribedPolicy) -> Bool {
    switch p.onError {
    case "consume": return false
    case "gap": return true
    default: preconditionFailure("unknown on_error '\(p.onError)'")
    }
  }

  /// A JSON string with minimal escapes.
  private static func quoted(_ text: String) -> String {
    var json = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": json += "\\\""
      case "\\": json += "\\\\"
      case "\n": json += "\\n"
      case "\r": json += "\\r"
      case "\t": json += "\\t"
      case "\u{8}": json += "\\b"
      case "\u{c}": json += "\\f"
      case "\0"..<" ":
        let hex = String(scalar.value, radix: 16)
        json += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: json.unicodeScalars.append(scalar)
      }
    }
    return json + "\""
  }
}
