internal import SourceJSON

/// A stretch of an input, cut into records that are not decoded yet.
struct FrameBatch: Sendable {
  struct Frame: Sendable {
    /// Offset of the record's first byte in the batch.
    let start: Int
    let count: Int
    /// From 1: the line on which the record begins.
    let line: Int
    /// Key of a record that is a member of an object.
    var key: String?
    /// True if it stands behind the end of the input's array.
    var isBehindArray = false
    /// File within an archive; nil: the input itself.
    var entry: String?
    /// Which value of the batch's `parsed` record it is; nil: it is yet to be read.
    var node: Int?
  }

  /// The records one behind another, and padding.
  private(set) var bytes: [UInt8] = []
  private(set) var frames: [Frame] = []
  /// Bytes of the records that are frames of this batch.
  private(set) var weight = 0
  /// A record of these bytes that was read already.
  private(set) var parsed: ParsedRecord?
  /// Whether the records are elements of an array in the `parsed` one.
  private(set) var isWithinParsed = false
  /// The text around the records, and padding; empty: they stand alone, or within the `parsed` one.
  var surroundings: [UInt8] = []
  /// The line on which the input ends although its array never closed; nil: it did not.
  var openLine: Int?
  /// Whether the last record is what was left of such an array.
  var endsWithRest = false
  /// Bytes of the input read so far.
  var position = 0

  init() {}

  /// A batch without records yet, on the bytes of another one.
  init(on whole: FrameBatch, isWithinParsed: Bool) {
    bytes = whole.bytes
    parsed = whole.parsed
    position = whole.position
    self.isWithinParsed = isWithinParsed
  }

  mutating func append(_ frame: RecordFramer.Frame, isBehindArray: Bool) {
    if bytes.isEmpty { reserve(frame.count + JSONReader.padding) }
    frames.append(
      Frame(
        start: bytes.count, count: frame.count, line: frame.line, isBehindArray: isBehindArray))
    weight += frame.count
    bytes.append(contentsOf: UnsafeBufferPointer(start: frame.bytes, count: frame.count))
  }

  /// Appends a record that is a part of another one.
  /// - Parameter entry: the file of an archive that holds it.
  mutating func append(
    _ part: DocumentParts.Part, of bytes: UnsafeBufferPointer<UInt8>, in entry: String? = nil
  ) {
    weight += part.range.count
    frames.append(
      Frame(
        start: self.bytes.count, count: part.range.count, line: part.line, key: part.key,
        entry: entry))
    self.bytes.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[part.range]))
  }

  /// Appends a record that is a part of what lies in these bytes.
  /// - Parameter start: of what it is a part of.
  mutating func append(_ part: DocumentParts.Part, within start: Int) {
    weight += part.range.count
    frames.append(
      Frame(
        start: start + part.range.lowerBound, count: part.range.count, line: part.line,
        key: part.key, node: part.node))
  }

  /// Notes that the record that was appended last is read already.
  mutating func noteParsed(by json: JSONReader) {
    guard let last = frames.indices.last else { return }
    parsed = ParsedRecord(json, start: frames[last].start, count: frames[last].count)
    frames[last].node = parsed.map { _ in 0 }
  }

  /// Notes whether the record that was appended last is the rest of an array that never closes.
  mutating func noteRest(of framer: RecordFramer) {
    guard framer.isExhausted, !framer.isComplete else { return }
    openLine = framer.line
    endsWithRest = true
  }

  mutating func append(padding: Int) {
    bytes.append(contentsOf: repeatElement(0, count: padding))
  }

  mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

  /// The bytes of one record.
  func bytes(of frame: Frame) -> ArraySlice<UInt8> {
    bytes[frame.start..<frame.start + frame.count]
  }
}
