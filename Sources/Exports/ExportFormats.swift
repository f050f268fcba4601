public import Trajectories

/// The formats that can be written.
public enum ExportFormats {
  static let all: [any Exporter.Type] =
    usual + [
      TRLSFTTextExporter.self, TRLDPOExporter.self, TRLKTOExporter.self, SwiftSFTExporter.self,
      SwiftDPOExporter.self, SwiftKTOExporter.self, FactoryShareGPTExporter.self,
      FactoryRankingExporter.self, FactoryKTOExporter.self, AxolotlChatExporter.self,
      OpenAISFTExporter.self, OpenAIDPOExporter.self, MemoryExporter.self,
    ]

  /// What is written where no format is named.
  static let usual: [any Exporter.Type] = [
    AgentHERSFTExporter.self, AgentHERDPOExporter.self, AgentHERShareGPTExporter.self,
    TRLSFTExporter.self,
  ]

  /// Names all formats at once that trainers read and that have a place for the examples.
  public static let everything = "all"

  /// Other names that people have for a format.
  private static let synonyms = ["llamafactory-dpo": FactoryRankingExporter.name]

  public static var names: [String] { all.map { $0.name } }
  public static var usualNames: [String] { usual.map { $0.name } }

  /// The usual ones for what is optimised.
  public static func usualNames(for objective: ArmTraining.Objective) -> [String] {
    usual.filter { format in
      switch objective {
      case .sftAndDPO: true
      case .sft: format.objective == .demonstration
      case .dpo: format.objective != .demonstration
      }
    }.map { $0.name }
  }

  public static var descriptions: [(name: String, summary: String)] {
    all.map { ($0.name, $0.summary) }
  }

  /// The formats of these names, each once.
  /// - Parameters:
  ///   - names: empty: the usual ones, as far as they have a place for the examples.
  ///   - kind: of the examples; nil: not known yet, or there are none.
  /// - Throws: `ExportError.unknownFormat`, `.noExactForm`, `.standsAlone`.
  static func named(
    _ names: [String], for kind: ExampleKind?
  ) throws(ExportError) -> [any Exporter.Type] {
    var found: [any Exporter.Type] = []
    func add(_ format: any Exporter.Type) {
      if !found.contains(where: { $0.name == format.name }) { found.append(format) }
    }
    if names.isEmpty {
      for format in usual where kind.map(format.objective.takes) ?? true { add(format) }
    }
    for name in names {
      if name == everything {
        for format in all where format.objective != .memory {
          if kind.map(format.objective.takes) ?? true { add(format) }
        }
      } else {
        add(try one(name, for: kind))
      }
    }
    if found.count > 1, let memory = found.first(where: { $0.objective == .memory }) {
      throw .standsAlone(name: memory.name)
    }
    return found
  }

  /// - Throws: as `named` does.
  public static func check(_ names: [String], for kind: ExampleKind?) throws(ExportError) {
    _ = try named(names, for: kind)
  }

  private static func one(
    _ name: String, for kind: ExampleKind?
  ) throws(ExportError) -> any Exporter.Type {
    guard let format = all.first(where: { $0.name == synonyms[name] ?? name }) else {
      throw .unknownFormat(name: name, known: self.names)
    }
    guard let reason = kind.flatMap(format.objective.reason) else { return format }
    throw .noExactForm(name: name, reason: reason, instead: instead(of: format, for: kind))
  }

  private static func instead(of format: any Exporter.Type, for kind: ExampleKind?) -> String {
    switch (format.objective, kind) {
    case (.answerPreference, .hindsight?), (.answerPreference, .randomGoal?):
      let label =
        format is FactoryRankingExporter.Type ? FactoryKTOExporter.name : TRLKTOExporter.name
      return "\(SwiftDPOExporter.name) keeps the contrast exactly, \(label) approximately; "
        + "--takes success_pairs has pairs of responses"
    default:
      let others = all.filter { other in
        other.objective != .memory && kind.map(other.objective.takes) ?? true
      }
      return others.isEmpty
        ? "no format has a place for them"
        : "there are: " + others.map { $0.name }.joined(separator: ", ")
    }
  }
}
