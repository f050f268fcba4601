internal import Foundation
internal import SourceJSON
public import Trajectories

/// One input as a stream of decoded records, good and bad.
public final class RecordReader {
  public enum Item {
    case record(LogRecord, line: Int)
    /// A record that cannot be taken.
    case bad(reason: String, line: Int)
  }

  /// Name of the format, as recognised or asked for.
  public let format: String
  public let label: String
  public let file: String
  private let framer: RecordFramer
  private let json = JSONReader()
  private var importer: any Importer
  private var first: RecordFramer.Frame?
  private var current: RecordFramer.Frame?

  /// Opens an input and recognises its format by its first record that is JSON.
  ///
  /// - Parameters:
  ///   - file: a path, or `-` for standard input; gzip is seen by its content.
  ///   - format: one of `InputFormats.names`; nil: recognise it.
  ///   - label: source label; nil: the format's name.
  /// - Throws: `InputError`.
  public init(file: String, format: String? = nil, label: String? = nil) throws(InputError) {
    self.file = file
    framer = try RecordFramer(input: try ByteInput(file: file))
    guard let frame = try framer.next() else { throw .empty(file: file) }
    first = frame
    let type: any Importer.Type
    if let format {
      guard let named = InputFormats.all.first(where: { $0.name == format }) else {
        throw .unknownFormat(name: format, formats: InputFormats.names)
      }
      type = named
    } else {
      let record = try? json.read(padded: frame.bytes, length: frame.count)
      let framing = framer.framing
      guard let found = record.flatMap({ record in
        InputFormats.all.first { $0.recognises(record, framing: framing) }
      }) else {
        let start = UnsafeBufferPointer(start: frame.bytes, count: min(frame.count, 60))
        throw .unrecognised(
          file: file, start: String(decoding: start, as: UTF8.self), formats: InputFormats.names)
      }
      type = found
    }
    self.format = type.name
    self.label = label ?? type.name
    importer = type.init(label: self.label)
  }

  /// Bytes of the file read so far.
  public var position: Int { framer.position }

  /// Bytes of the record that `next` gave last.
  public var bytes: [UInt8] {
    current.map { Array(UnsafeBufferPointer(start: $0.bytes, count: $0.count)) } ?? []
  }

  /// The next record, nil at the end.
  /// - Throws: `InputError` if the input itself fails.
  public func next() throws(InputError) -> Item? {
    let frame: RecordFramer.Frame
    if let first {
      frame = first
      self.first = nil
    } else if let next = try framer.next() {
      frame = next
    } else {
      return nil
    }
    current = frame
    do {
      let value = try json.read(padded: frame.bytes, length: frame.count)
      return .record(try importer.decode(value), line: frame.line)
    } catch {
      let reason: String
      if let syntax = error as? JSONSyntaxError {
        reason = "not JSON: \(syntax.message) (near byte \(syntax.offset) of the record)"
      } else if let record = error as? RecordError {
        reason = record.reason
      } else {
        reason = String(describing: error)
      }
      return .bad(reason: reason, line: frame.line)
    }
  }
}
