import Tables
import Testing

@Suite("Wrapping")
struct WrappingTests {
  private func lines(_ text: String, _ width: Int, _ limit: Int? = nil) -> [String] {
    TerminalText.wrapped(text, to: width, limit: limit).lines
  }

  @Test("breaks at spaces, at the text's own line ends, and within words that are too long")
  func breaks() {
    #expect(lines("one two three", 7) == ["one two", "three"])
    #expect(lines("one two three", 8) == ["one two", "three"])
    #expect(lines("one\n\ntwo\r\nthree\rfour", 9) == ["one", "", "two", "three", "four"])
    #expect(lines("abcdefgh ij", 3) == ["abc", "def", "gh", "ij"])
    #expect(lines("  indented text", 12) == ["  indented", "text"])
    #expect(lines("one two\nthree", 7) == ["one two", "three"])
    #expect(lines("", 7) == [])
  }

  @Test("counts columns, not characters, and never a line wider than asked for")
  func widths() {
    #expect(lines("日本語", 4) == ["日本", "語"])
    #expect(lines("e\u{301}e\u{301}e", 2) == ["e\u{301}e\u{301}", "e"])
    for width in 2...12 {
      for line in lines("a bb 日本 cccccc\tdd  e\u{1B}[31m ffff\n\n ggggggggg", width) {
        #expect(TerminalText.width(line) <= width, "\(width): \(line)")
      }
    }
  }

  @Test("replaces control characters and tabs")
  func controls() {
    #expect(lines("a\u{1B}[31mb\tc\u{202E}", 80) == ["a\u{FFFD}[31mb  c\u{FFFD}"])
  }

  @Test("counts what is behind the last line that is wanted")
  func limit() {
    let cut = TerminalText.wrapped("one two three", to: 3, limit: 2)
    #expect(cut.lines == ["one", "two"])
    #expect(cut.cutCount == 5)
    #expect(TerminalText.wrapped("one two", to: 3, limit: 2).cutCount == 0)
  }
}
