import RegoalTesting
import Testing

@testable import Statistics

@Suite("Texts that are alike")
struct MinHashTests {
  private static func words(_ count: Int, _ dice: inout Dice) -> [String] {
    (0..<count).map { _ in "w\(dice.below(5_000))" }
  }

  /// A changed word in the middle takes three shingles out and puts three others in.
  private static func changed(_ words: [String], _ places: [Int]) -> [String] {
    var other = words
    for place in places { other[place] = "changed\(place)" }
    return other
  }

  private static func shingles(_ words: [String]) -> [UInt64] {
    Shingles.hashes(of: words.joined(separator: " "))
  }

  private static func table(_ sets: [(set: [UInt64], group: Int)]) -> MinHashTable {
    var table = MinHashTable()
    for one in sets { table.append(MinHashSignature(one.set), group: one.group) }
    return table
  }

  @Test("have the shingles of the definition")
  func shingles() {
    func set(_ text: String) -> Set<UInt64> { Set(Shingles.hashes(of: text)) }
    #expect(Shingles.hashes(of: "a b c d").count == 2)
    #expect(set("One, two; THREE four") == set("one two three FOUR!"))
    #expect(set("a b c d").isSuperset(of: set("b c d")))
    #expect(set("a b") != set("b a"))
    #expect(Shingles.hashes(of: "one").count == 1)
    #expect(Shingles.hashes(of: " -- ") == [])
    #expect(Shingles.similarity([], []) == 0)
    #expect(Shingles.similarity([1, 2, 3], [2, 3, 4]) == 0.5)
    #expect(set("größe 5 м") == set("GRÖSSE 5 М") || set("größe 5 м") == set("GRÖßE 5 м"))
    let repeated = Shingles.hashes(of: "a b c a b c a b c")
    #expect(repeated.count == 3)
    #expect(repeated == repeated.sorted())
    #expect(Shingles.digest(of: repeated) == Shingles.digest(of: Shingles.hashes(of: "A b c a b")))
    #expect(Shingles.digest(of: repeated) != Shingles.digest(of: Shingles.hashes(of: "a b c a")))
  }

  @Test("are found where planted at 0.9, none among unrelated ones")
  func planted() {
    var dice = Dice(seed: 11)
    // 2,000 texts are two million pairs, none of them alike.
    var sets = (0..<2_000).map { _ in (set: Self.shingles(Self.words(120, &dice)), group: 0) }
    for plant in 0..<300 {
      // 57 shingles, of which one changed word takes 3: 54 in common, 60 in either.
      let words = Self.words(59, &dice)
      let one = Self.shingles(words)
      let other = Self.shingles(Self.changed(words, [30]))
      #expect(Shingles.similarity(one, other) == 0.9)
      sets.append((one, 1 + plant % 3))
      sets.append((other, 4))
    }
    let table = Self.table(sets)
    let candidates = table.candidates(in: table, threshold: 0.8)
    #expect(candidates.count == 600)
    for one in candidates {
      #expect(one.place >= 2_000)
      #expect(one.found.map(\.place) == [one.place % 2 == 0 ? one.place + 1 : one.place - 1])
      #expect(one.group == sets[one.found[0].place].group)
    }
  }

  @Test("agree in so many minima as their similarity says")
  func estimate() {
    var dice = Dice(seed: 12)
    for changes in [0, 2, 4, 9] {
      var sum = 0.0
      var exact = 0.0
      for _ in 0..<60 {
        let words = Self.words(122, &dice)
        let one = Self.shingles(words)
        let other = Self.shingles(Self.changed(words, (0..<changes).map { 5 + 10 * $0 }))
        exact += Shingles.similarity(one, other) / 60
        let pairs = zip(MinHashSignature(one).minima, MinHashSignature(other).minima)
        sum += Double(pairs.filter { $0 == $1 }.count) / 64 / 60
      }
      // 3,840 minima: four standard deviations are at most 0.033.
      #expect(abs(sum - exact) < 0.033)
    }
  }

  @Test("are told by group, the most alike first, and each but once")
  func order() {
    var dice = Dice(seed: 13)
    let words = Self.words(242, &dice)
    let near = Self.shingles(Self.changed(words, [80, 160]))
    let far = Self.shingles(Self.changed(words, (1...14).map { 16 * $0 }))
    let same = Self.shingles(words)
    let table = Self.table([
      (far, 1), (near, 1), (same, 0), (near, 2), ([], 1), (same, 1), (same, 0),
    ])
    let asked = Self.table([(same, 0), ([], 0)])
    let found = asked.candidates(in: table, threshold: 0.8)
    #expect(found.map(\.group) == [1, 2])
    #expect(found.map { $0.found.map(\.place) } == [[5, 1, 0], [3]])
    #expect(found[0].found[0].agreeing == 64)
    // At 1 only what is the same.
    let strict = asked.candidates(in: table, threshold: 1)
    #expect(strict.map { $0.found.map(\.place) } == [[5]])
    // Many that are the same: the first ones stand for all.
    let many = Self.table(Array(repeating: (same, 1), count: 100))
    #expect(asked.candidates(in: many, threshold: 0.8)[0].found.map(\.place) == Array(0..<16))
  }

  @Test("are found among crowds of others, in whatever order they come")
  func crowds() {
    var dice = Dice(seed: 14)
    // 300 texts of two groups that are half alike, each with 14 words of its own in 100; of ten pairs the halves
    // are the same but for one word.
    let base = Self.words(100, &dice)
    func member() -> [String] {
      var words = base
      for place in 0..<14 { words[7 * place + Int(dice.below(7))] = "own\(dice.next())" }
      return words
    }
    var sets: [(set: [UInt64], group: Int)] = []
    var planted: [Int: Int] = [:]
    for number in 0..<300 {
      let words = member()
      if number % 30 == 7 {
        planted[sets.count] = sets.count + 1
        sets.append((Self.shingles(words), 0))
        sets.append((Self.shingles(Self.changed(words, [50])), 1))
      } else {
        sets.append((Self.shingles(words), number % 2))
      }
    }
    let table = Self.table(sets)
    let candidates = table.candidates(in: table, threshold: 0.8)
    for (one, other) in planted {
      #expect(Shingles.similarity(sets[one].set, sets[other].set) > 0.9)
      let found = candidates.first { $0.place == one }?.found ?? []
      #expect(found.first?.place == other)
      let back = candidates.first { $0.place == other }?.found ?? []
      #expect(back.first?.place == one)
    }
    for one in candidates {
      let alike = one.found.filter {
        Shingles.similarity(sets[one.place].set, sets[$0.place].set) >= 0.8
      }
      #expect(alike.count == (planted.contains { [$0.key, $0.value].contains(one.place) } ? 1 : 0))
    }
  }
}
