import Foundation
import Tables
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite("A chart of a table")
struct ChartTests {
  private let curve = Table(
    columns: ["panel", "low", "high", "yield_low", "yield_high"],
    rows: [
      [.text("one"), .real(0), .real(0.5), .real(1), .real(1)],
      [.text("one"), .real(0.5), .real(1), .real(0.25), .real(0.75)],
      [.text("all"), .real(0), .real(1), .real(0.5), .real(0.5)],
    ], note: "(rules, not a model)")

  private func chart(by: [String] = ["panel"]) throws -> Chart {
    try Chart(
      curve, .step,
      Chart.Columns(x: "low", xEnd: "high", y: "yield_low", yEnd: "yield_high", by: by),
      title: "Yield")
  }

  @Test("draws steps as text, the band where only bounds are known")
  func steps() throws {
    let text = try chart().text(width: 40)
    #expect(
      text == """
        Yield
        yield
          1 ┤━━━━━━━━━━━━━━━━━━
            │                  │
            │                  │
        0.8 ┤                  │
            │                  ━━━━━━━━━━━━━━━━━
            │                  ░░░░░░░░░░░░░░░░░
        0.6 ┤                  ░░░░░░░░░░░░░░░░░
            │───────────────────────────────────
            │                  ░░░░░░░░░░░░░░░░░
        0.4 ┤                  ░░░░░░░░░░░░░░░░░
            │                  ░░░░░░░░░░░░░░░░░
            │                  ━━━━━━━━━━━━━━━━━
        0.2 ┤
            │
            │
          0 ┤
            └┴──────┴──────┴──────┴──────┴─────┴
             0     0.2    0.4    0.6    0.8    1
                                             low
        panel:   ━ one   ─ all
        ░ between the bounds: facts are missing
        (rules, not a model)

        """)
  }

  @Test("draws bars as text")
  func bars() throws {
    let table = Table(
      columns: ["type", "share", "most"],
      rows: [
        [.text("a"), .real(0.5), .real(0.5)], [.text("b"), .real(0.25), .real(1)],
        [.text("c"), .null, .null],
      ])
    let chart = try Chart(
      table, .bar, Chart.Columns(x: "type", y: "share", yEnd: "most"), title: "")
    #expect(
      chart.text(width: 40) == """
        share
        a ███████████████                   0.5
        b ███████▌░░░░░░░░░░░░░░░░░░░░░░ 0.25…1
        c                                     –
        ░ between the bounds: facts are missing

        """)
  }

  @Test("knows values by what they are, not by how they are rounded")
  func exact() throws {
    let table = Table(
      columns: ["x", "y"],
      rows: [
        [.real(0.333331), .integer(1)], [.real(0.333332), .integer(2)], [.real(0.25), .integer(3)],
        [.text("–"), .integer(4)], [.null, .integer(5)], [.integer(2), .integer(6)],
        [.real(2), .integer(7)],
      ])
    let bars = try Chart(table, .bar, Chart.Columns(x: "x", y: "y"), title: "")
    let names = bars.text(width: 60).split(separator: "\n").dropFirst()
      .map { String($0.prefix { $0 != " " }) }
    #expect(names == ["0.333331", "0.333332", "0.25", "'–'", "NULL", "2", "2"])
    let lines = try Chart(
      table, .line, Chart.Columns(x: "y", y: "y", by: ["x"]), title: "")
    #expect(lines.text(width: 80).contains("0.333331"))
    #expect(lines.text(width: 80).contains("0.333332"))
  }

  @Test("goes from left to right, whatever the order of rows", arguments: [Chart.Kind.line, .step])
  func order(_ kind: Chart.Kind) throws {
    let rows = [0.9, 0.2, 0.5].map { [Table.Value.real($0), .real(1 - $0)] }
    let sorted = rows.sorted { ($0[0].real ?? 0) < ($1[0].real ?? 0) }
    let charts = try [rows, sorted].map {
      try Chart(
        Table(columns: ["theta", "yield"], rows: $0), kind,
        Chart.Columns(x: "theta", y: "yield"), title: "")
    }
    #expect(charts[0].text() == charts[1].text())
    #expect(charts[0].svg() == charts[1].svg())
  }

  @Test("is never wider than the terminal, whatever the names", arguments: [40, 57, 80])
  func width(_ width: Int) throws {
    let long = String(repeating: "wörd 字 \u{1B}[31m", count: 9)
    let table = Table(
      columns: ["x", "y", "name"],
      rows: (0..<9).map {
        [.real(Double($0) / 3), .real(Double($0) * 1e5), .text(long + String($0))]
      })
    for kind in Chart.Kind.allCases {
      let columns =
        kind == .bar
        ? Chart.Columns(x: "name", y: "y") : Chart.Columns(x: "x", y: "y", by: ["name"])
      let text = try Chart(table, kind, columns, title: "t").text(width: width)
      for line in text.split(separator: "\n") {
        #expect(TerminalText.width(String(line)) <= width, "\(line)")
      }
      #expect(!text.contains("\u{1B}"))
    }
  }

  @Test(
    "is SVG that a parser reads, nothing of the data in it markup", arguments: Chart.Kind.allCases)
  func svg(_ kind: Chart.Kind) throws {
    let evil = "</text><script>alert(1)</script>&\"'\u{0}"
    let table = Table(
      columns: ["x", "y", "name"], rows: [[.real(0), .real(1), .text(evil)]], note: evil)
    let columns =
      kind == .bar
      ? Chart.Columns(x: "name", y: "y") : Chart.Columns(x: "x", y: "y", by: ["name"])
    let svg = try Chart(table, kind, columns, title: evil).svg(id: "c\"1")
    let parser = XMLParser(data: Data(svg.utf8))
    let reader = ElementNames()
    parser.delegate = reader
    #expect(parser.parse(), "\(svg)")
    let allowed: Set<String> = [
      "svg", "title", "desc", "style", "line", "text", "path", "rect", "circle",
    ]
    #expect(reader.names.subtracting(allowed) == [])
    #expect(reader.names.isSuperset(of: ["title", "desc", "style"]))
    #expect(svg.contains("prefers-color-scheme:dark"))
    #expect(svg.contains("role=\"img\""))
    #expect(!svg.contains("http://") || svg.components(separatedBy: "http://").count == 2)
  }

  @Test("is a Vega-Lite specification that holds the table's rows")
  func vegaLite() throws {
    let text = try chart(by: ["panel", "high"]).vegaLite()
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(json["$schema"] as? String == "https://vega.github.io/schema/vega-lite/v5.json")
    let data = try #require(json["data"] as? [String: Any])
    let values = try #require(data["values"] as? [[String: Any]])
    #expect(values.count == 3)
    #expect(values[1]["yield_high"] as? Double == 0.75)
    #expect(values[1]["series"] as? String == "one, 1")
    #expect((json["layer"] as? [Any])?.count == 2)
  }

  @Test(
    "draws numbers of any size",
    arguments: [
      [0, 5e-324], [5e-324], [1e308, -1e308], [1e300, 1e300.nextUp], [.greatestFiniteMagnitude],
      [-3, -2], [-1, 1], [0], [1e-5, 2e-5], [123_456_789, 123_456_790], [1e16, 1e16 + 2],
    ] as [[Double]])
  func magnitudes(_ values: [Double]) throws {
    let table = Table(
      columns: ["x", "y", "z"], rows: values.map { [.real($0), .real($0), .real($0 / 2)] })
    for kind in Chart.Kind.allCases {
      let chart = try Chart(
        table, kind, Chart.Columns(x: "x", xEnd: kind == .bar ? nil : "z", y: "y", yEnd: "z"),
        title: "t")
      for line in chart.text(width: 60).split(separator: "\n") {
        #expect(TerminalText.width(String(line)) <= 60, "\(line)")
      }
      let svg = chart.svg()
      #expect(XMLParser(data: Data(svg.utf8)).parse())
      #expect(!svg.contains("nan") && !svg.contains("inf"))
    }
  }

  @Test("draws an empty table as an empty chart")
  func empty() throws {
    for kind in Chart.Kind.allCases {
      let chart = try Chart(
        Table(columns: ["x", "y"]), kind, Chart.Columns(x: "x", y: "y"), title: "Nothing")
      #expect(chart.text() == "Nothing\n(no rows)\n")
      #expect(XMLParser(data: Data(chart.svg().utf8)).parse())
    }
  }

  @Test("needs columns that are there, and numbers")
  func errors() throws {
    #expect(throws: ChartError.unknownColumn("hight", known: curve.columns)) {
      try Chart(curve, .step, Chart.Columns(x: "low", xEnd: "hight", y: "yield_low"), title: "")
    }
    #expect(throws: ChartError.notANumber(column: "panel", text: "one")) {
      try Chart(curve, .line, Chart.Columns(x: "low", y: "panel"), title: "")
    }
  }

  private final class ElementNames: NSObject, XMLParserDelegate {
    var names: Set<String> = []

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) {
      names.insert(name)
    }
  }
}
