internal import Trajectories

/// ms-swift SFT: the one trainer here that multiplies the loss with the weight.
///
/// The loss is divided by the number of tokens, not by the sum of the weights: weights enter over their mean,
/// so that the learning rate means the same with and without them. The mean is that of the export's pairs.
struct SwiftSFTExporter: Exporter {
  static let name = "ms-swift-sft"
  static let summary = "ms-swift SFT: messages with the weight as loss_scale"
  static let weight = WeightUse.written(
    "as loss_scale, over the mean weight; consumed by ms-swift from 4.2 on with --is_binary_loss_scale false, "
      + "else every one counts as 1")
  static let noGzip: String? = SwiftMessages.noGzip

  static func recipe(for report: ExportRun.FormatReport) -> Recipe? {
    SwiftRecipe.recipe(for: report, .sft, command: "sft") {
      $0.set("is_binary_loss_scale", .flag(false))
    }
  }

  func samples(of pair: ExportPair) throws(Unfit) -> [Sample] {
    let dialogue = try Dialogue(pair.trajectory, goal: pair.goal).endingWithAgent()
    let sample = Sample(tokens: dialogue.tokens) { json in
      SwiftMessages(lossScale: pair.relativeWeight).write(dialogue, into: &json)
    }
    return [sample]
  }
}
