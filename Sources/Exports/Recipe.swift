internal import Trajectories

/// A trainer's own configuration beside its data, with the paper's numbers: one command trains.
///
/// Paths in it are relative to the folder that it stands in.
struct Recipe: Equatable {
  let name: String
  let format: String
  /// Without a newline at its end.
  let text: String

  /// Of the file.
  var digest: String { Digest.of(text + "\n") }

  /// How a trainer is told.
  struct Command {
    /// Name and version that the settings were checked with.
    let trainer: String
    let start: String
    /// The options that change model, seed and folder.
    let options: String
  }

  /// Where what was trained goes.
  static func output(_ format: String) -> String { "trained/\(format)" }

  /// A recipe in YAML.
  /// - Parameters:
  ///   - long: what the trainer does with samples that are longer than the paper's.
  ///   - remarks: what else to know; a line each.
  static func yaml(
    _ report: ExportRun.FormatReport, _ training: PaperTraining, _ command: Command, long: String,
    remarks: [String] = [], settings: (inout YAMLText) -> Void
  ) -> Recipe {
    let name = report.format + ".recipe.yaml"
    var yaml = YAMLText()
    yaml.note(title(report))
    yaml.note("")
    yaml.note("In this folder, with \(command.trainer):")
    yaml.note("  \(command.start) \(name)")
    yaml.note("Another model, and another of the paper's seeds (\(seeds)):")
    yaml.note("  \(command.start) \(name) \(command.options)")
    yaml.note("")
    for line in origin(training) { yaml.note(line) }
    yaml.note("Length: \(longer(report)) (estimated); \(long).")
    yaml.note("Weight: \(report.weightNote).")
    for remark in remarks { yaml.note(remark) }
    yaml.pause()
    settings(&yaml)
    return Recipe(name: name, format: report.format, text: yaml.text)
  }

  static func title(_ report: ExportRun.FormatReport) -> String {
    let files = report.files.count
    return "\(report.format): \(report.samples) \(report.samples == 1 ? "sample" : "samples") in "
      + (files == 1 ? report.files[0].name : "\(files) files")
  }

  static var seeds: String { PaperTraining.seeds.map(String.init).joined(separator: ", ") }

  static func longer(_ report: ExportRun.FormatReport) -> String {
    let long = report.tokens?.long ?? 0
    return "\(long) of \(report.samples) samples are longer than \(PaperTraining.maxLength) tokens"
  }

  static func epochs(_ training: PaperTraining) -> String {
    training.epochs == 1 ? "1 epoch" : "\(training.epochs) epochs"
  }

  private static func origin(_ training: PaperTraining) -> [String] {
    let epochs = epochs(training)
    let source =
      training.isBorrowed
      ? "Numbers: the paper has none for KTO. These are its numbers for DPO (AgentHER, arXiv 2603.21357):"
      : "Numbers: AgentHER, arXiv 2603.21357:"
    return [
      source,
      "  LoRA r \(PaperTraining.loraRank), alpha \(PaperTraining.loraAlpha), dropout "
        + "\(PaperTraining.loraDropout); learning rate \(training.learningRate), \(epochs); batch "
        + "\(PaperTraining.batch); \(PaperTraining.maxLength) tokens; seed \(PaperTraining.seed).",
      "  Scheduler, warm-up and optimizer are not in the paper, and the trainer's own.",
      "Batch: samples at once x steps of accumulation, on one device; on N devices divide the steps by N.",
    ]
  }

  /// As the manifest has them; absent where there is none.
  static func write(_ recipes: [Recipe], into json: inout CanonicalJSON) {
    guard !recipes.isEmpty else { return }
    json.key("recipes")
    json.beginArray()
    for recipe in recipes {
      json.beginObject()
      json.member("name", recipe.name)
      json.member("format", recipe.format)
      json.member("digest", recipe.digest)
      json.endObject()
    }
    json.endArray()
  }
}
