import Foundation
import Testing
import Workers

/// Counts upwards to an end, and what was done at a time.
private final class Counter: @unchecked Sendable {
  private let lock = NSLock()
  private var value = 0
  private var running = 0
  private(set) var most = 0
  private let end: Int

  init(to end: Int) { self.end = end }

  func next() -> Int? {
    lock.withLock {
      guard value < end else { return nil }
      value += 1
      return value
    }
  }

  func enter() {
    lock.withLock {
      running += 1
      most = max(most, running)
    }
  }

  func leave() { lock.withLock { running -= 1 } }

  var fetched: Int { lock.withLock { value } }
}

private struct Failure: Error, Equatable { let at: Int }

@Suite("Ordered workers")
struct OrderedWorkersTests {
  @Test("give the results in the order of the pieces", arguments: [1, 2, 5])
  func order(threads: Int) throws {
    let counter = Counter(to: 2_000)
    let workers = OrderedWorkers<Int, Int>(
      threads: threads, next: counter.next,
      worker: {
        { piece in
          // Uneven work.
          (0..<(piece % 7) * 500).reduce(piece) { sum, _ in sum } * 2
        }
      })
    var results: [Int] = []
    while let result = try workers.next() { results.append(result) }
    #expect(results == (1...2_000).map { $0 * 2 })
    #expect(try workers.next() == nil)
  }

  @Test("throw what working on a piece threw in its place, and go on")
  func failing() throws {
    let counter = Counter(to: 5)
    let workers = OrderedWorkers<Int, Int>(
      next: counter.next,
      worker: {
        { piece in
          if piece == 3 { throw Failure(at: piece) }
          return piece
        }
      })
    #expect(try workers.next() == 1)
    #expect(try workers.next() == 2)
    #expect(throws: Failure(at: 3)) { try workers.next() }
    #expect(try workers.next() == 4)
    #expect(try workers.next() == 5)
    #expect(try workers.next() == nil)
  }

  @Test("throw what fetching threw behind the results of what was fetched before")
  func failingSource() throws {
    let counter = Counter(to: 10)
    let workers = OrderedWorkers<Int, Int>(
      next: {
        guard let piece = counter.next(), piece < 4 else { throw Failure(at: 4) }
        return piece
      },
      worker: { { $0 } })
    for piece in 1...3 { #expect(try workers.next() == piece) }
    #expect(throws: Failure(at: 4)) { try workers.next() }
    #expect(throws: Failure(at: 4)) { try workers.next() }
  }

  @Test("fetch no further than the weight allows, but for one piece")
  func bounded() throws {
    let counter = Counter(to: 50)
    let workers = OrderedWorkers<Int, Int>(
      threads: 4, limit: 10, weigh: { _ in 10 }, next: counter.next,
      worker: {
        { piece in
          counter.enter()
          defer { counter.leave() }
          return piece
        }
      })
    var taken = 0
    while let result = try workers.next() {
      taken += 1
      #expect(result == taken)
      #expect(counter.fetched <= taken + 1)
    }
    #expect(taken == 50)
    #expect(counter.most == 1)
  }

  @Test("work on a single piece on the thread that asks, on more on others")
  func single() throws {
    for count in 0...3 {
      let counter = Counter(to: count)
      let asker = pthread_self()
      let workers = OrderedWorkers<Int, Bool>(
        next: counter.next, worker: { { _ in pthread_self() == asker } })
      var results: [Bool] = []
      while let result = try workers.next() { results.append(result) }
      #expect(results == Array(repeating: count == 1, count: count))
    }
  }
}
