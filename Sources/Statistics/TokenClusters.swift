internal import Foundation

/// Texts in clusters by the words that they share.
///
/// A text's words are its runs of letters and digits in lower case, without the common English words of
/// `commonWords`; words with a digit in them count as one word, `#`, so that two prices are alike; characters of
/// scripts without spaces are words each. Texts with the same set of words are together. These sets are gone
/// through from the most frequent on, equal ones by their words: each joins the cluster whose first set it
/// is most similar to (words in common / words in either), if that is at least `similarity`, the
/// earliest of equals; else it begins one. What texts there are decides, not their order.
///
/// Sets are compared only where they share one of their rarest words, which the similarity requires, so that
/// the time grows about as the number of texts.
public struct TokenClusters: Sendable {
  public static let defaultSimilarity = 0.5

  /// Cluster of each text, from 0, in the order of the texts.
  public let clusters: [Int]
  /// Words of the set that began each cluster, sorted.
  public let words: [[String]]

  public var count: Int { words.count }

  /// - Parameter similarity: in (0, 1]; 1: only equal sets are together.
  public init(_ texts: [String], similarity: Double = TokenClusters.defaultSimilarity) {
    var setOf: [Int] = []
    setOf.reserveCapacity(texts.count)
    var places: [String: Int] = [:]
    /// The words of each set in one text: a space comes before every character of a word.
    var keys: [String] = []
    var sets: [[String]] = []
    var counts: [Int] = []
    var known: [String: Int] = [:]
    for text in texts {
      if let at = known[text] {
        setOf.append(at)
        counts[at] += 1
        continue
      }
      let words = TokenClusters.words(of: text)
      let key = words.joined(separator: " ")
      let at = places[key] ?? sets.count
      if at == sets.count {
        places[key] = at
        keys.append(key)
        sets.append(words)
        counts.append(0)
      }
      counts[at] += 1
      known[text] = at
      setOf.append(at)
    }
    let (numbers, wordCount) = TokenClusters.ranked(sets)
    let order = sets.indices.sorted {
      counts[$0] != counts[$1] ? counts[$0] > counts[$1] : keys[$0] < keys[$1]
    }
    var search = LeaderSearch(similarity: similarity, wordCount: wordCount)
    var clusterOf = Array(repeating: 0, count: sets.count)
    var leaders: [[String]] = []
    for set in order {
      if let leader = search.nearest(to: numbers[set]) {
        clusterOf[set] = leader
      } else {
        clusterOf[set] = leaders.count
        search.add(numbers[set])
        leaders.append(sets[set])
      }
    }
    clusters = setOf.map { clusterOf[$0] }
    words = leaders
  }

  /// Sets as numbers, the rarest word first.
  private static func ranked(_ sets: [[String]]) -> (sets: [[Int32]], wordCount: Int) {
    var frequency: [String: Int] = [:]
    for set in sets { for word in set { frequency[word, default: 0] += 1 } }
    let ranked = frequency.sorted {
      $0.value != $1.value ? $0.value < $1.value : $0.key < $1.key
    }
    var rank: [String: Int32] = [:]
    rank.reserveCapacity(ranked.count)
    for (at, one) in ranked.enumerated() { rank[one.key] = Int32(at) }
    return (sets.map { set in set.compactMap { rank[$0] }.sorted() }, ranked.count)
  }

  // MARK: Words

  /// Words that say little of what is wanted.
  public static let commonWords: Set<String> = [
    "a", "an", "and", "are", "as", "at", "be", "by", "can", "do", "does", "for", "from", "how", "i",
    "if", "in", "into", "is", "it", "its", "me", "my", "of", "on", "or", "our", "please", "so",
    "that", "the", "their", "them", "then", "there", "these", "this", "those", "to", "us", "was",
    "we", "were", "what", "which", "who", "will", "with", "would", "you", "your",
  ]

  /// The distinct words of a text in composed form (NFC), sorted by code points; empty: it has none.
  public static func words(of text: String) -> [String] {
    var found: Set<String> = []
    var word = String.UnicodeScalarView()
    var hasDigit = false
    func end() {
      guard !word.isEmpty else { return }
      let text =
        hasDigit ? "#" : String(word).lowercased().precomposedStringWithCanonicalMapping
      if !commonWords.contains(text) { found.insert(text) }
      word = String.UnicodeScalarView()
      hasDigit = false
    }
    for scalar in text.unicodeScalars {
      if isIdeograph(scalar) {
        end()
        found.insert(String(scalar))
        continue
      }
      switch kind(scalar) {
      case .letter: word.append(scalar)
      case .digit:
        word.append(scalar)
        hasDigit = true
      case .other:
        // Inside a number a point or comma does not end it; nor an apostrophe a word.
        let isInside =
          (hasDigit && (scalar == "." || scalar == ","))
          || (!word.isEmpty && (scalar == "'" || scalar == "’"))
        if !isInside { end() }
      }
    }
    end()
    return found.sorted()
  }

  private enum Kind { case letter, digit, other }

  private static func kind(_ scalar: Unicode.Scalar) -> Kind {
    if scalar.isASCII {
      switch scalar {
      case "a"..."z", "A"..."Z": return .letter
      case "0"..."9": return .digit
      default: return .other
      }
    }
    if scalar.properties.numericType != nil { return .digit }
    let isMark =
      scalar.properties.generalCategory == .nonspacingMark
      || scalar.properties.generalCategory == .spacingMark
    return scalar.properties.isAlphabetic || isMark ? .letter : .other
  }

  /// Chinese characters and kana: scripts that put no space between words.
  private static func isIdeograph(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3040...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}

/// The sets that began clusters, found by their rarest words.
private struct LeaderSearch {
  /// A leader that has a word, and where in its set that word stands.
  private struct Posting {
    let leader: Int32
    let place: Int32
  }

  private let similarity: Double
  /// The sets of all leaders, one behind the other.
  private var words: [Int32] = []
  /// Where each leader's set begins; one more at the end.
  private var starts: [Int32] = [0]
  /// Leaders by each word among their rarest.
  private var byWord: [[Posting]]
  /// The search in which a leader was met last.
  private var met: [Int32] = []
  private var turn: Int32 = 0
  /// The cluster of texts without words.
  private var empty: Int?

  init(similarity: Double, wordCount: Int) {
    self.similarity = similarity
    byWord = Array(repeating: [], count: wordCount)
  }

  /// How many of a set's rarest words are enough: one of them is in every set that is similar enough.
  private func prefix(_ count: Int) -> Int {
    let needed = Int((similarity * Double(count) - 1e-9).rounded(.up))
    return min(count, count - max(1, needed) + 1)
  }

  mutating func add(_ set: [Int32]) {
    let leader = Int32(met.count)
    if set.isEmpty { empty = Int(leader) }
    for (place, word) in set.prefix(prefix(set.count)).enumerated() {
      byWord[Int(word)].append(Posting(leader: leader, place: Int32(place)))
    }
    words += set
    starts.append(Int32(words.count))
    met.append(0)
  }

  /// The leader that is most similar, the earliest of equals; nil: none is similar enough.
  mutating func nearest(to set: [Int32]) -> Int? {
    guard !set.isEmpty else { return empty }
    turn += 1
    let turn = turn
    var best: Int?
    var least = similarity
    let rarest = prefix(set.count)
    set.withUnsafeBufferPointer { set in
      words.withUnsafeBufferPointer { words in
        met.withUnsafeMutableBufferPointer { met in
          for place in 0..<rarest {
            for posting in byWord[Int(set[place])] {
              let leader = Int(posting.leader)
              guard met[leader] != turn else { continue }
              met[leader] = turn
              let start = Int(starts[leader])
              let count = Int(starts[leader + 1]) - start
              // The words before are not in common, or the leader had been met by one of them.
              let (restOfSet, restOfLeader) = (set.count - place, count - Int(posting.place))
              let greatest = min(restOfSet, restOfLeader)
              let total = set.count + count
              guard Double(greatest) / Double(total - greatest) >= least else { continue }
              let common = LeaderSearch.common(
                set[place...], words[(start + Int(posting.place))..<(start + count)])
              let found = Double(common) / Double(total - common)
              if found > least || (found == least && best.map { leader < $0 } ?? true) {
                best = leader
                least = found
              }
            }
          }
        }
      }
    }
    return best
  }

  /// How many words two ascending sets share.
  private static func common(
    _ one: Slice<UnsafeBufferPointer<Int32>>, _ two: Slice<UnsafeBufferPointer<Int32>>
  ) -> Int {
    var (i, j, common) = (one.startIndex, two.startIndex, 0)
    while i < one.endIndex, j < two.endIndex {
      let (a, b) = (one[i], two[j])
      common += a == b ? 1 : 0
      i += a <= b ? 1 : 0
      j += b <= a ? 1 : 0
    }
    return common
  }
}
