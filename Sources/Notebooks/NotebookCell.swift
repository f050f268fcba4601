public import Tables

/// A fenced block `sql` of a notebook, a named query or SQL, or a block `regoal`, a command; and how its answer is shown.
///
/// Its first line holds `key=value` words. `as` names the cell; `query` names a query of the catalog,
/// whose parameters stand beside it; `chart` (step, line, bar) draws the columns that `x`, `y` and `by` name
/// under the `title`; `show` is table, chart or both; `rows` limits the rows that are shown. A value with
/// spaces stands between single quotes.
public struct NotebookCell: Equatable, Sendable {
  public enum Source: Equatable, Sendable {
    /// A query of the catalog with texts for its parameters.
    case query(String, [String: String])
    case sql(String)
    /// Words of a command that only reads, without the program's name.
    case command([String])
  }

  /// What a block is called that is a cell.
  public enum Language: String, CaseIterable, Sendable { case sql, regoal }

  public enum Show: String, CaseIterable, Sendable { case table, chart, both }

  /// A chart of the answer; the title may be empty.
  public struct Drawing: Equatable, Sendable {
    public var kind: Chart.Kind
    public var columns: Chart.Columns
    public var title: String
  }

  /// Words of the first line that are no parameters.
  public static let keys = ["as", "query", "chart", "x", "y", "by", "title", "show", "rows"]

  /// Line of the fence, from 1.
  public let line: Int
  /// Other cells and the prose refer to it; nil: nothing can.
  public let name: String?
  public let source: Source
  public let drawing: Drawing?
  public let show: Show
  /// nil: all.
  public let rowLimit: Int?
  /// Fence and text, as they stand in the file.
  let lines: [String]

  /// - Throws: the problem in the first line or the body.
  init(
    line: Int, language: Language = .sql, info: String, body: [String], lines: [String]
  ) throws(NotebookError) {
    func problem(_ what: String, fix: String? = nil, name: String? = nil, known: [String] = [])
      -> NotebookError
    {
      NotebookError(problems: [
        NotebookError.Problem(line: line, what, fix: fix, name: name, known: known)
      ])
    }
    var options: [String: String] = [:]
    for (key, value) in try NotebookCell.words(info, line) {
      guard options.updateValue(value, forKey: key) == nil else {
        throw problem("the cell gives '\(key)' twice")
      }
    }
    let parameters = options.filter { !NotebookCell.keys.contains($0.key) }
    let text = body.joined(separator: "\n")
    let isBlank = text.allSatisfy(\.isWhitespace)
    if let query = options["query"] {
      guard isBlank else {
        throw problem(
          "a cell of the query '\(query)' has no SQL of its own",
          fix: "write the SQL into a cell behind it, which may read from this one by its name")
      }
      guard language == .sql else {
        throw problem("a command is no query", fix: "begin the cell with ```sql")
      }
      source = .query(query, parameters)
    } else {
      if let stranger = parameters.keys.sorted().first {
        throw problem(
          "the cell has an option '\(stranger)' that is not known", name: stranger,
          known: NotebookCell.keys)
      }
      guard !isBlank else {
        throw problem(
          "the cell is empty",
          fix: language == .sql
            ? "write SQL into it, or query=NAME beside 'sql'"
            : "write a command into it, such as: split check main")
      }
      if language == .sql {
        source = .sql(text)
      } else {
        let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        source = .command(Array(words.trimmingPrefix(["regoal"])))
      }
    }
    if let name = options["as"], !NotebookCell.isName(name) {
      throw problem(
        "'\(name)' is no name of a cell", fix: "small letters, digits and _, a letter first")
    }
    name = options["as"]
    guard let show = NotebookCell.Show(rawValue: options["show"] ?? "both") else {
      throw problem("show is '\(options["show"] ?? "")'", fix: "it is table, chart or both")
    }
    self.show = show
    rowLimit = try options["rows"].map { text throws(NotebookError) in
      guard let count = Int(text), count >= 1 else {
        throw problem("rows is '\(text)'", fix: "it is an integer from 1")
      }
      return count
    }
    if let word = options["chart"] {
      guard let kind = Chart.Kind(rawValue: word) else {
        throw problem("chart is '\(word)'", fix: "it is step, line or bar")
      }
      guard let x = options["x"], let y = options["y"] else {
        throw problem(
          "a chart needs x and y", fix: "x=theta_low..theta_high y=yield_low..yield_high, say")
      }
      let across = NotebookCell.ends(x)
      let up = NotebookCell.ends(y)
      drawing = Drawing(
        kind: kind,
        columns: Chart.Columns(
          x: across.0, xEnd: across.1, y: up.0, yEnd: up.1,
          by: (options["by"] ?? "").split(separator: ",").map(String.init)),
        title: options["title"] ?? "")
    } else {
      if let stray = ["x", "y", "by"].first(where: { options[$0] != nil }) {
        throw problem("'\(stray)' belongs to a chart", fix: "add chart=step, line or bar")
      }
      drawing = nil
    }
    self.line = line
    self.lines = lines
  }

  private static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, (0x61...0x7A).contains(first) else { return false }
    return text.utf8.allSatisfy {
      (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F
    }
  }

  /// `low..high`, or one column.
  private static func ends(_ text: String) -> (String, String?) {
    let parts = text.split(separator: "..", maxSplits: 1).map(String.init)
    return parts.count == 2 ? (parts[0], parts[1]) : (text, nil)
  }

  /// `key=value` words; a value, or a part of it, may stand between single quotes.
  private static func words(
    _ info: String, _ line: Int
  ) throws(NotebookError) -> [(key: String, value: String)] {
    var words: [String] = []
    var word = ""
    var isQuoted = false
    var isOpen = false
    for character in info + " " {
      if character == "'" {
        isQuoted.toggle()
        isOpen = true
      } else if character.isWhitespace && !isQuoted {
        if isOpen { words.append(word) }
        word = ""
        isOpen = false
      } else {
        word.append(character)
        isOpen = true
      }
    }
    func problem(_ what: String, fix: String) -> NotebookError {
      NotebookError(problems: [NotebookError.Problem(line: line, what, fix: fix)])
    }
    if isQuoted { throw problem("a quote is never closed in: \(info)", fix: "close it with '") }
    var pairs: [(key: String, value: String)] = []
    for word in words {
      guard let at = word.firstIndex(of: "="), at > word.startIndex else {
        throw problem("'\(word)' is no option of a cell", fix: "options are key=value")
      }
      pairs.append((String(word[..<at]), String(word[word.index(after: at)...])))
    }
    return pairs
  }
}
