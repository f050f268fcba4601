import Testing
import Trajectories

@testable import Relabeling

/// Three small runs, worked through by hand from the rules of the published code (METHOD.md §4).
@Suite("The published rules, run by run")
struct ReferenceParityTests {
  private func all(_ run: Trajectory) -> (Detection, Outcome, String) {
    (
      RuleDetector(rules: .reference).detect(run), RuleExtractor(rules: .reference).extract(run),
      Augmenter.assistantText(of: run)
    )
  }

  /// "failed to" and "unable to" are two terms; "timeout" is one, in a thought.
  @Test("An incomplete run with results")
  func incomplete() {
    let run = Trajectory(
      sourceLabel: "test", id: "p1", goal: "Find a depot for 40 parcels before noon",
      steps: [
        Step(
          thought: "List the depots.", actionName: "list_depots",
          actionInputJSON: "{\"city\":\"Zürich\",\"limit\":5,\"open\":true,\"radius_km\":1e1}",
          observation: "  Depot A takes 1,200 parcels from 9.30 on; depot B takes 35.\n"),
        Step(
          thought: "The next call had a timeout.", actionName: "book", actionInputJSON: "{ }",
          observation: "Booking failed"),
        Step(actionName: "think", observation: ""),
      ],
      finalAnswer: "I was unable to book a depot.", failureReason: "Failed to book.", success: false
    )
    let (detection, outcome, text) = all(run)
    #expect(
      detection
        == Detection(
          isFailure: true, failureType: "incomplete", severity: 0.5, weight: 0.5, recoverable: true,
          explanation: "Failed to book."))
    #expect(
      outcome
        == Outcome(
          achievements: [
            "Step 1 (list_depots): Depot A takes 1,200 parcels from 9.30 on; depot B takes 35."
          ],
          observations: ["Numeric data found in step 1: 1,200, 9.30, 35."],
          limitations: "Failed to book."))
    #expect(
      text == """
        Step 1: List the depots.
          Action: list_depots({"city": "Zürich", "limit": 5, "open": true, "radius_km": 10.0})
          Result:   Depot A takes 1,200 parcels from 9.30 on; depot B takes 35.

        Step 2: The next call had a timeout.
          Action: book({})
          Result: Booking failed
        Step 3:\u{20}
          Action: think({})
          Result:\u{20}

        Final Answer: I was unable to book a depot.
        """)
  }

  /// "error:" and " 503 " make two terms against "probably"; nothing is left to relabel.
  @Test("A run of tool errors")
  func toolError() {
    let run = Trajectory(
      sourceLabel: "test", id: "p2", goal: "Weigh the parcels",
      steps: [
        Step(
          thought: "Probably quick.", actionName: "weigh", actionInputJSON: "{\"ids\":[7,8]}",
          observation: "Error: code 503 from the scale"),
        Step(thought: "Again.", actionName: "weigh", actionInputJSON: "null", observation: "503"),
      ], success: false)
    let (detection, outcome, text) = all(run)
    #expect(
      detection
        == Detection(
          isFailure: true, failureType: "tool_error", severity: 0.5, weight: 0.5,
          recoverable: false,
          explanation: "found by keywords"))
    #expect(
      outcome
        == Outcome(
          achievements: ["Agent attempted actions but produced no substantive results"],
          observations: [], limitations: "Original goal was not met"))
    #expect(
      text == """
        Step 1: Probably quick.
          Action: weigh({"ids": [7, 8]})
          Result: Error: code 503 from the scale
        Step 2: Again.
          Action: weigh(null)
          Result: 503
        """)
  }

  /// No term at all, but a reason: wrong_result with no hits. 310 characters are cut to 200 and to 300.
  @Test("A wrong result with a long observation")
  func wrongResult() {
    let tens = String(repeating: "12 4,6 89 ", count: 31)
    let run = Trajectory(
      sourceLabel: "test", id: "p3", goal: "Count the boxes",
      steps: [
        Step(
          thought: "Count.", actionName: "count",
          actionInputJSON: "{\"b\":2,\"a\":1,\"b\":\"\\u00e9\\n\"}",
          observation: tens + "end")
      ], finalAnswer: "", failureReason: "It counted crates.", success: false)
    let (detection, outcome, text) = all(run)
    #expect(
      detection
        == Detection(
          isFailure: true, failureType: "wrong_result", severity: 0.3, weight: 0.7,
          recoverable: true,
          explanation: "It counted crates."))
    #expect(
      outcome
        == Outcome(
          achievements: [
            "Step 1 (count): " + String(repeating: "12 4,6 89 ", count: 19) + "12 4,6 89..."
          ],
          observations: ["Numeric data found in step 1: 12, 4,6, 89, 12, 4,6"],
          limitations: "It counted crates."))
    #expect(
      text
        == "Step 1: Count.\n  Action: count({\"b\": \"é\\n\", \"a\": 1})\n  Result: "
        + String(repeating: "12 4,6 89 ", count: 30))
  }
}
