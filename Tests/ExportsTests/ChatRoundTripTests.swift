import Foundation
import Ingest
import RegoalTesting
import Testing
import Trajectories

@testable import Exports

@Suite("A TRL file is read again")
struct ChatRoundTripTests {
  private func line(_ run: Trajectory) throws -> String {
    try TRLSFTExporter().samples(
      of: ExportPair(
        trajectory: run, goal: run.goal, rationale: "", confidence: 1))[0].line
  }

  private func reread(_ line: String) throws -> Trajectory {
    let folder = try TemporaryFolder()
    try folder.write("trl-sft.jsonl", line + "\n")
    let reader = try RecordReader(file: folder.url.appending(path: "trl-sft.jsonl").path)
    #expect(reader.format == "openai-chat")
    guard case .record(.trajectory(let run), _, _)? = try reader.next() else {
      throw CocoaError(.fileReadCorruptFile)
    }
    return run
  }

  private static let calls = [
    Step(
      turn: 0, kind: StepKind.tool, callID: "a", thought: "I look", actionName: "find",
      actionInputJSON: "{\"n\": 1.0, \"q\":\"\\u00e9\"}", observation: "one"),
    Step(
      turn: 0, kind: StepKind.tool, callID: "b", actionName: "list", actionInputJSON: "{}",
      observation: "two \u{0} \u{2028}"),
    Step(turn: 0, kind: StepKind.message, observation: "Well?"),
    Step(
      turn: 1, kind: StepKind.tool, callID: "a", actionName: "find", actionInputJSON: "{}",
      observation: ""),
  ]

  private static func respond(_ turn: Int, _ text: String) -> Step {
    Step(
      turn: turn, kind: StepKind.respond, actionName: "respond",
      actionInputJSON: "{\"content\":\"\(text)\"}", observation: "")
  }

  private static func run(_ steps: [Step], finalAnswer: String? = nil) -> Trajectory {
    Trajectory(
      sourceLabel: "lab", id: "r1", goal: "Find \"it\"", systemPrompt: "Be kind",
      toolsJSON: "[ {\"type\":\"function\"} ]", steps: steps, finalAnswer: finalAnswer)
  }

  @Test(
    "with the same goal, prompt, tools, steps and answer",
    arguments: [
      run(calls),
      run(calls + [respond(2, "Done")], finalAnswer: "Done"),
      run([respond(0, "Done")], finalAnswer: "Done"),
      run([Step(kind: StepKind.message, observation: "Please")] + calls),
    ])
  func same(run: Trajectory) throws {
    let again = try reread(try line(run))
    #expect(again.goal == run.goal)
    #expect(again.systemPrompt == run.systemPrompt)
    #expect(again.toolsJSON == run.toolsJSON)
    #expect(again.steps == run.steps)
    #expect(again.finalAnswer == run.finalAnswer)
    #expect(again.success == nil)
    #expect(again.metadataJSON == nil)
  }

  @Test("with what the file has no place for made explicit, once and for all")
  func normalised() throws {
    let run = Self.run(
      [
        Step(thought: "t", actionName: "weigh", actionInputJSON: "[1, 2]", observation: "7 kg"),
        Step(actionName: "stop"),
        Step(
          turn: 2, kind: StepKind.respond, actionName: "respond",
          actionInputJSON: "{\"content\":\"Which?\"}", observation: "The first"),
      ], finalAnswer: "7")
    let again = try reread(try line(run))
    #expect(
      again.steps == [
        Step(
          turn: 0, kind: StepKind.tool, callID: "call_0_0", thought: "t", actionName: "weigh",
          actionInputJSON: "{\"input\":[1, 2]}", observation: "7 kg"),
        Step(
          turn: 1, kind: StepKind.tool, callID: "call_1_0", actionName: "stop",
          actionInputJSON: "{}", observation: ""),
        Step(
          turn: 2, kind: StepKind.tool, callID: "call_2_0", actionName: "respond",
          actionInputJSON: "{\"content\":\"Which?\"}", observation: "The first"),
        Self.respond(3, "7"),
      ])
    #expect(again.finalAnswer == "7")
    #expect(try line(again) == line(run))
    #expect(try reread(try line(again)) == again)
  }
}
