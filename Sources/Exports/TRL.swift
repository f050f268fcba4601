/// What holds of TRL's trainers.
enum TRL {
  static let weight = WeightUse.ignored("not consumed by TRL")

  /// - Source: trl 1.16.0, `trainer/sft_config.py`, `trainer/dpo_config.py` and `trainer/kto_config.py`:
  ///   `max_length` is 1024; what is longer is cut.
  static func limit(_ config: String) -> LengthLimit {
    LengthLimit(tokens: 1024, setting: "default max_length of TRL's \(config)")
  }

  /// - Parameters:
  ///   - command: of `trl`.
  ///   - settings: of this format alone.
  /// - Source: trl 1.16.0, `scripts/utils.py` (`TrlParser`, `get_dataset`), `trainer/model_config.py`.
  static func recipe(
    for report: ExportRun.FormatReport, _ training: PaperTraining, command: String,
    long: String = "TRL cuts their end", remarks: [String] = [],
    settings: (inout YAMLText) -> Void = { _ in }
  ) -> Recipe {
    let output = Recipe.output(report.format)
    return Recipe.yaml(
      report, training,
      Recipe.Command(
        trainer: "trl 1.16 (pip install trl[peft])", start: "trl \(command) --config",
        options: "--model_name_or_path MODEL --seed 1234 --output_dir \(output)-1234"),
      long: long, remarks: remarks
    ) { yaml in
      yaml.set("model_name_or_path", PaperTraining.model)
      yaml.set("dtype", "bfloat16")
      yaml.set(
        "datasets",
        .list([
          .map([
            ("path", .text("json")),
            ("data_files", .list(report.files.map { .text($0.name) })),
            ("split", .text("train")),
          ])
        ]))
      yaml.set("output_dir", output)
      yaml.set("seed", PaperTraining.seed)
      yaml.set("use_peft", .flag(true))
      yaml.set("lora_r", PaperTraining.loraRank)
      yaml.set("lora_alpha", PaperTraining.loraAlpha)
      yaml.set("lora_dropout", .number(PaperTraining.loraDropout))
      yaml.set("lora_target_modules", .list([.text("all-linear")]))
      yaml.set("learning_rate", .number(training.learningRate))
      yaml.set("num_train_epochs", training.epochs)
      yaml.set("per_device_train_batch_size", training.atOnce)
      yaml.set("gradient_accumulation_steps", training.accumulation)
      yaml.set("max_length", PaperTraining.maxLength)
      settings(&yaml)
    }
  }

  /// What comes before the agent's first turn, and the rest.
  static func halves(of dialogue: Dialogue) -> (prompt: [Dialogue.Turn], answer: [Dialogue.Turn]) {
    let messages = dialogue.messages
    let start = messages.firstIndex { $0.role == .assistant } ?? messages.endIndex
    return (Array(messages[..<start]), Array(messages[start...]))
  }
}
