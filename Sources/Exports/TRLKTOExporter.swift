internal import Trajectories

/// TRL KTO: the run under the hindsight goal is desired, under the failed goal it is not.
///
/// An approximation of the goal contrast: each half is judged against the batch, not against the other half.
/// The prompt ends before the agent's first turn, the completion with its last one. TRL takes the tool messages
/// between them for words of the agent.
struct TRLKTOExporter: Exporter {
  static let name = "trl-kto"
  static let summary = "TRL KTO: two lines a pair, the run under its hindsight and its failed goal"
  static let objective = Objective.label
  static let weight = TRL.weight
  static let limit: LengthLimit? = TRL.limit("KTOConfig")

  static func recipe(for report: ExportRun.FormatReport) -> Recipe? {
    TRL.recipe(
      for: report, .kto, command: "kto",
      long: "TRL cuts their end, and leaves out those whose prompt alone is longer",
      remarks: [GoalContrast.klRemark("TRL")]
    ) { $0.set("beta", .number(PaperTraining.beta)) }
  }

  func samples(of pair: ExportPair) throws(Unfit) -> [Sample] {
    try GoalContrast.halves(of: pair) { side, isDesired throws(Unfit) in
      let dialogue = try Dialogue(side.run, goal: side.goal).endingWithAgent()
      let (prompt, completion) = TRL.halves(of: dialogue)
      return Sample(tokens: dialogue.tokens) { json in
        ChatMessages().write(prompt, as: "prompt", into: &json)
        ChatMessages().write(completion, as: "completion", into: &json)
        json.member("label", isDesired)
        json.member("tools", raw: dialogue.tools)
      }
    }
  }
}
