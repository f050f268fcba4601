public import Tables
internal import Trajectories

/// What has to be left out of a split for nothing to leak. It is computed, and stored nowhere.
///
/// Of two runs that leak, the one whose part stands earlier in the split goes, so that what is trained on gives way to what
/// is tested on; of a hindsight goal that is like the goal of a run, its pair goes and its run stays. Each leak counts by
/// itself, whether or not its other run goes as well: what is left of a part shares nothing with any later part as it was made.
public struct SplitDrop: Sendable {
  /// One row per run: run, part, left_out (run, hindsight pair), kinds (a JSON array). In the order of names.
  public let runs: Table
  /// One row per part in their order: part, trajectories, left_out, remaining, accepted, accepted_left_out,
  /// accepted_remaining.
  public let parts: Table
  private let members: [(run: Int64, part: String, kinds: [String], isRun: Bool)]

  init(_ members: [SplitMember], _ findings: SplitFindings, parts names: [String]) {
    var runs = Table(columns: ["run", "part", "left_out", "kinds"])
    var left: [(run: Int64, part: String, kinds: [String], isRun: Bool)] = []
    var counts: [String: [Int]] = [:]
    for (place, member) in members.enumerated() {
      var kinds = findings.leaking[place] ?? []
      let isRun = !kinds.isEmpty
      if findings.leakingHindsight.contains(place) { kinds.insert(.hindsight) }
      let isAccepted = member.hindsight != nil
      var own = counts[member.part] ?? [0, 0, 0, 0]
      own[0] += 1
      own[1] += isRun ? 1 : 0
      own[2] += isAccepted ? 1 : 0
      own[3] += isAccepted && !kinds.isEmpty ? 1 : 0
      counts[member.part] = own
      guard !kinds.isEmpty else { continue }
      let named = SplitCheck.Kind.allCases.filter { kinds.contains($0) }.map(\.rawValue)
      left.append((member.run, member.part, named, isRun))
      runs.rows.append([
        .text(member.name), .text(member.part), .text(isRun ? "run" : "hindsight pair"),
        .text(CanonicalJSON.array(named)),
      ])
    }
    var parts = Table(columns: [
      "part", "trajectories", "left_out", "remaining", "accepted", "accepted_left_out",
      "accepted_remaining",
    ])
    for name in names {
      let own = counts[name] ?? [0, 0, 0, 0]
      parts.rows.append(
        [.text(name)]
          + [own[0], own[1], own[0] - own[1], own[2], own[3], own[2] - own[3]].map { .init($0) })
    }
    self.runs = runs
    self.parts = parts
    self.members = left
  }

  /// Parts that have runs, and would have none any more: then leaving out mends nothing.
  public var emptied: [String] {
    parts.rows.filter { $0[1] != .integer(0) && $0[3] == .integer(0) }.compactMap { $0[0].text }
  }

  /// Rows of runs that give no hindsight pair any more.
  public var pairsLeftOut: Set<Int64> { Set(members.map(\.run)) }

  /// What is left out of some parts, by kind of leak (a run may leak in several ways), with runs and hindsight pairs apart.
  public func counts(in parts: [String]) -> (kinds: [String: Int], runs: Int, pairs: Int) {
    let own = members.filter { parts.contains($0.part) }
    var kinds: [String: Int] = [:]
    for member in own { for kind in member.kinds { kinds[kind, default: 0] += 1 } }
    let runs = own.count { $0.isRun }
    return (kinds, runs, own.count - runs)
  }
}
