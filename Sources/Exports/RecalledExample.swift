internal import Store
internal import Trajectories

/// An example of an export that was written, from the facts whose digests the export lists.
struct RecalledExample {
  /// nil: what the line is made of is not there any more.
  private(set) var pair: ExportPair?
  /// What is not as it was.
  private(set) var problems: [String] = []
  /// The run as its source calls it; its digest where it is gone.
  private(set) var name = ""

  /// - Parameters:
  ///   - policy: that of the export.
  ///   - mean: mean weight of the export.
  ///   - json: scratch space.
  init(
    _ item: ExportItem, policy: AppliedPolicy, meanWeight mean: Double?, from facts: FactReader,
    using json: inout CanonicalJSON
  ) throws {
    name = Digest.text(item.trajectory)
    let found = try facts.recallTrajectory(Digest.text(item.trajectory), using: &json)
    let run = note(found, "the run", item.trajectory)
    var example = run.map { _, run in
      ExportPair(
        kind: item.kind, trajectory: run, goal: run.goal, confidence: item.confidence,
        weight: item.weight, relativeWeight: ExampleReader.relative(item.weight, to: mean),
        copies: item.copies)
    }
    if let run { name = run.value.id }
    switch item.kind {
    case .hindsight:
      let attempt = try run.flatMap { try recallAttempt(item, of: $0.row, policy, from: facts) }
      if let attempt {
        example?.goal = attempt.goal
        example?.rationale = attempt.rationale
        example?.steps = attempt.steps
      } else {
        example = nil
      }
    case .randomGoal, .successPair:
      let other = try recallOther(item, from: facts, using: &json)
      if other == nil { example = nil }
      if item.kind == .randomGoal { example?.goal = other?.goal ?? "" }
      if item.kind == .successPair { example?.preferred = other }
    case .ownGoal where item.attempt != nil:
      if let run { try recallConfidence(item, of: run.row, from: facts) }
    case .ownGoal, .success: break
    }
    pair = example
  }

  private mutating func recallAttempt(
    _ item: ExportItem, of run: Int64, _ policy: AppliedPolicy, from facts: FactReader
  ) throws -> FactReader.PairAttempt? {
    guard let digest = item.attempt else {
      problems.append("no attempt is listed")
      return nil
    }
    let (attempt, votes) = try recallAnswers(
      digest, item.votes, of: run, calibration: policy.calibration, from: facts)
    let confidences = [attempt?.confidence] + votes
    let known = confidences.prefix(item.isFallback == true ? 1 : confidences.count).compactMap {
      $0
    }
    let confidence =
      known.isEmpty || (item.isFallback != true && known.count < confidences.count)
      ? nil : known.reduce(0, +) / Double(known.count)
    if problems.isEmpty, confidence != item.confidence {
      problems.append(
        "the accepted confidence is \(RecalledExample.text(confidence)), not "
          + RecalledExample.text(item.confidence))
    }
    let detection = try item.detection.flatMap {
      note(try facts.recallDetection(Digest.text($0), of: run), "the detection", $0)
    }
    let weight = policy.weight(of: detection)
    if problems.isEmpty, weight != item.weight {
      problems.append(
        "the weight is \(RecalledExample.text(weight)), not \(RecalledExample.text(item.weight))")
    }
    return attempt?.pair
  }

  /// An attempt, and the confidences of votes on it, nil where one is not known.
  /// - Parameter calibration: digest; nil: confidences as they were given.
  private mutating func recallAnswers(
    _ digest: [UInt8], _ votes: [[UInt8]], of run: Int64, calibration: String? = nil,
    from facts: FactReader
  ) throws -> (
    attempt: (pair: FactReader.PairAttempt, confidence: Double?)?, votes: [Double?]
  ) {
    let attempt = note(
      try facts.recallAttempt(Digest.text(digest), of: run, calibration: calibration),
      "the attempt", digest)
    var confidences: [Double?] = []
    for vote in votes {
      confidences.append(
        note(
          try facts.recallVote(Digest.text(vote), of: run, calibration: calibration), "a vote", vote
        )
          ?? nil)
    }
    return (attempt, confidences)
  }

  /// The confidence in a run's own goal: the mean of the votes on an attempt at it, else the attempt's own.
  private mutating func recallConfidence(
    _ item: ExportItem, of run: Int64, from facts: FactReader
  ) throws {
    guard let digest = item.attempt else { return }
    let (attempt, answers) = try recallAnswers(digest, item.votes, of: run, from: facts)
    let votes = answers.compactMap { $0 }
    let mean = votes.isEmpty ? nil : votes.reduce(0, +) / Double(votes.count)
    // Votes count where the attempt's goal is the run's own, which is where they make the difference.
    guard problems.isEmpty, let stored = item.confidence else { return }
    let isSame = [attempt?.confidence, mean].compactMap { $0 }.contains { abs($0 - stored) < 1e-9 }
    if !isSame {
      problems.append(
        "the confidence in its own goal is not \(RecalledExample.text(item.confidence))")
    }
  }

  private mutating func recallOther(
    _ item: ExportItem, from facts: FactReader, using json: inout CanonicalJSON
  ) throws -> Trajectory? {
    guard let digest = item.other else {
      problems.append("no other run is listed")
      return nil
    }
    return note(
      try facts.recallTrajectory(Digest.text(digest), using: &json), "the other run", digest
    )?.value
  }

  private static func text(_ value: Double?) -> String {
    value.map(CanonicalJSON.text) ?? "not known"
  }

  private mutating func note<Value>(
    _ fact: FactReader.Recalled<Value>, _ what: String, _ digest: [UInt8]
  ) -> Value? {
    switch fact {
    case .intact: break
    case .changed:
      problems.append("\(what) was changed behind its digest (\(Digest.text(digest)))")
    case .missing: problems.append("\(what) is not here any more (\(Digest.text(digest)))")
    }
    return fact.value
  }
}
