extension Completion {
  /// Makes the rows of one random filling.
  struct Filler {
    /// 0 grants all it can, 1 denies all it can, any other mixes.
    let mood: Int
    let policy: TranscribedPolicy

    mutating func detection<G: RandomNumberGenerator>(using generator: inout G) -> LoggedDetection {
      let delta = policy.delta
      switch mood {
      case 0:
        let high = generator.pick([delta, 1])
        return LoggedDetection(isFailure: true, severity: high, weight: high, recoverable: true)
      case 1:
        let isFailure = generator.chance(50)
        return LoggedDetection(isFailure: isFailure, severity: 0, weight: 0, recoverable: false)
      default:
        return LoggedDetection(
          isFailure: generator.chance(80),
          severity: share(near: [0, delta, 1 - delta, 1], using: &generator),
          weight: share(near: [0, delta, 1], using: &generator),
          recoverable: generator.chance(80))
      }
    }

    mutating func attempt<G: RandomNumberGenerator>(
      _ k: Int, using generator: inout G
    ) -> LoggedAttempt {
      let (valid, confidence) = answer(using: &generator)
      return filled(
        LoggedAttempt(k: k, valid: valid, confidence: confidence, status: "ok", votes: []),
        using: &generator)
    }

    /// The attempt with a vote for each judge of the panel; recorded votes stay.
    mutating func filled<G: RandomNumberGenerator>(
      _ attempt: LoggedAttempt, using generator: inout G
    ) -> LoggedAttempt {
      var attempt = attempt
      for judge in policy.judges {
        let recorded = attempt.votes.first { $0.judge == judge }
        if let recorded, !Completion.countsAsGap(recorded, policy) { continue }
        attempt.votes.removeAll { $0.judge == judge }
        let (valid, confidence) = answer(using: &generator)
        attempt.votes.append(
          LoggedVote(judge: judge, valid: valid, confidence: confidence, status: "ok"))
      }
      return attempt
    }

    private func answer<G: RandomNumberGenerator>(
      using generator: inout G
    ) -> (valid: Bool, confidence: Double) {
      let theta = policy.theta
      switch mood {
      case 0:
        let between = theta + (1 - theta) * generator.unit()
        return (true, generator.pick([theta, min(1, between), 1]))
      case 1: return (false, generator.pick([0, 0.5 * theta * generator.unit()]))
      default:
        return (
          generator.chance(65), share(near: [0, 0.8 * theta, theta, theta, 1], using: &generator)
        )
      }
    }

    private func share<G: RandomNumberGenerator>(
      near values: [Double], using generator: inout G
    ) -> Double {
      generator.chance(60) ? generator.nudged(generator.pick(values)) : generator.unit()
    }
  }
}
