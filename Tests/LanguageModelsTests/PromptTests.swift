import Foundation
import LanguageModels
import RegoalTesting
import Testing
import Trajectories

@Suite("A prompt")
struct PromptTests {
  /// Every text of a run, and who is shown it (METHOD.md §3, "Who sees what").
  static let sights: [(text: String, seenBy: Set<PromptKind>)] = [
    ("THE-GOAL", [.detect, .extract, .relabel]),
    ("FAILURE-REASON", [.detect]),
    ("FINAL-ANSWER", [.detect, .extract, .judge]),
    ("A-THOUGHT", [.detect, .extract, .judge]),
    ("AN-ACTION", [.detect, .extract, .judge]),
    ("AN-INPUT", [.detect, .extract, .judge]),
    ("AN-OBSERVATION", [.detect, .extract, .judge]),
    ("AN-ACHIEVEMENT", [.relabel]),
    ("A-FACT", [.relabel]),
    ("LIMITATIONS", [.relabel]),
    ("4711", [.relabel]),
    ("HINDSIGHT-GOAL", [.judge]),
    ("SOURCE-LABEL", []), ("RUN-ID", []), ("TASK-KEY", []), ("BENCHMARK", []), ("DOMAIN", []),
    ("ACTING-MODEL", []), ("SYSTEM-PROMPT", []), ("TOOLS", []), ("CALL-ID", []), ("METADATA", []),
  ]

  @Test("shows each stage what it may see and nothing else", arguments: sights)
  func whoSeesWhat(_ text: String, _ seenBy: Set<PromptKind>) throws {
    for delivery in AnswerSchema.Delivery.allCases {
      for (kind, call) in try calls(markedRun, settings { $0.delivery = delivery }) {
        // The words of a prompt may speak of such a part; its line may not stand there.
        let record = call.request.messages.last?.content ?? ""
        #expect(record.contains(text) == seenBy.contains(kind), "\(kind) \(text)")
        let rules = call.request.messages.first?.content ?? ""
        #expect(!rules.contains(text), "\(kind) \(text)")
      }
    }
  }

  @Test("of the judge cannot tell of goal, failure reason or attempt, whatever these are")
  func judgeIsBlind() throws {
    var other = markedRun
    other.goal = "ANOTHER-GOAL"
    other.failureReason = nil
    other.success = nil
    let one = try ModelJudge(settings).call(
      "ĝ", steps: markedRun.steps, finalAnswer: markedRun.finalAnswer)
    let two = try ModelJudge(settings).call("ĝ", steps: other.steps, finalAnswer: other.finalAnswer)
    #expect(one == two)
    #expect(one.request.k == nil)
  }

  @Test("of one's own is refused where it shows more than its stage may see")
  func leaks() throws {
    for kind in PromptKind.allCases {
      let places = kind.parts.map { "{{\($0.rawValue)}}" }.joined(separator: "\n")
      #expect(try PromptTemplate(kind, text: "# user\n" + places).parts == kind.parts)
      for part in PromptPart.allCases where !kind.parts.contains(part) {
        let error = #expect(throws: PromptError.self) {
          try PromptTemplate(kind, text: "# user\n\(places)\n{{\(part.rawValue)}}", name: "own")
        }
        #expect(
          error
            == .unknownPart(
              template: "own", line: kind.parts.count + 2, part: part.rawValue,
              known: kind.parts.map(\.rawValue)))
      }
    }
  }

  @Test(
    "of one's own says what is wrong with it",
    arguments: [
      ("", PromptError.noSections(template: "own")),
      ("{{answer}}", .noSections(template: "own")),
      ("# system\n{{answer}}{{problem}}{{broken_answer}}", .noSections(template: "own")),
      ("# user\na\n# user\nb", .noSections(template: "own")),
      ("# user\n{{answer}}\n{{answer}}", .repeatedPart(template: "own", line: 3, part: "answer")),
      ("# user\n{{answer}}", .missingPart(template: "own", part: "broken_answer")),
      (
        "# user\n{{ answer }}",
        .unknownPart(
          template: "own", line: 2, part: " answer ", known: ["answer", "broken_answer", "problem"])
      ),
    ])
  func badTemplates(_ text: String, _ expected: PromptError) throws {
    let error = #expect(throws: PromptError.self) {
      try PromptTemplate(.repair, text: text, name: "own")
    }
    #expect(error == expected)
  }

  @Test("ships for every kind, is the file's text, and is found by name and digest")
  func library() throws {
    let all = try PromptLibrary.all()
    #expect(all.map(\.kind) == PromptKind.allCases)
    for template in all {
      let file = Program.package.appending(path: "Prompts/\(template.kind.rawValue).md")
      #expect(try String(contentsOf: file, encoding: .utf8) == template.text)
      #expect(Digest.of(template.text) == template.digest)
      #expect(Set(template.parts) == Set(template.kind.parts))
      let digits = template.digest.dropFirst(7).prefix(8)
      for name in [template.kind.rawValue, template.digest, String(digits)] {
        #expect(try PromptLibrary.template(named: name) == template)
      }
      #expect(throws: PromptError.self) {
        try PromptLibrary.template(named: String(digits.prefix(7)))
      }
    }
    #expect(Set(all.map(\.digest)).count == all.count)
  }

  @Test("says what a confidence means wherever it asks for one")
  func confidence() throws {
    for kind in [PromptKind.relabel, .judge] {
      let text = try PromptLibrary.template(kind).text
      #expect(text.contains("complete and correct demonstration"))
      #expect(text.contains("not how sure you are of your verdict"))
    }
    for schema in [AnswerSchema.attempt, .vote] {
      #expect(schema.json.contains("complete and correct demonstration"))
    }
    #expect(try PromptLibrary.template(.detect).text.contains("less than 0.3"))
  }

  @Test("looks like this, its wording aside", arguments: PromptKind.allCases.dropLast())
  func golden(_ kind: PromptKind) throws {
    var run = markedRun
    run.steps.append(Step(thought: "No action"))
    run.steps.append(
      Step(actionName: "f", actionInputJSON: "{\n  \"a\": [1, 2.50]\n}", observation: "x\ny"))
    run.steps.append(Step(actionName: "f", actionInputJSON: "not JSON\n{", observation: ""))
    run.finalAnswer = nil
    run.failureReason = nil
    let outcome = Outcome(achievements: ["one", "two"], observations: [], limitations: nil)
    let call = try #require(try calls(run, outcome)[kind])
    #expect(call.fit.isWhole)
    let text = (call.request.messages.last?.content ?? "") + "\n"
    #expect(try Golden.expected("prompt-\(kind.rawValue).txt", for: text) == text)
  }

  @Test("is the same every time, cut or whole")
  func deterministic() throws {
    var run = markedRun
    run.steps += (0..<60).map { Step(observation: "\($0) " + String(repeating: "x", count: 400)) }
    let short = settings { $0.truncation = TruncationRule(budget: 1_400) }
    for settings in [settings, short] {
      let first = try calls(run, settings)
      #expect(try calls(run, settings) == first)
      #expect(first[.judge]?.fit.isWhole == (settings == LanguageModelsTests.settings))
    }
  }
}

private func calls(
  _ run: Trajectory, _ settings: ModelSettings
) throws -> [PromptKind: PreparedCall] {
  try calls(run, markedOutcome, goal: "HINDSIGHT-GOAL", settings)
}
