import Foundation
import LanguageModels
import RegoalTesting
import Testing
import Trajectories

/// A run in which every text tells where it comes from.
let markedRun = Trajectory(
  sourceLabel: "SOURCE-LABEL", id: "RUN-ID",
  task: TaskReference(key: "TASK-KEY", benchmark: "BENCHMARK", domain: "DOMAIN"),
  model: "ACTING-MODEL", goal: "THE-GOAL", systemPrompt: "SYSTEM-PROMPT",
  toolsJSON: #"["TOOLS"]"#,
  steps: [
    Step(
      callID: "CALL-ID", thought: "A-THOUGHT", actionName: "AN-ACTION",
      actionInputJSON: #"{"q":"AN-INPUT"}"#, observation: "AN-OBSERVATION")
  ], finalAnswer: "FINAL-ANSWER", failureReason: "FAILURE-REASON", success: false,
  metadataJSON: #"{"m":"METADATA"}"#)

let markedOutcome = Outcome(
  achievements: ["AN-ACHIEVEMENT"], observations: ["A-FACT"], limitations: "LIMITATIONS")

let settings = ModelSettings(endpoint: "local", model: "m")

func settings(_ change: (inout ModelSettings) -> Void) -> ModelSettings {
  var copy = settings
  change(&copy)
  return copy
}

/// The calls of all stages about a run.
func calls(
  _ run: Trajectory, _ outcome: Outcome = markedOutcome, goal: String = "HINDSIGHT-GOAL",
  _ settings: ModelSettings = settings
) throws -> [PromptKind: PreparedCall] {
  [
    .detect: try ModelDetector(settings).call(run),
    .extract: try ModelExtractor(settings).call(run),
    .relabel: try ModelRelabeler(settings).call(
      outcome, stepCount: 4711, originalGoal: run.goal, k: 1),
    .judge: try ModelJudge(settings).call(
      goal, steps: run.steps, finalAnswer: run.finalAnswer),
  ]
}

extension PreparedCall {
  var text: String { request.messages.map(\.content).joined(separator: "\n") }

  /// What stands between the marks, read as JSON, a value a line.
  func record() throws -> [[String: Any]] {
    let lines = (request.messages.last?.content ?? "").components(separatedBy: "\n")
    #expect(lines.first == "<<<RECORD")
    #expect(lines.last == "RECORD>>>")
    return try lines.dropFirst().dropLast().map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
  }
}

/// An answer of a model.
func said(
  _ text: String?, finish: String? = "stop", refusal: String? = nil
) -> ChatAnswer {
  ChatAnswer(
    text: text, finishReason: finish, refusal: refusal, rawJSON: "{}", latencyMilliseconds: 1)
}

extension RandomLogs {
  mutating func number(below bound: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// A text of at most that many bytes, of characters of one to four bytes, some of which need escapes.
  mutating func text(upTo length: Int) -> String {
    let wanted = number(below: length + 1)
    var text = ""
    while text.utf8.count + 4 <= wanted {
      text +=
        ["a", "e", " ", "7", "\n", "\"", "\\", "ü", "柚", "🙂", "<|", "e\u{301}"][
          number(below: 12)]
    }
    return text
  }
}
