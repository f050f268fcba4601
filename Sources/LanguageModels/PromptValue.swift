internal import SourceJSON
internal import Trajectories

/// What is put in at a part of a prompt.
enum PromptValue {
  /// Our own words, as they are.
  case words(String)
  /// May be cut. nil: there is none, which the prompt says.
  case text(String?)
  /// Never cut.
  case whole(String)
  case count(Int)
  case outcome(Outcome)
  case steps([StepText])

  /// UTF-8 bytes of the longest text that may be cut.
  var longestText: Int {
    switch self {
    case .text(let text): text?.utf8.count ?? 0
    case .outcome(let outcome):
      (outcome.achievements + outcome.observations + [outcome.limitations ?? ""])
        .reduce(0) { max($0, $1.utf8.count) }
    case .steps(let steps): steps.reduce(0) { max($0, $1.longestText) }
    default: 0
    }
  }

  /// Items of the longest list that may be shortened.
  var itemCount: Int {
    switch self {
    case .outcome(let outcome): max(outcome.achievements.count, outcome.observations.count)
    case .steps(let steps): steps.count
    default: 0
    }
  }
}

/// What a prompt shows of a step: thought, action and observation, and nothing of the source's own ids.
struct StepText {
  let thought: String?
  let action: String?
  /// The action's input as JSON on one line; a text that is no JSON became a JSON string.
  let inputJSON: String?
  let observation: String?

  init(_ step: Step, reader: JSONReader) {
    thought = step.thought
    action = step.actionName
    inputJSON = step.actionInputJSON.map { text in
      let isJSON = (try? reader.read(text) { _ in true }) ?? false
      return isJSON ? EvidenceText.harmless(text) : EvidenceText.quoted(text)
    }
    observation = step.observation
  }

  fileprivate var longestText: Int {
    [thought, action, inputJSON, observation].reduce(0) { max($0, $1?.utf8.count ?? 0) }
  }

  static func all(_ steps: [Step]) -> [StepText] {
    let reader = JSONReader()
    return steps.map { StepText($0, reader: reader) }
  }
}
