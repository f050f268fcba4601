/// Axolotl's configuration.
/// - Source: axolotl 0.19.0, `utils/schemas/`, `utils/data/shared.py` (`_load_from_local_path`).
enum AxolotlRecipe {
  static func recipe(for report: ExportRun.FormatReport, _ training: PaperTraining) -> Recipe {
    let output = Recipe.output(report.format)
    return Recipe.yaml(
      report, training,
      Recipe.Command(
        trainer: "axolotl 0.19", start: "axolotl train",
        options: "--base-model MODEL --seed 1234 --output-dir \(output)-1234"),
      long: "Axolotl leaves them out"
    ) { yaml in
      yaml.set("base_model", PaperTraining.model)
      yaml.set("chat_template", "tokenizer_default")
      yaml.set(
        "datasets",
        .list([
          .map([
            ("path", .text(".")), ("ds_type", .text("json")),
            ("data_files", .list(report.files.map { .text($0.name) })),
            ("split", .text("train")), ("type", .text("chat_template")),
          ])
        ]))
      yaml.set("train_on_inputs", .flag(false))
      yaml.set("output_dir", output)
      yaml.set("seed", PaperTraining.seed)
      yaml.set("adapter", "lora")
      yaml.set("lora_target_linear", .flag(true))
      yaml.set("lora_r", PaperTraining.loraRank)
      yaml.set("lora_alpha", PaperTraining.loraAlpha)
      yaml.set("lora_dropout", .number(PaperTraining.loraDropout))
      yaml.set("learning_rate", .number(training.learningRate))
      yaml.set("num_epochs", training.epochs)
      yaml.set("micro_batch_size", training.atOnce)
      yaml.set("gradient_accumulation_steps", training.accumulation)
      yaml.set("gradient_checkpointing", .flag(true))
      yaml.set("sequence_len", PaperTraining.maxLength)
      yaml.set("excess_length_strategy", "drop")
      yaml.set("bf16", "auto")
    }
  }
}
