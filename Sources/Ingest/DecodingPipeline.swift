internal import Foundation

/// Frames and decodes an input on threads of its own, a bounded amount ahead, and gives the batches in
/// their order.
///
/// One thread frames at a time; decoding goes on side by side.
final class DecodingPipeline: @unchecked Sendable {
  /// Threads that decode: as many as there are cores, within reason.
  static let threads = max(1, min(ProcessInfo.processInfo.activeProcessorCount, 6))
  /// Bytes of source text that wait to be decoded or taken, if there is more than one batch of them.
  static let bytesAhead = 16 << 20
  private static let batchesAhead = 2 * threads + 2
  /// Decoders recurse as deep as a record is nested.
  private static let stackSize = 8 << 20

  private let framer: RecordFramer
  private let makeDecoder: @Sendable () -> BatchDecoder
  private let condition = NSCondition()
  // What follows is guarded by the condition; the framer by `isFraming`.
  private var first: FrameBatch?
  private var isFraming = false
  private var isEnded = false
  private var isCancelled = false
  private var error: InputError?
  private var framedCount = 0
  private var takenCount = 0
  private var bytesInFlight = 0
  private var decoded: [Int: DecodedBatch] = [:]

  /// - Parameter first: records that were read before; they come first.
  init(
    framer: RecordFramer, first: FrameBatch, makeDecoder: @escaping @Sendable () -> BatchDecoder
  ) {
    self.framer = framer
    self.first = first
    self.makeDecoder = makeDecoder
    for _ in 0..<DecodingPipeline.threads {
      let thread = Thread { self.work() }
      thread.stackSize = DecodingPipeline.stackSize
      thread.start()
    }
  }

  /// The next batch, nil at the end.
  /// - Throws: `InputError`, behind the batches that were read before it.
  func next() throws(InputError) -> DecodedBatch? {
    condition.lock()
    defer { condition.unlock() }
    while true {
      if let batch = decoded.removeValue(forKey: takenCount) {
        takenCount += 1
        bytesInFlight -= batch.batch.bytes.count
        condition.broadcast()
        return batch
      }
      if isEnded, takenCount == framedCount {
        if let error { throw error }
        return nil
      }
      condition.wait()
    }
  }

  /// Lets the threads end; what they hold is dropped.
  func cancel() {
    condition.lock()
    isCancelled = true
    condition.broadcast()
    condition.unlock()
  }

  private func work() {
    let decoder = makeDecoder()
    while let (batch, number) = frame() {
      let done = decoder.decode(batch)
      condition.lock()
      decoded[number] = done
      condition.broadcast()
      condition.unlock()
    }
  }

  private var isFull: Bool {
    framedCount > takenCount
      && (framedCount - takenCount >= DecodingPipeline.batchesAhead
        || bytesInFlight >= DecodingPipeline.bytesAhead)
  }

  private func frame() -> (FrameBatch, number: Int)? {
    condition.lock()
    defer { condition.unlock() }
    while !isEnded, !isCancelled, isFraming || isFull { condition.wait() }
    guard !isEnded, !isCancelled else { return nil }
    isFraming = true
    let start = first ?? FrameBatch()
    first = nil
    condition.unlock()
    let result = Result { () throws(InputError) in try framer.nextBatch(after: start) }
    condition.lock()
    isFraming = false
    defer { condition.broadcast() }
    switch result {
    case .success(let batch?):
      let number = framedCount
      framedCount += 1
      bytesInFlight += batch.bytes.count
      return (batch, number)
    case .success(nil):
      isEnded = true
    case .failure(let failure):
      isEnded = true
      error = failure
    }
    return nil
  }
}
