internal import Trajectories

/// LLaMA-Factory ranking on runs of one goal: the successful one is chosen, the failed one rejected, each as one
/// text, since a ranking compares single answers.
/// - Source: llamafactory 0.9.5, `data/converter.py` (`SharegptDatasetConverter`), `data/processor/pairwise.py`.
struct FactoryRankingExporter: Exporter {
  static let name = "llamafactory-ranking"
  static let summary =
    "LLaMA-Factory ranking: a success and a failure on the same goal (--takes success_pairs)"
  static let objective = Objective.answerPreference
  static let weight = Factory.weight
  static let limit: LengthLimit? = Factory.limit
  static let noGzip: String? = Factory.noGzip

  static func recipe(for report: ExportRun.FormatReport) -> Recipe? {
    FactoryRecipe.recipe(for: report, .dpo, stage: "dpo") {
      $0.set("pref_beta", .number(PaperTraining.beta))
      $0.set("pref_loss", "sigmoid")
    }
  }

  func samples(of pair: ExportPair) throws(Unfit) -> [Sample] {
    guard let contrast = pair.contrast else { return [] }
    let chosen = try Dialogue(text: contrast.chosen.run, goal: contrast.chosen.goal)
    let rejected = try Dialogue(text: contrast.rejected.run, goal: contrast.rejected.goal)
    let turns = try FactoryShareGPTExporter.turns(of: chosen)
    let answers = [
      ("chosen", turns), ("rejected", try FactoryShareGPTExporter.turns(of: rejected)),
    ]
    let sample = Sample(tokens: max(chosen.tokens, rejected.tokens)) { json in
      Factory.write(Array(turns.prefix(1)), into: &json)
      for (key, turns) in answers {
        json.key(key)
        for turn in turns.suffix(1) { Factory.write(turn, into: &json) }
      }
    }
    return [sample]
  }
}
