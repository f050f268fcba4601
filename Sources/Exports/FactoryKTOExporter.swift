internal import Trajectories

/// LLaMA-Factory KTO on the paper's two turns: the run under the hindsight goal is desired, under the failed goal
/// it is not.
///
/// LLaMA-Factory judges the last turn alone and takes all before it for the prompt, so that the whole run has
/// to be one turn.
/// - Source: llamafactory 0.9.5, `data/converter.py`, `data/processor/feedback.py`.
struct FactoryKTOExporter: Exporter {
  static let name = "llamafactory-kto"
  static let summary =
    "LLaMA-Factory KTO: two lines a pair, the run as one text under either goal"
  static let objective = Objective.label
  static let weight = Factory.weight
  static let limit: LengthLimit? = Factory.limit
  static let noGzip: String? = Factory.noGzip

  static func recipe(for report: ExportRun.FormatReport) -> Recipe? {
    FactoryRecipe.recipe(
      for: report, .kto, stage: "kto", remarks: [GoalContrast.klRemark("LLaMA-Factory")]
    ) { $0.set("pref_beta", .number(PaperTraining.beta)) }
  }

  func samples(of pair: ExportPair) throws(Unfit) -> [Sample] {
    try GoalContrast.halves(of: pair) { side, isDesired throws(Unfit) in
      let dialogue = try Dialogue(text: side.run, goal: side.goal)
      let turns = try FactoryShareGPTExporter.turns(of: dialogue)
      return Sample(tokens: dialogue.tokens) { json in
        Factory.write(turns, into: &json)
        json.member("kto_tag", isDesired)
      }
    }
  }
}
