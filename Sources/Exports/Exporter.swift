internal import Trajectories

/// A trainer's file format.
protocol Exporter: Sendable {
  /// Name on the command line; the file is `NAME.jsonl`.
  static var name: String { get }
  static var summary: String { get }
  /// What it is for; demonstrations unless it says otherwise.
  static var objective: Objective { get }
  static var weight: WeightUse { get }
  /// What the trainer cuts or drops unless it is told otherwise; nil: nothing.
  static var limit: LengthLimit? { get }
  /// Why the trainer cannot read a gzip file; nil: it can.
  static var noGzip: String? { get }

  init()

  /// How a trainer is told to train on the files; nil: no trainer reads them.
  static func recipe(for report: ExportRun.FormatReport) -> Recipe?

  /// The example's lines; it is of a kind that the objective takes.
  /// - Throws: `Unfit` where the format has no place for the run.
  func samples(of pair: ExportPair) throws(Unfit) -> [Sample]
}

extension Exporter {
  static var objective: Objective { .demonstration }
  static var limit: LengthLimit? { nil }
  static var noGzip: String? { nil }
  static func recipe(for report: ExportRun.FormatReport) -> Recipe? { nil }
}

/// A line of a file.
struct Sample: Equatable {
  /// UTF-8, without a newline.
  let bytes: [UInt8]
  /// Of the longest sequence that a trainer makes of it, estimated.
  let tokens: Int

  init(tokens: Int, _ body: (inout CanonicalJSON) -> Void) {
    var json = CanonicalJSON(reservingCapacity: 4096)
    json.beginObject()
    body(&json)
    json.endObject()
    bytes = json.bytes
    self.tokens = tokens
  }

  var line: String { String(decoding: bytes, as: UTF8.self) }
}

/// Why a run does not fit a format.
struct Unfit: Error, Equatable {
  let reason: String

  static let silent = Unfit(reason: "the agent says and does nothing")
}

/// What a trainer does with the severity weight.
enum WeightUse: Equatable {
  /// It stands in the file, and is read as the note says.
  case written(String)
  /// It has no place there.
  case ignored(String)

  var note: String {
    switch self {
    case .written(let note), .ignored(let note): note
    }
  }

  var isIgnored: Bool { self == .ignored(note) }
}

/// The default maximum length of a trainer.
struct LengthLimit: Equatable {
  let tokens: Int
  /// Where it is set, in the trainer's words.
  let setting: String
}
