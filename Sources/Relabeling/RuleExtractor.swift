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

  public func extract(_ trajectory: Trajectory) -> Outcome { extract(RunText(trajectory)) }

  public func extract(_ run: RunText) -> Outcome {
    var outcome = Outcome(limitations: RuleExtractor.limitations(run))
    outcome.achievements.reserveCapacity(run.steps.count)
    outcome.observations.reserveCapacity(run.steps.count)
    forEachLine(of: run) { kind, line in
      switch kind {
      case .achievement: outcome.achievements.append(String(decoding: line, as: UTF8.self))
      case .observation: outcome.observations.append(String(decoding: line, as: UTF8.self))
      }
    }
    if outcome.achievements.isEmpty { outcome.achievements = [RuleExtractor.nothing] }
    return outcome
  }

  /// The outcome as it is stored, the same as by way of `extract`.
  /// - Parameters:
  ///   - trajectory: digest of the run.
  ///   - config: digest of this extractor's config.
  public func row(
    _ run: RunText, trajectory: String, config: String, series: String
  ) -> OutcomeRow {
    var achievements = TextBuffer(capacity: 4_096)
    var observations = TextBuffer(capacity: 2_048)
    var achievementCount = 0
    var observationCount = 0
    achievements.append("[")
    observations.append("[")
    forEachLine(of: run) { kind, line in
      switch kind {
      case .achievement:
        if achievementCount > 0 { achievements.append(",") }
        achievements.appendQuoted(line)
        achievementCount += 1
      case .observation:
        if observationCount > 0 { observations.append(",") }
        observations.appendQuoted(line)
        observationCount += 1
      }
    }
    if achievementCount == 0 { achievements.append(JSONText.quoted(RuleExtractor.nothing)) }
    achievements.append("]")
    observations.append("]")
    return OutcomeRow(
      achievementsJSON: achievements.bytes, observationsJSON: observations.bytes,
      limitations: RuleExtractor.limitations(run), trajectory: trajectory, config: config,
      series: series)
  }

  private static func limitations(_ run: RunText) -> String {
    run.failureReason.isEmpty
      ? unmet : String(decoding: run.bytes[run.failureReason], as: UTF8.self)
  }

  private enum LineKind { case achievement, observation }

  /// Hands on the lines that the observations give, as UTF-8.
  private func forEachLine(
    of run: RunText, _ body: (LineKind, UnsafeBufferPointer<UInt8>) -> Void
  ) {
    var line = TextBuffer(capacity: 1_024)
    run.bytes.withUnsafeBufferPointer { bytes in
      run.names.withUnsafeBufferPointer { names in
        for (index, step) in run.steps.enumerated() {
          let observation = UnsafeBufferPointer(rebasing: bytes[step.observation])
          let text = PythonText.stripped(observation)
          guard PythonText.length(ofFirst: RuleExtractor.leastLength, in: text) != nil,
            !RuleExtractor.isError(observation)
          else { continue }
          line.removeAll()
          line.append("Step ")
          line.append(index + 1)
          line.append(" (")
          line.append(UnsafeBufferPointer(rebasing: names[step.actionName]))
          line.append("): ")
          RuleExtractor.appendCut(text, to: &line)
          line.withUTF8 { body(.achievement, $0) }
          line.removeAll()
          if appendKeyObservation(text, step: index + 1, to: &line) {
            line.withUTF8 { body(.observation, $0) }
          }
        }
      }
    }
  }

  private static let errorMarks = TermAutomaton(
    ["traceback", "error:", "exception:", "errno", "status code: 5"].map { Array($0.utf8) })

  /// Whether an observation reports an error.
  static func isError(_ observation: UnsafeBufferPointer<UInt8>) -> Bool {
    PythonText.withFolded(observation) { errorMarks.occurs(in: $0) }
  }

  /// The text, or its first 200 characters up to their last space, and `...`.
  private static func appendCut(
    _ text: UnsafeBufferPointer<UInt8>, to line: inout TextBuffer
  ) {
    guard let end = PythonText.length(ofFirst: achievementLength, in: text), end < text.count else {
      return line.append(text)
    }
    let head = text[..<end]
    line.append(UnsafeBufferPointer(rebasing: text[..<(head.lastIndex(of: 0x20) ?? end)]))
    line.append("...")
  }

  /// - Returns: whether the text has anything to list.
  private func appendKeyObservation(
    _ text: UnsafeBufferPointer<UInt8>, step: Int, to line: inout TextBuffer
  ) -> Bool {
    switch rules {
    case .reference:
      line.append("Numeric data found in step ")
      line.append(step)
      line.append(": ")
      return RuleExtractor.appendNumbers(
        in: text, limit: RuleExtractor.numbersPerStep, to: &line)
    case .default:
      let facts = Claim.scan(String(decoding: text, as: UTF8.self))
        .prefix(RuleExtractor.factsPerStep).map(\.text)
      line.append("Facts in step \(step): \(facts.joined(separator: "; "))")
      return !facts.isEmpty
    }
  }

  /// Lists the first matches of `\$?[\d,]+\.?\d*`; a lone comma matches too.
  /// - Returns: whether there is any.
  static func appendNumbers(
    in text: UnsafeBufferPointer<UInt8>, limit: Int, to line: inout TextBuffer
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
    return numberBegins.withUnsafeBufferPointer { begins in
      var count = 0
      var at = 0
      while at < text.count, count < limit {
        while at < text.count, !begins[Int(text[at])] { at += 1 }
        guard at < text.count else { break }
        let start = at
        var end = text[at] == 0x24 ? at + 1 : at
        guard body(end) > 0 else {
          at += 1
          continue
        }
        while case let length = body(end), length > 0 { end += length }
        if end < text.count, text[end] == 0x2E { end += 1 }
        while case let length = digit(end), length > 0 { end += length }
        if count > 0 { line.append(", ") }
        line.append(UnsafeBufferPointer(rebasing: text[start..<end]))
        count += 1
        at = end
      }
      return count > 0
    }
  }

  /// Whether a match can begin with a byte: `$`, a comma, a digit, or the lead byte of a character beyond
  /// ASCII.
  private static let numberBegins = (0...255).map { byte in
    byte == 0x24 || byte == 0x2C || (0x30...0x39).contains(byte) || byte >= 0xC0
  }
}
