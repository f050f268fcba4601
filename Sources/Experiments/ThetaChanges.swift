/// What becomes of runs as θ moves, added up threshold by threshold.
///
/// Models give confidences of few decimals, so that there are few thresholds: a table that finds each by
/// its bits. What belongs to further ones, where there are very many, is put in order at the end.
final class ThetaChanges {
  private let greatestTable: Int
  /// Place in `entries`, −1: free. A power of two of them.
  private var slots = [Int32](repeating: -1, count: 1 << 10)
  private var entries: [ThetaCurve.Change] = []
  private var others: [Other] = []

  /// - Parameter greatestTable: thresholds that the table takes at most.
  init(greatestTable: Int = 1 << 14) { self.greatestTable = greatestTable }

  private struct Other {
    let theta: Double
    let from: GateEvaluation.Outcome
    let to: GateEvaluation.Outcome
    let weight: ThetaCurve.Weights
  }

  /// A run is `from` at θ, and `to` right above it.
  func add(
    at theta: Double, from: GateEvaluation.Outcome, to: GateEvaluation.Outcome,
    _ weight: ThetaCurve.Weights
  ) {
    if let entry = entry(theta) {
      entries[entry].add(from, to, weight)
    } else {
      others.append(Other(theta: theta, from: from, to: to, weight: weight))
    }
  }

  /// nil: the table is full.
  private func entry(_ theta: Double) -> Int? {
    let mask = slots.count - 1
    var at = ThetaChanges.hash(theta) & mask
    while slots[at] >= 0 {
      let entry = Int(slots[at])
      if entries[entry].theta == theta { return entry }
      at = (at + 1) & mask
    }
    guard entries.count < greatestTable else { return nil }
    slots[at] = Int32(entries.count)
    entries.append(ThetaCurve.Change(theta: theta))
    if 2 * entries.count > slots.count { grow() }
    return entries.count - 1
  }

  /// The same for equal θ.
  private static func hash(_ theta: Double) -> Int {
    // θ + 0 has one pattern for both zeros.
    Int(truncatingIfNeeded: ((theta + 0).bitPattern &* 0x9E37_79B9_7F4A_7C15) >> 40)
  }

  private func grow() {
    slots = Array(repeating: -1, count: 2 * slots.count)
    let mask = slots.count - 1
    for (place, entry) in entries.enumerated() {
      var at = ThetaChanges.hash(entry.theta) & mask
      while slots[at] >= 0 { at = (at + 1) & mask }
      slots[at] = Int32(place)
    }
  }

  /// Ascending by θ, each θ once.
  var sorted: [ThetaCurve.Change] {
    others.sort { $0.theta < $1.theta }
    var further: [ThetaCurve.Change] = []
    for other in others {
      if further.last?.theta != other.theta {
        further.append(ThetaCurve.Change(theta: other.theta))
      }
      further[further.count - 1].add(other.from, other.to, other.weight)
    }
    others = []
    guard !further.isEmpty else { return entries.sorted { $0.theta < $1.theta } }
    // A θ that has an entry is never put with the others.
    return (entries + further).sorted { $0.theta < $1.theta }
  }
}

extension ThetaCurve.Change {
  fileprivate mutating func add(
    _ from: GateEvaluation.Outcome, _ to: GateEvaluation.Outcome, _ weight: ThetaCurve.Weights
  ) {
    counts.add(-1, to: from)
    counts.add(1, to: to)
    switch (from.isAccepted, to.isAccepted) {
    case (false, true): weights.add(weight)
    case (true, false): weights.subtract(weight)
    default: break
    }
  }
}
