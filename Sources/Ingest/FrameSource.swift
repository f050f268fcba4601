internal import SourceJSON

/// An input as batches of the records that a format sees in it; used by one thread at a time.
final class FrameSource: @unchecked Sendable {
  private let framer: RecordFramer
  private let unit: RecordUnit
  private var first: FrameBatch?
  /// Batches of parts that were cut already, the next one last.
  private var cut: [FrameBatch] = []
  private var isJoined = false

  /// Bytes of parts that are decoded together.
  private static let batchBytes = 1 << 18

  /// - Parameter first: records that were read already.
  init(framer: RecordFramer, unit: RecordUnit, first: FrameBatch) {
    self.framer = framer
    self.unit = unit
    self.first = first
  }

  @Sendable func next() throws -> FrameBatch? {
    if let batch = cut.popLast() { return batch }
    switch unit {
    case .record: return try whole()
    case .array: return try joined()
    case .members, .elements:
      guard let batch = try whole() else { return nil }
      cut = parts(of: batch).reversed()
      return cut.popLast()
    }
  }

  private func whole() throws(InputError) -> FrameBatch? {
    defer { first = nil }
    return try framer.nextBatch(after: first ?? FrameBatch())
  }

  /// All records of the input as one array. One that never closes stays cut.
  private func joined() throws -> FrameBatch? {
    guard !isJoined else { return nil }
    isJoined = true
    var batch = FrameBatch()
    var line: Int?
    var isCut = false
    var text = Array("[".utf8)
    while let next = try whole() {
      batch.position = next.position
      isCut = isCut || next.openLine != nil
      keepRest(of: next)
      for frame in next.frames where !frame.isBehindArray {
        if line == nil { line = frame.line } else { text.append(UInt8(ascii: ",")) }
        text += next.bytes(of: frame)
        guard text.count <= RecordFramer.recordLimit else { throw framer.tooLarge() }
      }
    }
    guard let line else { return cut.popLast() }
    if !isCut { text.append(UInt8(ascii: "]")) }
    text.withUnsafeBufferPointer { bytes in
      batch.append(.init(range: 0..<bytes.count, line: line), of: bytes)
    }
    batch.append(padding: JSONReader.padding)
    return batch
  }

  /// Keeps what stands behind the array for a batch of its own.
  private func keepRest(of batch: FrameBatch) {
    var rest = FrameBatch()
    batch.bytes.withUnsafeBufferPointer { bytes in
      for frame in batch.frames where frame.isBehindArray {
        let own = UnsafeBufferPointer(rebasing: bytes[frame.start..<frame.start + frame.count])
        rest.append(.init(range: 0..<own.count, line: frame.line), of: own)
      }
    }
    guard !rest.frames.isEmpty else { return }
    rest.append(padding: JSONReader.padding)
    rest.position = batch.position
    cut.insert(rest, at: 0)
  }

  private func parts(of batch: FrameBatch) -> [FrameBatch] {
    var found: [FrameBatch] = []
    for frame in batch.frames {
      let all = parts(of: frame, in: batch)
      let whole = DocumentParts.Part(range: 0..<frame.count, line: frame.line, node: frame.node)
      var empty = FrameBatch(on: batch, isWithinParsed: frame.node != nil && isWithinArray(all))
      empty.surroundings = all?.surroundings ?? []
      if !empty.surroundings.isEmpty {
        empty.surroundings.append(contentsOf: repeatElement(0, count: JSONReader.padding))
      }
      var part = empty
      for one in all?.parts ?? [whole] {
        part.append(one, within: frame.start)
        guard part.weight >= FrameSource.batchBytes else { continue }
        found.append(part)
        part = empty
      }
      if !part.frames.isEmpty { found.append(part) }
    }
    if var last = found.popLast() {
      last.openLine = batch.openLine
      last.endsWithRest = batch.endsWithRest
      found.append(last)
    }
    return found
  }

  private func parts(of frame: FrameBatch.Frame, in batch: FrameBatch) -> DocumentParts? {
    batch.bytes.withUnsafeBufferPointer { bytes in
      if let node = frame.node, let object = batch.parsed?.value(node, in: bytes) {
        return DocumentParts(object, unit: unit, line: frame.line)
      }
      return DocumentParts(
        UnsafeBufferPointer(rebasing: bytes[frame.start..<frame.start + frame.count]), unit: unit,
        line: frame.line)
    }
  }

  private func isWithinArray(_ parts: DocumentParts?) -> Bool {
    if case .elements = unit { return parts != nil }
    return false
  }
}
