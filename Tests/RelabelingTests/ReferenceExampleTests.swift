import Foundation
import RegoalTesting
import SourceJSON
import Testing
import Trajectories

@testable import Relabeling

private let file = "agenther-example/examples/example_trajectories.json"

/// The three runs that come with the published code, under its rules. The expected values were worked out from
/// METHOD.md §4, not from the program.
@Suite("The published example under the published rules", .enabled(if: SharedData.has(file)))
struct ReferenceExampleTests {
  private let runs: [Trajectory]

  init() throws {
    let text = try String(contentsOf: URL(filePath: SharedData.path(file)), encoding: .utf8)
    runs = try JSONReader().read(text) { root in
      root.elements.map { run in
        Trajectory(
          sourceLabel: "agenther", id: run["trajectory_id"]?.string ?? "",
          goal: run["original_prompt"]?.string ?? "",
          steps: (run["steps"].map { Array($0.elements) } ?? []).map { step in
            Step(
              thought: step["thought"]?.string, actionName: step["action_name"]?.string,
              actionInputJSON: step["action_input"]?.sourceText,
              observation: step["observation"]?.string)
          },
          finalAnswer: run["final_answer"]?.string, failureReason: run["failure_reason"]?.string,
          success: false)
      }
    }
    try #require(runs.map(\.id) == ["traj_001", "traj_002", "traj_003"])
  }

  private func observation(_ run: Int, _ step: Int) -> String {
    runs[run].steps[step - 1].observation ?? ""
  }

  /// 1: "unable to" in the answer; "exceeding" is not "exceeds". 2: no term, but a reason.
  /// 3: "error:", "timeout", " 503 ", "503 service" against "unable to".
  @Test(
    "fails as the rules say",
    arguments: [
      (0, "incomplete", 0.4, 0.6, true), (1, "wrong_result", 0.3, 0.7, true),
      (2, "tool_error", 0.7, 0.3, false),
    ])
  func failures(run: Int, type: String, severity: Double, weight: Double, recoverable: Bool) {
    #expect(
      RuleDetector(rules: .reference).detect(runs[run])
        == Detection(
          isFailure: true, failureType: type, severity: severity, weight: weight,
          recoverable: recoverable, explanation: runs[run].failureReason))
  }

  /// The first observation of run 1 has 220 characters; the last space among its first 200 stands behind 199.
  @Test("achieves what its observations show")
  func achievements() {
    let extracted = runs.map { RuleExtractor(rules: .reference).extract($0).achievements }
    #expect(
      extracted == [
        [
          "Step 1 (web_search): " + observation(0, 1).prefix(199) + "...",
          "Step 2 (web_search): " + observation(0, 2),
          "Step 3 (web_search): " + observation(0, 3),
          "Step 4 (summarize): Summary generated.",
        ],
        [
          "Step 1 (code_write): Code written successfully.",
          "Step 2 (code_execute): " + observation(1, 2),
        ],
        ["Step 3 (generate_response): " + observation(2, 3)],
      ])
    #expect(extracted[0][0].hasSuffix(" BulkMetals -..."))
  }

  /// A comma behind a price is a number of its own, as the pattern has it.
  @Test("has the numbers of its observations, five at most")
  func numbers() {
    #expect(
      runs.map { RuleExtractor(rules: .reference).extract($0).observations } == [
        [
          "Numeric data found in step 1: 5, 1, $6.20, ,, 50",
          "Numeric data found in step 2: 500, $4.50, 1000",
          "Numeric data found in step 3: 6, $5.30, ,, 10, 7",
        ],
        ["Numeric data found in step 2: 42"],
        ["Numeric data found in step 3: 2024"],
      ])
  }

  @Test("is limited by its failure reason")
  func limitations() {
    #expect(
      runs.map { RuleExtractor(rules: .reference).extract($0).limitations }
        == runs.map(\.failureReason))
  }

  /// The file writes its inputs as `json.dumps` does, so that they come out as they stand there. No
  /// observation is cut.
  @Test("becomes the assistant text line by line", arguments: [0, 1, 2])
  func assistantText(run: Int) {
    var lines: [String] = []
    for (index, step) in runs[run].steps.enumerated() {
      lines.append("Step \(index + 1): " + (step.thought ?? ""))
      lines.append(
        "  Action: " + (step.actionName ?? "") + "(" + (step.actionInputJSON ?? "") + ")")
      lines.append("  Result: " + (step.observation ?? ""))
    }
    lines.append("")
    lines.append("Final Answer: " + (runs[run].finalAnswer ?? ""))
    let text = Augmenter.assistantText(of: runs[run]).split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect(text.map(String.init) == lines)
  }

  @Test(
    "shows its inputs in the assistant text as Python writes them",
    arguments: [
      (
        0, "  Action: summarize({\"findings\": \"Best option: MicroMetals at $5.30/kg, MOQ 10kg\"})"
      ),
      (1, "  Action: code_execute({\"file\": \"filter_script.py\"})"),
      (2, "  Action: web_search({\"query\": \"Nature protein folding 2024\"})"),
    ])
  func inputs(run: Int, line: Substring) {
    #expect(Augmenter.assistantText(of: runs[run]).split(separator: "\n").contains(line))
  }
}
