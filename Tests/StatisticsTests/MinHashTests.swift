import RegoalTesting
import Testing

@testable import Statistics

@Suite("Texts that are alike")
struct MinHashTests {
  private static func words(_ count: Int, _ dice: inout Dice) -> [String] {
    (0..<count).map { _ in "w\(dice.below(5_000))" }
  }

  private static func alike(_ words: [String], by target: Double) -> [String] {
    // A changed word takes three shingles out and puts three others in.
    let shingles = Double(words.count - 2)
    let changes = Int((shingles * (1 - target) / (1 + target) / 3).rounded(.down))
    var other = words
    for change in 0..<changes { other[change * 5] = "changed\(change)" }
    return other
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
  }

  @Test("are found where planted at 0.9, none among unrelated ones, and what is found is exact")
  func planted() {
    var dice = Dice(seed: 11)
    var index = MinHashIndex()
    var sets: [[UInt64]] = []
    for place in 0..<2_000 {
      sets.append(Shingles.hashes(of: Self.words(120, &dice).joined(separator: " ")))
      // 2,000 texts are two million pairs, none of them alike.
      #expect(index.add(sets[place], as: place).isEmpty)
    }
    var found = 0
    for plant in 0..<300 {
      let words = Self.words(120, &dice)
      let one = Shingles.hashes(of: words.joined(separator: " "))
      let other = Shingles.hashes(of: Self.alike(words, by: 0.9).joined(separator: " "))
      let similarity = Shingles.similarity(one, other)
      #expect(similarity >= 0.9 && similarity < 0.96)
      let place = 10_000 + 2 * plant
      #expect(index.add(one, as: place).isEmpty)
      let candidates = index.add(other, as: place + 1)
      #expect(candidates.allSatisfy { $0 == place })
      found += candidates.count
    }
    #expect(found == 300)
  }

  @Test("are not looked for where they are not wanted")
  func wanted() {
    var index = MinHashIndex()
    let set = Shingles.hashes(of: "the same words as before")
    #expect(index.add(set, as: 1) == [])
    #expect(index.add(set, as: 2) { _ in false } == [])
    #expect(index.add(set, as: 3) { $0 == 2 } == [2])
    #expect(index.like(set) == [1, 2, 3])
    #expect(index.add([], as: 4) == [] && index.like([]) == [])
  }
}
