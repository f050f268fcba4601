internal import SourceJSON
internal import Trajectories

/// A source format: recognises its records by content and decodes them.
protocol Importer: Sendable {
  /// Name on the command line, and default source label.
  static var name: String { get }
  static var summary: String { get }
  /// The smallest input of this format, on one line, and what tells it from others.
  static var example: String { get }

  /// - Parameter label: `--source`, else the format's name.
  init(label: String)

  /// Whether the first record of an input is of this format.
  static func recognises(_ record: JSONValue, framing: RecordFramer.Framing) -> Bool

  /// What one run of an input that begins with this record is.
  static func unit(of record: JSONValue, framing: RecordFramer.Framing) -> RecordUnit

  /// Whether an input that begins with this record is about runs of other files, which come first.
  static func isAboutOtherFiles(_ record: JSONValue) -> Bool

  /// The file to which an input that begins with this record belongs, and with which it is read.
  static func owner(of record: JSONValue, in place: InputPlace) -> String?

  /// All that a record says: a run, or what people said of one.
  /// - Throws: `RecordError`; the record then goes to quarantine.
  mutating func decode(
    _ record: JSONValue, in context: RecordContext
  ) throws(RecordError) -> [LogRecord]
}

extension Importer {
  static func unit(of record: JSONValue, framing: RecordFramer.Framing) -> RecordUnit { .record }
  static func isAboutOtherFiles(_ record: JSONValue) -> Bool { false }
  static func owner(of record: JSONValue, in place: InputPlace) -> String? { nil }
}

/// A format whose records are one run or one line of a log each, wherever they stand.
protocol PlainImporter: Importer {
  /// - Throws: `RecordError`; the record then goes to quarantine.
  mutating func decode(_ record: JSONValue) throws(RecordError) -> LogRecord
}

extension PlainImporter {
  mutating func decode(
    _ record: JSONValue, in context: RecordContext
  ) throws(RecordError) -> [LogRecord] { [try decode(record)] }
}

/// The formats that can be read.
public enum InputFormats {
  static let all: [any Importer.Type] = [
    RegoalLogImporter.self, AgentHERImporter.self, TauBenchImporter.self, Tau2BenchImporter.self,
    OpenAIChatImporter.self, FireActImporter.self, SWEAgentImporter.self,
    MiniSWEAgentImporter.self, OpenHandsImporter.self, WhoAndWhenImporter.self,
    AgentRxImporter.self, ATIFImporter.self, ToolBenchImporter.self, ToolEvalImporter.self,
    InspectImporter.self, OpenInferenceImporter.self,
  ]

  public static var names: [String] { all.map { $0.name } }

  /// Name, summary and an example of each format.
  public static var descriptions: [(name: String, summary: String, example: String)] {
    all.map { ($0.name, $0.summary, $0.example) }
  }
}
