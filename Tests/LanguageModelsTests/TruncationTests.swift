import Foundation
import LanguageModels
import RegoalTesting
import Testing
import Trajectories

@Suite("A prompt that is too long")
struct TruncationTests {
  private static func run(_ random: inout RandomLogs) -> Trajectory {
    let length = [40, 400, 4_000][random.number(below: 3)]
    let steps = (0..<random.number(below: 40)).map { _ in
      Step(
        thought: random.number(below: 3) == 0 ? nil : random.text(upTo: length / 4),
        actionName: "f",
        actionInputJSON: "{\"q\":\(JSONText.quoted(random.text(upTo: length / 8)))}",
        observation: random.text(upTo: length))
    }
    return Trajectory(
      sourceLabel: "s", id: "r", goal: random.text(upTo: length), steps: steps,
      finalAnswer: random.text(upTo: length))
  }

  /// Counts of what a record says was left out.
  private struct Announced: Equatable {
    var texts = 0
    var bytes = 0
    var steps = 0
    var items = 0
  }

  /// Checks a text that is whole or cut against the run's own.
  private func expectPart(
    _ shown: Any?, of text: String?, _ announced: inout Announced
  ) {
    guard let text else {
      #expect(shown == nil || shown is NSNull)
      return
    }
    if let whole = shown as? String {
      #expect(Array(whole.utf8) == Array(text.utf8))
      return
    }
    guard let cut = shown as? [String: Any], let head = cut["head"] as? String,
      let tail = cut["tail"] as? String, let left = cut["left_out_bytes"] as? Int
    else {
      Issue.record("neither a text nor what is left of one")
      return
    }
    #expect(Array(text.utf8).starts(with: Array(head.utf8)))
    #expect(Array(text.utf8.suffix(tail.utf8.count)) == Array(tail.utf8))
    #expect(left > 0)
    #expect(head.utf8.count + left + tail.utf8.count == text.utf8.count)
    announced.texts += 1
    announced.bytes += left
  }

  @Test("is cut until it fits, says all that it leaves out, and is whole where it fits")
  func property() throws {
    var random = RandomLogs(seed: 41)
    var seen = (whole: 0, texts: 0, steps: 0, over: 0)
    for _ in 0..<200 {
      let run = TruncationTests.run(&random)
      let budget = 700 + random.number(below: [300, 3_000, 30_000][random.number(below: 3)])
      let unlimited = try ModelJudge(
        settings { $0.truncation = TruncationRule(budget: 10_000_000) }
      ).call("a goal", steps: run.steps, finalAnswer: run.finalAnswer)
      #expect(unlimited.fit.isWhole)
      let short = settings { $0.truncation = TruncationRule(budget: budget) }
      guard let judge = try? ModelJudge(short),
        let call = try? judge.call("a goal", steps: run.steps, finalAnswer: run.finalAnswer)
      else {
        #expect(unlimited.fit.tokens > budget)
        seen.over += 1
        continue
      }
      let request = call.request
      #expect(TokenEstimate.tokens(of: request.messages, schema: request.schema) <= budget)
      #expect(TokenEstimate.tokens(of: request.messages, schema: request.schema) == call.fit.tokens)
      if unlimited.fit.tokens <= budget {
        #expect(request == unlimited.request)
        seen.whole += 1
        continue
      }
      #expect(!call.fit.isWhole)
      seen.texts += call.fit.cutTexts > 0 ? 1 : 0
      seen.steps += call.fit.leftOutSteps > 0 ? 1 : 0
      let announced = try check(try call.record(), run)
      #expect(announced.texts == call.fit.cutTexts)
      #expect(announced.steps == call.fit.leftOutSteps)
    }
    #expect(seen.whole > 20 && seen.texts > 40 && seen.steps > 10, "\(seen)")
  }

  /// Every step is there, whole or cut, or said to be left out.
  private func check(_ record: [[String: Any]], _ run: Trajectory) throws -> Announced {
    var announced = Announced()
    var next = 0
    for line in record {
      if let gap = line["left_out_steps"] as? [String: Int] {
        #expect(gap["first"] == next)
        let last = try #require(gap["last"])
        announced.steps += last - next + 1
        next = last + 1
      } else if let index = line["step"] as? Int {
        #expect(index == next)
        let step = run.steps[index]
        expectPart(line["thought"], of: step.thought, &announced)
        expectPart(line["action"], of: step.actionName, &announced)
        expectPart(line["observation"], of: step.observation, &announced)
        if let input = line["input"] as? [String: Any], input["left_out_bytes"] != nil {
          announced.texts += 1
        }
        next += 1
      } else if line.keys.contains("final_answer") {
        expectPart(line["final_answer"], of: run.finalAnswer, &announced)
      } else if line.keys.contains("hindsight_goal") {
        #expect(line["hindsight_goal"] as? String == "a goal")
      }
    }
    #expect(next == run.steps.count)
    return announced
  }

  @Test("keeps the run's beginning and end, and a hindsight goal whole or not at all")
  func ends() throws {
    let steps = (0..<50).map { Step(observation: "\($0) " + String(repeating: "x", count: 300)) }
    let short = settings { $0.truncation = TruncationRule(budget: 1_500) }
    let record = try ModelJudge(short).call("g", steps: steps, finalAnswer: nil).record()
    let shown = record.compactMap { $0["step"] as? Int }
    let gap = try #require(record.compactMap { $0["left_out_steps"] as? [String: Int] }.first)
    let (first, last) = (try #require(gap["first"]), try #require(gap["last"]))
    #expect(shown == Array(0..<first) + Array((last + 1)..<50))
    #expect([0, 1].contains(first - (50 - last - 1)))
    #expect(throws: PromptError.self) {
      try ModelJudge(short).call(
        String(repeating: "g", count: 6_000), steps: steps, finalAnswer: nil)
    }
  }

  @Test("of an outcome leaves items out in the middle, and says how many")
  func items() throws {
    let facts = (0..<400).map { "fact \($0): " + String(repeating: "y", count: 20) }
    let call = try ModelRelabeler(settings { $0.truncation = TruncationRule(budget: 1_500) })
      .call(
        Outcome(achievements: facts, observations: ["one"], limitations: nil), stepCount: 400,
        originalGoal: "g", k: 1)
    let items = try #require(try call.record()[0]["achievements"] as? [Any])
    let marks = items.compactMap { $0 as? [String: Int] }
    #expect(marks.count == 1)
    let left = marks.first?["left_out_items"] ?? 0
    let shown = items.compactMap { $0 as? String }
    #expect(left == call.fit.leftOutItems)
    #expect(shown.count + left == 400)
    #expect(shown.first == facts.first)
    #expect(shown.last == facts.last)
    #expect(try call.record()[1]["observations"] as? [String] == ["one"])
    #expect(call.fit.leftOutSteps == 0)
  }

  @Test("shows a step at least, or is no prompt at all")
  func atLeastOne() throws {
    let steps = (0..<3).map { _ in Step(observation: String(repeating: "word ", count: 400)) }
    var fitting: [Int] = []
    for budget in stride(from: 600, through: 1_000, by: 5) {
      guard
        let judge = try? ModelJudge(settings { $0.truncation = TruncationRule(budget: budget) }),
        let call = try? judge.call("g", steps: steps, finalAnswer: nil)
      else { continue }
      #expect(try call.record().contains { $0["step"] != nil })
      fitting.append(budget)
    }
    #expect(!fitting.isEmpty && fitting.count < 81)
    #expect(fitting == Array(stride(from: fitting[0], through: 1_000, by: 5)))
  }

  @Test("with an empty run is told when the engine is made")
  func impossible() throws {
    let tiny = settings { $0.truncation = TruncationRule(budget: 100) }
    #expect(throws: PromptError.self) { try ModelDetector(tiny) }
    #expect(throws: PromptError.self) { try ModelRelabeler(tiny) }
  }

  @Test("a text of one byte more than the budget allows is cut, and one less is not")
  func boundary() throws {
    let room = { (length: Int) in
      try ModelJudge(settings).call(
        "g", steps: [Step(observation: String(repeating: "a", count: length))], finalAnswer: nil
      ).fit.tokens
    }
    let budget = try room(3_000)
    #expect(try room(2_997) == budget - 1)
    let exact = settings { $0.truncation = TruncationRule(budget: budget) }
    let less = settings { $0.truncation = TruncationRule(budget: budget - 1) }
    let steps = [Step(observation: String(repeating: "a", count: 3_000))]
    #expect(try ModelJudge(exact).call("g", steps: steps, finalAnswer: nil).fit.isWhole)
    #expect(try ModelJudge(less).call("g", steps: steps, finalAnswer: nil).fit.cutTexts == 1)
  }
}
