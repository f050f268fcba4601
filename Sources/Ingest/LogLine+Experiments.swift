internal import SourceJSON
internal import Trajectories

/// Lines about ratings, arms, and what was measured on them.
extension LogLine {
  mutating func frame() throws(RecordError) -> LogRecord {
    var frame = AnnotationFrame(
      name: try object.requiredText("name"), policyDigest: try digest("policy"),
      population: try object.integer("population"), seed: try object.integer("seed"),
      rule: try object.text("rule"))
    if let population = frame.population, population < 0 {
      throw RecordError("'population' counts from 0, is \(population)")
    }
    frame.extraJSON = extra()
    return .frame(frame)
  }

  mutating func annotation() throws(RecordError) -> LogRecord {
    let place = try place(hangingOn: "attempt")
    let isAboutAttempt = object.peek("k").map { !$0.isNull } ?? false
    let target: Annotation.Target =
      isAboutAttempt
      ? .attempt(k: try attemptNumber(), goalIndex: try object.integer("goal_index") ?? 0)
      : .detection
    guard let annotator = try object.identifier("annotator"), !annotator.isEmpty else {
      throw RecordError("'annotator' is missing")
    }
    guard let verdict = try object.choice("verdict", Annotation.Verdict.self) else {
      throw RecordError("'verdict' is missing")
    }
    let seq = try object.integer("seq") ?? 1
    guard seq >= 1 else { throw RecordError("'seq' counts from 1, is \(seq)") }
    let frame = try reference("frame")
    var annotation = Annotation(
      annotator: annotator, seq: seq, verdict: verdict, category: try object.text("category"),
      note: try object.text("note"))
    annotation.extraJSON = extra()
    return .annotation(annotation, target: target, frame: frame, at: place)
  }

  mutating func evaluation() throws(RecordError) -> LogRecord {
    guard let arm = try reference("arm") else { throw RecordError("'arm' is missing") }
    let metric = try object.requiredText("metric")
    guard let value = try object.share("value") else { throw RecordError("'value' is missing") }
    let n = try object.integer("n")
    if let n, n < 1 { throw RecordError("'n' counts from 1, is \(n)") }
    var evaluation = Evaluation(
      exportSHA256: try object.text("export_sha256"), benchmark: try object.text("benchmark"),
      split: try object.text("split"), model: try object.text("model"),
      seed: try object.integer("seed"), task: try object.identifier("task"), metric: metric,
      value: value, n: n, round: try object.integer("round"))
    evaluation.extraJSON = extra()
    return .evaluation(evaluation, arm: arm.asDigest)
  }

  /// An arm takes no keys that nobody knows: they would be lost from what the arm is.
  mutating func arm() throws(RecordError) -> LogRecord {
    var policy = GatePolicy()
    if let on = try object.choice("detection", Switch.self) { policy.detection = on == .on }
    policy.theta = try object.share("theta") ?? policy.theta
    policy.delta = try object.share("delta") ?? policy.delta
    policy.attempts = try object.integer("attempts") ?? policy.attempts
    guard policy.attempts >= 1 else {
      throw RecordError("'attempts' counts from 1, is \(policy.attempts)")
    }
    policy.fallback =
      try object.choice("fallback", GatePolicy.Fallback.self) ?? policy.fallback
    policy.voteValid =
      try object.choice("vote_valid", GatePolicy.VoteValid.self) ?? policy.voteValid
    policy.onError = try object.choice("on_error", GatePolicy.OnError.self) ?? policy.onError
    policy.weighting =
      try object.choice("weighting", GatePolicy.Weighting.self) ?? policy.weighting
    if let text = try object.text("confidence") {
      guard let confidence = GatePolicy.Confidence(text) else {
        throw RecordError("'confidence' is recorded or calibrated:DIGEST, not '\(text)'")
      }
      if case .calibrated(let name) = confidence, name?.hasPrefix(Digest.prefix) != true {
        throw RecordError(
          "'confidence' names a calibration by its digest here, calibrated:sha256:…, not '\(text)'")
      }
      policy.confidence = confidence
    }
    var training = ArmTraining()
    training.takes = try object.choice("takes", ArmTraining.Takes.self) ?? training.takes
    training.objective =
      try object.choice("objective", ArmTraining.Objective.self) ?? training.objective
    training.successShare = try object.share("success_share")
    training.failedRuns = try object.integer("failed_runs")
    training.round = try object.integer("round")
    training.confidenceAbove = try object.share("confidence_above")
    for (key, number) in [("failed_runs", training.failedRuns), ("round", training.round)] {
      if let number, number < 0 { throw RecordError("'\(key)' counts from 0, is \(number)") }
    }
    var judges: [Reference]?
    if let values = try object.array("judges") {
      judges = []
      for value in values { judges?.append(try reference(value, "judges").asDigest) }
    }
    let declaration = ArmDeclaration(
      name: try object.requiredText("name"), label: label,
      detectConfig: try reference("detect_config")?.asDigest,
      extractConfig: try reference("extract_config")?.asDigest,
      relabelConfig: try reference("relabel_config")?.asDigest, judges: judges,
      series: try object.text("series") ?? StageConfig.mainSeries, policy: policy,
      training: training)
    _ = object.take("digest")
    guard object.keys.isEmpty else {
      throw RecordError(
        "an arm has no '\(object.keys[0])'; it has: \(LogLine.armKeys.joined(separator: ", "))")
    }
    return .arm(declaration)
  }

  private enum Switch: String, CaseIterable { case on, off }

  private static let armKeys = [
    "attempts", "confidence", "confidence_above", "delta", "detect_config", "detection",
    "extract_config",
    "failed_runs", "fallback", "judges", "name", "objective", "on_error", "relabel_config",
    "round", "series", "success_share", "takes", "theta", "vote_valid", "weighting",
  ]

  /// `sha256:…`, plain or as a reference.
  private mutating func digest(_ key: StaticString) throws(RecordError) -> String? {
    guard let reference = try reference(key) else { return nil }
    guard case .digest(let digest) = reference.asDigest else {
      throw RecordError("'\(key)' should be a digest, \"sha256:…\"")
    }
    return digest
  }
}

extension Reference {
  /// A name that is a digest is one.
  fileprivate var asDigest: Reference {
    if case .name(let name) = self, name.hasPrefix(Digest.prefix) { return .digest(name) }
    return self
  }
}
