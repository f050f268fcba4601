/// Fillings of a log's gaps, and what they say about `undetermined` and `in_out`.
///
/// A gap is an attempt k ≤ K or a panel vote that is not recorded (under `on_error = gap` also a
/// failed one; an attempt then together with its votes), a missing outcome (with all its
/// attempts), and, with detection on, a detection that is absent or lacks what the weighting needs
/// although is_failure and r let the run through.
/// - Source: DESIGN.md §3: "status ok, either validity flag, any confidence in [0, 1]; for a
///   missing detection any values".
public enum Completion {
  /// The log with every gap filled at random.
  ///
  /// One filling in eight grants all it can and one in eight denies all it can, so that a few
  /// dozen fillings show both kinds wherever both exist; the others mix extreme values (0, θ, 1,
  /// 0.8·θ and their neighbours) with uniform ones.
  public static func random<G: RandomNumberGenerator>(
    _ t: LoggedTrajectory, _ p: TranscribedPolicy, using generator: inout G
  ) -> LoggedTrajectory {
    var filler = Filler(mood: generator.below(8), policy: p)
    var full = t
    if lacksDetection(t, p) {
      full.detection = filler.detection(using: &generator)
      // Membership of F is a fact: a run of unknown outcome is in F because of its is_failure.
      if t.success == nil { full.detection?.isFailure = t.detection?.isFailure }
    }
    full.hasOutcome = true
    full.attempts = t.hasOutcome ? t.attempts : []
    for k in stride(from: 1, through: p.attempts, by: 1) {
      let index = full.attempts.firstIndex { $0.k == k }
      if let index, !countsAsGap(full.attempts[index], p) {
        full.attempts[index] = filler.filled(full.attempts[index], using: &generator)
      } else {
        full.attempts.removeAll { $0.k == k }
        full.attempts.append(filler.attempt(k, using: &generator))
      }
    }
    full.attempts.sort { $0.k < $1.k }
    return full
  }

  /// in, out or open: whether all, none or some of the extreme fillings are accepted or fallback.
  ///
  /// Enumerates fillings and judges each as a log without gaps; shares no code with
  /// ``GateTranscription``. The cost grows as 13 to the number of missing attempts.
  /// - Precondition: the trajectory is a member of F.
  public static func verdict(_ t: LoggedTrajectory, _ p: TranscribedPolicy) -> String {
    var sawIn = false
    var sawOut = false
    forEachExtreme(t, p) { full in
      let decision = CompleteLog.decision(full, p).decision
      if decision == "accepted" || decision == "fallback" { sawIn = true } else { sawOut = true }
      return !(sawIn && sawOut)
    }
    return sawIn ? (sawOut ? "open" : "in") : "out"
  }

  /// (decision, k) if all extreme fillings agree on it; nil: undetermined.
  static func commonDecision(
    _ t: LoggedTrajectory, _ p: TranscribedPolicy
  ) -> CompleteLog.Decision? {
    var common: CompleteLog.Decision?
    var differs = false
    forEachExtreme(t, p) { full in
      let decision = CompleteLog.decision(full, p)
      if let common, common != decision { differs = true }
      common = decision
      return !differs
    }
    return differs ? nil : common
  }

  static func lacksDetection(_ t: LoggedTrajectory, _ p: TranscribedPolicy) -> Bool {
    guard p.detection else { return false }
    guard let row = t.detection else { return true }
    if row.isFailure == false || row.recoverable == false { return false }
    switch p.weighting {
    case "uniform": return false
    case "reference": return row.severity == nil
    default: return row.weight == nil && row.severity == nil
    }
  }

  static func countsAsGap(_ attempt: LoggedAttempt, _ p: TranscribedPolicy) -> Bool {
    p.onError == "gap"
      && (attempt.status != "ok" || attempt.confidence == nil || attempt.valid == nil)
  }

  static func countsAsGap(_ vote: LoggedVote, _ p: TranscribedPolicy) -> Bool {
    p.onError == "gap" && (vote.status != "ok" || vote.confidence == nil)
  }
}
