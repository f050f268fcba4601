import Statistics
import Testing

@Suite("Clusters of goals by their words")
struct TokenClustersTests {
  @Test(
    "take words in lower case, numbers as one, and no common ones",
    arguments: [
      ("Compare the suppliers by price", ["compare", "price", "suppliers"]),
      ("$5.30/kg, 1,000 kg", ["#", "kg"]),
      ("Don't STOP", ["dont", "stop"]),
      ("Zürich–Genève", ["genève", "zürich"]),
      ("E\u{301}te\u{301} \u{C9}T\u{C9}", ["\u{E9}t\u{E9}"]), ("比較 a 3", ["#", "比", "較"]),
      ("to the", []), ("", []), ("\u{0}\n", []),
    ])
  func words(_ text: String, _ expected: [String]) {
    #expect(TokenClusters.words(of: text).map { Array($0.utf8) } == expected.map { Array($0.utf8) })
  }

  @Test("put texts together that share half of their words, and no others")
  func together() {
    let found = TokenClusters([
      "red copper wire", "copper wire", "Copper wire!", "blue copper pipe", "hotel", "", "the",
    ])
    // No words at all and "copper wire" are there twice each; "blue copper pipe" shares 1 of 4 with it.
    #expect(found.words == [[], ["copper", "wire"], ["blue", "copper", "pipe"], ["hotel"]])
    #expect(found.clusters == [1, 1, 1, 2, 3, 0, 0])
  }

  @Test("take the limit itself", arguments: [(0.5, 1), (0.51, 2), (1.0, 2)])
  func boundary(_ similarity: Double, _ count: Int) {
    #expect(TokenClusters(["a1 wire", "wire"], similarity: similarity).count == count)
  }

  @Test("do not depend on the order of the texts", arguments: 1...20)
  func order(_ seed: Int) {
    var random = SeededNumbers(state: UInt64(seed))
    let texts = randomTexts(200, &random)
    let places = texts.indices.shuffled(using: &random)
    let one = TokenClusters(texts)
    let two = TokenClusters(places.map { texts[$0] })
    #expect(one.words == two.words)
    #expect(places.map { one.clusters[$0] } == two.clusters)
  }

  /// The definition, without the index: every set against every leader.
  @Test("are those of the definition", arguments: 1...20, [0.3, 0.5, 0.7])
  func definition(_ seed: Int, _ similarity: Double) {
    var random = SeededNumbers(state: UInt64(seed))
    let texts = randomTexts(150, &random)
    let sets = texts.map { TokenClusters.words(of: $0) }
    let counts = Dictionary(grouping: sets, by: { $0 }).mapValues(\.count)
    let order = counts.keys.sorted { one, two in
      if counts[one] != counts[two] { return counts[one] ?? 0 > counts[two] ?? 0 }
      return one.lexicographicallyPrecedes(two)
    }
    var leaders: [Set<String>] = []
    var clusterOf: [[String]: Int] = [:]
    for words in order {
      let set = Set(words)
      func share(_ other: Set<String>) -> Double {
        set.isEmpty && other.isEmpty
          ? 1 : Double(set.intersection(other).count) / Double(set.union(other).count)
      }
      let best = leaders.indices.filter { share(leaders[$0]) >= similarity }
        .max { (share(leaders[$0]), -$0) < (share(leaders[$1]), -$1) }
      clusterOf[words] = best ?? leaders.count
      if best == nil { leaders.append(set) }
    }
    let found = TokenClusters(texts, similarity: similarity)
    #expect(found.clusters == sets.map { clusterOf[$0] })
    #expect(found.count < counts.count)
  }

  private func randomTexts(_ count: Int, _ random: inout SeededNumbers) -> [String] {
    let words = [
      "wire", "copper", "price", "hotel", "train", "compare", "find", "list", "cheap", "5", "map",
    ]
    return (0..<count).map { _ in
      (0..<Int.random(in: 0...5, using: &random)).map { _ in
        words.randomElement(using: &random) ?? ""
      }
      .joined(separator: " ")
    }
  }
}

private struct SeededNumbers: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return (state ^ (state >> 29)) &* 0x9E37_79B9_7F4A_7C15
  }
}
