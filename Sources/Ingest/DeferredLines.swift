internal import Foundation
internal import SourceJSON
public import Trajectories

/// Records that refer to what may come further down or in other files, kept until the end of the file.
///
/// They are read back by rank: arms and model calls, then calls that repair others, then detections and
/// outcomes, then attempts and evaluations, then votes and annotations, then collections. Lines of a log
/// are kept on disk, in files without a name, so that nothing is left of them however the process ends;
/// what other formats say of runs is little, and is kept in memory.
public final class DeferredLines {
  public static let ranks = 0..<6

  private var files: [Int: FileHandle] = [:]
  private var lines: [Int: [Int]] = [:]
  private var held: [Int: [(record: LogRecord, bytes: [UInt8], line: Int)]] = [:]
  private let label: String
  private let isLog: Bool

  /// - Parameters:
  ///   - label: source label of the input.
  ///   - format: name of its format.
  public init(label: String, format: String) {
    self.label = label
    isLog = format == RegoalLogImporter.name
  }

  deinit { for file in files.values { try? file.close() } }

  public var isEmpty: Bool { lines.isEmpty && held.isEmpty }

  /// Keeps a line.
  /// - Throws: an error of the file system.
  public func keep(_ record: LogRecord, bytes: [UInt8], line: Int) throws {
    let rank = DeferredLines.rank(record)
    guard isLog else {
      held[rank, default: []].append((record, bytes, line))
      return
    }
    let file: FileHandle
    if let known = files[rank] {
      file = known
    } else {
      file = try DeferredLines.namelessFile()
      files[rank] = file
    }
    // An element of an array may span lines; in JSON these are white space.
    try file.write(contentsOf: Data(bytes.map { $0 == 0x0A ? 0x20 : $0 } + [0x0A]))
    lines[rank, default: []].append(line)
  }

  /// Reads the lines of a rank back, in their order.
  public func forEach(
    rank: Int, _ body: (LogRecord, _ bytes: [UInt8], _ line: Int) throws -> Void
  ) throws {
    for one in held[rank] ?? [] { try body(one.record, one.bytes, one.line) }
    guard let lines = lines[rank], let file = files[rank] else { return }
    let framer = try RecordFramer(
      input: try ByteInput(file: "/proc/self/fd/\(file.fileDescriptor)"))
    let json = JSONReader()
    var importer = RegoalLogImporter(label: label)
    for line in lines {
      guard let frame = try framer.next() else { return }
      let record = try importer.decode(try json.read(padded: frame.bytes, length: frame.count))
      try body(record, Array(UnsafeBufferPointer(start: frame.bytes, count: frame.count)), line)
    }
  }

  private static func namelessFile() throws(InputError) -> FileHandle {
    var name = Array((NSTemporaryDirectory() + "/regoal-XXXXXX").utf8CString)
    let descriptor = mkstemp(&name)
    guard descriptor >= 0 else {
      throw InputError.cannotRead(
        file: NSTemporaryDirectory(),
        reason: "no temporary file can be made there: \(String(cString: strerror(errno)))")
    }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    unlink(name)
    return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
  }

  private static func rank(_ record: LogRecord) -> Int {
    switch record {
    // A call may repair another one, and facts refer to both.
    case .trajectory, .config, .frame, .arm, .prompt, .price, .stored: 0
    case .modelCall(let call, _): call.repairs == nil ? 0 : 1
    case .detection, .outcome: 2
    case .attempt, .evaluation: 3
    case .vote, .annotation: 4
    case .collection: 5
    }
  }
}
