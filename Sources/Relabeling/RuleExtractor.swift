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
    var line: [UInt8] = []
    for index in trajectory.steps.indices {
      guard var observation = trajectory.steps[index].observation,
        !RuleExtractor.isError(observation)
      else { continue }
      observation.withUTF8 { utf8 in
        let text = PythonText.stripped(utf8)
        guard PythonText.length(ofFirst: RuleExtractor.leastLength, in: text) != nil else { return }
        line.removeAll(keepingCapacity: true)
        line.append(contentsOf: "Step \(index + 1) (".utf8)
        if let name = trajectory.steps[index].actionName { line.append(contentsOf: name.utf8) }
        line.append(contentsOf: "): ".utf8)
        RuleExtractor.appendCut(text, to: &line)
        outcome.achievements.append(String(decoding: line, as: UTF8.self))
        line.removeAll(keepingCapacity: true)
        if appendKeyObservation(text, step: index + 1, to: &line) {
          outcome.observations.append(String(decoding: line, as: UTF8.self))
        }
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
    PythonText.withFolded(observation) { errorMarks.occurs(in: $0) }
  }

  /// The text, or its first 200 characters up to their last space, and `...`.
  private static func appendCut(
    _ text: UnsafeBufferPointer<UInt8>, to line: inout [UInt8]
  ) {
    guard let end = PythonText.length(ofFirst: achievementLength, in: text), end < text.count else {
      return line.append(contentsOf: text)
    }
    let head = text[..<end]
    line.append(contentsOf: text[..<(head.lastIndex(of: 0x20) ?? end)])
    line.append(contentsOf: "...".utf8)
  }

  /// - Returns: whether the text has anything to list.
  private func appendKeyObservation(
    _ text: UnsafeBufferPointer<UInt8>, step: Int, to line: inout [UInt8]
  ) -> Bool {
    switch rules {
    case .reference:
      line.append(contentsOf: "Numeric data found in step \(step): ".utf8)
      return RuleExtractor.appendNumbers(
        in: text, limit: RuleExtractor.numbersPerStep, to: &line)
    case .default:
      let facts = Claim.scan(String(decoding: text, as: UTF8.self))
        .prefix(RuleExtractor.factsPerStep).map(\.text)
      line.append(contentsOf: "Facts in step \(step): \(facts.joined(separator: "; "))".utf8)
      return !facts.isEmpty
    }
  }

  /// Lists the first matches of `\$?[\d,]+\.?\d*`; a lone comma matches too.
  /// - Returns: whether there is any.
  static func appendNumbers(
    in text: UnsafeBufferPointer<UInt8>, limit: Int, to line: inout [UInt8]
  ) -> Bool {
    /// Bytes of the decimal digit at a place; 0: there is none.
    func digit(_ at: Int) -> Int {
      guard at < text.count else { return 0 }
      let byte = text[at]
      if byte < 0x80 { return byte >= 0x30 && byte <= 0x39 ? 1 : 0 }
      let (scalar, count) = PythonText.decode(text, at: at)
      return PythonText.isDigit(scalar) ? count : 0
    }
    func body(_ at: Int) -> Int { at < text.count && text[at] == 0x2C ? 1 : digit(at) }
    var count = 0
    var at = 0
    while at < text.count, count < limit {
      let start = at
      let byte = text[at]
      // Continuation bytes are no digits and begin none.
      guard byte <= 0x39 || byte >= 0xC0 else {
        at += 1
        continue
      }
      var end = byte == 0x24 ? at + 1 : at
      guard body(end) > 0 else {
        at += 1
        continue
      }
      while case let length = body(end), length > 0 { end += length }
      if end < text.count, text[end] == 0x2E { end += 1 }
      while case let length = digit(end), length > 0 { end += length }
      if count > 0 { line.append(contentsOf: ", ".utf8) }
      line.append(contentsOf: text[start..<end])
      count += 1
      at = end
    }
    return count > 0
  }
}
