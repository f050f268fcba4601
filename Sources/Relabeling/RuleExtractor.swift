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
      guard let observation = step.observation else { continue }
      let text = PythonText.stripped(observation)
      guard text.count >= RuleExtractor.leastLength else { continue }
      guard !RuleExtractor.isError(PythonText.lowercased(String(text))) else { continue }
      outcome.achievements.append(
        "Step \(index + 1) (\(step.actionName ?? "")): \(RuleExtractor.cut(text))")
      if let line = keyObservation(text, step: index + 1) { outcome.observations.append(line) }
    }
    if outcome.achievements.isEmpty { outcome.achievements = [RuleExtractor.nothing] }
    let reason = trajectory.failureReason ?? ""
    outcome.limitations = reason.isEmpty ? RuleExtractor.unmet : reason
    return outcome
  }

  private static let errorMarks = TermAutomaton(
    ["traceback", "error:", "exception:", "errno", "status code: 5"].map { Array($0.utf8) })

  /// Whether a lower-cased observation reports an error.
  static func isError(_ lowercased: [UInt8]) -> Bool {
    errorMarks.matches(lowercased).contains(true)
  }

  /// The text, or its first 200 characters up to their last space, and `...`.
  private static func cut(_ text: Substring.UnicodeScalarView) -> String {
    guard text.count > achievementLength else { return String(text) }
    let head = text.prefix(achievementLength)
    let end = head.lastIndex(of: " ") ?? head.endIndex
    return String(head[..<end]) + "..."
  }

  private func keyObservation(_ text: Substring.UnicodeScalarView, step: Int) -> String? {
    switch rules {
    case .reference:
      let numbers = RuleExtractor.numbers(in: text, limit: RuleExtractor.numbersPerStep)
      guard !numbers.isEmpty else { return nil }
      return "Numeric data found in step \(step): \(numbers.joined(separator: ", "))"
    case .default:
      let facts = Claim.scan(String(text)).prefix(RuleExtractor.factsPerStep).map(\.text)
      guard !facts.isEmpty else { return nil }
      return "Facts in step \(step): \(facts.joined(separator: "; "))"
    }
  }

  /// The first matches of `\$?[\d,]+\.?\d*`; a lone comma matches too.
  static func numbers(in text: Substring.UnicodeScalarView, limit: Int) -> [String] {
    func isBody(_ scalar: Unicode.Scalar) -> Bool { scalar == "," || PythonText.isDigit(scalar) }
    var found: [String] = []
    var at = text.startIndex
    while at < text.endIndex, found.count < limit {
      let start = at
      var end = at
      if text[end] == "$" { end = text.index(after: end) }
      guard end < text.endIndex, isBody(text[end]) else {
        at = text.index(after: start)
        continue
      }
      while end < text.endIndex, isBody(text[end]) { end = text.index(after: end) }
      if end < text.endIndex, text[end] == "." { end = text.index(after: end) }
      while end < text.endIndex, PythonText.isDigit(text[end]) { end = text.index(after: end) }
      found.append(String(text[start..<end]))
      at = end
    }
    return found
  }
}
