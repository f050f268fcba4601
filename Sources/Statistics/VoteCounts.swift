/// Pairs counted by who voted what, gold verdict and population; what they identify.
struct VoteCounts {
  struct Kind: Hashable {
    let voted: UInt64
    let valid: UInt64
    let gold: Bool?
    let population: Int
    var count = 0

    var judges: some Sequence<Int> {
      sequence(state: voted) { rest in
        guard rest != 0 else { return nil }
        let judge = rest.trailingZeroBitCount
        rest &= rest - 1
        return judge
      }
    }

    func isValid(_ judge: Int) -> Bool { valid >> UInt64(judge) & 1 == 1 }

    /// Share of valid votes; the gold verdict where there is one.
    var meanVote: Double {
      if let gold { return gold ? 1 : 0 }
      return Double(valid.nonzeroBitCount) / Double(voted.nonzeroBitCount)
    }

    fileprivate var key: (Int, UInt64, UInt64, Int) {
      (population, voted, valid, gold.map { $0 ? 2 : 1 } ?? 0)
    }
  }

  let judges: Int
  let populations: Int
  /// Those with votes or a gold verdict, in an order that does not depend on that of the pairs.
  let kinds: [Kind]
  /// By pair; −1: neither votes nor a gold verdict.
  let kindOf: [Int32]
  let gold: Proportion

  init(
    _ votes: VoteTable, gold: [Bool?], populations: [Int]
  ) throws(DawidSkeneRefusal) {
    guard gold.isEmpty || gold.count == votes.pairs,
      populations.isEmpty || populations.count == votes.pairs,
      populations.allSatisfy({ $0 >= 0 && $0 <= votes.pairs })
    else { throw .lengthsDiffer }
    guard votes.voted.contains(where: { $0 != 0 }) else { throw .noVotes }
    judges = votes.judges
    self.populations = (populations.max() ?? 0) + 1
    var places: [Kind: Int] = [:]
    var counts: [Int] = []
    var found: [Kind] = []
    var first = Array(repeating: -1, count: votes.pairs)
    for pair in 0..<votes.pairs {
      let verdict = gold.isEmpty ? nil : gold[pair]
      guard votes.voted[pair] != 0 || verdict != nil else { continue }
      let kind = Kind(
        voted: votes.voted[pair], valid: votes.valid[pair], gold: verdict,
        population: populations.isEmpty ? 0 : populations[pair])
      let place = places[kind, default: found.count]
      if place == found.count {
        places[kind] = place
        found.append(kind)
        counts.append(0)
      }
      counts[place] += 1
      first[pair] = place
    }
    let order = found.indices.sorted { found[$0].key < found[$1].key }
    var rank = Array(repeating: Int32(0), count: order.count)
    for (new, old) in order.enumerated() { rank[old] = Int32(new) }
    kinds = order.map { old in
      var kind = found[old]
      kind.count = counts[old]
      return kind
    }
    kindOf = first.map { $0 < 0 ? -1 : rank[$0] }
    let rated = gold.compactMap(\.self)
    self.gold = Proportion(rated.count { $0 }, of: rated.count)
  }

  /// Whether only a second population can identify: two judges without gold labels of both kinds.
  var needsPopulations: Bool { populations > 1 && judges == 2 && !unidentified.isEmpty }

  /// Judges who share no pair with two others and have no gold labels of both kinds.
  private var unidentified: [Int] {
    var known: UInt64 = 0
    var (onValid, onInvalid): (UInt64, UInt64) = (0, 0)
    for kind in kinds {
      if kind.voted.nonzeroBitCount > 2 { known |= kind.voted }
      switch kind.gold {
      case true?: onValid |= kind.voted
      case false?: onInvalid |= kind.voted
      case nil: break
      }
    }
    known |= onValid & onInvalid
    return (0..<judges).filter { known >> UInt64($0) & 1 == 0 }
  }

  func checkIdentified() throws(DawidSkeneRefusal) {
    let unidentified = unidentified
    guard !unidentified.isEmpty else { return }
    guard needsPopulations else { throw .notIdentified(judges: unidentified) }
    // By population: how many pairs both voted on, and how many of them each found valid.
    var totals = Array(repeating: 0, count: populations)
    var valids = Array(repeating: [0, 0], count: populations)
    for kind in kinds where kind.voted == 3 {
      totals[kind.population] += kind.count
      for judge in 0...1 where kind.isValid(judge) {
        valids[kind.population][judge] += kind.count
      }
    }
    let used = totals.indices.filter { totals[$0] > 0 }
    guard used.count > 1 else { throw .notIdentified(judges: unidentified) }
    var least = 1.0
    for (place, one) in used.enumerated() {
      for other in used[(place + 1)...] {
        for judge in 0...1 {
          let test = FisherExactTest(
            valids[one][judge], totals[one] - valids[one][judge], valids[other][judge],
            totals[other] - valids[other][judge])
          least = min(least, test.pValue ?? 1)
        }
      }
    }
    let p = min(1, least * Double(used.count * (used.count - 1)))
    guard p <= 0.05 else { throw .populationsAlike(p: p) }
  }
}
