internal import Dispatch
internal import Foundation
internal import Tables

/// How many runs of F a policy accepts, for every θ in [0, 1] at once.
/// - Source: METHOD.md §4, DESIGN.md §3.
struct ThetaCurve: Sendable {
  /// Runs of F by what becomes of them.
  struct Counts: Equatable, Sendable {
    /// As many places as a vector has; the last ones stay 0.
    private var byOutcome: SIMD16<Int32> = .zero

    subscript(_ outcome: GateEvaluation.Outcome) -> Int {
      Int(byOutcome[Int(outcome.rawValue)])
    }

    /// |F|
    var processed: Int { Int(byOutcome.wrappedSum()) }
    var droppedBefore: Int { self[.notFailure] + self[.irrecoverable] + self[.belowDelta] }
    /// Undetermined.
    var open: Int { self[.openIn] + self[.openOut] + self[.open] }

    mutating func add(_ number: Int32, to outcome: GateEvaluation.Outcome) {
      byOutcome[Int(outcome.rawValue)] += number
    }

    mutating func add(_ other: Counts) { byOutcome &+= other.byOutcome }

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

    init() {}

    /// Those of one run.
    /// - Parameter weight: 0...1; NaN, which is not known, only where nothing is accepted.
    init(_ weight: Double) {
      guard weight.isFinite else { return }
      sum = Int128(Int64(weight * Weights.unit))
      squares = Int128(Int64(weight * weight * Weights.unit))
    }

    mutating func add(_ other: Weights) {
      sum += other.sum
      squares += other.squares
    }

    mutating func subtract(_ other: Weights) {
      sum -= other.sum
      squares -= other.squares
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

  /// How counts and weights differ right above θ from what they are at θ.
  struct Change: Equatable, Sendable {
    let theta: Double
    var counts = Counts()
    var weights = Weights()
  }

  /// Ascending, from 0 to 1; neighbours differ in counts or weights. At least one.
  let pieces: [Piece]

  init(_ evaluation: GateEvaluation) {
    let count = evaluation.facts.runs.count
    let parts = max(1, min(ProcessInfo.processInfo.activeProcessorCount, count / 10_000))
    let collected = Parts(count: parts)
    DispatchQueue.concurrentPerform(iterations: parts) { part in
      var start = Change(theta: 0)
      let changes = ThetaChanges()
      for run in count * part / parts..<count * (part + 1) / parts
      where evaluation.isMember(run) {
        let weight = Weights(evaluation.weight(run))
        var before: GateEvaluation.Outcome?
        var reached = -1.0
        evaluation.forEachPiece(run) { outcome, high in
          if let before {
            changes.add(at: reached, from: before, to: outcome, weight)
          } else {
            start.counts.add(1, to: outcome)
            if outcome.isAccepted { start.weights.add(weight) }
          }
          before = outcome
          reached = high
        }
      }
      collected.set(part, start, changes.sorted)
    }
    var counts = Counts()
    var weights = Weights()
    for start in collected.all.map(\.start) {
      counts.add(start.counts)
      weights.add(start.weights)
    }
    var pieces: [Piece] = []
    var low = 0.0
    var places = Array(repeating: 0, count: parts)
    while true {
      // The least θ at which anything changes still, in any part.
      var theta = Double.infinity
      for part in 0..<parts where places[part] < collected.all[part].changes.count {
        theta = min(theta, collected.all[part].changes[places[part]].theta)
      }
      guard theta < .infinity else { break }
      var next = counts
      var nextWeights = weights
      for part in 0..<parts {
        while places[part] < collected.all[part].changes.count,
          collected.all[part].changes[places[part]].theta == theta
        {
          next.add(collected.all[part].changes[places[part]].counts)
          nextWeights.add(collected.all[part].changes[places[part]].weights)
          places[part] += 1
        }
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

  /// What each thread gives.
  private final class Parts: @unchecked Sendable {
    private(set) var all: [(start: Change, changes: [Change])]
    private let lock = NSLock()

    init(count: Int) { all = Array(repeating: (Change(theta: 0), []), count: count) }

    func set(_ part: Int, _ start: Change, _ changes: [Change]) {
      lock.withLock { all[part] = (start, changes) }
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

extension ThetaCurve.Piece {
  /// Without its ends.
  static let columns: [String] =
    ThetaCurve.columns.dropFirst(2) + ["yield_low", "yield_high", "mean_weight", "effective_size"]

  /// As `columns`. NULL: F is empty, or nothing is accepted.
  var values: [Table.Value] {
    let accepted = counts.accepted
    return ThetaCurve.values(counts) + [
      .init(counts.leastYield), .init(counts.greatestYield),
      .init(accepted > 0 ? weights.total / Double(accepted) : nil), .init(weights.effectiveCount),
    ]
  }
}
