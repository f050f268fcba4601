internal import Trajectories

/// ms-swift DPO: AgentHER's goal contrast as it is, the run under the hindsight goal against the same run under
/// the failed one.
///
/// `rejected_messages` are encoded with a prompt of their own. Beside them ms-swift carries nothing over from
/// the chosen side, so that the tool schemas stand there twice.
/// - Source: AgentHER App. C; ms-swift 4.6.0, `template/template_inputs.py` (`TemplateInputs.from_dict`).
struct SwiftDPOExporter: Exporter {
  static let name = "ms-swift-dpo"
  static let summary = "ms-swift DPO: the goal contrast exactly, by rejected_messages"
  static let objective = Objective.conversationPreference
  static let weight = WeightUse.ignored(
    "not consumed by ms-swift's DPO; " + SwiftMessages.onlyLastRound)
  static let noGzip: String? = SwiftMessages.noGzip

  static func recipe(for report: ExportRun.FormatReport) -> Recipe? {
    SwiftRecipe.recipe(for: report, .dpo, command: "rlhf") {
      $0.set("rlhf_type", "dpo")
      $0.set("beta", .number(PaperTraining.beta))
    }
  }

  func samples(of pair: ExportPair) throws(Unfit) -> [Sample] {
    guard let contrast = pair.contrast else { return [] }
    let chosen = try Dialogue(contrast.chosen.run, goal: contrast.chosen.goal).endingWithAgent()
    let rejected = try Dialogue(contrast.rejected.run, goal: contrast.rejected.goal)
      .endingWithAgent()
    let sample = Sample(tokens: max(chosen.tokens, rejected.tokens)) { json in
      SwiftMessages().write(chosen, into: &json)
      SwiftMessages().write(rejected, prefix: "rejected_", into: &json)
    }
    return [sample]
  }
}
