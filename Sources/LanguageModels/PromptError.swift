/// Why a prompt cannot be used.
public enum PromptError: Error, Equatable {
  /// There is no prompt of that name or digest.
  case unknown(name: String, known: [String])
  /// A digest's beginning fits several.
  case ambiguous(name: String, candidates: [String])
  /// The template's first line is not `# system` or `# user`, or a section repeats, or there is no user
  /// section.
  case noSections(template: String)
  /// A template may not show this part; `known` are the parts of its kind.
  case unknownPart(template: String, line: Int, part: String, known: [String])
  case missingPart(template: String, part: String)
  case repeatedPart(template: String, line: Int, part: String)
  /// Even cut as far as the rule allows the prompt is longer than the budget. Tokens, by the estimate.
  case overBudget(template: String, tokens: Int, budget: Int)
}
