public import Trajectories

/// Stage 1 by keyword lexicons.
///
/// Severity v = min(1, 0.3 + 0.1·h) and weight w = max(0, 7 − h)/10, h = terms of the winning type that
/// occur. `reference` transcribes the published rules; `default` looks only at observations, final answer and
/// stated failure reason, for whole words, and believes the failure reason before the final answer
/// before the observations, so that an error from which the run recovered does not name the failure.
/// - Source: AgentHER §3.3; METHOD.md §4. The weight of rule mode is ours.
public struct RuleDetector: FailureDetecting {
  static let version = 1
  /// An observation longer than this is worth something. Unicode scalars.
  static let leastUsefulLength = 20

  public let rules: RuleSet
  public let lexicon: Lexicon
  public let config: StageConfig

  public init(rules: RuleSet = .default) {
    self.rules = rules
    lexicon = rules == .reference ? .reference : .regoal
    config = RuleEngines.config(
      .detect, name: rules.rawValue, rules: rules, lexicon: lexicon, version: RuleDetector.version)
  }

  public func detect(_ trajectory: Trajectory) -> Detection {
    switch rules {
    case .reference: detectByReference(trajectory)
    case .default: detectByEvidence(trajectory)
    }
  }

  private func detection(
    isFailure: Bool, type: FailureType?, hits: Int, recoverable: Bool, explanation: String
  ) -> Detection {
    Detection(
      isFailure: isFailure, failureType: type?.rawValue, severity: RuleDetector.severity(hits),
      weight: RuleDetector.weight(hits), recoverable: recoverable, explanation: explanation)
  }

  /// v of h hits.
  static func severity(_ hits: Int) -> Double { min(1, 0.3 + 0.1 * Double(hits)) }

  /// w of h hits, written so that 4 hits give exactly 0.3 and are kept.
  static func weight(_ hits: Int) -> Double { Double(max(0, 7 - hits)) / 10 }

  // MARK: The published rules

  private func detectByReference(_ trajectory: Trajectory) -> Detection {
    var text: [UInt8] = []
    PythonText.appendLowercased(trajectory.goal, to: &text)
    for part in [trajectory.failureReason, trajectory.finalAnswer] {
      text.append(0x20)
      PythonText.appendLowercased(part ?? "", to: &text)
    }
    for step in trajectory.steps {
      text.append(0x20)
      PythonText.appendLowercased(step.thought ?? "", to: &text)
      text.append(0x20)
      PythonText.appendLowercased(step.observation ?? "", to: &text)
    }
    var type: FailureType?
    var most = 0
    for (entry, terms) in zip(lexicon.entries, lexicon.matches(text, wholeWords: false))
    where terms.count > most {
      most = terms.count
      type = entry.type
    }
    let reason = trajectory.failureReason ?? ""
    if type == nil, !reason.isEmpty { type = .wrongResult }
    let isUseful = trajectory.steps.contains {
      PythonText.stripped($0.observation ?? "").count > RuleDetector.leastUsefulLength
    }
    return detection(
      isFailure: trajectory.success == false || type != nil, type: type, hits: most,
      recoverable: isUseful && type != .toolError,
      explanation: reason.isEmpty ? "found by keywords" : reason)
  }

  // MARK: Our rules

  private func detectByEvidence(_ trajectory: Trajectory) -> Detection {
    let reason = PythonText.lowercased(trajectory.failureReason ?? "")
    let answer = PythonText.lowercased(trajectory.finalAnswer ?? "")
    var observed: [UInt8] = []
    var isUseful = false
    for step in trajectory.steps {
      guard let observation = step.observation, !observation.isEmpty else { continue }
      let start = observed.count
      PythonText.appendLowercased(observation, to: &observed)
      let own = Array(observed[start...])
      observed.append(0x0A)
      let length = PythonText.stripped(observation).count
      if length > RuleDetector.leastUsefulLength && !RuleExtractor.isError(own) { isUseful = true }
    }
    let matched = [reason, answer, observed].map { lexicon.matches($0, wholeWords: true) }
    var winner: (entry: Int, place: Int)?
    for (place, entries) in matched.enumerated() where winner == nil {
      let most = entries.map(\.count).max() ?? 0
      if most > 0, let first = entries.firstIndex(where: { $0.count == most }) {
        winner = (first, place)
      }
    }
    let isStated = trajectory.success == false
    guard let winner else {
      return detection(
        isFailure: isStated || !reason.isEmpty,
        type: isStated || !reason.isEmpty ? .wrongResult : nil,
        hits: 0, recoverable: isUseful,
        explanation: isStated ? "stated as failed, no term found" : "no term found")
    }
    let terms = matched.reduce(into: Set<Int>()) { $0.formUnion($1[winner.entry]) }
    let entry = lexicon.entries[winner.entry]
    let place = ["failure reason", "final answer", "observations"][winner.place]
    return detection(
      isFailure: isStated || winner.place < 2, type: entry.type, hits: terms.count,
      recoverable: isUseful,
      explanation: "\(place): " + terms.sorted().map { entry.terms[$0] }.joined(separator: ", "))
  }
}
