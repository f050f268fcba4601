internal import Trajectories

/// TRL SFT on the paper's two turns: the hindsight goal as the prompt, the whole run as one text as the
/// completion, which alone TRL then learns.
/// - Source: AgentHER §3.6.
struct TRLSFTTextExporter: Exporter {
  static let name = "trl-sft-text"
  static let summary = "TRL SFT: the paper's two turns, goal and the whole run as one text"
  static let weight = TRL.weight
  static let limit: LengthLimit? = TRL.limit("SFTConfig")

  static func recipe(for report: ExportRun.FormatReport) -> Recipe? {
    TRL.recipe(for: report, .sft, command: "sft")
  }

  func samples(of pair: ExportPair) throws(Unfit) -> [Sample] {
    let dialogue = try Dialogue(text: pair.trajectory, goal: pair.goal)
    let sample = Sample(tokens: dialogue.tokens) { json in
      ChatMessages().write(Array(dialogue.turns.prefix(1)), as: "prompt", into: &json)
      ChatMessages().write(Array(dialogue.turns.dropFirst()), as: "completion", into: &json)
    }
    return [sample]
  }
}
