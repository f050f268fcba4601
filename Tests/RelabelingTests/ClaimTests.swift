import Testing

@testable import Relabeling

@Suite("A text claims")
struct ClaimTests {
  private func scan(_ text: String, _ kind: Claim.Kind) -> [String] {
    Claim.scan(text).filter { $0.kind == kind }.map(\.text)
  }

  @Test(
    "numbers, with thousands commas and a decimal point",
    arguments: [
      ("pay $1,234.50 for 3 boxes", ["1,234.50", "3"]), ("about 5.", ["5"]),
      ("1, 2, 3", ["1", "2", "3"]),
      ("10kg and 5mm", ["10", "5"]), ("7 seats and 7 beds", ["7"]),
      ("from 9 to 5.30", ["9", "5.30"]),
      ("on 2024-05-01", ["2024", "05", "01"]), ("no number here", []), ("12%", ["12"]),
      ("order 7B3X", []),
    ])
  func numbers(_ text: String, found: [String]) {
    #expect(scan(text, .number) == found)
  }

  @Test(
    "quoted strings, in straight or typographic quotes",
    arguments: [
      ("say \"red box\" now", ["red box"]), ("say “red box” now", ["red box"]),
      ("„rot“ «rouge»", ["rot", "rouge"]), ("an empty \"\" one", []), ("an open \" one", []),
      ("it's 'not' quoted", []),
    ])
  func quotes(_ text: String, found: [String]) {
    #expect(scan(text, .quoted) == found)
  }

  @Test(
    "names: capitalised words, or words with a capital or a digit inside",
    arguments: [
      ("compare MicroMetals with Old Town Tools", ["MicroMetals", "Old Town Tools"]),
      ("Find the depot. Then leave.", []), ("flight HAT136 or hat136", ["HAT136", "hat136"]),
      ("ask Bern: Then go", ["Bern"]), ("order 7B3X", ["7B3X"]), ("what I said", []),
      ("über Zürich", ["Zürich"]), ("McDonalds opens a sentence", ["McDonalds"]),
    ])
  func names(_ text: String, found: [String]) {
    #expect(scan(text, .name) == found)
  }

  @Test("each thing once, in the order of the text")
  func order() {
    #expect(
      Claim.scan("buy 5 \"red\" boxes of Bern, 5 \"red\" ones").map(\.text) == ["5", "red", "Bern"])
    #expect(Claim.scan("").isEmpty)
  }
}
