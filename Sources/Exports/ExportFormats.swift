/// The formats that can be written.
public enum ExportFormats {
  static let all: [any Exporter.Type] =
    usual + [
      TRLSFTTextExporter.self, TRLKTOExporter.self, SwiftSFTExporter.self, SwiftDPOExporter.self,
      SwiftKTOExporter.self, FactoryShareGPTExporter.self, FactoryKTOExporter.self,
      AxolotlChatExporter.self, OpenAISFTExporter.self,
    ]

  /// What is written where no format is named.
  static let usual: [any Exporter.Type] = [
    AgentHERSFTExporter.self, AgentHERDPOExporter.self, AgentHERShareGPTExporter.self,
    TRLSFTExporter.self,
  ]

  /// Names all formats at once.
  public static let everything = "all"

  public static var names: [String] { all.map { $0.name } }
  public static var usualNames: [String] { usual.map { $0.name } }

  public static var descriptions: [(name: String, summary: String)] {
    all.map { ($0.name, $0.summary) }
  }

  /// The formats of these names, each once.
  /// - Parameter names: empty: the usual ones.
  /// - Throws: `ExportError.unknownFormat`, `.noExactForm`.
  static func named(_ names: [String]) throws(ExportError) -> [any Exporter.Type] {
    var found: [any Exporter.Type] = []
    for name in names.isEmpty ? usualNames : names {
      try check(name)
      for format in all where name == everything || format.name == name {
        if !found.contains(where: { $0.name == format.name }) { found.append(format) }
      }
    }
    return found
  }

  /// - Throws: `ExportError.unknownFormat`; `.noExactForm` for formats that exist and cannot hold the pairs.
  public static func check(_ name: String) throws(ExportError) {
    if let form = InexactForm.all.first(where: { $0.name == name }) {
      throw .noExactForm(name: name, reason: form.reason, instead: form.instead)
    }
    guard name == everything || names.contains(name) else {
      throw .unknownFormat(name: name, known: names)
    }
  }
}

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
