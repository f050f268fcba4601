internal import Trajectories

/// What the categories of other people's taxonomies are in ours, where they have a counterpart.
///
/// Written without regard to case, spaces and punctuation, which differ from file to file. Those without a
/// counterpart stay what they are: a label's own category is always kept.
enum LabelCategories {
  /// Part of what a human detection is: another mapping makes other detections.
  static let version = "1"

  private static let counterparts: [String: FailureType] = {
    var all: [String: FailureType] = [:]
    for (type, names) in categories { for name in names { all[plain(name)] = type } }
    return all
  }()

  private static let categories: [(FailureType, [String])] = [
    (
      .hallucination,
      [
        "Invention of new information",  // AgentRx
        "Language-only", "Tool-related",  // TRAIL: hallucinations, in words and about tools
      ]
    ),
    (
      .toolError,
      [
        "Invalid Invocation", "System Failure",  // AgentRx
        // TRAIL: the system's side of an execution
        "Tool Definition Issues", "Environment Setup Errors", "Rate Limiting",
        "Authentication Errors", "Service Errors", "Resource Not Found", "Resource Exhaustion",
        "Timeout Issues",
        "Tool failure",  // Who&When
      ]
    ),
    (
      .wrongResult,
      [
        "Misinterpretation of Tool Output",  // AgentRx
        "Tool Output Misinterpretation",  // TRAIL
        "wrong_reasoning",  // Who&When
      ]
    ),
    (
      .constraintViolation,
      [
        "Instruction/Plan Adherence Failure",  // AgentRx
        "Instruction Non-compliance", "Formatting Errors",  // TRAIL
      ]
    ),
    (
      .offTopic,
      [
        "Intent Plan Misalignment",  // AgentRx
        "Goal Deviation", "Incorrect Problem Identification",  // TRAIL
      ]
    ),
    (.incomplete, ["Poor Information Retrieval"]),  // TRAIL
  ]

  /// nil: the category has no counterpart.
  static func failureType(_ category: String) -> FailureType? { counterparts[plain(category)] }

  private static func plain(_ category: String) -> String {
    String(category.lowercased().filter { $0.isLetter || $0.isNumber })
  }
}
