public import Trajectories

/// Stage 2 by rules: each substantial observation without an error is an achievement.
///
/// `reference` transcribes the published rules, numbers included; `default` lists instead of bare
/// numbers every number, quoted string and name of the observation.
/// - Source: AgentHER §3.4; METHOD.md §4.
public struct RuleExtractor: OutcomeExtracting {
  static let version = 1
  /// Observations under this length say nothing. Unicode scalars, as all lengths here.
  static let leastLength = 15
  static let achievementLength = 200
  static let numbersPerStep = 5
  static let factsPerStep = 8
  static let nothing = "Agent attempted actions but produced no substantive results"
  static let unmet = "Original goal was not met"

  public let rules: RuleSet
  public let config: StageConfig

  public init(rules: RuleSet = .default) {
    self.rules = rules
    config = RuleEngines.config(
      .extract, name: rules.rawValue, rules: rules, version: RuleExtractor.version)
  }

  public func extract(_ trajectory: Trajectory) -> Outcome {
    var outcome = Outcome()
    for (index, step) in trajectory.steps.enumerated() {
      guard var observation = step.observation, !RuleExtractor.isError(observation) else {
        continue
      }
      observation.withUTF8 { utf8 in
        let text = PythonText.stripped(utf8)
        guard PythonText.length(ofFirst: RuleExtractor.leastLength, in: text) != nil else { return }
        var achievement = "Step "
        achievement += String(index + 1)
        achievement += " ("
        achievement += step.actionName ?? ""
        achievement += "): "
        achievement += RuleExtractor.cut(text)
        outcome.achievements.append(achievement)
        if let line = keyObservation(text, step: index + 1) { outcome.observations.append(line) }
      }
    }
    if outcome.achievements.isEmpty { outcome.achievements = [RuleExtractor.nothing] }
    let reason = trajectory.failureReason ?? ""
    outcome.limitations = reason.isEmpty ? RuleExtractor.unmet : reason
    return outcome
  }

  private static let errorMarks = TermAutomaton(
    ["traceback", "error:", "exception:", "errno", "status code: 5"].map { Array($0.utf8) })

  /// Whether an observation reports an error.
  static func isError(_ observation: String) -> Bool {
    var marks = errorMarks.noMarks
    PythonText.withFolded(observation) { _ = errorMarks.mark($0, in: &marks) }
    return marks.contains(true)
  }

  /// The text, or its first 200 characters up to their last space, and `...`.
  private static func cut(_ text: UnsafeBufferPointer<UInt8>) -> String {
    guard let end = PythonText.length(ofFirst: achievementLength, in: text), end < text.count else {
      return String(decoding: text, as: UTF8.self)
    }
    let head = text[..<end]
    return String(decoding: head[..<(head.lastIndex(of: 0x20) ?? end)], as: UTF8.self) + "..."
  }

  private func keyObservation(_ text: UnsafeBufferPointer<UInt8>, step: Int) -> String? {
    switch rules {
    case .reference:
      let numbers = RuleExtractor.numbers(in: text, limit: RuleExtractor.numbersPerStep)
      guard !numbers.isEmpty else { return nil }
      return "Numeric data found in step \(step): \(numbers.joined(separator: ", "))"
    case .default:
      let facts = Claim.scan(String(decoding: text, as: UTF8.self)).prefix(
        RuleExtractor.factsPerStep
      ).map(\.text)
      guard !facts.isEmpty else { return nil }
      return "Facts in step \(step): \(facts.joined(separator: "; "))"
    }
  }

  /// The first matches of `\$?[\d,]+\.?\d*`; a lone comma matches too.
  static func numbers(in text: UnsafeBufferPointer<UInt8>, limit: Int) -> [String] {
    /// Bytes of the decimal digit at a place; 0: there is none.
    func digit(_ at: Int) -> Int {
      guard at < text.count else { return 0 }
      if text[at] < 0x80 { return (0x30...0x39).contains(text[at]) ? 1 : 0 }
      let (scalar, count) = PythonText.decode(text, at: at)
      return PythonText.isDigit(scalar) ? count : 0
    }
    func body(_ at: Int) -> Int { at < text.count && text[at] == 0x2C ? 1 : digit(at) }
    var found: [String] = []
    var at = 0
    while at < text.count, found.count < limit {
      let start = at
      var end = text[at] == 0x24 ? at + 1 : at
      guard body(end) > 0 else {
        at += text[at] < 0x80 ? 1 : PythonText.decode(text, at: at).count
        continue
      }
      while case let count = body(end), count > 0 { end += count }
      if end < text.count, text[end] == 0x2E { end += 1 }
      while case let count = digit(end), count > 0 { end += count }
      found.append(String(decoding: text[start..<end], as: UTF8.self))
      at = end
    }
    return found
  }
}
