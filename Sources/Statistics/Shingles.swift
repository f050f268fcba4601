/// Sets of word shingles, by which texts are compared.
///
/// A text's shingles are its runs of `width` words one after another; words are runs of letters and digits in lower
/// case. A text with fewer words is one shingle. Similarity is Jaccard's: shingles in common over shingles in either.
public enum Shingles {
  public static let width = 3

  /// Hashes of a text's shingles, sorted, each once; empty for a text without words.
  public static func hashes(of text: String) -> [UInt64] {
    let words = words(of: text)
    guard !words.isEmpty else { return [] }
    let length = min(width, words.count)
    var hashes: [UInt64] = []
    hashes.reserveCapacity(words.count)
    for start in 0...(words.count - length) {
      var hash = offset
      for at in start..<start + length { hash = mixed(hash ^ words[at]) }
      hashes.append(hash)
    }
    hashes.sort()
    var kept = 1
    for at in hashes.indices.dropFirst() where hashes[at] != hashes[kept - 1] {
      hashes[kept] = hashes[at]
      kept += 1
    }
    hashes.removeLast(hashes.count - kept)
    return hashes
  }

  /// A hash of each word, in their order.
  private static func words(of text: String) -> [UInt64] {
    var words: [UInt64] = []
    var word = offset
    var isInWord = false
    for scalar in text.unicodeScalars {
      let value = scalar.value
      if value < 0x80 {
        // Most text is ASCII, and needs no look into Unicode's tables.
        let lower = (0x41...0x5A).contains(value) ? value | 0x20 : value
        if (0x61...0x7A).contains(lower) || (0x30...0x39).contains(lower) {
          isInWord = true
          word = (word ^ UInt64(lower)) &* prime
          continue
        }
      } else {
        let properties = scalar.properties
        if properties.isAlphabetic || properties.numericType != nil {
          isInWord = true
          for byte in properties.lowercaseMapping.utf8 { word = (word ^ UInt64(byte)) &* prime }
          continue
        }
      }
      if isInWord {
        words.append(word)
        word = offset
        isInWord = false
      }
    }
    if isInWord { words.append(word) }
    return words
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

  /// One number for a whole set.
  /// - Parameter shingles: sorted hashes, each once.
  public static func digest(of shingles: [UInt64]) -> UInt64 {
    var digest = offset
    for shingle in shingles { digest = mixed(digest ^ shingle) }
    return digest
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
