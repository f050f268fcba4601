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
  private let surroundingsJSON = JSONReader()
  private let place: InputPlace
  private var importer: any Importer
  private var canonical = CanonicalJSON(reservingCapacity: 1 << 16)

  init(_ importer: any Importer, place: InputPlace) {
    self.importer = importer
    self.place = place
  }

  func decode(_ batch: FrameBatch) -> DecodedBatch {
    var decoded = DecodedBatch(batch: batch)
    decoded.items.reserveCapacity(batch.frames.count)
    decoded.frames.reserveCapacity(batch.frames.count)
    var isLastJSON = true
    batch.surroundings.withUnsafeBufferPointer { surroundings in
      batch.bytes.withUnsafeBufferPointer { bytes in
        guard let base = bytes.baseAddress else { return }
        let around = Result { () throws(JSONSyntaxError) in
          batch.isWithinParsed ? batch.parsed?.value(0, in: bytes) : try read(surroundings)
        }
        for frame in batch.frames {
          let parsed = frame.node.flatMap { batch.parsed?.value($0, in: bytes) }
          let (items, isJSON) = decode(frame, base + frame.start, parsed, around)
          decoded.items += frame.entry == nil ? items : items.map { $0.within(frame.entry) }
          decoded.frames += repeatElement(Optional(frame), count: items.count)
          isLastJSON = isJSON
        }
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

  private func read(_ surroundings: UnsafeBufferPointer<UInt8>) throws(JSONSyntaxError)
    -> JSONValue?
  {
    guard let base = surroundings.baseAddress, !surroundings.isEmpty else { return nil }
    return try surroundingsJSON.read(
      padded: base, length: surroundings.count - JSONReader.padding)
  }

  private func decode(
    _ frame: FrameBatch.Frame, _ bytes: UnsafePointer<UInt8>, _ parsed: JSONValue?,
    _ surroundings: Result<JSONValue?, JSONSyntaxError>
  ) -> (items: [RecordReader.Item], isJSON: Bool) {
    let value: JSONValue
    do {
      if let parsed {
        value = parsed
      } else {
        value = try json.read(padded: bytes, length: frame.count)
      }
    } catch {
      let words = SyntaxWords(error, in: UnsafeBufferPointer(start: bytes, count: frame.count))
      return ([.bad(reason: words.description, line: frame.line)], false)
    }
    let context: RecordContext
    do {
      context = RecordContext(
        place: place, key: frame.key, surroundings: try surroundings.get())
    } catch {
      let reason = "the object around the record is not JSON: \(error.message)"
      return ([.bad(reason: reason, line: frame.line)], true)
    }
    do {
      let records = try importer.decode(value, in: context)
      return (records.map { .record($0, identity(of: $0), line: frame.line) }, true)
    } catch {
      return ([.bad(reason: String(describing: error), line: frame.line)], true)
    }
  }

  private func identity(of record: LogRecord) -> TrajectoryIdentity? {
    switch record {
    case .trajectory(let run), .stored(.run(let run, _)):
      TrajectoryIdentity(of: run, using: &canonical)
    default: nil
    }
  }
}

extension RecordReader.Item {
  /// The item with the file of the archive that it is from, where it is bad.
  fileprivate func within(_ entry: String?) -> RecordReader.Item {
    guard let entry, case .bad(let reason, let line) = self else { return self }
    return .bad(reason: "\(entry): \(reason)", line: line)
  }
}
