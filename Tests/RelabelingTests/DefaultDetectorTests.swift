import Testing
import Trajectories

@testable import Relabeling

@Suite("The default detector")
struct DefaultDetectorTests {
  private let detector = RuleDetector()

  @Test("believes the failure reason before the final answer before the observations")
  func places() {
    let three = detector.detect(
      run(reason: "over budget", answer: "I could not", observation: "traceback, timeout, crashed"))
    #expect(three.failureType == "constraint_violation")
    #expect(three.explanation == "failure reason: over budget")
    let two = detector.detect(
      run(answer: "I could not", observation: "traceback, timeout, crashed"))
    #expect(two.failureType == "incomplete")
    #expect(two.explanation == "final answer: could not")
    let one = detector.detect(run(observation: "Traceback, timeout"))
    #expect(one.failureType == "tool_error")
    #expect(one.explanation == "observations: traceback, timeout")
  }

  @Test("counts the winning type's terms wherever they stand, each once")
  func hits() {
    let detection = detector.detect(
      run(reason: "over budget", answer: "too expensive", observation: "over budget; at most 5"))
    #expect(detection.failureType == "constraint_violation")
    #expect(detection.severity == 0.3 + 0.1 * 3)
    #expect(detection.weight == 0.4)
  }

  @Test(
    "takes whole words only",
    arguments: [
      ("it crashed.", "tool_error"), ("it crashedly went", nil), ("wrongly", nil),
      ("wrong!", "wrong_result"),
      ("CAN'T", "incomplete"), ("scan't", nil), ("http 5000", nil), ("(http 500)", "tool_error"),
    ] as [(String, String?)])
  func wholeWords(_ text: String, type: String?) {
    #expect(detector.detect(run(observation: text, success: nil)).failureType == type)
  }

  @Test("reads neither the goal nor the thoughts nor the action")
  func blind() {
    var trajectory = run(goal: "fix the traceback", thought: "wrong, it crashed", success: nil)
    trajectory.steps[0].actionName = "timeout"
    trajectory.steps[0].actionInputJSON = "\"unauthorized\""
    let detection = detector.detect(trajectory)
    #expect(detection.failureType == nil)
    #expect(detection.isFailure == false)
    #expect(detection.recoverable == false)
  }

  @Test(
    "told neither outcome nor failure reason says what it says of a run without them",
    arguments: RuleSet.allCases, [true, false, nil] as [Bool?])
  func isBlind(rules: RuleSet, success: Bool?) {
    let answers = ["all is well", "I could not: a timeout"]
    for answer in answers {
      let stated = run(
        goal: "count", reason: "over budget", answer: answer, thought: "I look",
        observation: "12 of them, as far as one can see", success: success)
      var unstated = stated
      unstated.failureReason = nil
      unstated.success = nil
      #expect(
        RuleDetector(rules: rules, isBlind: true).detect(stated)
          == RuleDetector(rules: rules).detect(unstated))
    }
    let quiet = run(answer: "all is well", success: success)
    #expect(RuleDetector(rules: rules, isBlind: true).detect(quiet).isFailure == false)
  }

  @Test("told nothing has a config of its own; the told ones keep theirs")
  func configs() {
    let told = RuleDetector(rules: .reference).config
    #expect(told.name == "reference")
    #expect(!told.bodyJSON.contains("blind"))
    let blind = RuleDetector(rules: .reference, isBlind: true).config
    #expect(blind.name == "reference-blind")
    #expect(
      blind.bodyJSON == told.bodyJSON.replacing("{\"engine\"", with: "{\"blind\":true,\"engine\""))
    #expect(blind.digest != told.digest)
    #expect(told.bodyJSON.hasSuffix(#""version":1}"#))
    #expect(RuleDetector().config.bodyJSON.hasSuffix(#""version":2}"#))
  }

  /// Steps that search, each for one observation.
  private func searching(
    _ observations: [String], answer: String? = "Oslo", reason: String? = nil,
    success: Bool? = nil, names: [String] = []
  ) -> Trajectory {
    var trajectory = run(reason: reason, answer: answer, success: success)
    trajectory.steps = observations.enumerated().map { index, observation in
      Step(
        actionName: index < names.count ? names[index] : "search", observation: observation)
    }
    return trajectory
  }

  private static let found = "Oslo is the capital of Norway"

  @Test("calls a run that goes round in circles a failure, incomplete where no term says otherwise")
  func circles() {
    let circling = detector.detect(searching([Self.found, Self.found, "Bergen lies west of it"]))
    #expect(circling.isFailure == true)
    #expect(circling.failureType == "incomplete")
    #expect(circling.severity == 0.3 + 0.1 * 1)
    #expect(circling.explanation == "1 of 3 steps repeat the one before")
    let both = detector.detect(searching([Self.found, Self.found], answer: "I could not tell"))
    #expect(both.explanation == "final answer: could not")
    #expect(both.severity == 0.3 + 0.1 * 2)
    let other = detector.detect(searching([Self.found, Self.found], reason: "over budget"))
    #expect(other.failureType == "constraint_violation")
    #expect(other.severity == 0.3 + 0.1 * 1)
    let trap = detector.detect(searching(Array(repeating: "Traceback: no such module", count: 2)))
    #expect(trap.isFailure == true)
    #expect(trap.failureType == "tool_error")
    #expect(trap.severity == 0.3 + 0.1 * 1)
  }

  @Test("takes for circles neither other actions nor steps apart nor observations of few words")
  func noCircles() {
    let apart = searching([Self.found, "Bergen lies west of it", Self.found])
    let acted = searching([Self.found, Self.found], names: ["search", "open"])
    let short = searching([String(repeating: "a", count: 20), String(repeating: "a", count: 20)])
    let blank = searching(["", ""])
    for trajectory in [apart, acted, short, blank] {
      #expect(detector.detect(trajectory).isFailure == false)
      #expect(detector.detect(trajectory).failureType == nil)
    }
  }

  @Test("takes one repetition in ten steps for circles, in eleven not", arguments: [10, 11])
  func longRuns(count: Int) {
    let steps =
      (2..<count).map { "page \($0) of the catalogue, in full" } + [Self.found, Self.found]
    #expect(detector.detect(searching(steps)).isFailure == (count == 10))
  }

  @Test(
    "takes an answer that says what would have to be done next for unfinished",
    arguments: ["I need to search again.", "I don't have the answer", "I do not know."])
  func unfinished(_ answer: String) {
    let detection = detector.detect(run(answer: answer, success: nil))
    #expect(detection.isFailure == true)
    #expect(detection.failureType == "incomplete")
  }

  @Test("gives four hits a weight of exactly 0.3, so that δ = 0.3 keeps them")
  func fourHits() {
    let detection = detector.detect(
      run(observation: "a traceback, a timeout, an exception: it crashed"))
    #expect(detection.weight == 0.3)
    #expect(0.3 + 0.1 * 4 == detection.severity)
    #expect(
      (0...9).map(RuleDetector.weight) == [0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0, 0, 0])
  }

  @Test("calls an unknown outcome a failure only where the run itself says so")
  func unknownOutcome() {
    #expect(detector.detect(run(success: nil)).isFailure == false)
    #expect(detector.detect(run(observation: "a timeout", success: nil)).isFailure == false)
    #expect(detector.detect(run(answer: "I was unable to", success: nil)).isFailure == true)
    #expect(detector.detect(run(reason: "blue, not red", success: nil)).isFailure == true)
    let both = detector.detect(run(reason: "blue, not red", observation: "a timeout", success: nil))
    #expect(both.isFailure == true)
    #expect(detector.detect(run(success: false)).isFailure == true)
  }

  @Test("calls a stated failure without a term a wrong result, mild")
  func noTerm() {
    let detection = detector.detect(run(observation: "all went well, one would think"))
    #expect(detection.failureType == "wrong_result")
    #expect(detection.severity == 0.3)
    #expect(detection.weight == 0.7)
    #expect(detection.recoverable == true)
  }

  @Test("breaks ties by the order of types")
  func ties() {
    #expect(
      detector.detect(run(answer: "wrong, over budget, invented")).failureType == "hallucination")
    #expect(
      detector.detect(run(answer: "wrong, swapped, over budget")).failureType == "wrong_result")
  }

  @Test("finds a run worth relabeling by one substantial observation that is no error")
  func recoverable() {
    #expect(detector.detect(run(observation: "Error: 1234567890123456789")).recoverable == false)
    #expect(
      detector.detect(run(observation: String(repeating: "a", count: 20))).recoverable == false)
    #expect(
      detector.detect(run(observation: String(repeating: "a", count: 21))).recoverable == true)
  }
}
