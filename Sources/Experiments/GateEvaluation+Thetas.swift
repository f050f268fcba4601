internal import Trajectories

/// Every θ at once.
extension GateEvaluation {
  /// Gives a member's outcome at every θ in [0, 1], as pieces in ascending order: each reaches from
  /// where the one before ends (excluded; the first from 0, included) up to `high`, included. Pieces that
  /// follow each other differ; the last one's `high` is 1.
  func forEachPiece(_ run: Int, _ body: (_ outcome: Outcome, _ high: Double) -> Void) {
    let detector = detectorOutcome(run)
    if let detector, detector != .open { return body(detector, 1) }
    withUnsafeTemporaryAllocation(of: Slot.self, capacity: slotCount) { attempts in
      withUnsafeTemporaryAllocation(of: Region.self, capacity: recorded + 1) { regions in
        // Greatest θ at which some attempt passes: only attempts behind an open one matter.
        var greatestPassing = -1.0
        for k in 1..<(slotCount + 1) {
          let slot = slot(run, k)
          attempts.initializeElement(at: k - 1, to: slot)
          greatestPassing = max(greatestPassing, slot.passing)
        }
        let regions = UnsafeBufferPointer(rebasing: regions[..<fallbackRegions(run, regions)])
        var pieces = Pieces(isWithoutDetection: detector != nil)
        for slot in attempts {
          guard pieces.reached < 1 else { break }
          pieces.add(.accepted, upTo: slot.passing, body)
          // Open, but in all the same where another attempt passes or the fallback is certain.
          pieces.add(.openIn, upTo: min(slot.possible, greatestPassing), body)
          pieces.add(regions, inside: .openIn, outside: .open, upTo: slot.possible, body)
        }
        pieces.add(regions, inside: .fallback, outside: .rejected, upTo: 1, body)
        pieces.end(body)
      }
    }
  }

  /// Thresholds in (low, high].
  private struct Region {
    var low: Double
    var high: Double
  }

  /// Where the fallback accepts: ascending, apart from each other.
  /// - Parameter regions: has room for each attempt.
  /// - Returns: how many there are.
  private func fallbackRegions(
    _ run: Int, _ regions: UnsafeMutableBufferPointer<Region>
  ) -> Int {
    switch policy.fallback {
    case .none: return 0
    case .reference:
      var best = -1.0
      for k in 1..<(recorded + 1) { best = max(best, candidate(run, k) ?? -1) }
      guard best >= 0 else { return 0 }
      regions.initializeElement(
        at: 0, to: Region(low: -1, high: GateEvaluation.fallbackReach(best)))
      return 1
    case .algorithm1:
      var count = 0
      for k in 1..<(recorded + 1) {
        guard let c = candidate(run, k), c > 0, c < 1 else { continue }
        // In its place by insertion: there are few.
        var at = count
        regions.initializeElement(
          at: count, to: Region(low: c, high: GateEvaluation.fallbackReach(c)))
        while at > 0, regions[at].low < regions[at - 1].low {
          regions.swapAt(at, at - 1)
          at -= 1
        }
        count += 1
      }
      guard count > 1 else { return count }
      var last = 0
      for at in 1..<count {
        if regions[at].low <= regions[last].high {
          regions[last].high = max(regions[last].high, regions[at].high)
        } else {
          last += 1
          regions[last] = regions[at]
        }
      }
      return last + 1
    }
  }

  /// The largest double t with 0.8·t ≤ c.
  /// - Source: DESIGN.md §3.
  static func fallbackReach(_ c: Double) -> Double {
    var t = c / 0.8
    while 0.8 * t > c { t = t.nextDown }
    while 0.8 * t.nextUp <= c { t = t.nextUp }
    return t
  }

  /// Values of θ between which the decision on a run, its k included, does not change: ascending, the last
  /// is 1. It holds from the one before, excluded, up to each; up to the first from 0, included.
  func decisionEnds(_ run: Int) -> [Double] {
    var ends: Set<Double> = [0, 1]
    for k in 1..<(recorded + 1) {
      let at = run * facts.slots + k - 1
      ends.insert(facts.confidence[at])
      ends.insert(GateEvaluation.fallbackReach(facts.confidence[at]))
      for judge in panel { ends.insert(judge.confidence[at]) }
    }
    return ends.filter { (0...1).contains($0) }.sorted()
  }

  /// Puts pieces one behind the other, equal neighbours together.
  private struct Pieces {
    let isWithoutDetection: Bool
    private(set) var reached = -1.0
    private var last: Outcome?

    init(isWithoutDetection: Bool) { self.isWithoutDetection = isWithoutDetection }

    mutating func add(
      _ outcome: Outcome, upTo high: Double, _ body: (Outcome, Double) -> Void
    ) {
      let high = min(high, 1)
      guard high > reached else { return }
      let outcome = isWithoutDetection ? outcome.withoutDetection : outcome
      if let last, last != outcome { body(last, reached) }
      last = outcome
      reached = high
    }

    mutating func add(
      _ regions: UnsafeBufferPointer<Region>, inside: Outcome, outside: Outcome,
      upTo high: Double, _ body: (Outcome, Double) -> Void
    ) {
      guard min(high, 1) > reached else { return }
      for region in regions {
        add(outside, upTo: min(region.low, high), body)
        add(inside, upTo: min(region.high, high), body)
      }
      add(outside, upTo: high, body)
    }

    func end(_ body: (Outcome, Double) -> Void) {
      if let last { body(last, reached) }
    }
  }
}
