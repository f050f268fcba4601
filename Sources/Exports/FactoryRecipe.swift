/// LLaMA-Factory's arguments as a file.
/// - Source: llamafactory 0.9.5, `hparams/parser.py` (`read_args`), `hparams/`.
enum FactoryRecipe {
  /// - Parameters:
  ///   - stage: LLaMA-Factory's word for the objective.
  ///   - settings: of this format alone.
  static func recipe(
    for report: ExportRun.FormatReport, _ training: PaperTraining, stage: String,
    remarks: [String] = [], settings: (inout YAMLText) -> Void = { _ in }
  ) -> Recipe {
    let output = Recipe.output(report.format)
    return Recipe.yaml(
      report, training,
      Recipe.Command(
        trainer: "llamafactory 0.9.5", start: "llamafactory-cli train",
        options:
          "model_name_or_path=MODEL template=ITS_TEMPLATE seed=1234 output_dir=\(output)-1234"),
      long: "LLaMA-Factory cuts them", remarks: remarks
    ) { yaml in
      yaml.set("stage", stage)
      yaml.set("do_train", .flag(true))
      yaml.set("model_name_or_path", PaperTraining.model)
      yaml.set("template", "qwen")
      yaml.set("dataset_dir", ".")
      yaml.set(
        "dataset", report.files.map { FactoryDatasetInfo.entry($0.name) }.joined(separator: ","))
      yaml.set("output_dir", output)
      yaml.set("seed", PaperTraining.seed)
      yaml.set("finetuning_type", "lora")
      yaml.set("lora_target", "all")
      yaml.set("lora_rank", PaperTraining.loraRank)
      yaml.set("lora_alpha", PaperTraining.loraAlpha)
      yaml.set("lora_dropout", .number(PaperTraining.loraDropout))
      yaml.set("learning_rate", .number(training.learningRate))
      yaml.set("num_train_epochs", training.epochs)
      yaml.set("per_device_train_batch_size", training.atOnce)
      yaml.set("gradient_accumulation_steps", training.accumulation)
      yaml.set("cutoff_len", PaperTraining.maxLength)
      yaml.set("bf16", .flag(true))
      settings(&yaml)
    }
  }
}
