public import Trajectories

/// Stage 4: a run and its hindsight goal as training text. Deterministic; it keeps no rows.
/// - Source: AgentHER §3.6; the texts are those of the published code (METHOD.md §4).
public enum Augmenter {
  /// Observations are cut to this in the two-turn text. Unicode scalars.
  static let observationLength = 300

  /// A turn of a conversation.
  public struct Turn: Equatable, Sendable {
    public let role: String
    public let content: String

    public init(role: String, content: String) {
      self.role = role
      self.content = content
    }
  }

  /// The whole run as one assistant text.
  public static func assistantText(of trajectory: Trajectory) -> String {
    var lines: [String] = []
    for (index, step) in trajectory.steps.enumerated() {
      lines.append("Step \(index + 1): \(step.thought ?? "")")
      lines.append("  Action: \(step.actionName ?? "")(\(PythonJSON.dumps(step.actionInputJSON)))")
      let observation = (step.observation ?? "").unicodeScalars.prefix(observationLength)
      lines.append("  Result: \(String(observation))")
    }
    if let answer = trajectory.finalAnswer, !answer.isEmpty {
      lines.append("\nFinal Answer: \(answer)")
    }
    return lines.joined(separator: "\n")
  }

  /// The run as turns after the goal: an assistant turn and an observation a step, then the answer.
  public static func turns(of trajectory: Trajectory) -> [Turn] {
    var turns: [Turn] = []
    for step in trajectory.steps {
      var text = "**Thought:** \(step.thought ?? "")\n**Action:** \(step.actionName ?? "")"
      if PythonJSON.isTruthy(step.actionInputJSON) {
        text += "\n**Input:** \(PythonJSON.dumps(step.actionInputJSON))"
      }
      turns.append(Turn(role: "assistant", content: text))
      turns.append(Turn(role: "observation", content: step.observation ?? ""))
    }
    if let answer = trajectory.finalAnswer, !answer.isEmpty {
      turns.append(Turn(role: "assistant", content: answer))
    }
    return turns
  }
}
