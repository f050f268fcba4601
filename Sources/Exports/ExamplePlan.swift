internal import Store
internal import Tables
internal import Trajectories

/// What an export writes, in the order of its lines: by the run's id, its label and its digest; successes that
/// are mixed in come behind.
struct ExamplePlan {
  private(set) var examples: [PlannedExample] = []
  /// Own goals that are kept by a judge's vote on them, and by the best attempt's confidence.
  private(set) var keptByVote = 0
  private(set) var keptByAttempt = 0
  /// Failed runs that have no success on the same goal.
  private(set) var withoutSuccess = 0

  private let store: Store
  private let policy: String
  private let selection: ExampleSelection
  private let allowed: Set<Int64>?

  /// - Parameters:
  ///   - policy: digest of a policy that was applied.
  ///   - allowed: rows of the runs that may be taken; nil: all.
  ///   - isMemory: of the pairs with one goal, only the shortest.
  init(
    _ selection: ExampleSelection, policy: String, allowed: Set<Int64>?, isMemory: Bool,
    in store: Store
  ) throws {
    self.store = store
    self.policy = policy
    self.selection = selection
    self.allowed = try ExamplePlan.allowed(allowed, selection, in: store)
    switch selection.takes {
    case .hindsightPairs: examples = try pairs(isMemory: isMemory)
    case .randomGoals: examples = try randomGoals()
    case .ownGoals: examples = try matched(try failed()).map { example(.ownGoal, $0.run) }
    case .ownGoalsByConfidence:
      examples = try ownGoalsByConfidence()
    case .successPairs: examples = try successPairs()
    case .successes, .nothing: break
    }
    if selection.takes == .successes || selection.successes != .none {
      examples += try successes()
    }
    if selection.replication != nil { try countCopies() }
  }

  /// Mean training weight, in the order of the lines; nil: there is no example.
  var meanWeight: Double? {
    guard !examples.isEmpty else { return nil }
    return examples.reduce(0) { $0 + $1.weight } / Double(examples.count)
  }

  /// Source labels with the runs that come from them, in the order of labels.
  /// - Parameter counts: of the runs that are trained on; others may come beside.
  func sources(ofRuns counts: [String: Int]) throws -> [(label: String, runs: Int)] {
    var counts = counts
    let own = Set(examples.lazy.filter { $0.other != 0 }.map(\.run))
    let others = Set(examples.lazy.filter { $0.other != 0 }.map(\.other)).subtracting(own)
    if !others.isEmpty {
      try store.forEachRow(of: "labels_of_runs") { row in
        if others.contains(row.storedInteger(0)) { counts[row.text(1) ?? "", default: 0] += 1 }
      }
    }
    return counts.sorted { $0.key < $1.key }.map { (label: $0.key, runs: $0.value) }
  }

  // MARK: Runs that examples are drawn from

  private static func allowed(
    _ runs: Set<Int64>?, _ selection: ExampleSelection, in store: Store
  ) throws -> Set<Int64>? {
    guard let round = selection.round else { return runs }
    let ofRound = Set(
      try store.ids(of: "runs_of_round", ["round": .integer(Int64(round))]))
    return runs?.intersection(ofRound) ?? ofRound
  }

  private struct Candidate {
    let run: Int64
    let digest: String
    /// Row of the run that stands for all with the same goal.
    var sameGoal: Int64 = 0
  }

  /// F, or the part of it that is asked for.
  private func failed() throws -> [Candidate] {
    let all = try allFailed()
    guard let wanted = selection.failedRuns, wanted < all.count else { return all }
    return drawn(wanted, of: all)
  }

  private func allFailed() throws -> [Candidate] {
    var all: [Candidate] = []
    try store.forEachRow(of: "load_failed_items", ["policy": .text(policy)]) { row in
      let run = row.storedInteger(0)
      guard isAllowed(run) else { return }
      all.append(
        Candidate(run: run, digest: row.text(1) ?? "", sameGoal: row.storedInteger(2)))
    }
    return all
  }

  private func isAllowed(_ run: Int64) -> Bool { allowed?.contains(run) ?? true }

  /// The first ones of the order of draws, in the order in which they came.
  private func drawn(_ count: Int, of all: [Candidate]) -> [Candidate] {
    let ranked = all.indices.map { (rank: selection.rank(of: all[$0].digest), place: $0) }.sorted {
      $0.rank == $1.rank
        ? all[$0.place].digest < all[$1.place].digest : $0.rank < $1.rank
    }
    return ranked.prefix(count).map(\.place).sorted().map { all[$0] }
  }

  private func example(_ kind: ExampleKind, _ run: Int64) -> PlannedExample {
    PlannedExample(kind: kind, run: run)
  }

  // MARK: What is taken

  private func pairs(isMemory: Bool) throws -> [PlannedExample] {
    let drawn = selection.failedRuns == nil ? nil : Set(try failed().map(\.run))
    var shortest: Set<Int64>?
    if isMemory {
      let runs = (drawn ?? allowed).map { CanonicalJSON.array($0.sorted()) }
      shortest = Set(
        try store.ids(
          of: "load_shortest_demonstrations", ["policy": .text(policy), "runs": .init(runs)]))
    }
    var pairs: [PlannedExample] = []
    try store.forEachRow(of: "load_accepted_items", ["policy": .text(policy)]) { row in
      let run = row.storedInteger(0)
      guard isAllowed(run), drawn?.contains(run) ?? true, shortest?.contains(run) ?? true else {
        return
      }
      pairs.append(
        PlannedExample(
          kind: .hindsight, run: run, k: Int32(row.storedInteger(2)),
          isFallback: row.flag(1) ?? false, confidence: row.real(3) ?? .nan,
          weight: row.real(4) ?? 1))
    }
    return pairs
  }

  /// As many as the policy accepts, where that is asked for.
  private func matched(_ candidates: [Candidate]) throws -> [Candidate] {
    guard selection.matchesAccepted else { return candidates }
    let accepted = try pairs(isMemory: false).count
    return accepted < candidates.count ? drawn(accepted, of: candidates) : candidates
  }

  /// Goals stand on a ring in the order of draws, and each run, by another hash, has a place on it: it gets the next
  /// goal of another task. So its goal does not depend on which other runs are drawn.
  private func randomGoals() throws -> [PlannedExample] {
    // A run stands for its goal; which one does not depend on rows.
    var ring: [(rank: UInt64, run: Int64, same: Int64)] = []
    var seen: Set<Int64> = []
    for candidate in try allFailed().sorted(by: { $0.digest < $1.digest })
    where seen.insert(candidate.sameGoal).inserted {
      ring.append((selection.rank(of: candidate.digest), candidate.run, candidate.sameGoal))
    }
    guard ring.count > 1 else { return [] }
    ring.sort { $0.rank < $1.rank }
    return try matched(try failed()).map { candidate in
      let own = selection.rank(of: "goal\u{1F}" + candidate.digest)
      var place = ring.partitionPoint { $0.rank < own } % ring.count
      if ring[place].same == candidate.sameGoal { place = (place + 1) % ring.count }
      var example = example(.randomGoal, candidate.run)
      example.other = ring[place].run
      return example
    }
  }

  /// The confidence in a run's own goal, and the attempt that it comes from.
  private struct OwnGoal {
    let confidence: Double
    let isVote: Bool
    let k: Int32
  }

  private mutating func ownGoalsByConfidence() throws -> [PlannedExample] {
    var goals: [Int64: OwnGoal] = [:]
    try store.forEachRow(of: "load_own_goal_confidences", ["policy": .text(policy)]) { row in
      let vote = row.real(1)
      guard let confidence = vote ?? row.real(2), confidence > selection.confidenceAbove else {
        return
      }
      goals[row.storedInteger(0)] = OwnGoal(
        confidence: confidence, isVote: vote != nil, k: Int32(row.storedInteger(3)))
    }
    var kept: [PlannedExample] = []
    for candidate in try matched(try failed().filter { goals[$0.run] != nil }) {
      guard let goal = goals[candidate.run] else { continue }
      var example = example(.ownGoal, candidate.run)
      example.confidence = goal.confidence
      example.k = goal.k
      kept.append(example)
      if goal.isVote { keptByVote += 1 } else { keptByAttempt += 1 }
    }
    return kept
  }

  private mutating func successPairs() throws -> [PlannedExample] {
    let wanted = Set(try failed().map(\.run))
    var pairs: [PlannedExample] = []
    try store.forEachRow(of: "load_success_pairs", ["policy": .text(policy)]) { row in
      let run = row.storedInteger(0)
      let success = row.storedInteger(1)
      guard wanted.contains(run), isAllowed(success), pairs.last?.run != run else { return }
      var pair = example(.successPair, run)
      pair.other = success
      pairs.append(pair)
    }
    withoutSuccess = wanted.count - pairs.count
    return pairs
  }

  private func successes() throws -> [PlannedExample] {
    var all: [Candidate] = []
    try store.forEachRow(of: "load_success_items") { row in
      let run = row.storedInteger(0)
      if isAllowed(run) { all.append(Candidate(run: run, digest: row.text(1) ?? "")) }
    }
    let count = Int((selection.successShare * Double(all.count)).rounded())
    return (count < all.count ? drawn(count, of: all) : all).map { example(.success, $0.run) }
  }

  private mutating func countCopies() throws {
    try store.readFacts { facts in
      for place in examples.indices {
        let digest = try facts.digest(ofRun: examples[place].run)
        let weight = examples[place].weight
        examples[place].copies = Int32(clamping: selection.copies(of: digest, weight: weight))
      }
    }
  }
}

extension Array {
  /// The first place of the sorted elements that `isBefore` does not hold of.
  fileprivate func partitionPoint(_ isBefore: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if isBefore(self[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
