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

    fileprivate mutating func add(_ number: Int, to outcome: GateEvaluation.Outcome) {
      byOutcome[Int(outcome.rawValue)] += number
    }

    /// Accepted by attempt or fallback.
    var accepted: Int { self[.accepted] + self[.fallback] }
    /// The least share of F that is accepted, whatever is missing; nil: F is empty.
    var leastYield: Double? {
      processed > 0 ? Double(accepted + self[.openIn]) / Double(processed) : nil
    }
    /// The greatest share of F that is accepted, whatever is missing.
    var greatestYield: Double? {
      processed > 0 ? Double(accepted + self[.openIn] + self[.open]) / Double(processed) : nil
    }
  }

  /// Training weights of what is accepted, by attempt or fallback: sums that do not depend on an order.
  struct Weights: Equatable, Sendable {
    private static let unit = 0x1p60
    private var sum: Int128 = 0
    private var squares: Int128 = 0

    fileprivate mutating func add(_ weight: Double, times: Int128) {
      sum += times * Int128(weight * Weights.unit)
      squares += times * Int128(weight * weight * Weights.unit)
    }

    fileprivate mutating func add(_ other: Weights) {
      sum += other.sum
      squares += other.squares
    }

    /// Σw
    var total: Double { Double(sum) / Weights.unit }
    /// (Σw)²/Σw², the number of equally weighted pairs that say as much; nil: nothing weighs anything.
    var effectiveCount: Double? {
      squares > 0 ? total * total / (Double(squares) / Weights.unit) : nil
    }
  }

  /// θ in (low, high]; the first from 0, included.
  struct Piece: Equatable, Sendable {
    let low: Double
    let high: Double
    let counts: Counts
    let weights: Weights
  }

  /// Ascending, from 0 to 1; neighbours differ in counts or weights. At least one.
  let pieces: [Piece]

  /// At θ = `theta` some runs change from one outcome to another right above it.
  private struct Change {
    let theta: Double
    let from: GateEvaluation.Outcome
    let to: GateEvaluation.Outcome
    let run: Int32
  }

  private static let buckets = 1 << 14

  init(_ evaluation: GateEvaluation) {
    let count = evaluation.facts.runs.count
    let parts = max(1, min(ProcessInfo.processInfo.activeProcessorCount, count / 10_000))
    let collected = Parts(count: parts)
    DispatchQueue.concurrentPerform(iterations: parts) { part in
      var start = Counts()
      var weights = Weights()
      var changes: [Change] = []
      changes.reserveCapacity(3 * count / parts)
      for run in count * part / parts..<count * (part + 1) / parts
      where evaluation.isMember(run) {
        var before: GateEvaluation.Outcome?
        var reached = -1.0
        evaluation.forEachPiece(run) { outcome, high in
          if let before {
            changes.append(Change(theta: reached, from: before, to: outcome, run: Int32(run)))
          } else {
            start.add(1, to: outcome)
            if outcome.isAccepted { weights.add(evaluation.weight(run), times: 1) }
          }
          before = outcome
          reached = high
        }
      }
      collected.set(part, start, weights, changes)
    }
    var counts = Counts()
    var weights = Weights()
    for part in collected.all {
      weights.add(part.weights)
      counts.byOutcome &+= part.start.byOutcome
    }
    let changes = ThetaCurve.sorted(collected.all.map(\.changes))
    var pieces: [Piece] = []
    var low = 0.0
    var at = 0
    while at < changes.count {
      let theta = changes[at].theta
      var next = counts
      var nextWeights = weights
      while at < changes.count, changes[at].theta == theta {
        let change = changes[at]
        next.add(-1, to: change.from)
        next.add(1, to: change.to)
        if change.from.isAccepted != change.to.isAccepted {
          nextWeights.add(
            evaluation.weight(Int(change.run)), times: change.to.isAccepted ? 1 : -1)
        }
        at += 1
      }
      guard next != counts || nextWeights != weights else { continue }
      pieces.append(Piece(low: low, high: theta, counts: counts, weights: weights))
      counts = next
      weights = nextWeights
      low = theta
    }
    pieces.append(Piece(low: low, high: 1, counts: counts, weights: weights))
    self.pieces = pieces
  }

  /// What holds at one θ.
  func counts(at theta: Double) -> Counts { piece(at: theta).counts }

  func piece(at theta: Double) -> Piece {
    var low = 0
    var high = pieces.count - 1
    while low < high {
      let middle = (low + high) / 2
      if theta <= pieces[middle].high { high = middle } else { low = middle + 1 }
    }
    return pieces[low]
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
    private(set) var all: [(start: Counts, weights: Weights, changes: [Change])]
    private let lock = NSLock()

    init(count: Int) { all = Array(repeating: (Counts(), Weights(), []), count: count) }

    func set(_ part: Int, _ start: Counts, _ weights: Weights, _ changes: [Change]) {
      lock.withLock { all[part] = (start, weights, changes) }
    }
  }
}

extension ThetaCurve {
  static let columns = [
    "theta_low", "theta_high", "processed", "accepted", "fallback", "rejected", "open",
    "dropped_before", "open_in", "open_out",
  ]

  /// The rows of the query `theta_curve`, which knows no weights: equal neighbours are joined.
  var table: Table {
    var table = Table(columns: ThetaCurve.columns)
    var low = 0.0
    for (at, piece) in pieces.enumerated() {
      if at + 1 < pieces.count, pieces[at + 1].counts == piece.counts { continue }
      table.rows.append([.real(low), .real(piece.high)] + ThetaCurve.values(piece.counts))
      low = piece.high
    }
    return table
  }

  /// The counts, as `columns` has them.
  static func values(_ counts: Counts) -> [Table.Value] {
    [
      counts.processed, counts[.accepted], counts[.fallback], counts[.rejected], counts.open,
      counts.droppedBefore, counts[.openIn], counts[.openOut],
    ].map { .integer(Int64($0)) }
  }
}
