/// The ratings of what a policy accepts, for every θ in [0, 1] at once.
///
/// Finer than the curve of the counts: as θ moves, another attempt of the same run may be the accepted one.
struct NoiseCurve: Sendable {
  /// θ in (end of the one before, end]; the first from 0, included.
  private struct Piece: Sendable {
    let end: Double
    let count: NoiseCount
  }

  /// Ascending; the last ends at 1.
  private let pieces: [Piece]

  init(_ evaluation: GateEvaluation, _ gold: GoldRatings) {
    var changes: [(theta: Double, from: GoldRatings.Verdict?, to: GoldRatings.Verdict?)] = []
    var count = NoiseCount()
    for (place, run) in evaluation.facts.runs.enumerated()
    where gold.isRated(run) && evaluation.isMember(place) {
      var before: GoldRatings.Verdict?
      var low: Double?
      for end in evaluation.decisionEnds(place) {
        let decision = evaluation.decision(place, at: end)
        let verdict =
          decision.outcome.isAccepted ? gold.verdict(run: run, k: decision.k) : nil
        if let low {
          if verdict != before { changes.append((low, before, verdict)) }
        } else {
          count.add(verdict)
        }
        before = verdict
        low = end
      }
    }
    changes.sort { $0.theta < $1.theta }
    var pieces: [Piece] = []
    var at = 0
    while at < changes.count {
      let theta = changes[at].theta
      pieces.append(Piece(end: theta, count: count))
      while at < changes.count, changes[at].theta == theta {
        count.add(changes[at].from, times: -1)
        count.add(changes[at].to)
        at += 1
      }
    }
    pieces.append(Piece(end: 1, count: count))
    self.pieces = pieces
  }

  /// What holds at one θ.
  func count(at theta: Double) -> NoiseCount { pieces[place(of: theta)].count }

  /// The piece that holds θ.
  private func place(of theta: Double) -> Int {
    var low = 0
    var high = pieces.count - 1
    while low < high {
      let middle = (low + high) / 2
      if theta <= pieces[middle].end { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// Cuts an interval of θ where the ratings change: the ends of the parts, the last being `high`.
  /// - Parameter isFirst: the interval begins with 0, which belongs to it.
  func ends(from low: Double, to high: Double, isFirst: Bool) -> [Double] {
    var ends: [Double] = []
    for piece in pieces[place(of: low)...] {
      guard piece.end < high else { break }
      if piece.end > low || isFirst { ends.append(piece.end) }
    }
    return ends + [high]
  }
}
