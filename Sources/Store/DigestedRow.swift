internal import Foundation
internal import Trajectories

/// Reads rows of the `check_…` queries strictly, and takes their digests as they were taken when the facts
/// were written. A value that no writer of ours could have stored has no digest.
enum DigestedRow {
  static func config(_ row: borrowing ResultRow) -> DeepCheck.Verdict {
    let name = row.text(4)
    let stage = row.text(1).flatMap(Stage.init(rawValue:))
    let isNamed = name != nil || stage != .judge
    let config = stage.map {
      StageConfig(
        stage: $0, label: row.text(3) ?? "", name: name ?? "", bodyJSON: row.text(2) ?? "")
    }
    return .init(
      name: [row.text(1), row.text(3), name].compactMap { $0 }.joined(separator: " "),
      digest: row.text(0) ?? "", computed: isNamed ? config?.digest : nil)
  }

  static func lexicon(_ row: borrowing ResultRow) -> DeepCheck.Verdict {
    .init(name: row.text(1) ?? "", digest: row.text(0) ?? "", computed: row.text(2).map(Digest.of))
  }

  static func detection(_ row: borrowing ResultRow) -> DeepCheck.Verdict {
    let detection = Detection(
      isFailure: row.flag(5), failureType: row.text(6), severity: row.real(7), weight: row.real(8),
      recoverable: row.flag(9), explanation: row.text(10), extraJSON: row.text(11),
      call: row.text(12))
    return verdict(row) { trajectory, config, series in
      detection.digest(trajectory: trajectory, config: config, series: series)
    }
  }

  static func outcome(_ row: borrowing ResultRow) -> DeepCheck.Verdict {
    let achievements = texts(row.text(5))
    let observations = texts(row.text(6))
    let (limitations, extra, call) = (row.text(7), row.text(8), row.text(9))
    return verdict(row) { trajectory, config, series in
      guard let achievements, let observations else { return nil }
      return Outcome(
        achievements: achievements, observations: observations, limitations: limitations,
        extraJSON: extra, call: call
      ).digest(trajectory: trajectory, config: config, series: series)
    }
  }

  static func attempt(_ row: borrowing ResultRow) -> DeepCheck.Verdict {
    guard let status = row.text(11).flatMap(AnswerStatus.init(rawValue:)) else {
      return verdict(row) { _, _, _ in nil }
    }
    let attempt = Attempt(
      k: row.int(5) ?? 0, goalIndex: row.int(6) ?? 0, hindsightGoal: row.text(7),
      valid: row.flag(8), confidence: row.real(9), rationale: row.text(10), status: status,
      firstStep: row.int(12), lastStep: row.int(13), extraJSON: row.text(14),
      call: row.text(15))
    return verdict(row) { outcome, config, series in
      attempt.digest(outcome: outcome, config: config, series: series)
    }
  }

  static func vote(_ row: borrowing ResultRow) -> DeepCheck.Verdict {
    guard let status = row.text(8).flatMap(AnswerStatus.init(rawValue:)) else {
      return verdict(row) { _, _, _ in nil }
    }
    let vote = Vote(
      valid: row.flag(5), confidence: row.real(6), reason: row.text(7), status: status,
      extraJSON: row.text(9), call: row.text(10))
    return verdict(row) { attempt, judge, series in
      vote.digest(attempt: attempt, judge: judge, series: series)
    }
  }

  static func collection(_ row: borrowing ResultRow) -> DeepCheck.Verdict {
    let panel = texts(row.text(5))
    let mode = row.text(8).flatMap(Collection.Mode.init(rawValue:))
    let isReadable = (row.isNull(5) || panel != nil) && (row.isNull(8) || mode != nil)
    let collection = Collection(
      panel: panel, theta0: row.real(6), attemptsMax: row.int(7), mode: mode,
      stopReason: row.text(9), extraJSON: row.text(10))
    return verdict(row) { outcome, config, series in
      isReadable ? collection.digest(outcome: outcome, config: config, series: series) : nil
    }
  }

  static func quarantined(_ row: borrowing ResultRow) -> DeepCheck.Verdict {
    let record = QuarantinedRecord(
      label: row.text(1) ?? "", file: row.text(2) ?? "", line: row.int(3) ?? 0,
      reason: row.text(4) ?? "", bytes: row.bytes(5))
    let isStoredAsWritten =
      row.isText(5) == (String(validating: record.bytes, as: UTF8.self) != nil)
    return .init(
      name: "\(record.file):\(record.line)", digest: row.text(0) ?? "",
      computed: isStoredAsWritten ? record.digest : nil)
  }

  static func policy(_ row: borrowing ResultRow) -> DeepCheck.Verdict {
    .init(name: "", digest: row.text(1) ?? "", computed: row.text(2).map(Digest.of))
  }

  static func frame(_ row: borrowing ResultRow) -> DeepCheck.Verdict {
    let frame = AnnotationFrame(
      name: row.text(1) ?? "", policyDigest: row.text(2), population: row.int(3),
      seed: row.int(4), rule: row.text(5), extraJSON: row.text(6))
    return .init(name: frame.name, digest: row.text(0) ?? "", computed: frame.digest)
  }

  static func annotation(_ row: borrowing ResultRow) -> DeepCheck.Verdict {
    var computed: String?
    if let target = row.text(2), let annotator = row.text(3),
      let verdict = row.text(7).flatMap(Annotation.Verdict.init(rawValue:)),
      row.flag(5) == (row.text(4) != nil)
    {
      computed = Annotation(
        annotator: annotator, seq: row.int(6) ?? 0, verdict: verdict, category: row.text(8),
        note: row.text(9), extraJSON: row.text(10)
      ).digest(target: target, frame: row.text(4))
    }
    return .init(
      name: row.text(1).map { "of \($0)" } ?? "of no run", digest: row.text(0) ?? "",
      computed: computed)
  }

  static func arm(_ row: borrowing ResultRow) -> DeepCheck.Verdict {
    .init(name: row.text(1) ?? "", digest: row.text(0) ?? "", computed: row.text(2).map(Digest.of))
  }

  static func split(_ row: borrowing ResultRow) -> DeepCheck.Verdict {
    .init(
      name: row.text(1) ?? "", digest: row.text(0) ?? "",
      computed: FactWriter.splitDigest(name: row.text(1) ?? "", bodyJSON: row.text(2)))
  }

  static func splitMember(_ row: borrowing ResultRow) -> DeepCheck.Verdict {
    .init(
      name: row.text(1) ?? "", digest: row.text(0) ?? "",
      computed: FactWriter.memberDigest(
        split: row.text(2) ?? "", run: row.text(3) ?? "", part: row.text(4) ?? "", fold: row.int(5),
        key: row.text(6) ?? ""))
  }

  static func calibration(_ row: borrowing ResultRow) -> DeepCheck.Verdict {
    .init(
      name: row.text(1) ?? "", digest: row.text(0) ?? "",
      computed: FactWriter.calibrationDigest(name: row.text(1) ?? "", bodyJSON: row.text(2)))
  }

  static func evaluation(_ row: borrowing ResultRow) -> DeepCheck.Verdict {
    var computed: String?
    if let arm = row.text(1), let metric = row.text(8), let value = row.real(9) {
      computed = Evaluation(
        exportSHA256: row.text(2), benchmark: row.text(3), split: row.text(4), model: row.text(5),
        seed: row.int(6), task: row.text(7), metric: metric, value: value, n: row.int(10),
        round: row.int(11), extraJSON: row.text(12)
      ).digest(arm: arm)
    }
    return .init(name: row.text(8) ?? "", digest: row.text(0) ?? "", computed: computed)
  }

  static func call(_ row: borrowing ResultRow) -> DeepCheck.Verdict {
    var computed: String?
    if let stage = row.text(2).flatMap(Stage.init(rawValue:)), let request = row.text(6),
      let raw = row.text(9), let latency = row.real(14), let tries = row.int(16)
    {
      let call = ModelCall(
        stage: stage, requestJSON: request, endpoint: row.text(3) ?? "", model: row.text(4) ?? "",
        series: row.text(5) ?? "", repairs: row.text(7), text: row.text(8),
        finishReason: row.text(10), refusal: row.text(11), rawAnswer: raw,
        promptTokens: row.int(12), completionTokens: row.int(13), latencyMilliseconds: latency,
        httpStatus: row.int(15), tries: tries, calledOn: row.text(17))
      computed = call.answerDigest == row.text(1) ? call.digest : "answer " + call.answerDigest
    }
    return .init(
      name: [row.text(2), row.text(4)].compactMap { $0 }.joined(separator: " by "),
      digest: row.text(0) ?? "", computed: computed)
  }

  static func prompt(_ row: borrowing ResultRow) -> DeepCheck.Verdict {
    .init(name: row.text(1) ?? "", digest: row.text(0) ?? "", computed: row.text(2).map(Digest.of))
  }

  static func price(_ row: borrowing ResultRow) -> DeepCheck.Verdict {
    var computed: String?
    if let model = row.text(1), let day = row.text(3), let seq = row.int(4),
      let prompt = row.real(5), let completion = row.real(6)
    {
      computed =
        Price(
          model: model, endpoint: row.text(2), validFrom: day, seq: seq,
          promptUSDPerMillion: prompt, completionUSDPerMillion: completion
        ).digest
    }
    return .init(name: row.text(1) ?? "", digest: row.text(0) ?? "", computed: computed)
  }

  /// For the facts of the stages: digest, the run's id, what it is about, its config and its series come
  /// first. What it refers to must be there.
  private static func verdict(
    _ row: borrowing ResultRow, _ digest: (String, String, String) -> String?
  ) -> DeepCheck.Verdict {
    var computed: String?
    if let about = row.text(2), let config = row.text(3), let series = row.text(4) {
      computed = digest(about, config, series)
    }
    return .init(
      name: row.text(1).map { "of \($0)" } ?? "of no run", digest: row.text(0) ?? "",
      computed: computed)
  }

  /// The texts of an array as we write it; nil for any other spelling.
  private static func texts(_ json: String?) -> [String]? {
    guard let json,
      let texts = try? JSONDecoder().decode([String].self, from: Data(json.utf8)),
      CanonicalJSON.array(texts).utf8.elementsEqual(json.utf8)
    else { return nil }
    return texts
  }
}
