import Trajectories

@testable import Exports

/// Pairs that formats have to find a place for.
enum ExportFixtures {
  static let calls = [
    Step(
      turn: 0, kind: StepKind.tool, callID: "a", thought: "I look", actionName: "find",
      actionInputJSON: "{\n  \"n\": 1.0,\r\n  \"q\": \"\\u00e9\\n\"\n}", observation: "one"),
    Step(
      turn: 0, kind: StepKind.tool, callID: "b", actionName: "list", actionInputJSON: "{}",
      observation: "two"),
  ]

  static func respond(_ turn: Int, _ text: String, hears reply: String = "") -> Step {
    Step(
      turn: turn, kind: StepKind.respond, actionName: "respond",
      actionInputJSON: "{\"content\":\"\(text)\"}", observation: reply)
  }

  static func run(
    _ id: String, _ steps: [Step], finalAnswer: String? = nil, system: String? = nil,
    tools: String? = nil
  ) -> Trajectory {
    Trajectory(
      sourceLabel: "lab", id: id, goal: "Failed goal", systemPrompt: system, toolsJSON: tools,
      steps: steps, finalAnswer: finalAnswer)
  }

  static let edges: [Trajectory] = [
    run(
      "plain",
      [
        Step(
          thought: "Weigh it", actionName: "weigh", actionInputJSON: "[1, 2]", observation: "7 kg"),
        Step(actionName: "stop"),
      ], finalAnswer: "7 kg", system: "Be kind",
      tools: "[\n{\"type\":\"function\",\"function\":{\"name\":\"weigh\",\"parameters\":{}}}]"),
    run("parallel", calls, finalAnswer: "Both"),
    run("no-answer", calls + [Step(thought: "t", actionName: "stop", observation: "")]),
    run(
      "respond",
      [respond(0, "Which?", hears: "The first"), respond(1, "Done")], finalAnswer: "Done"),
    run("last-words-to-user", [respond(0, "Which?", hears: "The first")]),
    run(
      "messages",
      [Step(kind: StepKind.message, observation: "Please")] + calls
        + [Step(turn: 0, kind: StepKind.message, observation: "Well?")], finalAnswer: "Here"),
    run(
      "marks",
      [
        Step(
          actionName: "write", actionInputJSON: "{\"t\":\"<tool_call>x</tool_call>\"}",
          observation: "ok")
      ], finalAnswer: "<tool_call>"),
    run(
      "marked-words", [Step(thought: "a <tool_call>", actionName: "stop", observation: "ok")]),
    run("answer-alone", [], finalAnswer: "Yes"),
    run("silent", []),
  ]

  /// As a format takes it: formats that compare two answers have a success beside the run.
  static func pair(_ run: Trajectory, for format: any Exporter.Type) -> ExportPair {
    guard !format.objective.takes(.hindsight) else { return pair(run) }
    return ExportPair(
      kind: .successPair, trajectory: run, goal: run.goal,
      preferred: Self.run(
        "success", calls, finalAnswer: "Two of them", system: run.systemPrompt,
        tools: run.toolsJSON))
  }

  static func pair(_ run: Trajectory, weight: Double = 0.5) -> ExportPair {
    ExportPair(
      trajectory: run, goal: "Hindsight goal", rationale: "because", confidence: 0.9,
      weight: weight, relativeWeight: weight / 0.4)
  }
}
