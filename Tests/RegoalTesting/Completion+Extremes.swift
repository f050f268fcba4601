extension Completion {
  /// Visits every filling of the gaps with extreme rows until the visitor returns false.
  ///
  /// Attempts beyond K are left out, and so is a detection that the policy does not read.
  static func forEachExtreme(
    _ t: LoggedTrajectory, _ p: TranscribedPolicy, _ visit: (LoggedTrajectory) -> Bool
  ) {
    let detections = extremeDetections(t, p)
    let attempts = stride(from: 1, through: p.attempts, by: 1).map { extremeAttempts($0, t, p) }
    var choice = Array(repeating: 0, count: attempts.count)
    var full = t
    full.hasOutcome = true
    while true {
      full.attempts = zip(attempts, choice).map { $0[$1] }
      for detection in detections {
        full.detection = detection
        if !visit(full) { return }
      }
      guard let slot = choice.indices.last(where: { choice[$0] + 1 < attempts[$0].count }) else {
        return
      }
      choice[slot] += 1
      for later in choice.indices where later > slot { choice[later] = 0 }
    }
  }

  private static func extremeDetections(
    _ t: LoggedTrajectory, _ p: TranscribedPolicy
  ) -> [LoggedDetection?] {
    guard lacksDetection(t, p) else { return [p.detection ? t.detection : nil] }
    var rows: [LoggedDetection] = [1, p.delta, max(0, p.delta.nextDown), 0].map {
      LoggedDetection(isFailure: true, severity: $0, weight: $0, recoverable: true)
    }
    rows.append(LoggedDetection(isFailure: true, severity: 1, weight: 1, recoverable: false))
    if t.success != nil {
      rows.append(LoggedDetection(isFailure: false, severity: 1, weight: 1, recoverable: true))
    }
    return rows
  }

  private static func extremeAttempts(
    _ k: Int, _ t: LoggedTrajectory, _ p: TranscribedPolicy
  ) -> [LoggedAttempt] {
    if let row = t.attempts.first(where: { $0.k == k }), t.hasOutcome, !countsAsGap(row, p) {
      return extremeVotes(on: row, p)
    }
    func row(_ valid: Bool, _ confidence: Double) -> LoggedAttempt {
      LoggedAttempt(k: k, valid: valid, confidence: confidence, status: "ok", votes: [])
    }
    let barely = 0.8 * p.theta
    return [row(false, 0)]
      + [p.theta, 1].flatMap { extremeVotes(on: row(true, $0), p) }
      + [0, max(0, barely.nextDown), barely, max(0, p.theta.nextDown)].map { row(true, $0) }
  }

  /// The attempt with each missing vote of the panel as favourable and as hostile as can be.
  private static func extremeVotes(
    on attempt: LoggedAttempt, _ p: TranscribedPolicy
  ) -> [LoggedAttempt] {
    var kept = attempt
    kept.votes = attempt.votes.filter { !countsAsGap($0, p) }
    var rows = [kept]
    for judge in p.judges where !kept.votes.contains(where: { $0.judge == judge }) {
      rows = rows.flatMap { row in
        [(true, 1.0), (false, 0.0)].map { valid, confidence in
          var row = row
          row.votes.append(
            LoggedVote(judge: judge, valid: valid, confidence: confidence, status: "ok"))
          return row
        }
      }
    }
    return rows
  }
}
