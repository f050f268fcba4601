internal import Trajectories

/// TRL DPO on runs of one goal: the successful one is chosen, the failed one rejected.
///
/// The goal contrast has no place here. The prompt ends before the agent's first turn, which is the same for both
/// where the runs have one system prompt; a pair with two of them has none.
/// - Source: trl 1.16.0, `trainer/dpo_trainer.py` (`_prepare_dataset`).
struct TRLDPOExporter: Exporter {
  static let name = "trl-dpo"
  static let summary = "TRL DPO: a success and a failure on the same goal (--takes success_pairs)"
  static let objective = Objective.answerPreference
  static let weight = TRL.weight
  static let limit: LengthLimit? = TRL.limit("DPOConfig")

  static func recipe(for report: ExportRun.FormatReport) -> Recipe? {
    TRL.recipe(for: report, .dpo, command: "dpo") { $0.set("beta", .number(PaperTraining.beta)) }
  }

  func samples(of pair: ExportPair) throws(Unfit) -> [Sample] {
    guard let contrast = pair.contrast else { return [] }
    let chosen = try Dialogue(contrast.chosen.run, goal: contrast.chosen.goal).endingWithAgent()
    let rejected = try Dialogue(contrast.rejected.run, goal: contrast.rejected.goal)
      .endingWithAgent()
    let (prompt, answer) = TRL.halves(of: chosen)
    let (otherPrompt, otherAnswer) = TRL.halves(of: rejected)
    guard prompt == otherPrompt else {
      throw Unfit(reason: "the two runs do not begin with the same messages")
    }
    let sample = Sample(tokens: max(chosen.tokens, rejected.tokens)) { json in
      ChatMessages().write(prompt, as: "prompt", into: &json)
      ChatMessages().write(answer, as: "chosen", into: &json)
      ChatMessages().write(otherAnswer, as: "rejected", into: &json)
      json.member("tools", raw: chosen.tools)
    }
    return [sample]
  }
}
