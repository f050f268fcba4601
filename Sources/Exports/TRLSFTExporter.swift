internal import Trajectories

/// TRL SFT: chat messages with real tool calls and tool messages.
struct TRLSFTExporter: Exporter {
  static let name = "trl-sft"
  static let summary = "TRL SFT: messages with tool calls and tool messages"
  static let weight = TRL.weight
  static let limit: LengthLimit? = TRL.limit("SFTConfig")

  func samples(of pair: ExportPair) -> [Sample] {
    let dialogue = Dialogue(pair.trajectory, goal: pair.hindsightGoal)
    let sample = Sample(tokens: dialogue.tokens) { json in
      ChatMessages().write(dialogue.messages, as: "messages", into: &json)
      json.member("tools", raw: dialogue.tools)
    }
    return [sample]
  }
}

/// What holds of TRL's trainers.
enum TRL {
  static let weight = WeightUse.ignored("not consumed by TRL")

  /// - Source: trl 1.16.0, `trainer/sft_config.py` and `trainer/kto_config.py`: `max_length` is 1024; what is
  ///   longer is cut.
  static func limit(_ config: String) -> LengthLimit {
    LengthLimit(tokens: 1024, setting: "default max_length of TRL's \(config)")
  }
}
