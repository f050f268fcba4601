import Tables
import Testing

@testable import Notebooks

@Suite("A number in prose")
struct NumberReferenceTests {
  private let tables = [
    "curve": Table(
      columns: ["panel", "theta", "yield"],
      rows: [
        [.text("one"), .real(0.5), .real(0.9545454545)], [.text("all"), .real(0.5), .null],
        [.text("a*b<!-- /= -->"), .integer(1), .integer(2)],
      ]),
    "near": Table(
      columns: ["x", "n"],
      rows: [
        [.real(0.333331), .integer(1)], [.real(0.333332), .integer(2)], [.real(0.25), .integer(3)],
        [.real(0.250001), .integer(4)],
      ]),
    "none": Table(columns: ["n"]),
    "total": Table(columns: ["n"], rows: [[.integer(44)]]),
  ]

  @Test(
    "is the value that it names, as it is asked for",
    arguments: [
      ("total.n", "44"), ("curve.yield[1]", "0.9545"), ("curve.yield[1] | percent 1", "95.5 %"),
      ("curve.yield[1] | percent 0", "95 %"), ("curve.yield[1] | digits 3", "0.955"),
      ("curve.yield[2] | percent 1", "–"), ("curve.yield[last]", "2"),
      ("curve.yield[panel=one,theta=0.5] | percent", "95.5 %"),
      ("none.n", "–"), ("none.n[3] | percent", "–"),
      ("near.n[x=0.333332]", "2"), ("near.n[x=0.25]", "3"), ("near.n[x=0.250001]", "4"),
      ("curve.panel[last]", "a\\*b&lt;!-- /= -->"),
    ])
  func values(_ reference: String, _ text: String) throws {
    let line = "Before <!-- =\(reference) -->old<!-- /= --> after."
    let written = try NumberMarks.written([line], from: 7, tables)
    #expect(written.lines == ["Before <!-- =\(reference) -->\(text)<!-- /= --> after."])
    #expect(written.differences.map(\.line) == [7])
    #expect(written.differences.map(\.now) == [text])
    let again = try NumberMarks.written(written.lines, from: 7, tables)
    #expect(again.lines == written.lines)
    #expect(again.differences == [])
  }

  @Test(
    "that names nothing is refused with its line",
    arguments: [
      "total", "total.m", "none.m", "totl.n", "curve.yield", "curve.yield[4]", "curve.yield[0]",
      "curve.yield[theta=0.5]", "curve.yield[panel=none]", "curve.yield[x=1]", "total.n | round",
      "total.n | digits", "near.n[x=0.3333]", "near.n[x=0.333]", "curve.panel[1] | percent 1",
      "total.n | percent 99",
    ])
  func problems(_ reference: String) {
    do {
      _ = try NumberMarks.written(["<!-- =\(reference) -->?<!-- /= -->"], from: 3, tables)
      Issue.record("it was taken")
    } catch {
      #expect(error.problems.map(\.line) == [3])
    }
  }

  @Test("is none in code, and has to be closed on its line")
  func marks() throws {
    let code = "`<!-- =total.n -->`"
    #expect(try NumberMarks.written([code], from: 1, tables).lines == [code])
    do {
      _ = try NumberMarks.written(["<!-- =total.n -->44"], from: 1, tables)
      Issue.record("it was taken")
    } catch {
      #expect(error.problems.first?.what.contains("not closed") ?? false)
    }
  }
}
