import Testing
import Trajectories

@testable import Relabeling

@Suite("The grounding judge")
struct GroundingJudgeTests {
  private func vote(_ goal: String, _ observations: String..., answer: String? = nil) -> Vote {
    GroundingJudge().judge(
      goal, steps: observations.map { Step(observation: $0) }, finalAnswer: answer)
  }

  @Test("accepts a goal whose every claim stands in the observations")
  func supported() {
    let vote = vote(
      "find out what \"Depot A\" of MicroMetals takes: 1,200 kg", "depot a is open",
      "micrometals: 1200kg")
    #expect(vote.valid == true)
    #expect(vote.confidence == 1)
    #expect(vote.status == .ok)
  }

  @Test("gives the share that is supported, and names what is not")
  func partly() {
    let vote = vote("ask Bern and Basel for 3 and 4 boxes", "bern has 3 boxes, 40 in all")
    #expect(vote.valid == false)
    #expect(vote.confidence == 0.5)
    #expect(vote.reason == "not in the observations: Basel, 4")
  }

  @Test("does not accept a goal that claims nothing")
  func noClaims() {
    let vote = vote("find a nice depot", "a nice depot")
    #expect(vote.valid == false)
    #expect(vote.confidence == 0)
  }

  @Test(
    "compares numbers as wholes, whatever their commas",
    arguments: [
      ("take 1,200", "we have 1200", true), ("take 1200", "we have 1,200.", true),
      ("take 120", "we have 1200", false), ("take 2", "we have 1.2", false),
      ("take 5.3", "at $5.3/kg", true), ("take 5", "at $5.3/kg", false),
      ("take 7", "box7 is full", true),
    ])
  func numbers(goal: String, observation: String, isSupported: Bool) {
    #expect(vote(goal, observation).valid == isSupported)
  }

  @Test(
    "takes names as whole words, quoted strings anywhere, neither with their case",
    arguments: [
      ("ask Bern", "BERN is closed", true), ("ask Bern", "Bernina is closed", false),
      ("ask \"bern\"", "Bernina is closed", true), ("ask \"red  box\"", "a red box", false),
      ("ask Old Town", "old town hall", true), ("ask Old Town", "old and town", false),
    ])
  func words(goal: String, observation: String, isSupported: Bool) {
    #expect(vote(goal, observation).valid == isSupported)
  }

  @Test("looks at neither thoughts nor actions nor the final answer")
  func blind() {
    let step = Step(thought: "42", actionName: "Bern42", actionInputJSON: "42", observation: "none")
    #expect(GroundingJudge().judge("find 42", steps: [step], finalAnswer: "42").valid == false)
  }
}
