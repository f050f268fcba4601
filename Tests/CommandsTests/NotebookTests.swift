import Foundation
import RegoalTesting
import Store
import Tables
import Testing

@Suite("Notebooks")
struct NotebookTests {
  private static let folder = Program.package.appending(path: "Notebooks-md")

  private static var shipped: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".md") }.sorted()
      .map { folder.appending(path: $0).path }
  }

  /// A folder with the database that a notebook says it was written on: the commands in its head.
  private func database(of notebook: String) throws -> Trial {
    let head = try String(contentsOfFile: notebook, encoding: .utf8)
      .split(separator: "\n").first { $0.hasPrefix("database: ") }
    let commands = try #require(head).split(separator: "`").filter { $0.hasPrefix("regoal ") }
    let trial = try Trial()
    for command in commands {
      let words = command.split(separator: " ").dropFirst().map { word in
        word.hasPrefix("Samples/") ? Program.package.appending(path: word).path : String(word)
      }
      let result = try trial.program.run(words)
      #expect(result.status == 0, "\(result.errors)")
    }
    return trial
  }

  /// A folder with the sample corpus, run.
  private func sample() throws -> Trial {
    let trial = try Trial()
    let corpus = Program.package.appending(path: "Samples/failed-runs.jsonl").path
    for command in [["ingest", corpus], ["run"]] {
      let result = try trial.program.run(command)
      #expect(result.status == 0, "\(result.errors)")
    }
    return trial
  }

  @Test("that ship say what the sample corpus says")
  func shippedAreCurrent() throws {
    #expect(Self.shipped.count == 10)
    for notebook in Self.shipped {
      let trial = try database(of: notebook)
      let check = try withExtendedLifetime(trial) {
        try trial.program.run(["notebook", "check", notebook])
      }
      #expect(check.status == 0, "\(check.output)\(check.errors)")
      #expect(check.output.hasSuffix("as written\n"))
    }
  }

  @Test(
    "that ship ask what the stock sqlite3 shell answers alike",
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/sqlite3")))
  func shell() throws {
    var cells = 0
    for file in Self.shipped {
      let trial = try database(of: file)
      let shell = Program(in: trial.folder.url, executable: URL(filePath: "/usr/bin/sqlite3"))
      let database = AdHocSQL(path: trial.path("regoal.db"))
      let sql = try trial.program("notebook", "sql", file).output
      for text in sql.components(separatedBy: "-- cell on line ").dropFirst() {
        let statement = String(text.drop { $0 != "\n" }.dropFirst())
        cells += 1
        let answer = try shell.run(
          ["-batch", "-init", "/dev/null", "-json", "regoal.db"], input: statement)
        #expect(answer.status == 0, "\(file): \(answer.errors)")
        let ours = try database.run(statement).rendered(as: .json)
        #expect(try rows(answer.output) == rows(ours), "\(file): \(statement)")
      }
    }
    #expect(cells > 30)
  }

  /// Rows with numbers to the fifteen digits that the shell writes.
  private func rows(_ json: String) throws -> [[String: String]] {
    guard !json.isEmpty else { return [] }
    let rows = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]]
    return try #require(rows).map { row in
      row.mapValues { value in
        (value as? NSNumber).map { String(format: "%.14g", $0.doubleValue) } ?? "\(value)"
      }
    }
  }

  @Test("run commands that only read, and refuse others with their line")
  func commands() throws {
    let trial = try sample()
    func check(_ command: String) throws -> (status: Int32, output: String, errors: String) {
      try trial.folder.write(
        "n.md",
        """
        ```regoal as=parts
        \(command)
        ```

        ```sql as=sum
        SELECT sum(pairs) AS pairs FROM parts
        ```

        """)
      let run = try trial.program("notebook", "run", "n.md", "--out", "-")
      return (run.status, run.output, run.errors)
    }
    #expect(try check("split check main").errors.contains("n.md:1: there is no split 'main'"))
    #expect(try trial.program("split", "make", "main").status == 0)
    for command in ["split check main", "regoal split check main --threshold 0.9"] {
      let run = try check(command)
      #expect(run.status == 0, "\(run.errors)")
      // What rules relabeled is read, also by way of the other cell.
      #expect(run.output.components(separatedBy: "*(rules, not a model)*").count == 3)
      #expect(run.output.contains("| task | leak | 0 | 0 |"))
      #expect(run.output.contains("| pairs |\n| ---: |\n| 0 |"))
    }
    for (command, words) in [
      ("split make other", "a cell cannot run 'regoal split make other'"),
      ("run", "a cell cannot run 'regoal run'"),
      ("split check main --db x.db", "names no database and no format"),
      ("split check main --csv", "names no database and no format"),
      ("split check main --treshold 1", "Unknown option '--treshold'"),
      ("split check main --part pears", "the answer has no part 'pears'"),
      ("split check mian", "did you mean 'main'?"),
    ] {
      let run = try check(command)
      #expect(run.status == 1)
      #expect(run.errors.contains("error: n.md:1: ") && run.errors.contains(words), "\(run.errors)")
    }
    #expect(try trial.program("split", "show", "--csv").output.split(separator: "\n").count == 2)
  }

  @Test("say that rules answered wherever engines did, and nowhere else")
  func mark() throws {
    let trial = try sample()
    try trial.folder.write(
      "n.md",
      """
      ```sql as=reported
      VALUES ('the paper', 0.78)
      ```

      ```sql as=runs
      SELECT count(*) AS n FROM trajectory
      ```

      ```sql as=votes
      SELECT count(*) AS n FROM vote
      ```

      ```sql as=from_votes
      SELECT n FROM votes
      ```

      """)
    let text = try trial.program("notebook", "run", "n.md", "--out", "-").output
    let marked = text.components(separatedBy: "<!-- result ").dropFirst().map {
      $0.components(separatedBy: "<!-- /result -->")[0].contains("*(rules, not a model)*")
    }
    #expect(marked == [false, false, true, true])
  }

  @Test("made new run at once, then hold; what is touched is found with its line")
  func life() throws {
    let trial = try sample()
    let program = trial.program
    #expect(try program("notebook", "new", "my-question").status == 0)
    #expect(try program("notebook", "new", "my-question").errors.contains("exists already"))
    #expect(try program("notebook", "check", "my-question.md").status == 1)
    #expect(try program("notebook", "run", "my-question.md").errors == "wrote my-question.md\n")
    let check = try program("notebook", "check", "my-question.md")
    #expect(check.output == "my-question.md: 2 cells, as written\n")
    let again = try program("notebook", "run", "my-question.md")
    #expect(again.errors == "my-question.md: nothing changed\n")
    let path = trial.folder.url.appending(path: "my-question.md")
    let text = try String(contentsOf: path, encoding: .utf8)
    #expect(text.contains("title: My question\n"))
    for (old, new, what) in [
      ("| 44 |", "| 45 |", "result of 'curve'"), ("-->44<", "-->43<", "number yield.processed[1]"),
      ("trajectories 60", "trajectories 61", "facts"),
    ] {
      let at = try #require(text.range(of: old))
      let touched = text.replacingCharacters(in: at, with: new)
      try touched.write(to: path, atomically: true, encoding: .utf8)
      let line = touched[..<at.lowerBound].components(separatedBy: "\n").count
      let found = try program("notebook", "check", "my-question.md")
      #expect(found.status == 1)
      #expect(found.output.contains("my-question.md:\(line): \(what)\n"), "\(found.output)")
      let rows = try program("notebook", "check", "my-question.md", "--csv").output
      #expect(rows.hasPrefix("file,line,what,written,now\nmy-question.md,\(line),\(what),"))
    }
    let crlf = text.replacing("\n", with: "\r\n")
    try crlf.write(to: path, atomically: true, encoding: .utf8)
    #expect(try program("notebook", "check", "my-question.md").status == 0)
  }

  @Test("written on other facts are left alone unless that is asked for")
  func otherDatabase() throws {
    let trial = try sample()
    let program = trial.program
    try program("notebook", "new", "n")
    try program("notebook", "run", "n.md")
    let before = try trial.folder.data("n.md")
    let corpus = Program.package.appending(path: "Samples/hand-written.jsonl").path
    try program("ingest", corpus, "--db", "other.db")
    try program("run", "--db", "other.db")
    let refused = try program("notebook", "run", "n.md", "--db", "other.db")
    #expect(refused.status == 1)
    #expect(refused.errors.contains("error: 'n.md' was written on other facts (trajectories 60"))
    #expect(refused.errors.contains("fix: --out PATH"))
    #expect(try trial.folder.data("n.md") == before)
    #expect(try program("notebook", "run", "n.md", "--db", "other.db", "--out", "m.md").status == 0)
    #expect(try program("notebook", "check", "m.md", "--db", "other.db").status == 0)
    #expect(try program("notebook", "check", "m.md").status == 1)
    let stdout = try program("notebook", "run", "n.md", "--db", "other.db", "--out", "-")
    #expect(Data(stdout.output.utf8) == (try trial.folder.data("m.md")))
    #expect(try program("notebook", "run", "n.md", "m.md", "--out", "both").status == 0)
    #expect(try trial.folder.data("both/n.md") == before)
    #expect(try trial.folder.data("n.md") == before)
    #expect(try program("notebook", "run", "n.md", "--db", "other.db", "--in-place").status == 0)
    #expect(try trial.folder.data("n.md") == (try trial.folder.data("m.md")))
    // Every shipped one answers on a database of other runs, too.
    for split in [["main"], ["rows", "--group-by", "run"]] {
      #expect(try program.run(["split", "make", "--db", "other.db"] + split).status == 0)
    }
    let shipped = try program.run(
      ["notebook", "run", "--db", "other.db", "--html", "all.html"] + Self.shipped)
    #expect(shipped.status == 0, "\(shipped.errors)")
  }

  @Test("show text of runs and obey none of it")
  func escape() throws {
    let trial = try Trial()
    let evil =
      "<script>alert(1)</script> | `x` ``` <!-- /result --> **b** [a](javascript:b) \\u001b[31m"
    let line =
      #"{"type":"trajectory","id":"t1","task":"<img src=x>","goal":"\#(evil)","steps":[],"success":false}"#
    try trial.folder.write("evil.jsonl", line + "\n")
    #expect(try trial.program("ingest", "evil.jsonl").status == 0)
    try trial.folder.write(
      "n.md",
      """
      # A goal: <!-- =goals.goal -->?<!-- /= -->

      ```sql as=goals chart=bar x=goal y=runs by=goal title='<script>alert(2)</script>'
      SELECT goal, count(*) AS runs FROM trajectory GROUP BY goal ORDER BY goal
      ```

      <script>alert(3)</script>
      """)
    let run = try trial.program("notebook", "run", "n.md", "--html", "n.html")
    #expect(run.status == 0, "\(run.errors)")
    let html = String(decoding: try trial.folder.data("n.html"), as: UTF8.self)
    #expect(!html.contains("<script"))
    #expect(!html.contains("<img"))
    #expect(!html.contains("href=\"javascript"))
    #expect(!html.contains("\u{1B}"))
    #expect(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    #expect(html.contains("&lt;script&gt;alert(3)&lt;/script&gt;"))
    #expect(html.contains("<svg"))
    #expect(try trial.program("notebook", "run", "n.md").status == 0)
    #expect(try trial.program("notebook", "check", "n.md").status == 0)
    let markdown = String(decoding: try trial.folder.data("n.md"), as: UTF8.self)
    #expect(markdown.contains("| &lt;script>alert(1)&lt;/script> \\| \\`x\\`"))
    #expect(!markdown.contains("\u{1B}"))
  }

  @Test("that are wrong are refused with file and line, and change nothing")
  func mistakes() throws {
    let trial = try sample()
    try trial.folder.write(
      "n.md",
      """
      ```sql as=a query=theta_curv
      ```

      ```sql
      DELETE FROM vote
      ```

      ```sql query=theta_curve fallback=refrence
      ```

      """)
    let before = try trial.folder.data("n.md")
    let result = try trial.program("notebook", "run", "n.md", "--in-place")
    #expect(result.status == 1)
    #expect(result.errors.contains("error: n.md:1: there is no query 'theta_curv'"))
    #expect(result.errors.contains("did you mean 'theta_curve'?"))
    #expect(result.errors.contains("error: n.md:4: the SQL was refused: only reading is allowed"))
    #expect(result.errors.contains("error: n.md:8: query 'theta_curve': parameter 'fallback'"))
    #expect(try trial.folder.data("n.md") == before)
    try trial.folder.write("prose.md", "# No cells\n")
    let prose = try trial.program("notebook", "run", "prose.md")
    #expect(prose.errors.contains("error: prose.md:1: there is no cell in it"))
    #expect(try trial.folder.data("prose.md") == Data("# No cells\n".utf8))
    #expect(try trial.program("notebook", "run", ".").errors.contains("'.' is a folder"))
    try trial.folder.write("t.md", "```sql as=vote\nSELECT 1 AS x\n```\n")
    let hiding = try trial.program("notebook", "check", "t.md")
    #expect(hiding.errors.contains("error: t.md:1: a cell is named like the table 'vote'"))
    try trial.folder.write("m.md", "```sql as=a\nSELECT 1 AS x\n```\n\n<!-- =b.x -->1<!-- /= -->\n")
    let number = try trial.program("notebook", "check", "m.md")
    #expect(number.errors.contains("error: m.md:5: there is no cell 'b'"))
    #expect(
      try trial.program("notebook", "run", "absent.md").errors.contains(
        "'absent.md' cannot be read"))
    #expect(try trial.program("notebook", "run", "n.md", "--out", "x", "--in-place").status == 64)
    #expect(try trial.program("notebook", "check", "n.md", "--db", "none.db").status == 1)
  }

  @Test("no query takes a parameter that is a word of cells")
  func reservedWords() throws {
    let trial = try Trial()
    let words = ["as", "query", "chart", "x", "y", "by", "title", "show", "rows"]
    let names = try trial.program("query", "--csv").output.split(separator: "\n").dropFirst()
      .compactMap { $0.split(separator: ",").first }.map(String.init)
    #expect(names.count > 10)
    for name in names {
      let text = try trial.program("query", name, "--describe").output
      for word in words { #expect(!text.contains("-- param: \(word) "), "\(name)") }
    }
  }

  @Test("run from a moved executable")
  func moved() throws {
    let trial = try sample()
    let moved = trial.folder.url.appending(path: "elsewhere")
    try FileManager.default.copyItem(at: Program.built, to: moved)
    let program = Program(in: trial.folder.url, executable: moved)
    #expect(try program("notebook", "new", "n").status == 0)
    #expect(try program("notebook", "run", "n.md").status == 0)
    #expect(try program("notebook", "check", "n.md").status == 0)
  }

  @Test("have a curve of their own on the terminal and as files")
  func sweepChart() throws {
    let trial = try sample()
    let text = try trial.program("sweep", "--over", "judges=none,all", "--chart")
    #expect(text.status == 0)
    #expect(text.output.hasPrefix("Yield over the threshold\nyield\n  1 ┤"))
    #expect(text.output.contains("policy_judges:   ━ none   ─ all\n(rules, not a model)\n"))
    let files = try trial.program("sweep", "--chart", "curve.svg", "--csv")
    #expect(files.output == (try trial.program("sweep", "--csv").output))
    #expect(files.errors.contains("wrote curve.svg\nwrote curve.vl.json\n"))
    #expect(String(decoding: try trial.folder.data("curve.svg"), as: UTF8.self).contains("<path"))
    let json = try JSONSerialization.jsonObject(with: try trial.folder.data("curve.vl.json"))
    #expect(json is [String: Any])
    #expect(try trial.program("sweep", "--at", "0.2,0.5", "--chart").output.contains("●"))
    #expect(try trial.program("sweep", "--chart", "--csv").status == 64)
    #expect(try trial.program("sweep", "--chart", "curve.png").status == 64)
    #expect(try trial.program("sweep", "--chart", "absent/curve.svg").status == 1)
  }
}
