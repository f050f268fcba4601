public import SQLFiles
public import Tables

/// A notebook with its answers.
public struct NotebookRun {
  /// What a cell answered.
  public struct Answer {
    public let cell: NotebookCell
    /// What was asked: SQL that runs as it is in the sqlite3 shell.
    public let sql: String
    public let table: Table
    public let chart: Chart?
  }

  /// Something in the file that is not what the database says.
  public struct Difference: Equatable, Sendable {
    /// Line of the file, from 1.
    public let line: Int
    /// `result of 'curve'`, `number curve.yield[1]`, `facts`
    public let what: String
    /// What stands there; nil: nothing.
    public let written: String?
    /// What should; nil: nothing.
    public let now: String?
  }

  public let notebook: Notebook
  public let answers: [Answer]
  public let facts: String
  /// The whole file as it should be.
  public private(set) var text = ""
  private var differences: [Difference] = []
  /// The prose with its numbers, block by block, and answers between.
  var pieces: [Piece] = []

  enum Piece {
    case prose([String])
    case code([String])
    case answer(Answer)
  }

  /// Asks every cell.
  /// - Throws: `NotebookError` with every cell and number that has no answer.
  public init(_ notebook: Notebook, in database: NotebookDatabase) throws(NotebookError) {
    self.notebook = notebook
    facts = database.facts
    var asked: CellAnswers
    do {
      asked = try CellAnswers(database)
    } catch {
      throw NotebookError(problems: [.init(line: 1, "", cause: error)])
    }
    var answers: [Answer] = []
    var problems: [NotebookError.Problem] = []
    for cell in notebook.cells {
      if let name = cell.name, database.tables.contains(name) {
        problems.append(
          .init(
            line: cell.line, "a cell is named like the table '\(name)', and would hide it",
            fix: "name it otherwise, such as \(name)s_shown"))
        continue
      }
      do throws(NotebookError) {
        let (sql, table) = try asked.answer(to: cell)
        answers.append(try NotebookRun.answer(cell, sql, table))
      } catch {
        problems += error.problems
      }
    }
    if notebook.cells.isEmpty {
      problems.append(
        .init(
          line: 1, "there is no cell in it: this is no notebook",
          fix: "a cell is a fenced block that begins with ```sql"))
    }
    guard problems.isEmpty else { throw NotebookError(problems: problems) }
    self.answers = answers
    try write()
  }

  /// What has to change in the file for it to say what the database says; empty: nothing.
  /// - Parameter text: what the notebook was parsed from.
  /// - Returns: in the order of lines.
  public func differences(from text: String) -> [Difference] {
    guard differences.isEmpty, text != self.text else {
      return differences.sorted { $0.line < $1.line }
    }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let now = self.text.split(separator: "\n", omittingEmptySubsequences: false)
    let at = zip(lines, now).enumerated().first { $1.0 != $1.1 }?.offset
    let place = at ?? min(lines.count, now.count) - 1
    return [
      Difference(
        line: place + 1, what: "layout", written: String(lines[place]), now: String(now[place]))
    ]
  }

  /// Each cell's SQL, in their order.
  /// - Parameters:
  ///   - defaults: texts for parameters of every query that takes them, where a cell gives none.
  ///   - command: answers the command of a cell.
  /// - Throws: `NotebookError`.
  public static func sql(
    of notebook: Notebook, catalog: SQLCatalog, defaults: [String: String] = [:],
    command: @escaping ([String]) throws -> Table
  ) throws(NotebookError) -> [(cell: NotebookCell, sql: String)] {
    var sql = CellSQL(catalog: catalog, defaults: defaults, command: command)
    var texts: [(cell: NotebookCell, sql: String)] = []
    for cell in notebook.cells { texts.append((cell, try sql.statement(of: cell).text)) }
    return texts
  }

  private static func answer(
    _ cell: NotebookCell, _ sql: String, _ table: Table
  ) throws(NotebookError) -> Answer {
    do {
      let chart = try cell.drawing.map {
        try Chart(table, $0.kind, $0.columns, title: $0.title)
      }
      return Answer(cell: cell, sql: sql, table: table, chart: chart)
    } catch {
      throw NotebookError(problems: [.init(line: cell.line, "", cause: error)])
    }
  }

  // MARK: Writing

  private mutating func write() throws(NotebookError) {
    var lines = headLines()
    var problems: [NotebookError.Problem] = []
    var next = 0
    let tables = Dictionary(
      answers.compactMap { answer in answer.cell.name.map { ($0, answer.table) } },
      uniquingKeysWith: { first, _ in first })
    var isBehindCell = false
    for block in notebook.blocks {
      switch block {
      case .prose(let line, let own):
        do throws(NotebookError) {
          let written = try NumberMarks.written(own, from: line, tables)
          differences += written.differences
          if isBehindCell, written.lines.first?.isEmpty == false { lines.append("") }
          lines += written.lines
          pieces.append(.prose(written.lines))
        } catch {
          problems += error.problems
        }
        isBehindCell = false
      case .code(_, let own):
        if isBehindCell { lines.append("") }
        lines += own
        pieces.append(.code(own))
        isBehindCell = false
      case .cell(let cell, let result):
        if isBehindCell { lines.append("") }
        let answer = answers[next]
        next += 1
        let now = answer.markdown
        if result?.lines != now {
          differences.append(difference(cell, result, now))
        }
        lines += cell.lines + [""] + now
        pieces.append(.answer(answer))
        isBehindCell = true
      }
    }
    guard problems.isEmpty else { throw NotebookError(problems: problems) }
    text = lines.map { $0 + "\n" }.joined()
  }

  /// The head with what the database holds.
  private mutating func headLines() -> [String] {
    let facts = "facts: \(TerminalText.safe(self.facts))"
    var lines = notebook.headLines
    guard !lines.isEmpty else { return ["---", facts, "---", ""] }
    if let at = lines.firstIndex(where: { $0.hasPrefix("facts:") }) {
      if lines[at] != facts {
        differences.append(
          Difference(line: at + 1, what: "facts", written: lines[at], now: facts))
      }
      lines[at] = facts
    } else {
      differences.append(
        Difference(line: lines.count, what: "facts", written: nil, now: facts))
      lines.insert(facts, at: lines.count - 1)
    }
    return lines
  }

  private func difference(
    _ cell: NotebookCell, _ result: Notebook.Result?, _ now: [String]
  ) -> Difference {
    let what = cell.name.map { "result of '\($0)'" } ?? "result"
    guard let result else {
      return Difference(line: cell.line, what: what, written: nil, now: now.first)
    }
    let at = zip(result.lines, now).enumerated().first { $1.0 != $1.1 }?.offset
    let place = at ?? min(result.lines.count, now.count)
    return Difference(
      line: result.line + min(place, result.lines.count - 1), what: what,
      written: place < result.lines.count ? result.lines[place] : nil,
      now: place < now.count ? now[place] : nil)
  }
}

extension NotebookRun.Answer {
  /// The table without the rows that are not shown, its note saying so.
  var shownTable: Table {
    guard let limit = cell.rowLimit, table.rows.count > limit else { return table }
    var shown = table
    shown.rows = Array(table.rows.prefix(limit))
    let rest = table.rows.count - limit
    let more = "\(rest) more \(rest == 1 ? "row" : "rows")"
    shown.note = [more, table.note].compactMap { $0 }.joined(separator: "; ")
    return shown
  }

  /// The lines between the markers, and these.
  var markdown: [String] {
    var lines = ["<!-- result\(cell.name.map { " " + $0 } ?? "") -->", ""]
    if let chart, cell.show != .table {
      let drawn = chart.text(width: 78).split(separator: "\n").map(String.init)
      let longest = drawn.reduce(2) { max($0, NotebookRun.Answer.backticks($1)) }
      let fence = String(repeating: "`", count: longest + 1)
      lines += [fence + "text"] + drawn + [fence, ""]
    }
    if cell.show != .chart || chart == nil {
      if table.columns.isEmpty {
        lines += ["(no columns)", ""]
      } else {
        lines += shownTable.rendered(as: .markdown)
          .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      }
    }
    return lines + [Notebook.resultEnd]
  }

  private static func backticks(_ line: String) -> Int {
    var longest = 0
    var own = 0
    for character in line {
      own = character == "`" ? own + 1 : 0
      longest = max(longest, own)
    }
    return longest
  }
}
