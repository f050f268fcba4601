internal import Trajectories

/// What a format is for, and so which examples have a place in it.
enum Objective {
  /// Fine-tuning on demonstrations.
  case demonstration
  /// Preference between two whole conversations, which may differ in the goal.
  case conversationPreference
  /// Preference between two answers to one prompt.
  case answerPreference
  /// Each conversation is desired or not.
  case label
  /// A list of goals with what reaches them, to be read at inference time.
  case memory

  func takes(_ kind: ExampleKind) -> Bool { reason(against: kind) == nil }

  /// Why examples of a kind have no exact form; nil: they have.
  ///
  /// (ĝ, τ) ≻ (g, τ) is one response under two prompts. Trainers that take one prompt and two responses would get
  /// chosen = rejected, hence no gradient, or crash.
  /// - Source: METHOD.md §3, stage 4; FORMATS.md, "Goal-contrast pairs".
  func reason(against kind: ExampleKind) -> String? {
    switch (self, kind) {
    case (.answerPreference, .hindsight), (.answerPreference, .randomGoal):
      "it takes one prompt with two responses, and these pairs have one response under two prompts"
    case (.demonstration, .successPair):
      "it takes demonstrations, and one half of these pairs is a failure"
    case (.conversationPreference, .ownGoal), (.answerPreference, .ownGoal):
      "it takes preferences, and there is nothing that a run under its own goal is preferred to"
    case (.conversationPreference, .success), (.answerPreference, .success):
      "it takes preferences, and there is nothing that a success alone is preferred to"
    case (.label, .ownGoal):
      "it takes desired and undesired runs, and a failed run under its own goal is not desired"
    case (.memory, let kind) where kind != .hindsight:
      "it lists hindsight goals"
    default: nil
    }
  }
}
