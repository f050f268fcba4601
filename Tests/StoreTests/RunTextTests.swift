import Testing
import Trajectories

@testable import Store

@Suite("What the rules read of a stored run")
struct RunTextTests {
  @Test("is what they read of the run itself")
  func texts() throws {
    let runs = [
      Trajectory(
        sourceLabel: "test", id: "1", goal: "goal",
        steps: [
          Step(thought: "z1", actionName: "look", observation: "o1"), Step(actionName: "go"),
          Step(thought: "zß", observation: ""),
        ], finalAnswer: "answer", failureReason: "", success: false),
      Trajectory(sourceLabel: "test", id: "2", goal: "", steps: [], failureReason: "reason"),
    ]
    let store = try memory()
    _ = try ingest(runs.map { .trajectory($0) }, into: store)
    for (at, run) in runs.enumerated() {
      let stored = try store.readFacts { try $0.runText(Int64(at + 1)) }.value
      let wanted = RunText(run)
      #expect(stored.bytes == wanted.bytes)
      #expect(stored.names == wanted.names)
      #expect(stored.success == wanted.success)
      #expect(stored.goal == wanted.goal)
      #expect(stored.failureReason == wanted.failureReason)
      #expect(stored.finalAnswer == wanted.finalAnswer)
      #expect(stored.steps.map(\.thought) == wanted.steps.map(\.thought))
      #expect(stored.steps.map(\.actionName) == wanted.steps.map(\.actionName))
      #expect(stored.steps.map(\.observation) == wanted.steps.map(\.observation))
    }
  }
}
