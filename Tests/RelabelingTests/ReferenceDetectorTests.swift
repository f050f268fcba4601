import Testing
import Trajectories

@testable import Relabeling

/// A run of one step that no rule has anything to say about, but for what a test puts into it.
func run(
  goal: String = "", reason: String? = nil, answer: String? = nil, thought: String? = nil,
  observation: String? = nil, success: Bool? = false
) -> Trajectory {
  Trajectory(
    sourceLabel: "test", id: "t1", goal: goal,
    steps: [Step(thought: thought, actionName: "look", observation: observation)],
    finalAnswer: answer, failureReason: reason, success: success)
}

@Suite("The published detector rules")
struct ReferenceDetectorTests {
  private let detector = RuleDetector(rules: .reference)

  @Test(
    "know each of their terms, inside words too",
    arguments: [
      ("error:", "tool_error"), ("exception:", "tool_error"), ("traceback", "tool_error"),
      ("timeout", "tool_error"), ("connection refused", "tool_error"), (" 404 ", "tool_error"),
      ("404 not", "tool_error"), (" 500 ", "tool_error"), ("500 error", "tool_error"),
      (" 503 ", "tool_error"), ("503 service", "tool_error"), ("i could not", "incomplete"),
      ("unable to", "incomplete"), ("i don't know", "incomplete"), ("no results", "incomplete"),
      ("failed to", "incomplete"), ("i believe", "hallucination"), ("i think", "hallucination"),
      ("probably", "hallucination"), ("it might be", "hallucination"),
      ("exceeds", "constraint_violation"), ("over budget", "constraint_violation"),
      ("does not match", "constraint_violation"), ("outside the range", "constraint_violation"),
    ])
  func term(_ term: String, type: String) {
    for found in [
      run(goal: "z\(term)z"), run(reason: "z\(term.uppercased())z"), run(answer: "z\(term)z"),
      run(thought: "z\(term)z"), run(observation: "z\(term)z"),
    ] {
      let detection = detector.detect(found)
      #expect(detection.failureType == type)
      #expect(detection.severity == 0.4)
      #expect(detection.weight == 0.6)
      #expect(detection.isFailure == true)
    }
    #expect(detector.detect(run(observation: "z\(term.dropLast())z")).failureType == nil)
  }

  @Test(
    "count terms, not places, and break ties by the order of types",
    arguments: [
      ("timeout, unable to", "tool_error", 1),
      ("unable to, timeout", "tool_error", 1),
      ("i think i failed to", "incomplete", 1),
      ("it exceeds, i think", "hallucination", 1),
      ("timeout timeout timeout, it exceeds and is over budget", "constraint_violation", 2),
      ("failed to, unable to, i could not, no results, i don't know", "incomplete", 5),
      ("error: 404 not found", "tool_error", 3),
    ])
  func ties(_ text: String, type: String, hits: Double) {
    let detection = detector.detect(run(observation: text))
    #expect(detection.failureType == type)
    #expect(detection.severity == 0.3 + 0.1 * hits)
  }

  /// v = min(1, 0.3 + 0.1·h): 11 terms of tool_error would give 1.4.
  @Test("let severity end at 1 and weight at 0")
  func limits() {
    let all = "error: exception: traceback timeout connection refused 404 not 500 error 503 service"
    let detection = detector.detect(run(observation: all))
    #expect(detection.severity == 1)
    #expect(detection.weight == 0)
  }

  /// One space stands between the parts of the text, empty ones included, and none at its ends.
  @Test("see a code that wants spaces around it between parts, not at the borders of the text")
  func borders() {
    #expect(detector.detect(run(reason: "404")).failureType == "tool_error")
    #expect(detector.detect(run(answer: "500")).failureType == "tool_error")
    #expect(detector.detect(run(thought: "503")).failureType == "tool_error")
    #expect(detector.detect(run(goal: "404")).failureType == nil)
    #expect(detector.detect(run(goal: " 404")).failureType == "tool_error")
    #expect(detector.detect(run(observation: "404")).failureType == nil)
    #expect(detector.detect(run(observation: "404 ")).failureType == "tool_error")
  }

  @Test("call it a wrong result where only a reason is given, and nothing where not even that is")
  func noTerm() {
    let reasoned = detector.detect(run(reason: "blue, not red"))
    #expect(reasoned.failureType == "wrong_result")
    #expect(reasoned.severity == 0.3)
    #expect(reasoned.weight == 0.7)
    #expect(reasoned.explanation == "blue, not red")
    let bare = detector.detect(run(reason: ""))
    #expect(bare.failureType == nil)
    #expect(bare.severity == 0.3)
    #expect(bare.isFailure == true)
    #expect(detector.detect(run(success: nil)).isFailure == false)
  }

  @Test(
    "find a run worth relabeling from 21 characters of one observation",
    arguments: [
      (String(repeating: "a", count: 20), false), (String(repeating: "a", count: 21), true),
      ("  \u{A0}\n" + String(repeating: "a", count: 20) + "\t\u{1F} ", false),
      (
        " " + String(repeating: "a", count: 10) + " " + String(repeating: "a", count: 10) + " ",
        true
      ),
      // Eleven letters and ten accents are 21 scalars.
      (String(repeating: "e\u{301}", count: 10) + "e", true),
      (String(repeating: "é", count: 20), false),
      ("a timeout after a while", false),
    ])
  func recoverable(_ observation: String, isRecoverable: Bool) {
    #expect(detector.detect(run(observation: observation)).recoverable == isRecoverable)
  }

  /// `İ` becomes `i` and a dot above, which stands between the letters of a term; the Kelvin sign is a `k`.
  @Test("lower the case of a text as Python does")
  func lowerCase() {
    #expect(detector.detect(run(answer: "I THIN\u{212A}")).failureType == "hallucination")
    #expect(detector.detect(run(answer: "FA\u{130}LED TO")).failureType == nil)
    #expect(detector.detect(run(answer: "UNABLE TO")).failureType == "incomplete")
    #expect(PythonText.lowercased("\u{130}K\u{212A}Z") == Array("i\u{307}kkz".utf8))
  }
}
