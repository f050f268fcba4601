internal import Trajectories

/// ms-swift KTO on the paper's two turns: the run under the hindsight goal is desired, under the failed goal it is
/// not.
///
/// For its reference point ms-swift puts the last message of another sample in the place of a sample's own, and stops
/// where that is no `assistant` message: the whole run has to be one.
/// - Source: ms-swift 4.6.0, `pipelines/train/kto.py` (`KTOPreprocessor`).
struct SwiftKTOExporter: Exporter {
  static let name = "ms-swift-kto"
  static let summary =
    "ms-swift KTO: two lines a pair, the run as one text under either goal"
  static let objective = Objective.label
  static let weight = WeightUse.ignored("not consumed by ms-swift's KTO")
  static let noGzip: String? = SwiftMessages.noGzip

  static func recipe(for report: ExportRun.FormatReport) -> Recipe? {
    SwiftRecipe.recipe(for: report, .kto, command: "rlhf") {
      $0.set("rlhf_type", "kto")
      $0.set("beta", .number(PaperTraining.beta))
    }
  }

  func samples(of pair: ExportPair) throws(Unfit) -> [Sample] {
    try GoalContrast.halves(of: pair) { side, isDesired throws(Unfit) in
      let dialogue = try Dialogue(text: side.run, goal: side.goal)
      return Sample(tokens: dialogue.tokens) { json in
        SwiftMessages().write(dialogue, into: &json)
        json.member("label", isDesired)
      }
    }
  }
}
