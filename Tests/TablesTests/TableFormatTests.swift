import Tables
import Testing

@Suite("Tables are written")
struct TableFormatTests {
  private let table = Table(
    columns: ["name", "share", "count"],
    rows: [
      [.text("a, \"b\""), .real(0.1), .integer(3)],
      [.text("line\u{1B}[31m\nbreak"), .null, .integer(12)],
    ])

  @Test("as JSON with the shortest text of each double, NULL as null")
  func json() {
    #expect(
      table.rendered(as: .json) == """
        [
          {"name":"a, \\"b\\"","share":0.1,"count":3},
          {"name":"line\\u001b[31m\\nbreak","share":null,"count":12}
        ]

        """)
    #expect(Table(columns: ["a"]).rendered(as: .json) == "[]\n")
  }

  @Test("as JSON lines")
  func jsonl() {
    #expect(
      Table(columns: ["a"], rows: [[.real(1e300)], [.integer(1)]]).rendered(as: .jsonl)
        == "{\"a\":1e+300}\n{\"a\":1}\n")
  }

  @Test("as CSV with NULL as an empty field")
  func csv() {
    #expect(
      table.rendered(as: .csv)
        == "name,share,count\n\"a, \"\"b\"\"\",0.1,3\n\"line\u{1B}[31m\nbreak\",,12\n")
  }

  @Test("for a terminal without its control sequences")
  func terminal() {
    #expect(
      table.rendered(as: .terminal) == """
        name             share  count
        ───────────────  ─────  ─────
        a, "b"             0.1      3
        line\u{FFFD}[31m break      –     12

        """)
  }

  @Test("and cut to the width of the terminal", arguments: [20, 40])
  func width(_ width: Int) {
    let wide = Table(columns: ["text"], rows: [[.text(String(repeating: "wörd 字 ", count: 30))]])
    let lines = wide.rendered(as: .terminal, width: width).split(separator: "\n")
    #expect(lines.allSatisfy { TerminalText.width(String($0)) <= width })
  }

  @Test(
    "Reals are rounded for reading, never to a false zero",
    arguments: [(0.123456, "0.1235"), (1.0, "1"), (0.0, "0"), (0.00001, "1e-05"), (-0.5, "-0.5")])
  func rounding(_ value: Double, _ text: String) {
    #expect(TerminalText.rounded(value) == text)
  }
}
