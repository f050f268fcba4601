internal import SourceJSON
internal import Trajectories

/// A source format: recognises its records by content and decodes them.
protocol Importer: Sendable {
  /// Name on the command line, and default source label.
  static var name: String { get }
  static var summary: String { get }

  /// - Parameter label: `--source`, else the format's name.
  init(label: String)

  /// Whether the first record of an input is of this format.
  static func recognises(_ record: JSONValue, framing: RecordFramer.Framing) -> Bool

  /// - Throws: `RecordError`; the record then goes to quarantine.
  mutating func decode(_ record: JSONValue) throws(RecordError) -> LogRecord
}

/// The formats that can be read.
public enum InputFormats {
  static let all: [any Importer.Type] = [
    RegoalLogImporter.self, AgentHERImporter.self, TauBenchImporter.self, OpenAIChatImporter.self,
  ]

  public static var names: [String] { all.map { $0.name } }

  /// Name and summary of each format.
  public static var descriptions: [(name: String, summary: String)] {
    all.map { ($0.name, $0.summary) }
  }
}
