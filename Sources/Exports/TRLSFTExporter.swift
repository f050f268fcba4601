internal import Trajectories

/// TRL SFT: chat messages with real tool calls and tool messages.
///
/// Arguments are objects, as chat templates want them. The loader of tables reads those of different shapes from
/// datasets 4.7 on, which TRL asks for; older ones refuse the file, or fill arguments with null.
/// - Source: trl 1.16.0, `trainer/sft_trainer.py` (`_prepare_dataset`).
struct TRLSFTExporter: Exporter {
  static let name = "trl-sft"
  static let summary = "TRL SFT: messages with tool calls and tool messages"
  static let weight = TRL.weight
  static let limit: LengthLimit? = TRL.limit("SFTConfig")

  /// Only what the agent says is learned, as the paper has it.
  static func recipe(for report: ExportRun.FormatReport) -> Recipe? {
    TRL.recipe(
      for: report, .sft, command: "sft",
      remarks: [
        "assistant_only_loss: TRL finds the agent's turns in the chat templates that it knows (Qwen, Llama 3,",
        "  Gemma among them), or that mark them; with another, it refuses the model.",
      ]
    ) { $0.set("assistant_only_loss", .flag(true)) }
  }

  /// - Throws: `Unfit` where the agent has no turn: one such sample stops TRL.
  func samples(of pair: ExportPair) throws(Unfit) -> [Sample] {
    let dialogue = Dialogue(pair.trajectory, goal: pair.goal)
    guard dialogue.turns.contains(where: { $0.role == .assistant }) else { throw Unfit.silent }
    let sample = Sample(tokens: dialogue.tokens) { json in
      ChatMessages().write(dialogue.messages, as: "messages", into: &json)
      json.member("tools", raw: dialogue.tools)
    }
    return [sample]
  }
}
