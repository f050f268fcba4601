public import Trajectories

/// Stage 3 without a model: a goal from a template, filled with facts of the outcome.
///
/// Attempt k asks for more of what the run found: k = 1 for the two richest achievements, k = 2 for half of
/// them, k = 3 and later for all. Its confidence is the share of the run's steps whose achievement the
/// goal covers, so that θ moves something; it is no probability. Attempt 1 also counts what it lists,
/// a number that the grounding judge may not find.
/// - Source: DESIGN.md §7.
public struct TemplateRelabeler: PromptRelabeling {
  static let version = 1
  static let namesPerGoal = 4
  static let figuresPerGoal = 4

  public let config = RuleEngines.config(
    .relabel, name: "template", version: TemplateRelabeler.version)

  public init() {}

  private struct Achievement {
    let step: Int
    let action: String
    let text: String
    let claims: [Claim]
  }

  public func relabel(_ outcome: Outcome, stepCount: Int, originalGoal: String, k: Int) -> Attempt {
    let all = outcome.achievements.enumerated().compactMap(achievement)
    guard !all.isEmpty, stepCount > 0 else {
      return Attempt(
        k: k, hindsightGoal: "", valid: false, confidence: 0, rationale: "the run achieved nothing")
    }
    let wanted = k == 1 ? 2 : k == 2 ? (all.count + 1) / 2 : all.count
    // The richest first, the earlier of equals; then back into the order of the run.
    let chosen = all.indices
      .sorted { (all[$1].claims.count, $0) < (all[$0].claims.count, $1) }
      .prefix(wanted).sorted().map { all[$0] }
    let steps = Set(chosen.map(\.step))
    return Attempt(
      k: k, hindsightGoal: goal(chosen, counts: k == 1), valid: true,
      confidence: min(1, Double(steps.count) / Double(stepCount)),
      rationale: "asks for what steps \(steps.sorted().map(String.init).joined(separator: ", "))"
        + " of \(stepCount) found")
  }

  /// `Step 2 (search): text` of the rule extractor, or a line without that head.
  private func achievement(_ index: Int, _ line: String) -> Achievement? {
    guard line != RuleExtractor.nothing else { return nil }
    var step = index + 1
    var action = ""
    var text = line
    if line.hasPrefix("Step "), let open = line.firstIndex(of: "("),
      let number = Int(line[line.index(line.startIndex, offsetBy: 5)..<open].filter { $0 != " " }),
      let close = line[open...].firstIndex(of: ")"), line[close...].hasPrefix("): ")
    {
      step = number
      action = String(line[line.index(after: open)..<close])
      text = String(line[line.index(close, offsetBy: 3)...])
    }
    var claims = Claim.scan(text).filter { !isIdle($0, in: text) }
    // What was cut off may be half a name or half a number.
    if text.hasSuffix("..."), !claims.isEmpty { claims.removeLast() }
    return Achievement(step: step, action: action, text: text, claims: claims)
  }

  /// Claims that make a goal no better: the numbers of a list (`3)`), and short abbreviations.
  private func isIdle(_ claim: Claim, in text: String) -> Bool {
    switch claim.kind {
    case .number:
      PythonText.contains(text, claim.text + ")") || PythonText.contains(text, claim.text + "] ")
    case .name: claim.text.count < 4 && !claim.text.contains(where: \.isNumber)
    case .quoted: false
    }
  }

  private func goal(_ chosen: [Achievement], counts: Bool) -> String {
    let claims = chosen.flatMap(\.claims)
    let names = unique(
      claims.filter { $0.kind == .name }.map(\.text), TemplateRelabeler.namesPerGoal)
    let quoted = unique(claims.filter { $0.kind == .quoted }.map { "\"\($0.text)\"" }, 2)
    let figures = unique(
      claims.filter { $0.kind == .number }.map(\.text), TemplateRelabeler.figuresPerGoal)
    let topics = names + quoted
    let action = chosen.map(\.action).first { !$0.isEmpty && $0 != "respond" }
    let means = action.map { "Use \($0) to " } ?? ""
    switch (topics.isEmpty, figures.isEmpty) {
    case (false, false):
      let verb = counts && topics.count > 2 ? "compare these \(topics.count): " : "look up "
      return sentence(
        means + verb + list(topics)
          + ", and report the figures you find, among them \(list(figures))")
    case (false, true):
      return sentence(means + "find out about \(list(topics)), and say what you learn")
    case (true, false):
      return sentence(means + "work out the figures asked for: \(list(figures))")
    case (true, true):
      let words = chosen[0].text.split(whereSeparator: \.isWhitespace).prefix(8).joined(
        separator: " ")
      return sentence(means + "get this answer: \"\(words.filter { $0 != "\"" })\"")
    }
  }

  private func unique(_ texts: [String], _ limit: Int) -> [String] {
    var seen: Set<String> = []
    return Array(texts.filter { seen.insert($0).inserted }.prefix(limit))
  }

  private func list(_ items: [String]) -> String {
    items.count < 2
      ? items.joined() : items.dropLast().joined(separator: ", ") + " and " + (items.last ?? "")
  }

  private func sentence(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst() + "."
  }
}
