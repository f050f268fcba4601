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
