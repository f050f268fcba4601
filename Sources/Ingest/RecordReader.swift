internal import Foundation
internal import SourceJSON
public import Trajectories
internal import Workers

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
  private let batches: OrderedWorkers<FrameBatch, DecodedBatch>
  private var batch: DecodedBatch?
  private var place = -1

  /// Records that are no JSON before the reader gives up recognising the format.
  private static let leadingLimit = 100
  /// Bytes of such records before it gives up; the first may be larger.
  private static let leadingBytesLimit = 1 << 26

  /// Opens an input and recognises its format by its first record that is JSON.
  ///
  /// - Parameters:
  ///   - file: a path, or `-` for standard input; gzip is seen by its content.
  ///   - format: one of `InputFormats.names`; nil: recognise it.
  ///   - label: source label; nil: the format's name.
  /// - Throws: `InputError`.
  public init(file: String, format: String? = nil, label: String? = nil) throws(InputError) {
    self.file = file
    let framer = try RecordFramer(input: try ByteInput(file: file))
    var first = FrameBatch()
    let type: any Importer.Type
    if let format {
      guard let named = InputFormats.all.first(where: { $0.name == format }) else {
        throw .unknownFormat(name: format, formats: InputFormats.names)
      }
      type = named
    } else {
      type = try RecordReader.recognised(framer, file: file, read: &first)
    }
    self.format = type.name
    let label = label ?? type.name
    self.label = label
    let source = FrameSource(framer: framer, first: first)
    batches = OrderedWorkers(
      limit: RecordReader.bytesAhead, weigh: { $0.bytes.count }, next: source.next,
      worker: {
        let decoder = BatchDecoder(type.init(label: label))
        return { decoder.decode($0) }
      })
  }

  deinit { batches.cancel() }

  /// Bytes of source text that are decoded or wait to be taken before reading pauses.
  private static let bytesAhead = 16 << 20

  /// Gives a framer's batches; used by one thread at a time.
  private final class FrameSource: @unchecked Sendable {
    private let framer: RecordFramer
    private var first: FrameBatch?

    init(framer: RecordFramer, first: FrameBatch) {
      self.framer = framer
      self.first = first
    }

    @Sendable func next() throws -> FrameBatch? {
      defer { first = nil }
      return try framer.nextBatch(after: first ?? FrameBatch())
    }
  }

  /// The format of the first record that is JSON.
  /// - Parameter batch: gets what was read meanwhile.
  private static func recognised(
    _ framer: RecordFramer, file: String, read batch: inout FrameBatch
  ) throws(InputError) -> any Importer.Type {
    let json = JSONReader()
    var unrecognised: InputError?
    while let frame = try framer.next() {
      let bytes = UnsafeBufferPointer(start: frame.bytes, count: frame.count)
      let known =
        unrecognised ?? BinaryContent.words(bytes).map { .binary(file: file, content: $0) }
        ?? .unrecognised(
          file: file, start: String(decoding: bytes.prefix(60), as: UTF8.self),
          formats: InputFormats.names)
      unrecognised = known
      let framing = framer.framing
      batch.append(frame)
      batch.noteRest(of: framer)
      let root: JSONValue
      do { root = try json.read(padded: frame.bytes, length: frame.count) } catch {
        let later = batch.bytes.count - (batch.frames.first?.count ?? 0)
        if batch.frames.count > leadingLimit || later >= leadingBytesLimit { throw known }
        continue
      }
      if let found = InputFormats.all.first(where: { $0.recognises(root, framing: framing) }) {
        return found
      }
      throw known
    }
    throw unrecognised
      ?? .empty(
        file: file,
        content: framer.framing == .lines ? .nothing : framer.isComplete ? .array : .openArray)
  }

  /// Bytes of the file read so far.
  public var position: Int { batch?.batch.position ?? 0 }

  /// Bytes of the record that `next` gave last.
  public var bytes: [UInt8] {
    guard let batch, batch.frames.indices.contains(place), let frame = batch.frames[place] else {
      return []
    }
    return Array(batch.batch.bytes(of: frame))
  }

  /// The next record, nil at the end.
  /// - Throws: `InputError` if the input itself fails.
  public func next() throws(InputError) -> Item? {
    place += 1
    while batch == nil || place >= batch?.items.count ?? 0 {
      do {
        guard let next = try batches.next() else { return nil }
        batch = next
      } catch {
        throw error as? InputError ?? .cannotRead(file: file, reason: String(describing: error))
      }
      place = 0
    }
    return batch?.items[place]
  }
}
