/// The questions that are put to models.
public enum PromptKind: String, Sendable, CaseIterable {
  case detect, extract, relabel, judge
  /// Asks for an unreadable answer in the right shape.
  case repair

  /// What a prompt is given, and all that it can be given: a template with any other part is refused, so
  /// that no template can show a judge the goal, or a relabeler the steps.
  /// - Source: METHOD.md §3, "Who sees what".
  public var parts: [PromptPart] {
    switch self {
    case .detect: [.answer, .failureReason, .finalAnswer, .goal, .steps]
    case .extract: [.answer, .finalAnswer, .goal, .steps]
    case .relabel: [.answer, .goal, .outcome, .stepCount]
    case .judge: [.answer, .finalAnswer, .hindsightGoal, .steps]
    case .repair: [.answer, .brokenAnswer, .problem]
    }
  }
}
