/// A trainer's file format: one line a pair.
protocol Exporter: Sendable {
  /// Name on the command line; the file is `NAME.jsonl`.
  static var name: String { get }
  static var summary: String { get }
  /// What a trainer does with the weight, for the manifest.
  static var weightNote: String { get }

  init()

  /// The line's JSON, without a newline.
  func line(_ pair: ExportPair) -> String
}

/// The formats that can be written.
public enum ExportFormats {
  static let all: [any Exporter.Type] = [
    AgentHERSFTExporter.self, AgentHERDPOExporter.self, AgentHERShareGPTExporter.self,
    TRLSFTExporter.self,
  ]

  public static var names: [String] { all.map { $0.name } }

  public static var descriptions: [(name: String, summary: String)] {
    all.map { ($0.name, $0.summary) }
  }
}
