internal import Trajectories

/// Axolotl's `type: chat_template`: messages with tool calls, tool schemas as a string.
///
/// Arguments and schemas are strings, which Axolotl reads back: as objects, the loader of tables would fill
/// each with the keys of all others. What is learned is the assistant's, Axolotl's default; its `train` of a
/// message is a yes or no and cannot hold a weight.
/// - Source: axolotl 0.19.0, `prompt_strategies/chat_template.py` (`transform_message`, `_get_tools`);
///   `utils/schemas/config.py`: `sequence_len` is 512, and what is longer is dropped.
struct AxolotlChatExporter: Exporter {
  static let name = "axolotl-chat"
  static let summary = "Axolotl chat_template: messages with tool calls, arguments as strings"
  static let weight = WeightUse.ignored("not consumed by Axolotl, which knows yes and no")
  static let limit: LengthLimit? = LengthLimit(
    tokens: 512, setting: "Axolotl's default sequence_len")

  static func recipe(for report: ExportRun.FormatReport) -> Recipe? {
    AxolotlRecipe.recipe(for: report, .sft)
  }

  func samples(of pair: ExportPair) throws(Unfit) -> [Sample] {
    let dialogue = try Dialogue(pair.trajectory, goal: pair.goal).endingWithAgent()
    let sample = Sample(tokens: dialogue.tokens) { json in
      ChatMessages(argumentsAreText: true).write(dialogue.messages, as: "messages", into: &json)
      json.member("tools", dialogue.tools)
    }
    return [sample]
  }
}
