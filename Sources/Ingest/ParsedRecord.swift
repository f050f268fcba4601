internal import SourceJSON

/// A record that was read as JSON to recognise its format, so that it need not be read again.
///
/// Its reader reads nothing else from then on: threads may share what it holds.
final class ParsedRecord: @unchecked Sendable {
  private let json: JSONReader
  /// Offset of the record in the bytes of its batch.
  let start: Int

  /// Bytes of a record above which it is read again, part by part, rather than held as a whole.
  private static let sizeLimit = 1 << 26

  /// - Parameter json: what read the record.
  /// - Returns: nil: the record is too large to be held.
  init?(_ json: JSONReader, start: Int, count: Int) {
    guard count <= ParsedRecord.sizeLimit else { return nil }
    self.json = json
    self.start = start
  }

  /// A value of the record; 0 is the record itself.
  /// - Parameter bytes: those of the batch.
  func value(_ node: Int, in bytes: UnsafeBufferPointer<UInt8>) -> JSONValue? {
    bytes.baseAddress.flatMap { json.value(node, in: $0 + start) }
  }
}
