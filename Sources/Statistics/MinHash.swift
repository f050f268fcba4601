/// Sets of word shingles, and a search for pairs of them that are alike.
///
/// A text's shingles are its runs of `width` words one after another; words are runs of letters and digits in lower
/// case. A text with fewer words is one shingle. Similarity is Jaccard's: shingles in common over shingles in either.
public enum Shingles {
  public static let width = 3

  /// Hashes of a text's shingles, sorted, each once; empty for a text without words.
  public static func hashes(of text: String) -> [UInt64] {
    var words: [UInt64] = []
    var word = offset
    var isInWord = false
    for scalar in text.unicodeScalars {
      let properties = scalar.properties
      if properties.isAlphabetic || properties.numericType != nil {
        isInWord = true
        for byte in properties.lowercaseMapping.utf8 { word = (word ^ UInt64(byte)) &* prime }
      } else if isInWord {
        words.append(word)
        word = offset
        isInWord = false
      }
    }
    if isInWord { words.append(word) }
    guard !words.isEmpty else { return [] }
    let length = min(width, words.count)
    var shingles: Set<UInt64> = []
    for start in 0...(words.count - length) {
      var hash = offset
      for word in words[start..<start + length] { hash = mixed(hash ^ word) }
      shingles.insert(hash)
    }
    return shingles.sorted()
  }

  /// In [0, 1]; 0 where either has no shingle.
  /// - Parameters: sorted hashes, each once.
  public static func similarity(_ one: [UInt64], _ other: [UInt64]) -> Double {
    guard !one.isEmpty, !other.isEmpty else { return 0 }
    var (i, j, common) = (0, 0, 0)
    while i < one.count, j < other.count {
      if one[i] == other[j] {
        common += 1
        i += 1
        j += 1
      } else if one[i] < other[j] {
        i += 1
      } else {
        j += 1
      }
    }
    return Double(common) / Double(one.count + other.count - common)
  }

  private static let offset: UInt64 = 0xcbf2_9ce4_8422_2325
  private static let prime: UInt64 = 0x100_0000_01b3

  /// SplitMix64's finaliser.
  static func mixed(_ value: UInt64) -> UInt64 {
    var z = value &+ 0x9e37_79b9_7f4a_7c15
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

/// Finds pairs of sets that may be alike: 64 minima of hashes in 16 bands of 4. Of a pair with similarity 0.8 it finds all but
/// 2 in 10,000, of one with 0.9 all but 4 in 100 million; exact similarity has to be counted then.
/// - Source: Broder, "On the resemblance and containment of documents", 1997.
public struct MinHashIndex: Sendable {
  static let bands = 16
  static let rows = 4

  /// By band and the band's minima: the sets that have them.
  private var buckets: [[UInt64: [Int32]]] = Array(repeating: [:], count: MinHashIndex.bands)

  public init() {}

  private static let seeds = (0..<UInt64(bands * rows)).map {
    Shingles.mixed($0 &* 0x2545_f491_4f6c_dd1d)
  }

  private static func keys(_ shingles: [UInt64]) -> [UInt64] {
    (0..<bands).map { band in
      var key = UInt64(band)
      for row in 0..<rows {
        let seed = seeds[band * rows + row]
        var least = UInt64.max
        for shingle in shingles { least = min(least, Shingles.mixed(shingle ^ seed)) }
        key = Shingles.mixed(key ^ least)
      }
      return key
    }
  }

  /// Sets that were added and may be like this one, each once, in the order of their places.
  public func like(_ shingles: [UInt64], where isWanted: (Int) -> Bool = { _ in true }) -> [Int] {
    shingles.isEmpty ? [] : candidates(MinHashIndex.keys(shingles), isWanted)
  }

  /// As `like`, then adds the set.
  /// - Parameters:
  ///   - place: what it is called.
  ///   - isWanted: asked of each candidate.
  public mutating func add(
    _ shingles: [UInt64], as place: Int, where isWanted: (Int) -> Bool = { _ in true }
  ) -> [Int] {
    guard !shingles.isEmpty else { return [] }
    let keys = MinHashIndex.keys(shingles)
    let found = candidates(keys, isWanted)
    for (band, key) in keys.enumerated() { buckets[band][key, default: []].append(Int32(place)) }
    return found
  }

  private func candidates(_ keys: [UInt64], _ isWanted: (Int) -> Bool) -> [Int] {
    var found: Set<Int> = []
    for (band, key) in keys.enumerated() {
      for other in buckets[band][key] ?? [] where isWanted(Int(other)) { found.insert(Int(other)) }
    }
    return found.sorted()
  }
}
