internal import Foundation
internal import SourceJSON
public import Trajectories

/// Lines of a log that refer to what may come further down, kept on disk until the end of the file.
///
/// They are read back by rank: detections and outcomes, then attempts, votes, collections.
public final class DeferredLines {
  public static let ranks = 0..<4

  private var files: [Int: FileHandle] = [:]
  private var lines: [Int: [Int]] = [:]
  private let folder: String
  private let label: String

  /// - Parameter label: source label of the log.
  public init(label: String) {
    self.label = label
    folder = NSTemporaryDirectory() + "regoal-" + UUID().uuidString
  }

  deinit {
    for file in files.values { try? file.close() }
    try? FileManager.default.removeItem(atPath: folder)
  }

  public var isEmpty: Bool { lines.isEmpty }

  /// Keeps a line.
  /// - Throws: an error of the file system.
  public func keep(_ record: LogRecord, bytes: [UInt8], line: Int) throws {
    let rank = DeferredLines.rank(record)
    if files[rank] == nil {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      let path = path(rank)
      guard FileManager.default.createFile(atPath: path, contents: nil),
        let file = FileHandle(forWritingAtPath: path)
      else {
        throw InputError.cannotRead(file: path, reason: "the temporary file cannot be created")
      }
      files[rank] = file
    }
    try files[rank]?.write(contentsOf: Data(bytes + [0x0A]))
    lines[rank, default: []].append(line)
  }

  /// Reads the lines of a rank back, in their order.
  public func forEach(
    rank: Int, _ body: (LogRecord, _ bytes: [UInt8], _ line: Int) throws -> Void
  ) throws {
    guard let lines = lines[rank] else { return }
    try files[rank]?.synchronize()
    let framer = try RecordFramer(input: try ByteInput(file: path(rank)))
    let json = JSONReader()
    var importer = RegoalLogImporter(label: label)
    for line in lines {
      guard let frame = try framer.next() else { return }
      let record = try importer.decode(try json.read(padded: frame.bytes, length: frame.count))
      try body(record, Array(UnsafeBufferPointer(start: frame.bytes, count: frame.count)), line)
    }
  }

  private func path(_ rank: Int) -> String { folder + "/\(rank).jsonl" }

  private static func rank(_ record: LogRecord) -> Int {
    switch record {
    case .trajectory, .config, .detection, .outcome: 0
    case .attempt: 1
    case .vote: 2
    case .collection: 3
    }
  }
}
