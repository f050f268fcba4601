import Foundation
import RegoalTesting
import Testing
import Trajectories

@testable import Ingest

private let file = "tau-bench/historical_trajectories/gpt-4o-airline.json"

private func run(_ messages: String, fields: String = "\"trial\":2,\"reward\":0.0") -> String {
  "[{\"task_id\":3,\(fields),\"info\":{\"task\":{\"instruction\":\"Book a seat\"}},\"traj\":[\(messages)]}]"
}

private func call(_ id: String, _ name: String, _ arguments: String) -> String {
  "{\"id\":\"\(id)\",\"type\":\"function\",\"function\":{\"name\":\"\(name)\",\"arguments\":\(arguments)}}"
}

@Suite("A tau-bench run")
struct TauBenchImporterTests {
  private func only(_ text: String, label: String? = nil) throws -> Trajectory {
    let reading = try read(text, label: label)
    #expect(reading.bad.isEmpty)
    return try #require(reading.trajectories.first)
  }

  @Test("has text turns as steps with the user's reply, and ends with an empty one")
  func textTurns() throws {
    let trajectory = try only(
      run(
        """
        {"role":"system","content":"Be kind."},{"role":"user","content":"Hi"},
        {"role":"assistant","content":"Which \\u00e9 seat?"},{"role":"user","content":"12A"},
        {"role":"assistant","content":null},{"role":"user","content":"Well?"},{"role":"user","content":"Hello?"},
        {"role":"assistant","content":"Bye"}
        """), label: "airline")
    #expect(
      trajectory
        == Trajectory(
          sourceLabel: "airline", id: "3-2",
          task: TaskReference(key: "airline/3", benchmark: "tau-bench", domain: nil), trial: 2,
          goal: "Book a seat", systemPrompt: "Be kind.",
          steps: [
            Step(
              turn: 0, kind: "respond", actionName: "respond",
              actionInputJSON: "{\"content\":\"Which \\u00e9 seat?\"}", observation: "12A"),
            Step(
              turn: 1, kind: "respond", actionName: "respond",
              actionInputJSON: "{\"content\":\"\"}",
              observation: "Well?\n\nHello?"),
            Step(
              turn: 2, kind: "respond", actionName: "respond",
              actionInputJSON: "{\"content\":\"Bye\"}",
              observation: ""),
          ],
          finalAnswer: "Bye", success: false, reward: 0,
          metadataJSON:
            "{\"opening\":[\"Hi\"],\"info\":{\"task\":{\"instruction\":\"Book a seat\"}}}"))
  }

  @Test("has a step for each tool call of a turn, with the tool's answer by its id")
  func toolCalls() throws {
    let trajectory = try only(
      run(
        """
        {"role":"assistant","content":"I look.","tool_calls":[\(call("a", "find", "\"{\\\"n\\\": 1.0}\"")),
        \(call("b", "list", "{\"all\": true}")),\(call("c", "odd", "\"{n:\""))]},
        {"role":"tool","tool_call_id":"b","content":"two"},{"role":"tool","tool_call_id":"a","content":"one"},
        {"role":"tool","tool_call_id":"c","content":"three"},
        {"role":"assistant","content":null,"tool_calls":[\(call("a", "find", "\"{}\""))]},
        {"role":"tool","tool_call_id":"a","content":"again"}
        """))
    #expect(
      trajectory.steps == [
        Step(
          turn: 0, kind: "tool", callID: "a", thought: "I look.", actionName: "find",
          actionInputJSON: "{\"n\": 1.0}", observation: "one"),
        Step(
          turn: 0, kind: "tool", callID: "b", actionName: "list",
          actionInputJSON: "{\"all\": true}",
          observation: "two"),
        Step(
          turn: 0, kind: "tool", callID: "c", actionName: "odd", actionInputJSON: "\"{n:\"",
          observation: "three"),
        Step(
          turn: 1, kind: "tool", callID: "a", actionName: "find", actionInputJSON: "{}",
          observation: "again"),
      ])
    #expect(trajectory.finalAnswer == nil)
  }

  @Test(
    "succeeds where its reward is 1, within a millionth",
    arguments: [
      ("\"reward\":1", true), ("\"reward\":1.0", true), ("\"reward\":0.9999995", true),
      ("\"reward\":0.99", false), ("\"reward\":0", false), ("\"reward\":null", nil),
      ("\"trial\":0", nil),
    ] as [(String, Bool?)])
  func success(fields: String, success: Bool?) throws {
    #expect(try only(run("", fields: fields)).success == success)
  }

  @Test(
    "is bad where its dialogue does not hold together",
    arguments: [
      (
        "{\"role\":\"tool\",\"tool_call_id\":\"zz\",\"content\":\"x\"}",
        "'traj[0].tool_call_id' answers no open call: \"zz\""
      ),
      (
        "{\"role\":\"assistant\",\"tool_calls\":[\(call("a", "f", "\"{}\""))]},"
          + "{\"role\":\"tool\",\"tool_call_id\":\"a\",\"content\":\"x\"},"
          + "{\"role\":\"tool\",\"tool_call_id\":\"a\",\"content\":\"y\"}",
        "'traj[2].tool_call_id' answers no open call: \"a\""
      ),
      ("{\"content\":\"x\"}", "'traj[0].role' is missing"),
      (
        "{\"role\":\"robot\"}",
        "'traj[0].role' is \"robot\"; it can be system, user, assistant, tool"
      ),
      (
        "{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"a\"}]}",
        "'traj[0].tool_calls[0].function' is missing"
      ),
      ("{\"role\":\"user\",\"content\":7}", "'traj[0].content' should be a string, is a number"),
      ("7", "'traj[0]' should be an object, is a number"),
    ])
  func bad(messages: String, reason: String) throws {
    let reading = try read(run(messages))
    #expect(reading.bad == ["1: " + reason])
    #expect(reading.trajectories.isEmpty)
  }

  @Test("is bad without a goal or an id")
  func missing() throws {
    #expect(
      try read("[{\"task_id\":1,\"info\":{},\"traj\":[]}]").bad
        == ["1: 'info.task.instruction', the goal, is missing"])
    #expect(
      try read("[{\"task_id\":null,\"info\":{},\"traj\":[]}]").bad == ["1: 'task_id' is missing"])
  }

  @Test("is read whole from a published file", .enabled(if: SharedData.has(file)))
  func published() throws {
    let reading = try read(file: SharedData.path(file))
    let runs = reading.trajectories
    #expect(reading.format == "tau-bench")
    #expect(reading.bad.isEmpty)
    #expect(runs.count == 200)
    #expect(runs.count { $0.success == false } == 116)
    #expect(runs.count { $0.success == true } == 84)
    #expect(Set(runs.map(\.task.key)).count == 50)
    let steps = runs.flatMap(\.steps)
    #expect(steps.count == 2454)
    #expect(steps.count { $0.kind == StepKind.respond } == 1290)
    #expect(steps.allSatisfy { $0.kind != StepKind.tool || $0.observation != nil })
    #expect(Set(runs.map(\.digest)).count == 200)
  }
}
