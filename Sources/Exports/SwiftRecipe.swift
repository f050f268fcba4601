/// ms-swift's command line as a file.
/// - Source: ms-swift 4.6.0, `cli/main.py` (`parse_yaml_args`), `arguments/`.
enum SwiftRecipe {
  /// - Parameters:
  ///   - command: of `swift`.
  ///   - settings: of this format alone.
  static func recipe(
    for report: ExportRun.FormatReport, _ training: PaperTraining, command: String,
    remarks: [String] = [], settings: (inout YAMLText) -> Void
  ) -> Recipe {
    let output = Recipe.output(report.format)
    return Recipe.yaml(
      report, training,
      Recipe.Command(
        trainer: "ms-swift 4.6", start: "swift \(command)",
        options: "--model MODEL --seed 1234 --data_seed 1234 --output_dir \(output)-1234"),
      long: "ms-swift leaves them out", remarks: remarks
    ) { yaml in
      settings(&yaml)
      yaml.set("model", PaperTraining.model)
      yaml.set("dataset", .list(report.files.map { .text($0.name) }))
      yaml.set("output_dir", output)
      yaml.set("seed", PaperTraining.seed)
      yaml.set("data_seed", PaperTraining.seed)
      yaml.set("tuner_type", "lora")
      yaml.set("target_modules", .list([.text("all-linear")]))
      yaml.set("lora_rank", PaperTraining.loraRank)
      yaml.set("lora_alpha", PaperTraining.loraAlpha)
      yaml.set("lora_dropout", .number(PaperTraining.loraDropout))
      yaml.set("learning_rate", .number(training.learningRate))
      yaml.set("num_train_epochs", training.epochs)
      yaml.set("per_device_train_batch_size", training.atOnce)
      yaml.set("gradient_accumulation_steps", training.accumulation)
      yaml.set("max_length", PaperTraining.maxLength)
      yaml.set("truncation_strategy", "delete")
      yaml.set("loss_scale", "default")
    }
  }
}
