internal import Experiments

/// Ratings and what follows from them.
extension ErrorText {
  static func noise(_ error: NoiseError) -> (String, fix: String?) {
    switch error {
    case .unknownFrame(let name, let known):
      return (
        "there is no frame '\(name)'",
        known.isEmpty
          ? "'regoal annotate plan' makes one"
          : Suggestion.fix(name, among: known, all: "there are: " + known.joined(separator: ", "))
      )
    case .unknownCalibration(let name, let known):
      guard let name else {
        return ("no calibration is stored", "'regoal calibration --save NAME' makes one")
      }
      return (
        "there is no calibration '\(name)'",
        known.isEmpty
          ? "'regoal calibration --save \(name)' makes it"
          : Suggestion.fix(name, among: known, all: "there are: " + known.joined(separator: ", "))
      )
    case .otherCalibration(let name):
      return (
        "the calibration '\(name)' is there, and was fitted to other ratings",
        "a name stands for what it was first given to: take another"
      )
    case .unknownFailureType(let name, let known):
      return (
        "no run has the failure type '\(name)'",
        Suggestion.fix(name, among: known, all: "there are: " + known.joined(separator: ", "))
      )
    case .nothingRated(let pairs):
      return (
        "nobody has settled on any of \(pairs)", "'regoal annotate plan' draws what to rate"
      )
    case .noGrid(let others):
      return (
        "no frame fixes a grid of thresholds"
          + (others.isEmpty ? "" : "; there are: " + others.joined(separator: ", ")),
        "'regoal annotate plan' with a grid draws one; ratings drawn otherwise certify nothing"
      )
    case .severalGrids(let names):
      return ("several frames fix a grid", "--frame names one: " + names.joined(separator: ", "))
    case .notAGrid(let frame, let rule):
      return (
        "frame '\(frame)' was drawn by the rule \(rule ?? "(none)"), not theta_grid",
        "a guarantee needs thresholds that were fixed before anybody rated: plan a frame with a grid"
      )
    case .unequalProbabilities(let frame, let low, let high):
      return (
        "pairs of frame '\(frame)' were drawn with unequal probabilities, \(low) to \(high)",
        "the test takes them to be equal: plan a frame with a grid, and no strata"
      )
    case .incompleteFrame(let frame, let missing):
      return (
        "frame '\(frame)' does not record \(missing)",
        "plan a frame with a grid: what was drawn has to be known"
      )
    case .calibratedOnSameRatings(let calibration, let frame, let pairs):
      return (
        "calibration '\(calibration)' was fitted to ratings of \(pairs) pairs of frame '\(frame)'",
        "the same ratings cannot fit confidences and certify them: calibrate on others, or certify raw ones"
      )
    case .badTest(let maxNoise, let risk):
      return (
        "a noise of \(maxNoise) at risk \(risk) cannot be tested", "both lie above 0 and below 1"
      )
    case .noVotes: return ("no judge has voted on these pairs", "'regoal run' has judges vote")
    case .notIdentified(let judges):
      return (
        "votes do not tell how good \(judges.joined(separator: " and ")) are: two judges in one "
          + "population have five unknowns and three numbers", remedies
      )
    case .populationsAlike(let p):
      return (
        "the populations vote alike (p = \(p)), so they do not tell two judges apart", remedies
      )
    case .worseThanChance(let judge, let sensitivity, let specificity):
      return (
        "'\(judge)' does not tell valid from invalid (sensitivity \(sensitivity), specificity \(specificity))",
        "ratings of both kinds on pairs that it voted on would tell; or leave it out with --judges"
      )
    }
  }

  private static let remedies =
    "any of these would: a third judge on the same pairs, ratings of valid and invalid pairs that they voted on, or "
    + "a second benchmark with another share of valid ones"
}
