import Testing
import Trajectories

@testable import Relabeling

@Suite("The published extractor rules")
struct ReferenceExtractorTests {
  private let nothing = "Agent attempted actions but produced no substantive results"

  private func extract(_ observations: [String], reason: String? = nil) -> Outcome {
    RuleExtractor(rules: .reference).extract(
      Trajectory(
        sourceLabel: "test", id: "t1", goal: "g",
        steps: observations.map { Step(actionName: "look", observation: $0) }, failureReason: reason
      ))
  }

  @Test(
    "take observations from 15 characters on, without outer white space",
    arguments: [
      ("12345678901234", nil), ("abcdefghijklmn", nil), ("abcdefghijklmno", "abcdefghijklmno"),
      (" \u{A0}\u{2003}\u{1C}abcdefghijklmno\r\n\u{3000}", "abcdefghijklmno"),
      ("       abc      ", nil), ("ééééééééééééééé", "ééééééééééééééé"),
      (
        "e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e",
        "e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e"
      ),
    ] as [(String, String?)])
  func lengths(_ observation: String, text: String?) {
    #expect(extract([observation]).achievements == [text.map { "Step 1 (look): \($0)" } ?? nothing])
  }

  @Test(
    "skip what reports an error",
    arguments: [
      "Traceback (most recent call last)", "KeyError: 'price' in row 7",
      "an EXCEPTION: none was raised",
      "[Errno 2] no such file there", "Status Code: 503 was returned",
      "TRACEBAC\u{212A} of the parcel",
    ])
  func errors(_ observation: String) {
    let outcome = extract([observation])
    #expect(outcome.achievements == [nothing])
    #expect(outcome.observations.isEmpty)
  }

  @Test(
    "keep what only looks like an error",
    arguments: ["an error without a colon", "status code: 404 returned", "no exception was raised"])
  func noErrors(_ observation: String) {
    #expect(extract([observation]).achievements == ["Step 1 (look): \(observation)"])
  }

  @Test("cut at 200 characters, then at the last space if there is one")
  func cut() {
    let a199 = String(repeating: "a", count: 199)
    let words = String(repeating: "abcd ", count: 41) + "end"
    for (observation, text) in [
      (a199 + "a", a199 + "a"),
      (a199 + "aa", a199 + "a..."),
      (a199 + "\nb and so on", a199 + "\n..."),
      (a199 + " b", a199 + "..."),
      (a199 + "a b", a199 + "a..."),
      ("a " + a199, "a..."),
      (words, String(repeating: "abcd ", count: 39) + "abcd..."),
      (
        String(repeating: "e\u{301}", count: 101), String(repeating: "e\u{301}", count: 100) + "..."
      ),
    ] {
      #expect(extract([observation]).achievements == ["Step 1 (look): \(text)"])
    }
  }

  @Test(
    "list the first five numbers of an observation",
    arguments: [
      ("it costs $1,234.5 a piece", "$1,234.5"), ("one, two or three of them", ","),
      ("1 2 3 4 5 6 7 are numbers", "1, 2, 3, 4, 5"), ("version 1.2.3 is the latest", "1.2, 3"),
      ("it ended at 5. Then it went on", "5."), ("$$7 and $ and .5 and $,", "$7, 5, $,"),
      ("٣٤٥ is written here", "٣٤٥"), ("four ᠑, squared x² and ⅷ", "᠑,"),
      ("1,,2.. are odd numbers", "1,,2."), ("$1.50$2.50 in one word", "$1.50, $2.50"),
      ("seats 12A, 12B at 3pm", "12, ,, 12, 3"), ("a = -3.25e5 in the end", "3.25, 5"),
    ])
  func numbers(_ observation: String, list: String) {
    #expect(extract([observation]).observations == ["Numeric data found in step 1: \(list)"])
  }

  @Test("have no key observation where there is no number")
  func noNumbers() {
    #expect(extract(["nothing countable, is it".replacing(",", with: ";")]).observations.isEmpty)
  }

  @Test("number steps from 1 and skip none in counting")
  func steps() {
    let outcome = extract(["short", "a long enough answer", "", "and 1 more of these"])
    #expect(
      outcome.achievements == [
        "Step 2 (look): a long enough answer", "Step 4 (look): and 1 more of these",
      ])
    #expect(outcome.observations == ["Numeric data found in step 4: 1"])
  }

  @Test("say that the goal was not met where no reason is given")
  func limitations() {
    #expect(extract([]).limitations == "Original goal was not met")
    #expect(extract([], reason: "").limitations == "Original goal was not met")
    #expect(extract([], reason: "too late").limitations == "too late")
    #expect(extract([]).achievements == [nothing])
  }
}
