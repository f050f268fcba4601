import SQLFiles
import Tables
import Testing

@testable import Notebooks

@Suite("A notebook's text")
struct NotebookParsingTests {
  @Test("is read into prose, cells and their results, and the first line names what a cell is")
  func blocks() throws {
    let notebook = try Notebook(
      parsing: """
        ---
        title: A title
        ---
        Prose.

        ```sql as=curve query=theta_curve judges=[] title='Two words' chart=step x=a..b y=c by=d,e rows=3
        ```

        <!-- result curve -->
        | a |
        <!-- /result -->

        ```text
        not a cell
        ```
        """)
    #expect(notebook.title == "A title")
    #expect(notebook.blocks.count == 4)
    let cell = try #require(notebook.cells.first)
    #expect(cell.line == 6)
    #expect(cell.name == "curve")
    #expect(cell.source == .query("theta_curve", ["judges": "[]"]))
    #expect(cell.drawing?.columns.xEnd == "b")
    #expect(cell.drawing?.columns.by == ["d", "e"])
    #expect(cell.drawing?.title == "Two words")
    #expect(cell.rowLimit == 3)
    guard case .cell(_, let result?) = notebook.blocks[1] else {
      Issue.record("the result was not found")
      return
    }
    #expect(result.line == 9)
  }

  @Test(
    "that is wrong is refused with the line",
    arguments: [
      ("---\ntitel: x\n---\n", 2, "titel"), ("---\ntitle: x\n", 1, "the head never ends"),
      ("```sql\nSELECT 1\n", 1, "never ends"), ("x\n\n```sql\n```\n", 3, "the cell is empty"),
      ("```sql as=Curve\nSELECT 1\n```\n", 1, "no name of a cell"),
      ("```sql as=a\nSELECT 1\n```\n```sql as=a\nSELECT 1\n```\n", 4, "two cells are named 'a'"),
      ("```sql query=presets\nSELECT 1\n```\n", 1, "no SQL of its own"),
      ("```sql chrat=bar\nSELECT 1\n```\n", 1, "'chrat'"),
      ("```sql chart=pie\nSELECT 1\n```\n", 1, "chart is 'pie'"),
      ("```sql chart=bar x=a\nSELECT 1\n```\n", 1, "needs x and y"),
      ("```sql x=a\nSELECT 1\n```\n", 1, "belongs to a chart"),
      ("```sql title='a\nSELECT 1\n```\n", 1, "never closed"),
      ("```sql as=a as=b\nSELECT 1\n```\n", 1, "twice"),
      ("```regoal query=presets\n```\n", 1, "a command is no query"),
      ("```regoal\n\n```\n", 1, "the cell is empty"),
      ("```sql rows=0\nSELECT 1\n```\n", 1, "rows is '0'"),
      ("```sql\nSELECT 1\n```\n<!-- result -->\n| a |\n", 4, "the result never ends"),
      ("<!-- result a -->\n", 1, "without a cell"),
    ])
  func problems(_ text: String, _ line: Int, _ words: String) throws {
    do {
      _ = try Notebook(parsing: text)
      Issue.record("it was taken")
    } catch {
      #expect(error.problems.first?.line == line)
      #expect(error.problems.first?.what.contains(words) ?? false, "\(error.problems)")
    }
  }

  @Test("becomes SQL of its own: parameters filled in, cells before it carried with it")
  func sql() throws {
    let query = """
      -- name: probe :many
      -- A probe.
      -- param: theta REAL = 0.5 in 0...1 - threshold
      -- param: name TEXT - of something
      -- column: a INTEGER
      -- order: a
      SELECT :theta AS a, ':name' AS b, :name AS c -- not :theta
      ORDER BY a;

      """
    let catalog = try SQLCatalog(files: [("Queries/test/probe.sql", query)])
    let notebook = try Notebook(
      parsing: """
        ```sql as=one query=probe theta=0.25 name='it''s'
        ```
        ```sql as=two
        /* one */ SELECT a FROM one
        ```
        ```sql
        WITH RECURSIVE x AS (SELECT 'two') SELECT * FROM x JOIN Two;
        ```
        ```sql
        SELECT 'one' AS "two", two_more FROM three
        ```
        """)
    let texts = try NotebookRun.sql(of: notebook, catalog: catalog, command: none).map(\.sql)
    let one = "SELECT 0.25 AS a, ':name' AS b, 'its' AS c -- not :theta\nORDER BY a"
    #expect(texts[0] == one)
    #expect(texts[1] == "WITH one AS MATERIALIZED (\n\(one)\n)\n/* one */ SELECT a FROM one")
    #expect(
      texts[2]
        == "WITH RECURSIVE one AS MATERIALIZED (\n\(one)\n),\ntwo AS MATERIALIZED (\n"
        + "/* one */ SELECT a FROM one\n),\n x AS (SELECT 'two') SELECT * FROM x JOIN Two"
    )
    #expect(texts[3] == "SELECT 'one' AS \"two\", two_more FROM three")
    let quoted = try NotebookRun.sql(
      of: try Notebook(parsing: "```sql query=probe name=a'b'\n```\n"), catalog: catalog,
      command: none)
    #expect(quoted[0].sql.contains("NULL AS a"))
    for (option, words) in [("theta=2", ""), ("tehta=1", "has no parameter 'tehta'")] {
      let bad = try Notebook(parsing: "```sql query=probe \(option)\n```\n")
      do {
        _ = try NotebookRun.sql(of: bad, catalog: catalog, command: none)
        Issue.record("\(option) was taken")
      } catch {
        #expect(error.problems.first?.what.contains(words) ?? false)
      }
    }
  }

  private func none(_ words: [String]) throws -> Table { throw TableError.none }

  private enum TableError: Error { case none }

  @Test("holds what a command answered as rows that run alone, values and columns as they were")
  func commands() throws {
    let notebook = try Notebook(
      parsing: """
        ```regoal as=found rows=1
        split check  main
        ```
        ```sql as=few
        SELECT kind FROM found
        ```
        ```regoal as=nothing
        regoal split show
        ```
        """)
    #expect(notebook.cells[0].source == .command(["split", "check", "main"]))
    #expect(notebook.cells[0].rowLimit == 1)
    #expect(notebook.cells[2].source == .command(["split", "show"]))
    let catalog = try SQLCatalog(files: [])
    func answer(_ words: [String]) -> Table {
      var table = Table(columns: ["kind", "a \"b\""])
      guard words == ["split", "check", "main"] else { return table }
      table.rows = [[.text("it's"), .integer(1)], [.null, .real(0.5)]]
      return table
    }
    let texts = try NotebookRun.sql(of: notebook, catalog: catalog, command: answer).map(\.sql)
    let head = "SELECT column1 AS \"kind\", column2 AS \"a \"\"b\"\"\"\nFROM (VALUES\n"
    let found = head + "  ('it''s', 1),\n  (NULL, 0.5)\n)"
    #expect(texts[0] == found)
    #expect(texts[1] == "WITH found AS MATERIALIZED (\n\(found)\n)\nSELECT kind FROM found")
    #expect(texts[2] == head + "  (NULL, NULL)\n)\nLIMIT 0")
    #expect(throws: NotebookError.self) {
      try NotebookRun.sql(of: notebook, catalog: catalog, command: none)
    }
  }

  @Test("joined again, the tokens of SQL are the SQL")
  func tokens() {
    for sql in [
      "SELECT 'a''b', \"c\"\"d\", [e f], :p1 -- :q\n/* :r */ FROM x WHERE a=:s", "'", "/*", "--",
      ":",
      "SELECT 1e5, x'00', ünï", "[", "a:b",
    ] {
      let tokens = SQLToken.tokens(sql)
      #expect(tokens.map(\.text).joined() == sql)
    }
    #expect(
      SQLToken.tokens("':a' :b --:c\n\":d\" x:e").filter { $0.kind == .parameter }.map(\.text)
        == [":b", ":e"])
  }
}
