internal import Trajectories

/// OpenAI fine-tuning: messages with tool calls, each assistant message with the mask 0 or 1.
///
/// The mask is 0 where there is nothing to learn: an assistant message without words and calls. A pair of
/// weight 0 has no place, since one assistant message of an example has to count; other weights are lost. A run
/// whose source tells no tools declares none: schemas are not made up.
struct OpenAISFTExporter: Exporter {
  static let name = "openai-sft"
  static let summary = "OpenAI fine-tuning: messages with tool calls and the mask 'weight'"
  static let weight = WeightUse.ignored(
    "not consumed by OpenAI, whose 'weight' is a mask of 0 and 1")
  /// - Source: OpenAI's guide to supervised fine-tuning; no package tells it.
  static let limit: LengthLimit? = LengthLimit(
    tokens: 65_536, setting: "the longest example that OpenAI's smaller models take")
  static let noGzip: String? = "OpenAI takes .jsonl uploads alone"

  static func recipe(for report: ExportRun.FormatReport) -> Recipe? {
    OpenAIRecipe.recipe(for: report, .sft, method: "supervised")
  }

  func samples(of pair: ExportPair) throws(Unfit) -> [Sample] {
    guard pair.weight != 0 else { throw Unfit(reason: "its weight is 0") }
    let dialogue = try Dialogue(pair.trajectory, goal: pair.goal).endingWithAgent()
    guard dialogue.turns.contains(where: { $0.role == .assistant && says($0) }) else {
      throw Unfit.silent
    }
    let messages = ChatMessages(
      argumentsAreText: true, namesTools: false, writesEmptyContent: false,
      mask: { says($0) ? 1 : 0 })
    let sample = Sample(tokens: dialogue.tokens) { json in
      messages.write(dialogue.messages, as: "messages", into: &json)
      guard let tools = dialogue.tools else { return }
      json.member("tools", raw: tools)
      json.member("parallel_tool_calls", dialogue.turns.contains { $0.calls.count > 1 })
    }
    return [sample]
  }

  private func says(_ turn: Dialogue.Turn) -> Bool { !turn.text.isEmpty || !turn.calls.isEmpty }
}
