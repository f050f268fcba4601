internal import Foundation
internal import SourceJSON
public import Trajectories
public import Workers

/// One input as a stream of decoded records, good and bad; threads of its own read ahead.
public final class RecordReader {
  public enum Item: Sendable {
    /// `identity` is that of a trajectory, else nil.
    case record(LogRecord, TrajectoryIdentity?, line: Int)
    /// A record that cannot be taken.
    case bad(reason: String, line: Int)
  }

  /// Name of the format, as recognised or asked for.
  public let format: String
  public let label: String
  public let file: String
  /// True if the input is about runs of other files, which should be read before it.
  public let isAboutOtherFiles: Bool
  private let batches: OrderedWorkers<FrameBatch, DecodedBatch>
  private var ahead: Result<DecodedBatch?, any Error>?
  private var batch: DecodedBatch?
  private var place = -1

  /// Opens an input and recognises its format by its first record that is JSON.
  ///
  /// - Parameters:
  ///   - file: a path, or `-` for standard input; gzip, Zstandard and zip are seen by their content.
  ///   - format: one of `InputFormats.names`; nil: recognise it.
  ///   - label: source label; nil: the format's name.
  ///   - threads: that decode.
  /// - Throws: `InputError`.
  public init(
    file: String, format: String? = nil, label: String? = nil, threads: Int = WorkerThreads.count
  ) throws(InputError) {
    self.file = file
    let place = InputPlace(file: file)
    let input = try ByteInput(file: file)
    let type: any Importer.Type
    let next: @Sendable () throws -> FrameBatch?
    if file != "-", input.start == ZipArchive.magic {
      let archive = try SampleArchive(file: file)
      guard format == nil || format == archive.type.name else {
        throw .binary(file: file, content: "a zip archive of the format \(archive.type.name)")
      }
      type = archive.type
      isAboutOtherFiles = false
      next = archive.next
    } else {
      let framer = try RecordFramer(input: input)
      var first = FrameBatch()
      let found = try Recognition(format, framer, place: place, read: &first)
      type = found.type
      isAboutOtherFiles = found.isAboutOtherFiles
      next = FrameSource(framer: framer, unit: found.unit, first: first).next
    }
    self.format = type.name
    let label = label ?? type.name
    self.label = label
    batches = OrderedWorkers(
      threads: threads, limit: RecordReader.bytesAhead, weigh: { $0.weight }, next: next,
      worker: {
        let decoder = BatchDecoder(type.init(label: label), place: place)
        return { decoder.decode($0) }
      })
  }

  deinit { batches.cancel() }

  /// Bytes of source text that are decoded or wait to be taken before reading pauses.
  private static let bytesAhead = 16 << 20

  /// Bytes of the file read so far.
  public var position: Int { batch?.batch.position ?? 0 }

  /// Bytes of the record that `next` gave last.
  public var bytes: [UInt8] {
    guard let batch, batch.frames.indices.contains(place), let frame = batch.frames[place] else {
      return []
    }
    return Array(batch.batch.bytes(of: frame))
  }

  /// Decodes the first records now, on this thread; `next` gives them, or what went wrong.
  func decodeAhead() {
    ahead = Result { try batches.next() }
  }

  private func nextBatch() throws -> DecodedBatch? {
    defer { ahead = nil }
    return try ahead?.get() ?? (ahead == nil ? batches.next() : nil)
  }

  /// The next record, nil at the end.
  /// - Throws: `InputError` if the input itself fails.
  public func next() throws(InputError) -> Item? {
    place += 1
    while batch == nil || place >= batch?.items.count ?? 0 {
      do {
        guard let next = try nextBatch() else { return nil }
        batch = next
      } catch {
        throw error as? InputError ?? .cannotRead(file: file, reason: String(describing: error))
      }
      place = 0
    }
    return batch?.items[place]
  }
}
