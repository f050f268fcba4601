internal import Foundation

/// How many threads work side by side.
public enum WorkerThreads {
  /// As many as there are cores, within reason.
  public static let count = max(1, min(ProcessInfo.processInfo.activeProcessorCount, 6))
}

/// Does pieces of work on threads of its own, a bounded amount ahead, and gives the results in the order
/// of the pieces. A single piece is worked on by the thread that asks.
public final class OrderedWorkers<Piece: Sendable, Result: Sendable>: @unchecked Sendable {
  /// What one thread does with a piece; made on that thread, and used by it alone.
  public typealias Worker = (Piece) throws -> Result

  private let nextPiece: () throws -> Piece?
  private let makeWorker: () throws -> Worker
  private let weigh: (Piece) -> Int
  private let limit: Int
  private let threads: Int
  private let condition = NSCondition()
  /// Used by the thread that asks for results, alone.
  private var isStarted = false
  // What follows is guarded by the condition once threads work; `nextPiece` by `isFetching`.
  private var waiting: [Piece] = []
  private var isFetching = false
  private var isEnded = false
  private var isCancelled = false
  private var error: (any Error)?
  private var startedCount = 0
  private var takenCount = 0
  private var weight = 0
  private var weights: [Int: Int] = [:]
  private var results: [Int: Swift.Result<Result, any Error>] = [:]

  /// - Parameters:
  ///   - limit: no further piece is fetched while those whose results are not taken weigh this much
  ///     together, or are more than twice as many as threads.
  ///   - weigh: weight of a piece, in a unit of the caller's.
  ///   - next: the next piece, nil at the end; asked by one thread at a time.
  ///   - worker: makes what each thread works with.
  public init(
    threads: Int = WorkerThreads.count, limit: Int = .max,
    weigh: @escaping @Sendable (Piece) -> Int = { _ in 0 },
    next: @escaping @Sendable () throws -> Piece?,
    worker: @escaping @Sendable () throws -> Worker
  ) {
    self.limit = limit
    self.weigh = weigh
    self.threads = threads
    nextPiece = next
    makeWorker = worker
  }

  /// Looks at the first two pieces; threads are worth their while if there are as many.
  private func start() throws -> Result? {
    isStarted = true
    var first: [Piece] = []
    do {
      while first.count < 2, let piece = try nextPiece() { first.append(piece) }
    } catch {
      self.error = error
    }
    isEnded = first.count < 2
    guard isEnded else {
      waiting = first
      for _ in 0..<threads {
        let thread = Thread { [self] in work() }
        thread.stackSize = OrderedWorkers.stackSize
        thread.start()
      }
      return nil
    }
    return try first.first.map { try makeWorker()($0) }
  }

  /// Deeply nested records are walked by recursion.
  private static var stackSize: Int { 8 << 20 }

  private static var piecesAhead: Int { 2 * WorkerThreads.count + 2 }

  /// The next result, nil at the end.
  /// - Throws: what fetching the next piece threw, behind the results of the pieces before it; or what
  ///   working on this piece threw.
  public func next() throws -> Result? {
    if !isStarted, let only = try start() { return only }
    condition.lock()
    defer { condition.unlock() }
    while true {
      if let result = results.removeValue(forKey: takenCount) {
        weight -= weights.removeValue(forKey: takenCount) ?? 0
        takenCount += 1
        condition.broadcast()
        return try result.get()
      }
      if isEnded, takenCount == startedCount {
        if let error { throw error }
        return nil
      }
      condition.wait()
    }
  }

  /// Lets the threads end; what they hold is dropped.
  public func cancel() {
    condition.lock()
    isCancelled = true
    condition.broadcast()
    condition.unlock()
  }

  private func work() {
    var worker: Worker?
    while let (piece, number) = fetch() {
      let result = Swift.Result { () throws in
        let made = try worker ?? makeWorker()
        worker = made
        return try made(piece)
      }
      condition.lock()
      results[number] = result
      condition.broadcast()
      condition.unlock()
    }
  }

  private var isFull: Bool {
    startedCount - takenCount >= OrderedWorkers.piecesAhead
      || (weight >= limit && startedCount > takenCount)
  }

  private func fetch() -> (Piece, number: Int)? {
    condition.lock()
    defer { condition.unlock() }
    while !isEnded, !isCancelled, isFetching || isFull { condition.wait() }
    guard !isEnded, !isCancelled else { return nil }
    isFetching = true
    let held = waiting.isEmpty ? nil : waiting.removeFirst()
    condition.unlock()
    let fetched = Swift.Result { () throws in try held ?? nextPiece() }
    condition.lock()
    isFetching = false
    defer { condition.broadcast() }
    switch fetched {
    case .success(let piece?):
      weights[startedCount] = weigh(piece)
      weight += weigh(piece)
      defer { startedCount += 1 }
      return (piece, startedCount)
    case .success(nil):
      isEnded = true
    case .failure(let failure):
      isEnded = true
      error = failure
    }
    return nil
  }
}
