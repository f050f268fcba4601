/// Signatures of many sets, each of a group, and a search for sets of other groups that may be alike.
///
/// Candidates agree in one of 16 bands of 4 minima, and in so many of all 64 that chance takes away fewer than 1 in 100,000
/// pairs at the threshold. Of pairs with similarity 0.8 all but 2 in 10,000 are candidates, of those with 0.9 all but 3 in
/// a million. Memory is 256 bytes a set; how alike candidates are has to be counted then.
public struct MinHashTable: Sendable {
  public struct Candidate: Equatable, Sendable {
    /// Of the set, in the order in which they were added.
    public let place: Int
    /// Minima that agree, of 64.
    let agreeing: Int
  }

  /// Candidates of one set.
  public struct Candidates: Equatable, Sendable {
    /// Of the set that was asked for.
    public let place: Int
    /// Of the candidates, not that of the set.
    public let group: Int
    /// At most `MinHashTable.mostCandidates`, those first that agree in most minima, on a tie those added first.
    public fileprivate(set) var found: [Candidate]
  }

  /// Further ones of a group are dropped: they agree in fewer minima than each of these.
  public static let mostCandidates = 8

  private var minima: [UInt32] = []
  private var groups: [Int32] = []
  /// Places of sets that are not empty.
  private var filled: [Int32] = []

  public init() {}

  public var count: Int { groups.count }

  public mutating func append(_ signature: MinHashSignature, group: Int) {
    if signature.minima.isEmpty {
      minima += repeatElement(0, count: MinHashSignature.count)
    } else {
      filled.append(Int32(groups.count))
      minima += signature.minima
    }
    groups.append(Int32(group))
  }

  /// For each set of this table and each other group, the sets of another table that may be alike.
  /// - Parameters:
  ///   - threshold: similarity from which sets are alike, in (0, 1].
  ///   - advance: told how many of `MinHashTable.passes` are done.
  /// - Returns: in the order of places, then of groups.
  public func candidates(
    in other: MinHashTable, threshold: Double, advance: (Int) -> Void = { _ in }
  ) -> [Candidates] {
    let least = MinHashTable.leastAgreeing(threshold)
    var found: [Pairing: [Candidate]] = [:]
    for band in 0..<MinHashSignature.bands {
      let own = keys(band)
      let others = other.keys(band)
      var start = 0
      for one in own {
        while start < others.count, others[start].key < one.key { start += 1 }
        var at = start
        while at < others.count, others[at].key == one.key {
          compare(one.place, others[at].place, of: other, band, least, &found)
          at += 1
        }
      }
      advance(band + 1)
    }
    return found.map {
      Candidates(place: Int($0.key.place), group: Int($0.key.group), found: $0.value)
    }.sorted { ($0.place, $0.group) < ($1.place, $1.group) }
  }

  /// How often `candidates` tells of its progress.
  public static let passes = MinHashSignature.bands

  private struct Pairing: Hashable {
    let place: Int32
    let group: Int32
  }

  private struct Key {
    let key: UInt64
    let place: Int32
  }

  /// Five standard deviations below what the threshold lets expect, and a band at least.
  static func leastAgreeing(_ threshold: Double) -> Int {
    let count = Double(MinHashSignature.count)
    let mean = count * threshold
    let deviation = (mean * (1 - threshold)).squareRoot()
    return max(MinHashSignature.rows, Int((mean - 5 * deviation).rounded(.down)))
  }

  /// What stands in a band of each set, sorted.
  private func keys(_ band: Int) -> [Key] {
    let rows = MinHashSignature.rows
    return filled.map { place in
      let start = Int(place) * MinHashSignature.count + band * rows
      var key: UInt64 = 0
      for row in start..<start + rows { key = Shingles.mixed(key ^ UInt64(minima[row])) }
      return Key(key: key, place: place)
    }.sorted { ($0.key, $0.place) < ($1.key, $1.place) }
  }

  private func compare(
    _ own: Int32, _ place: Int32, of other: MinHashTable, _ band: Int, _ least: Int,
    _ found: inout [Pairing: [Candidate]]
  ) {
    let group = other.groups[Int(place)]
    guard group != groups[Int(own)] else { return }
    let rows = MinHashSignature.rows
    let (mine, theirs) = (
      Int(own) * MinHashSignature.count, Int(place) * MinHashSignature.count
    )
    var agreeing = 0
    minima.withUnsafeBufferPointer { minima in
      other.minima.withUnsafeBufferPointer { others in
        for earlier in 0..<MinHashSignature.bands {
          let before = agreeing
          for row in earlier * rows..<(earlier + 1) * rows
          where minima[mine + row] == others[theirs + row] { agreeing += 1 }
          // An earlier band has met this pair.
          if earlier < band, agreeing == before + rows {
            agreeing = 0
            return
          }
        }
      }
    }
    guard agreeing >= least else { return }
    found[Pairing(place: own, group: group), default: []].insert(
      Candidate(place: Int(place), agreeing: agreeing))
  }
}

extension [MinHashTable.Candidate] {
  /// Where it belongs, if it is among the first.
  fileprivate mutating func insert(_ candidate: MinHashTable.Candidate) {
    let at =
      firstIndex { ($0.agreeing, candidate.place) < (candidate.agreeing, $0.place) } ?? count
    guard at < MinHashTable.mostCandidates else { return }
    insert(candidate, at: at)
    if count > MinHashTable.mostCandidates { removeLast() }
  }
}
