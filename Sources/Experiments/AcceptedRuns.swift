internal import Tables

/// The runs that a policy accepts, and what the others lack.
struct AcceptedRuns {
  private static let member: UInt8 = 1
  private static let accepted: UInt8 = 2

  /// Ascending row ids, and what each is.
  private let runs: [Int64]
  private let marks: [UInt8]
  let gaps: GateEvaluation.Gaps

  init(_ evaluation: GateEvaluation) {
    runs = evaluation.facts.runs
    var marks = [UInt8](repeating: 0, count: runs.count)
    var gaps = GateEvaluation.Gaps()
    for place in runs.indices where evaluation.isMember(place) {
      let decision = evaluation.decision(place)
      marks[place] =
        decision.outcome.isAccepted
        ? AcceptedRuns.member | AcceptedRuns.accepted : AcceptedRuns.member
      evaluation.forEachGap(place, decision) { gaps.add($0) }
    }
    self.marks = marks
    self.gaps = gaps
  }

  /// In both, only here, only there, in neither, of the runs that are in either's F.
  func overlap(with first: AcceptedRuns) -> [Table.Value] {
    var counts = [0, 0, 0, 0]
    var (here, there) = (0, 0)
    while here < runs.count || there < first.runs.count {
      let run = here < runs.count ? runs[here] : .max
      let other = there < first.runs.count ? first.runs[there] : .max
      let mark = run <= other ? marks[here] : 0
      let otherMark = other <= run ? first.marks[there] : 0
      if run <= other { here += 1 }
      if other <= run { there += 1 }
      guard (mark | otherMark) & AcceptedRuns.member != 0 else { continue }
      let isHere = mark & AcceptedRuns.accepted != 0
      let isThere = otherMark & AcceptedRuns.accepted != 0
      counts[isHere ? (isThere ? 0 : 1) : (isThere ? 2 : 3)] += 1
    }
    return counts.map { .integer(Int64($0)) }
  }
}
