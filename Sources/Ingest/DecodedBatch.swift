internal import SourceJSON
internal import Trajectories

/// What an importer made of the records of a batch, in their order.
struct DecodedBatch: Sendable {
  let batch: FrameBatch
  var items: [RecordReader.Item] = []
  /// The frame of each item; nil: it is about the input as a whole.
  var frames: [FrameBatch.Frame?] = []
}

/// Decodes batches, one after another; a thread has its own.
final class BatchDecoder {
  private let json = JSONReader()
  private var importer: any Importer
  private var canonical = CanonicalJSON(reservingCapacity: 1 << 16)

  init(_ importer: any Importer) { self.importer = importer }

  func decode(_ batch: FrameBatch) -> DecodedBatch {
    var decoded = DecodedBatch(batch: batch)
    decoded.items.reserveCapacity(batch.frames.count)
    decoded.frames.reserveCapacity(batch.frames.count)
    var isLastJSON = true
    batch.bytes.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return }
      for frame in batch.frames {
        let (item, isJSON) = decode(frame, base + frame.start)
        decoded.items.append(item)
        decoded.frames.append(frame)
        isLastJSON = isJSON
      }
    }
    // What is left of an array that never closes will not parse, which tells enough.
    if let line = batch.openLine, isLastJSON || !batch.endsWithRest {
      decoded.items.append(
        .bad(reason: "the array never closes; the input may be cut short", line: line))
      decoded.frames.append(nil)
    }
    return decoded
  }

  private func decode(
    _ frame: FrameBatch.Frame, _ bytes: UnsafePointer<UInt8>
  ) -> (RecordReader.Item, isJSON: Bool) {
    let value: JSONValue
    do {
      value = try json.read(padded: bytes, length: frame.count)
    } catch {
      let words = SyntaxWords(error, in: UnsafeBufferPointer(start: bytes, count: frame.count))
      return (.bad(reason: words.description, line: frame.line), false)
    }
    do {
      let record = try importer.decode(value)
      var identity: TrajectoryIdentity?
      if case .trajectory(let trajectory) = record {
        identity = TrajectoryIdentity(of: trajectory, using: &canonical)
      }
      return (.record(record, identity, line: frame.line), true)
    } catch {
      return (.bad(reason: String(describing: error), line: frame.line), true)
    }
  }
}
