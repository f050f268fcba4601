/// What holds of TRL's trainers.
enum TRL {
  static let weight = WeightUse.ignored("not consumed by TRL")

  /// - Source: trl 1.16.0, `trainer/sft_config.py`, `trainer/dpo_config.py` and `trainer/kto_config.py`:
  ///   `max_length` is 1024; what is longer is cut.
  static func limit(_ config: String) -> LengthLimit {
    LengthLimit(tokens: 1024, setting: "default max_length of TRL's \(config)")
  }

  /// What comes before the agent's first turn, and the rest.
  static func halves(of dialogue: Dialogue) -> (prompt: [Dialogue.Turn], answer: [Dialogue.Turn]) {
    let messages = dialogue.messages
    let start = messages.firstIndex { $0.role == .assistant } ?? messages.endIndex
    return (Array(messages[..<start]), Array(messages[start...]))
  }
}
