internal import Trajectories

/// OpenAI preference fine-tuning on runs of one goal: the successful one is preferred, each as one assistant
/// message, which is all that it takes.
struct OpenAIDPOExporter: Exporter {
  static let name = "openai-dpo"
  static let summary =
    "OpenAI preference tuning: a success and a failure on the same goal (--takes success_pairs)"
  static let objective = Objective.answerPreference
  static let weight = OpenAISFTExporter.weight
  static let limit: LengthLimit? = OpenAISFTExporter.limit
  static let noGzip: String? = OpenAISFTExporter.noGzip

  static func recipe(for report: ExportRun.FormatReport) -> Recipe? {
    OpenAIRecipe.recipe(for: report, .dpo, method: "dpo", beta: PaperTraining.beta)
  }

  func samples(of pair: ExportPair) throws(Unfit) -> [Sample] {
    guard let contrast = pair.contrast else { return [] }
    let chosen = try Dialogue(text: contrast.chosen.run, goal: contrast.chosen.goal)
    let rejected = try Dialogue(text: contrast.rejected.run, goal: contrast.rejected.goal)
    let sample = Sample(tokens: max(chosen.tokens, rejected.tokens)) { json in
      json.key("input")
      json.beginObject()
      ChatMessages().write(Array(chosen.turns.prefix(1)), as: "messages", into: &json)
      json.endObject()
      ChatMessages().write(
        Array(rejected.turns.dropFirst()), as: "non_preferred_output", into: &json)
      ChatMessages().write(Array(chosen.turns.dropFirst()), as: "preferred_output", into: &json)
    }
    return [sample]
  }
}
