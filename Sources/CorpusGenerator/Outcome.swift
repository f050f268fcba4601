/// How a run is to end, drawn before its first step.
struct Outcome {
  /// NULL for a success.
  var failure: FailureType?
  /// False: the log does not say how the run ended.
  var isKnown = true
  var isLargeModel = false

  /// Draws an outcome; a task that cannot be done has no successes, and no right result to miss.
  init(index: Int, phase: Int, isFeasible: Bool, with random: inout SplitMix64) {
    isLargeModel = random.chance(42)
    isKnown = !random.chance(3)
    // 61 is prime to 100 and near its golden section, so a small corpus has all types already.
    let type = FailureType(ticket: (index % 100 * 61 + phase) % 100)
    let succeeds = random.chance(isLargeModel ? 46 : 31)
    if isFeasible {
      failure = succeeds ? nil : type
    } else {
      failure = type == .wrongResult ? .constraintViolation : type
    }
  }

  /// Score in hundredths: whole for a success, a part for a run that got near.
  func reward(with random: inout SplitMix64) -> Int {
    switch failure {
    case nil: 100
    case .constraintViolation, .wrongResult: 5 * random.number(0, 12)
    case .incomplete: 5 * random.number(0, 6)
    case .hallucination, .offTopic, .toolError: 0
    }
  }
}
