internal import Trajectories

/// ms-swift KTO: the run under the hindsight goal is desired, under the failed goal it is not.
struct SwiftKTOExporter: Exporter {
  static let name = "ms-swift-kto"
  static let summary =
    "ms-swift KTO: two lines a pair, the run under its hindsight and its failed goal"
  static let weight = WeightUse.ignored(
    "not consumed by ms-swift's KTO; " + SwiftMessages.onlyLastRound)
  static let noGzip: String? = SwiftMessages.noGzip

  static func recipe(for report: ExportRun.FormatReport) -> Recipe? {
    SwiftRecipe.recipe(for: report, .kto, command: "rlhf", samples: 4) {
      $0.set("rlhf_type", "kto")
      $0.set("beta", .number(PaperTraining.beta))
    }
  }

  func samples(of pair: ExportPair) throws(Unfit) -> [Sample] {
    try GoalContrast.halves(of: pair) { goal, isDesired throws(Unfit) in
      let dialogue = try Dialogue(pair.trajectory, goal: goal).endingWithAgent()
      return Sample(tokens: dialogue.tokens) { json in
        SwiftMessages().write(dialogue, into: &json)
        json.member("label", isDesired)
      }
    }
  }
}
