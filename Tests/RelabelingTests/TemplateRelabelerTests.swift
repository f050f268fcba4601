import Testing
import Trajectories

@testable import Relabeling

@Suite("The template relabeler")
struct TemplateRelabelerTests {
  private let outcome = Outcome(
    achievements: [
      "Step 1 (search): Depot Bern takes 40 boxes",
      "Step 2 (search): Depot Basel takes 1,200 boxes at 5.30 on Monday",
      "Step 4 (ask): nothing that could be claimed",
      "Step 5 (ask): Depot Zürich takes 7",
    ], observations: [], limitations: "too late")

  private func relabel(_ outcome: Outcome, steps: Int = 5, k: Int = 1) -> Attempt {
    TemplateRelabeler().relabel(outcome, stepCount: steps, originalGoal: "Do something else", k: k)
  }

  @Test("says the same for the same", arguments: [1, 2, 3])
  func determinism(k: Int) {
    #expect(relabel(outcome, k: k) == relabel(outcome, k: k))
  }

  @Test(
    "covers two steps, then half of them, then all; confidence is the share covered",
    arguments: [(1, 2), (2, 2), (3, 4), (4, 4)])
  func coverage(k: Int, covered: Int) {
    let attempt = relabel(outcome, k: k)
    #expect(attempt.k == k)
    #expect(attempt.valid == true)
    #expect(attempt.confidence == Double(covered) / 5)
  }

  @Test("asks for more with each attempt of a long run")
  func widens() {
    let long = Outcome(achievements: (1...9).map { "Step \($0) (look): Box\($0) weighs \($0)0 kg" })
    let confidences = (1...4).map { relabel(long, steps: 10, k: $0).confidence }
    #expect(confidences == [0.2, 0.5, 0.9, 0.9])
  }

  @Test("takes the richest achievements, the earlier of equals, in the order of the run")
  func richest() {
    let attempt = relabel(outcome, k: 1)
    #expect(attempt.rationale == "asks for what steps 1, 2 of 5 found")
    let goal = attempt.hindsightGoal ?? ""
    #expect(goal.contains("Bern") && goal.contains("1,200") && !goal.contains("Zürich"))
    #expect(!goal.contains("something else"))
  }

  @Test("writes goals that the grounding judge can find in what the steps showed")
  func grounded() {
    let steps = [
      "Depot Bern takes 40 boxes", "Depot Basel takes 1,200 boxes at 5.30 on Monday",
      "nothing that could be claimed", "Depot Zürich takes 7",
    ].map { Step(observation: $0) }
    let goal = relabel(outcome, k: 3).hindsightGoal ?? ""
    #expect(GroundingJudge().judge(goal, steps: steps, finalAnswer: nil).valid == true)
  }

  @Test("is not valid, with 0, where the run achieved nothing")
  func nothing() {
    for empty in [Outcome(), Outcome(achievements: [RuleExtractor.nothing])] {
      let attempt = relabel(empty)
      #expect(attempt.valid == false)
      #expect(attempt.confidence == 0)
      #expect(attempt.hindsightGoal == "")
    }
    #expect(relabel(outcome, steps: 0).valid == false)
  }

  @Test("leaves out the last claim of an achievement that was cut off")
  func cut() {
    let goal =
      relabel(Outcome(achievements: ["Step 1 (look): 40 boxes, 12..."])).hindsightGoal ?? ""
    #expect(goal.contains("40") && !goal.contains("12"))
  }

  @Test("reads achievements that other extractors wrote")
  func foreign() {
    let attempt = relabel(
      Outcome(achievements: ["found 12 boxes", "found Bern (the old depot)"]), steps: 4)
    #expect(attempt.valid == true)
    #expect(attempt.confidence == 0.5)
  }
}
