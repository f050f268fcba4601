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
  /// Records before the first that is JSON.
  private var leading: [Refused] = []
  private var refused: Refused?
  private var isCutTold = false

  private struct Refused {
    let bytes: [UInt8]
    let line: Int
    let reason: String
  }

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
    framer = try RecordFramer(input: try ByteInput(file: file))
    guard var frame = try framer.next() else {
      throw .empty(
        file: file,
        content: framer.framing == .lines ? .nothing : framer.isComplete ? .array : .openArray)
    }
    let type: any Importer.Type
    if let format {
      guard let named = InputFormats.all.first(where: { $0.name == format }) else {
        throw .unknownFormat(name: format, formats: InputFormats.names)
      }
      type = named
    } else {
      let start = String(
        decoding: UnsafeBufferPointer(start: frame.bytes, count: min(frame.count, 60)),
        as: UTF8.self)
      let binary = BinaryContent.words(
        UnsafeBufferPointer(start: frame.bytes, count: frame.count))
      let unrecognised =
        binary.map { InputError.binary(file: file, content: $0) }
        ?? .unrecognised(file: file, start: start, formats: InputFormats.names)
      var root: JSONValue?
      while root == nil {
        do throws(JSONSyntaxError) {
          root = try json.read(padded: frame.bytes, length: frame.count)
        } catch {
          leading.append(
            Refused(
              bytes: Array(UnsafeBufferPointer(start: frame.bytes, count: frame.count)),
              line: frame.line, reason: RecordReader.words(error, frame)))
          guard leading.count <= RecordReader.leadingLimit,
            leading.dropFirst().reduce(0, { $0 + $1.bytes.count })
              < RecordReader.leadingBytesLimit,
            let next = try framer.next()
          else {
            throw unrecognised
          }
          frame = next
        }
      }
      let framing = framer.framing
      guard let root,
        let found = InputFormats.all.first(where: { $0.recognises(root, framing: framing) })
      else { throw unrecognised }
      type = found
    }
    first = frame
    self.format = type.name
    self.label = label ?? type.name
    importer = type.init(label: self.label)
  }

  /// Bytes of the file read so far.
  public var position: Int { framer.position }

  /// Bytes of the record that `next` gave last.
  public var bytes: [UInt8] {
    refused?.bytes
      ?? current.map { Array(UnsafeBufferPointer(start: $0.bytes, count: $0.count)) } ?? []
  }

  /// The next record, nil at the end.
  /// - Throws: `InputError` if the input itself fails.
  public func next() throws(InputError) -> Item? {
    if !leading.isEmpty { return refuse(leading.removeFirst()) }
    refused = nil
    let frame: RecordFramer.Frame
    if let first {
      frame = first
      self.first = nil
    } else if let next = try framer.next() {
      frame = next
    } else {
      guard !framer.isComplete, !isCutTold else { return nil }
      isCutTold = true
      return refuse(
        Refused(
          bytes: [], line: framer.line, reason: "the array never closes; the input may be cut short"
        ))
    }
    current = frame
    do {
      let value = try json.read(padded: frame.bytes, length: frame.count)
      return .record(try importer.decode(value), line: frame.line)
    } catch {
      let syntax = error as? JSONSyntaxError
      // What is left of an array that never closes will not parse, which tells enough.
      if syntax != nil, framer.isExhausted { isCutTold = true }
      let reason = syntax.map { RecordReader.words($0, frame) } ?? String(describing: error)
      return .bad(reason: reason, line: frame.line)
    }
  }

  private func refuse(_ refused: Refused) -> Item {
    self.refused = refused
    return .bad(reason: refused.reason, line: refused.line)
  }

  private static func words(_ error: JSONSyntaxError, _ frame: RecordFramer.Frame) -> String {
    SyntaxWords(error, in: UnsafeBufferPointer(start: frame.bytes, count: frame.count)).description
  }
}
