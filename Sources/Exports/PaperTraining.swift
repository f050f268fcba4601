/// How the paper trains: the one place that recipes take their numbers from.
///
/// Numbers are texts: a YAML reader takes `2e-4` for a text, and Swift's `5e-05`, too.
/// - Source: METHOD.md §3; AgentHER App. C for β.
struct PaperTraining {
  let learningRate: String
  let epochs: Int
  /// Whether the paper has no numbers for this objective, and these are DPO's.
  var isBorrowed = false
  /// Samples at once on a device. KTO's reference point is a mean over these, and TRL refuses one.
  var atOnce = 1

  /// Steps of accumulation that make a batch on one device.
  var accumulation: Int { PaperTraining.batch / atOnce }

  static let sft = PaperTraining(learningRate: "0.0002", epochs: 3)
  static let dpo = PaperTraining(learningRate: "0.00005", epochs: 1)
  static let kto = PaperTraining(
    learningRate: dpo.learningRate, epochs: dpo.epochs, isBorrowed: true, atOnce: 4)

  /// One of those in its Table 1.
  static let model = "Qwen/Qwen2.5-7B-Instruct"
  static let loraRank = 16
  static let loraAlpha = 32
  static let loraDropout = "0.05"
  static let beta = "0.1"
  /// Samples a step of the optimizer.
  static let batch = 128
  /// Tokens of a sample.
  static let maxLength = 4096
  static let seed = 42
  static let seeds = [42, 1234, 2025]
}
