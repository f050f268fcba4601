internal import Foundation
internal import SourceJSON

/// Cuts an input into records: the lines of JSONL, the elements of one JSON array, or objects that span
/// lines, one behind another.
///
/// Bounded memory: one record and a read buffer. Whether a record is JSON is not its business.
final class RecordFramer {
  enum Framing { case lines, array, documents }

  /// A record's bytes, valid until the next one is asked for, with padding behind them.
  struct Frame {
    let bytes: UnsafePointer<UInt8>
    let count: Int
    /// From 1: the line on which the record begins.
    let line: Int
  }

  /// Bytes of a record above which the input is given up.
  static let recordLimit = 1 << 29

  /// Bytes of a file that is read at once.
  private static let smallFile = 1 << 22
  /// Bytes up to which the buffer grows at once for a file that is as large.
  private static let growthLimit = 1 << 24

  private let input: ByteInput
  private var buffer: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private var start = 0
  private var end = 0
  /// From 1: the line that is being read.
  private(set) var line = 1
  private var isAtEnd = false
  private(set) var framing: Framing = .lines
  private var isClosed = false
  /// True once the last batch was given.
  private var isTold = false
  /// Why the input failed behind the last batch.
  private var failure: InputError?

  /// - Parameter capacity: of the buffer at first; nil: as much as a small file needs, else a megabyte.
  init(input: ByteInput, capacity: Int? = nil) throws(InputError) {
    self.input = input
    let size = input.fileSize.flatMap { $0 <= RecordFramer.smallFile ? $0 + 64 : nil }
    let capacity = capacity ?? size ?? 1 << 20
    self.capacity = capacity
    // What lies behind a record has to be readable, and does not matter.
    buffer = .allocate(capacity: capacity + JSONReader.padding)
    try skipByteOrderMark()
    if try skipSpace() == UInt8(ascii: "[") {
      framing = .array
      start += 1
    } else if try goesOnBehindFirstLine() {
      framing = .documents
    }
  }

  deinit { buffer.deallocate() }

  var position: Int { input.position }

  /// True once an array's closing bracket, or the end of a JSONL input, was reached.
  var isComplete: Bool { framing != .array || isClosed }

  /// True once the array's closing bracket was reached: what comes then is no element of it.
  var isBehindArray: Bool { framing == .array && isClosed }

  /// True once nothing is left to read.
  var isExhausted: Bool { isAtEnd && start == end }

  /// The next record, nil at the end. An array that never closes ends with what is left of it,
  /// as a record that will not parse; what stands behind one that does is lines.
  func next() throws(InputError) -> Frame? {
    switch framing {
    case .lines: try nextLine()
    case .array: try nextElement()
    case .documents: try nextDocument()
    }
  }

  /// Records of a batch, but for those of a very large one.
  private static let batchBytes = 1 << 19

  /// Records for about half a megabyte, at least one; nil at the end.
  /// - Parameter batch: records that come first.
  func nextBatch(after batch: FrameBatch = FrameBatch()) throws(InputError) -> FrameBatch? {
    if let failure { throw failure }
    guard !isTold else { return nil }
    var batch = batch
    batch.reserve(min(RecordFramer.batchBytes, input.fileSize ?? .max) + (1 << 16))
    while batch.bytes.count < RecordFramer.batchBytes, batch.openLine == nil {
      let found: Frame?
      do { found = try next() } catch {
        // What was read before is told first.
        guard !batch.frames.isEmpty else { throw error }
        failure = error
        break
      }
      guard let frame = found else {
        isTold = true
        if !isComplete { batch.openLine = line }
        break
      }
      batch.append(frame, isBehindArray: isBehindArray)
      batch.noteRest(of: self)
    }
    isTold = isTold || batch.openLine != nil
    guard !batch.frames.isEmpty || batch.openLine != nil else { return nil }
    batch.append(padding: JSONReader.padding)
    batch.position = position
    return batch
  }

  private func nextLine() throws(InputError) -> Frame? {
    while true {
      guard try skipSpace() != nil else { return nil }
      var scanned = start
      while true {
        if let found = memchr(buffer + scanned, 0x0A, end - scanned) {
          let at = buffer.distance(to: found.assumingMemoryBound(to: UInt8.self))
          return take(upTo: at)
        }
        scanned = end - start
        guard try fill() else { return take(upTo: end) }
        scanned += start
      }
    }
  }

  private func nextElement() throws(InputError) -> Frame? {
    guard !isClosed else { return try nextLine() }
    guard var byte = try skipSpace() else { return nil }
    while byte == UInt8(ascii: ",") {
      start += 1
      guard let after = try skipSpace() else { return nil }
      byte = after
    }
    if byte == UInt8(ascii: "]") {
      isClosed = true
      start += 1
      return try nextLine()
    }
    var at = start
    var depth = 0
    var isInString = false
    while true {
      while true {
        if isInString {
          at = PlainStretch.inString(buffer, from: at, to: end)
        } else if depth > 0 {
          at = PlainStretch.outside(buffer, from: at, to: end)
        }
        guard at < end else { break }
        let byte = buffer[at]
        if isInString {
          if byte == UInt8(ascii: "\\") { at += 1 } else { isInString = false }
        } else {
          switch byte {
          case 0x22: isInString = true
          case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
          case UInt8(ascii: "}"): depth -= 1
          case UInt8(ascii: "]"):
            if depth == 0 { return take(upTo: at) }
            depth -= 1
          case UInt8(ascii: ",") where depth <= 0: return take(upTo: at)
          default: break
          }
        }
        at += 1
      }
      let length = at - start
      guard try fill() else { return take(upTo: end) }
      at = start + length
    }
  }

  /// Whether the input begins with an object whose first line ends within it, and goes on in the next.
  ///
  /// A line of JSONL that was cut short ends within its object, too; behind it the next one begins.
  private func goesOnBehindFirstLine() throws(InputError) -> Bool {
    guard start < end, buffer[start] == UInt8(ascii: "{") else { return false }
    var scanned = 0
    while memchr(buffer + start + scanned, 0x0A, end - start - scanned) == nil {
      scanned = end - start
      guard try fill() else { return false }
    }
    var scan = BracketScan()
    var at = start
    var last: UInt8 = 0
    while buffer[at] != 0x0A {
      guard scan.isWithin(after: buffer[at]) else { return false }
      if !BracketScan.isSpace(buffer[at]) { last = buffer[at] }
      at += 1
    }
    guard !scan.isInString else { return false }
    at -= start
    while true {
      while start + at < end, BracketScan.isSpace(buffer[start + at]) { at += 1 }
      if start + at < end { break }
      guard try fill() else { return false }
    }
    let isOpened = [UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: ",")].contains(last)
    return isOpened || buffer[start + at] != UInt8(ascii: "{")
  }

  /// An object and all its lines; what is none is a line. Objects that never close are lines after all.
  private func nextDocument() throws(InputError) -> Frame? {
    guard let byte = try skipSpace() else { return nil }
    guard byte == UInt8(ascii: "{") else { return try nextLine() }
    var scan = BracketScan()
    var at = start
    while true {
      if let behind = scan.end(in: buffer, from: at, to: end) { return take(upTo: behind) }
      let length = end - start
      let isFull = end - start >= RecordFramer.recordLimit
      guard !isFull, try fill() else {
        framing = .lines
        return try nextLine()
      }
      at = start + length
    }
  }

  private func take(upTo at: Int) -> Frame {
    var count = at - start
    let bytes = UnsafePointer(buffer + start)
    let frame = line
    var lines = 0
    var scan = UnsafeRawPointer(bytes)
    var left = count
    while left > 0, let found = memchr(scan, 0x0A, left) {
      lines += 1
      let used = scan.distance(to: UnsafeRawPointer(found)) + 1
      scan += used
      left -= used
    }
    while count > 0,
      bytes[count - 1] == 0x20 || (bytes[count - 1] >= 0x09 && bytes[count - 1] <= 0x0D)
    {
      count -= 1
    }
    line += lines
    start = at
    return Frame(bytes: bytes, count: count, line: frame)
  }

  func tooLarge() -> InputError {
    input.error(
      "a record is larger than \(RecordFramer.recordLimit >> 20) MiB; a quote or a bracket may be missing"
    ).at(line: line)
  }

  /// Skips white space and returns the byte that follows, nil at the end.
  private func skipSpace() throws(InputError) -> UInt8? {
    while true {
      while start < end {
        switch buffer[start] {
        case 0x0A: line += 1
        case 0x20, 0x09, 0x0D: break
        default: return buffer[start]
        }
        start += 1
      }
      guard try fill() else { return nil }
    }
  }

  private func skipByteOrderMark() throws(InputError) {
    while end - start < 3, try fill() {}
    if end - start >= 3, buffer[start] == 0xEF, buffer[start + 1] == 0xBB, buffer[start + 2] == 0xBF
    {
      start += 3
    }
  }

  /// Reads more behind what is kept; false at the end. Moves what is kept to the front first.
  private func fill() throws(InputError) -> Bool {
    guard !isAtEnd else { return false }
    if start > 0 {
      memmove(buffer, buffer + start, end - start)
      end -= start
      start = 0
    }
    if end == capacity {
      guard capacity < RecordFramer.recordLimit else { throw tooLarge() }
      let size = max(2 * capacity, min((input.fileSize ?? 0) + 64, RecordFramer.growthLimit))
      let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: size + JSONReader.padding)
      memcpy(larger, buffer, end)
      buffer.deallocate()
      buffer = larger
      capacity = size
    }
    let got: Int
    do { got = try input.read(into: buffer + end, count: capacity - end) } catch {
      throw error.at(line: line)
    }
    end += got
    isAtEnd = got == 0
    return got > 0
  }
}
