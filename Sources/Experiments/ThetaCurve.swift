internal import Dispatch
internal import Foundation
internal import Tables

/// How many runs of F a policy accepts, for every θ in [0, 1] at once.
/// - Source: METHOD.md §4, DESIGN.md §3.
struct ThetaCurve: Sendable {
  /// Runs of F by what becomes of them.
  struct Counts: Equatable, Sendable {
    /// As many places as a vector has; the last ones stay 0.
    fileprivate var byOutcome: SIMD16<Int> = .zero

    subscript(_ outcome: GateEvaluation.Outcome) -> Int { byOutcome[Int(outcome.rawValue)] }

    /// |F|
    var processed: Int { byOutcome.wrappedSum() }
    var droppedBefore: Int { self[.notFailure] + self[.irrecoverable] + self[.belowDelta] }
    /// Undetermined.
    var open: Int { self[.openIn] + self[.openOut] + self[.open] }

    fileprivate mutating func add(_ number: Int, to outcome: Int) {
      byOutcome[outcome] += number
    }
  }

  /// θ in (low, high]; the first from 0, included.
  struct Piece: Equatable, Sendable {
    let low: Double
    let high: Double
    let counts: Counts
  }

  /// Ascending, from 0 to 1; neighbours differ. At least one.
  let pieces: [Piece]

  /// At θ = `theta` some runs change from one outcome to another right above it.
  private struct Change {
    let theta: Double
    let from: UInt8
    let to: UInt8
  }

  private static let buckets = 1 << 14

  init(_ evaluation: GateEvaluation) {
    let count = evaluation.facts.runs.count
    let parts = max(1, min(ProcessInfo.processInfo.activeProcessorCount, count / 10_000))
    let collected = Parts(count: parts)
    DispatchQueue.concurrentPerform(iterations: parts) { part in
      var start = Counts()
      var changes: [Change] = []
      changes.reserveCapacity(3 * count / parts)
      for run in count * part / parts..<count * (part + 1) / parts
      where evaluation.isMember(run) {
        var before: UInt8?
        var reached = -1.0
        evaluation.forEachPiece(run) { outcome, high in
          if let before {
            changes.append(Change(theta: reached, from: before, to: outcome.rawValue))
          } else {
            start.add(1, to: Int(outcome.rawValue))
          }
          before = outcome.rawValue
          reached = high
        }
      }
      collected.set(part, start, changes)
    }
    var counts = Counts()
    for part in collected.all {
      counts.byOutcome &+= part.start.byOutcome
    }
    let changes = ThetaCurve.sorted(collected.all.map(\.changes))
    var pieces: [Piece] = []
    var low = 0.0
    var at = 0
    while at < changes.count {
      let theta = changes[at].theta
      var next = counts
      while at < changes.count, changes[at].theta == theta {
        next.add(-1, to: Int(changes[at].from))
        next.add(1, to: Int(changes[at].to))
        at += 1
      }
      guard next != counts else { continue }
      pieces.append(Piece(low: low, high: theta, counts: counts))
      counts = next
      low = theta
    }
    pieces.append(Piece(low: low, high: 1, counts: counts))
    self.pieces = pieces
  }

  /// What holds at one θ.
  func counts(at theta: Double) -> Counts {
    var low = 0
    var high = pieces.count - 1
    while low < high {
      let middle = (low + high) / 2
      if theta <= pieces[middle].high { high = middle } else { low = middle + 1 }
    }
    return pieces[low].counts
  }

  /// Ascending by θ: into buckets by its leading bits, each sorted by a thread.
  private static func sorted(_ parts: [[Change]]) -> [Change] {
    let total = parts.reduce(0) { $0 + $1.count }
    guard total > 0 else { return [] }
    func bucket(_ theta: Double) -> Int { min(Int(theta * Double(buckets)), buckets - 1) }
    var ends = Array(repeating: 0, count: buckets + 1)
    for part in parts { for change in part { ends[bucket(change.theta) + 1] += 1 } }
    for at in 1...buckets { ends[at] += ends[at - 1] }
    let starts = ends
    var places = ends
    return Array(unsafeUninitializedCapacity: total) { buffer, filled in
      for part in parts {
        for change in part {
          let at = bucket(change.theta)
          buffer.initializeElement(at: places[at], to: change)
          places[at] += 1
        }
      }
      nonisolated(unsafe) let shared = buffer
      let chunks = 64
      DispatchQueue.concurrentPerform(iterations: chunks) { chunk in
        for at in buckets * chunk / chunks..<buckets * (chunk + 1) / chunks {
          let range = starts[at]..<starts[at + 1]
          guard range.count > 1 else { continue }
          shared[range].sort { $0.theta < $1.theta }
        }
      }
      filled = total
    }
  }

  /// What each thread gives.
  private final class Parts: @unchecked Sendable {
    private(set) var all: [(start: Counts, changes: [Change])]
    private let lock = NSLock()

    init(count: Int) { all = Array(repeating: (Counts(), []), count: count) }

    func set(_ part: Int, _ start: Counts, _ changes: [Change]) {
      lock.withLock { all[part] = (start, changes) }
    }
  }
}

extension ThetaCurve {
  static let columns = [
    "theta_low", "theta_high", "processed", "accepted", "fallback", "rejected", "open",
    "dropped_before", "open_in", "open_out",
  ]

  /// The rows of the query `theta_curve`.
  var table: Table {
    var table = Table(columns: ThetaCurve.columns)
    table.rows = pieces.map { piece in
      let counts = piece.counts
      let numbers = [
        counts.processed, counts[.accepted], counts[.fallback], counts[.rejected], counts.open,
        counts.droppedBefore, counts[.openIn], counts[.openOut],
      ]
      return [.real(piece.low), .real(piece.high)] + numbers.map { .integer(Int64($0)) }
    }
    return table
  }
}
