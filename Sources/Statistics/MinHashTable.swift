/// Signatures of many sets, each of a group, and a search for sets of other groups that may be alike.
///
/// Candidates agree in one of 16 bands of 4 minima, and in so many of all 64 that chance takes away fewer than 1 in 100,000
/// pairs at the threshold. Of pairs with similarity 0.8 all but 2 in 10,000 are candidates, of those with 0.9 all but 3 in
/// a million. Of a crowd that is alike only some are told, so that neither time nor memory grows with its square. Memory is
/// 256 bytes a set; how alike candidates are has to be counted then.
public struct MinHashTable: Sendable {
  public struct Candidate: Equatable, Sendable {
    /// Of the set, in the order in which they were added.
    public var place: Int { Int(number) }
    fileprivate let number: Int32
    /// Minima that agree, of 64.
    let agreeing: Int32
  }

  /// Candidates of one set.
  public struct Candidates: Equatable, Sendable {
    /// Of the set that was asked for.
    public let place: Int
    /// Of the candidates, not that of the set.
    public let group: Int
    /// At most `MinHashTable.mostCandidates`, those first that agree in most minima, on a tie those added first. Once so many
    /// agree as the threshold lets expect, no further one is looked at.
    public fileprivate(set) var found: [Candidate]
  }

  public static let mostCandidates = 16

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
    let expected = Int32((Double(MinHashSignature.count) * threshold).rounded(.up))
    var found: [Pairing: [Candidate]] = [:]
    for band in 0..<MinHashSignature.bands {
      let own = keys(band)
      let others = other.keys(band)
      var at = 0
      var start = 0
      while at < own.count {
        let key = own[at].key
        while start < others.count, others[start].key < key { start += 1 }
        let crowds = MinHashTable.crowds(of: key, in: others, from: start)
        while at < own.count, own[at].key == key {
          for crowd in crowds where crowd.group != own[at].group {
            let pairing = Pairing(place: own[at].place, group: crowd.group)
            let before = found[pairing] ?? []
            var list = before
            for place in crowd.places {
              if list.isComplete(expected) { break }
              let (one, place) = (own[at].place, others[place].place)
              if let candidate = candidate(one, place, of: other, band, least) {
                list.insert(candidate)
              }
            }
            if list != before { found[pairing] = list }
          }
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
    let group: Int32
    let place: Int32
  }

  /// Sets of a group that have the same minima in a band.
  private struct Crowd {
    let group: Int32
    let places: Range<Int>
  }

  /// Five standard deviations below what the threshold lets expect, and a band at least.
  static func leastAgreeing(_ threshold: Double) -> Int32 {
    let count = Double(MinHashSignature.count)
    let mean = count * threshold
    let deviation = (mean * (1 - threshold)).squareRoot()
    return max(Int32(MinHashSignature.rows), Int32((mean - 5 * deviation).rounded(.down)))
  }

  /// What stands in a band of each set, sorted.
  private func keys(_ band: Int) -> [Key] {
    let rows = MinHashSignature.rows
    return filled.map { place in
      let start = Int(place) * MinHashSignature.count + band * rows
      var key: UInt64 = 0
      for row in start..<start + rows { key = Shingles.mixed(key ^ UInt64(minima[row])) }
      return Key(key: key, group: groups[Int(place)], place: place)
    }.sorted { ($0.key, $0.group, $0.place) < ($1.key, $1.group, $1.place) }
  }

  private static func crowds(of key: UInt64, in keys: [Key], from start: Int) -> [Crowd] {
    var crowds: [Crowd] = []
    var start = start
    while start < keys.count, keys[start].key == key {
      var end = start
      while end < keys.count, keys[end].key == key, keys[end].group == keys[start].group {
        end += 1
      }
      crowds.append(Crowd(group: keys[start].group, places: start..<end))
      start = end
    }
    return crowds
  }

  /// nil: too few agree, or an earlier band has met this pair.
  private func candidate(
    _ own: Int32, _ place: Int32, of other: MinHashTable, _ band: Int, _ least: Int32
  ) -> Candidate? {
    let (mine, theirs) = (Int(own) * MinHashSignature.count, Int(place) * MinHashSignature.count)
    return minima.withUnsafeBufferPointer { minima in
      other.minima.withUnsafeBufferPointer { others in
        var agreeing: Int32 = 0
        var row = 0
        while row < MinHashSignature.count {
          agreeing &+= minima[mine + row] == others[theirs + row] ? 1 : 0
          row += 1
        }
        guard agreeing >= least else { return nil }
        let isMet = (0..<band).contains { earlier in
          let rows = earlier * MinHashSignature.rows..<(earlier + 1) * MinHashSignature.rows
          return rows.allSatisfy { minima[mine + $0] == others[theirs + $0] }
        }
        return isMet ? nil : Candidate(number: place, agreeing: agreeing)
      }
    }
  }
}

extension [MinHashTable.Candidate] {
  /// Whether so many agree in so many minima.
  fileprivate func isComplete(_ agreeing: Int32) -> Bool {
    count == MinHashTable.mostCandidates && self[count - 1].agreeing >= agreeing
  }

  /// Where it belongs, if it is among the first.
  fileprivate mutating func insert(_ candidate: MinHashTable.Candidate) {
    let at =
      firstIndex { ($0.agreeing, candidate.number) < (candidate.agreeing, $0.number) } ?? count
    guard at < MinHashTable.mostCandidates else { return }
    insert(candidate, at: at)
    if count > MinHashTable.mostCandidates { removeLast() }
  }
}
