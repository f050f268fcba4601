import Testing
import Trajectories

@testable import Relabeling

@Suite("A run as training text")
struct AugmenterTests {
  private func run(_ steps: [Step], answer: String? = nil) -> Trajectory {
    Trajectory(sourceLabel: "test", id: "t1", goal: "g", steps: steps, finalAnswer: answer)
  }

  @Test("is nothing, or only the answer, where there are no steps")
  func empty() {
    #expect(Augmenter.assistantText(of: run([])) == "")
    #expect(Augmenter.assistantText(of: run([], answer: "")) == "")
    #expect(Augmenter.assistantText(of: run([], answer: "done")) == "\nFinal Answer: done")
    #expect(Augmenter.turns(of: run([], answer: "")).isEmpty)
  }

  @Test("keeps lines of absent fields, and {} for an absent input")
  func absent() {
    #expect(
      Augmenter.assistantText(of: run([Step(), Step(actionInputJSON: "[]")])) == """
        Step 1:\u{20}
          Action: ({})
          Result:\u{20}
        Step 2:\u{20}
          Action: ([])
          Result:\u{20}
        """)
  }

  @Test("cuts an observation at 300 characters, inside a grapheme too", arguments: [299, 300, 301])
  func cut(length: Int) {
    let observation = String(repeating: "ab", count: length / 2) + (length % 2 == 1 ? "é" : "")
    let text = Augmenter.assistantText(of: run([Step(observation: observation)]))
    #expect(text == "Step 1: \n  Action: ({})\n  Result: " + observation.prefix(300))
    let accents = String(repeating: "e\u{301}", count: 151)
    let half = Augmenter.assistantText(of: run([Step(observation: "x" + accents)]))
    #expect(half.unicodeScalars.count == "Step 1: \n  Action: ({})\n  Result: ".count + 300)
    #expect(half.unicodeScalars.last == "e")
  }

  @Test(
    "as turns shows an input unless it is empty",
    arguments: [
      (nil, false), ("{}", false), ("[]", false), ("\"\"", false), ("null", false), ("0", false),
      ("-0.0", false), ("false", false), ("{\"a\":1}", true), ("[0]", true), ("\" \"", true),
      ("0.5", true), ("true", true),
    ] as [(String?, Bool)])
  func turns(input: String?, isShown: Bool) {
    let step = Step(
      thought: "t", actionName: "a", actionInputJSON: input,
      observation: String(repeating: "o", count: 400))
    let turns = Augmenter.turns(of: run([step], answer: "end"))
    let shown = input.map { "\n**Input:** " + ($0 == "{\"a\":1}" ? "{\"a\": 1}" : $0) } ?? ""
    #expect(
      turns == [
        .init(role: "assistant", content: "**Thought:** t\n**Action:** a" + (isShown ? shown : "")),
        .init(role: "observation", content: String(repeating: "o", count: 400)),
        .init(role: "assistant", content: "end"),
      ])
  }
}
