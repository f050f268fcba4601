import Foundation
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

  @Test("without anything in a cell that steers a terminal, whatever it is", arguments: 0..<200)
  func steering(_ seed: Int) throws {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1
    func random(_ bound: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(bound))
    }
    func text() -> String {
      var text = ""
      for _ in 0..<random(30) {
        let value =
          switch random(5) {
          case 0: random(0x20)
          case 1: 0x7F + random(0x24)
          case 2: 0x2000 + random(0x70)
          case 3: 0x20 + random(0x60)
          default: random(0x11_0000)
          }
        if let scalar = Unicode.Scalar(UInt32(value)) { text.unicodeScalars.append(scalar) }
      }
      return text
    }
    var table = Table(columns: ["a", text(), "c"], note: text())
    table.rows = (0..<4).map { _ in [.text(text()), .text(text()), .text(text())] }
    for format in [TableFormat.terminal, .markdown] {
      for width in [nil, 20, 60] {
        let shown = table.rendered(as: format, width: width)
        let wrong = shown.unicodeScalars.filter { scalar in
          switch scalar.value {
          case 0x0A: false
          case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
          default: false
          }
        }
        #expect(wrong.isEmpty, "\(wrong.map { String($0.value, radix: 16) })")
        let lines = shown.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == (format == .terminal ? 8 : 9))
      }
    }
    let json = try JSONSerialization.jsonObject(with: Data(table.rendered(as: .json).utf8))
    let rows = try #require(json as? [[String: String]])
    for (row, values) in zip(rows, table.rows) {
      let text = try #require(values[0].text)
      #expect(row["a"].map { Array($0.utf8) == Array(text.utf8) } == true)
    }
  }

  /// U+009F behind a text makes the writer look at every character; without it bytes may do.
  @Test("as JSON with the same escapes, whatever stands beside them")
  func escapes() {
    for value in Array(UInt32(0)..<0x3000) + [0xFEFF, 0xFFFD, 0x1F600, 0x10_FFFF] {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let text = "a\"b\\" + String(Character(scalar)) + "\n"
      func json(_ text: String) -> String {
        Table(columns: ["a"], rows: [[.text(text)]]).rendered(as: .jsonl)
      }
      let (one, two) = (json(text), json(text + "\u{9F}"))
      #expect(one.dropLast(3) + "\\u009f\"}\n" == two, "U+\(String(value, radix: 16))")
      #expect(one.utf8.starts(with: #"{"a":"a\"b\\"#.utf8))
    }
  }

  @Test("as Markdown that shows markup as it is")
  func markdown() {
    let table = Table(
      columns: ["a|b"], rows: [[.text("`x` | [l](u) <b> & *i* \\\n2")]], note: "n\r")
    #expect(
      table.rendered(as: .markdown) == """
        | a\\|b |
        | --- |
        | \\`x\\` \\| \\[l\\](u) &lt;b> &amp; \\*i\\* \\\\ 2 |

        *n *

        """)
  }
}
