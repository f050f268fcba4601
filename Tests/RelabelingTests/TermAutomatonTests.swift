import RegoalTesting
import Testing

@testable import Relabeling

@Suite("The term automaton")
struct TermAutomatonTests {
  /// Tries every place of the text.
  private func naive(_ term: [UInt8], _ text: [UInt8], wholeWords: Bool) -> Bool {
    func isWord(_ byte: UInt8) -> Bool {
      byte >= 0x80 || "abcdefghijklmnopqrstuvwxyz0123456789".utf8.contains(byte)
    }
    guard term.count <= text.count else { return false }
    return (0...(text.count - term.count)).contains { start in
      let end = start + term.count
      guard Array(text[start..<end]) == term else { return false }
      guard wholeWords else { return true }
      return (start == 0 || !isWord(text[start - 1])) && (end == text.count || !isWord(text[end]))
    }
  }

  @Test("finds what a search at every place finds", arguments: [false, true])
  func naiveSearch(wholeWords: Bool) {
    var random = RandomLogs(seed: wholeWords ? 2 : 1)
    let alphabet = Array("aab 7.".utf8) + [0xC3]
    for round in 0..<2_000 {
      func word(_ length: Int) -> [UInt8] {
        (0..<length).map { _ in alphabet[Int(random.next() % UInt64(alphabet.count))] }
      }
      let terms = (0..<8).map { _ in word(1 + Int(random.next() % 4)) }
      let text = word(Int(random.next() % 25))
      #expect(
        TermAutomaton(terms).matches(text, wholeWords: wholeWords)
          == terms.map { naive($0, text, wholeWords: wholeWords) },
        "round \(round): \(terms) in \(text)")
    }
  }

  @Test(
    "takes only terms between borders of words as whole words",
    arguments: [
      ("error", true), ("an error.", true), ("(error)", true), ("_error_", true), ("errors", false),
      ("terror", false), ("error5", false), ("errorä", false), ("terror error", true), ("", false),
    ])
  func wholeWords(text: String, isFound: Bool) {
    let automaton = TermAutomaton([Array("error".utf8)])
    #expect(automaton.matches(Array(text.utf8), wholeWords: true) == [isFound])
  }

  @Test("finds terms inside terms, and one term twice")
  func nested() {
    let terms = ["he", "she", "hers", "his", "he"].map { Array($0.utf8) }
    #expect(TermAutomaton(terms).matches(Array("ushers".utf8)) == [true, true, true, false, true])
  }

  /// Long enough to be gone through in four parts.
  @Test("finds a term wherever it stands in a long text", arguments: [false, true])
  func longTexts(wholeWords: Bool) {
    var random = RandomLogs(seed: wholeWords ? 4 : 3)
    let terms = ["error:", " 404 ", "outside the range", "in"].map { Array($0.utf8) }
    let automaton = TermAutomaton(terms)
    for length in [90, 96, 97, 98, 99, 100, 101, 150, 400] {
      for term in terms.indices {
        for place in 0...(length - terms[term].count) {
          var text = (0..<length).map { _ in Array("xyz e".utf8)[Int(random.next() % 5)] }
          text.replaceSubrange(place..<place + terms[term].count, with: terms[term])
          let wanted = terms.map { naive($0, text, wholeWords: wholeWords) }
          #expect(
            automaton.matches(text, wholeWords: wholeWords) == wanted,
            "\(term) at \(place) of \(length)")
          if !wholeWords {
            #expect(text.withUnsafeBufferPointer { automaton.occurs(in: $0) })
          }
        }
      }
    }
    let none = Array(repeating: UInt8(ascii: "e"), count: 500)
    #expect(!none.withUnsafeBufferPointer { automaton.occurs(in: $0) })
  }
}
