/// A combination of trainer and objective that goal-contrast pairs have no exact form in.
///
/// (ĝ, τ) ≻ (g, τ) is one response under two prompts. Trainers that take one prompt and two responses would get
/// chosen = rejected, hence no gradient, or crash.
/// - Source: METHOD.md §3, stage 4; FORMATS.md, "Goal-contrast pairs".
struct InexactForm {
  let name: String
  let reason: String
  let instead: String

  static let all: [InexactForm] = [
    "trl-dpo": TRLKTOExporter.name, "llamafactory-ranking": FactoryKTOExporter.name,
    "llamafactory-dpo": FactoryKTOExporter.name, "axolotl-dpo": TRLKTOExporter.name,
    "openai-dpo": TRLKTOExporter.name,
  ].map { (name: String, approximate: String) in
    InexactForm(
      name: name,
      reason: "it takes one prompt with two responses, and these pairs have one response under "
        + "two prompts",
      instead:
        "\(SwiftDPOExporter.name) keeps the contrast exactly, \(approximate) approximately")
  }.sorted { $0.name < $1.name }
}
