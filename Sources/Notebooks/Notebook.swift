/// A notebook: prose, cells that ask the database, and between markers what they answered.
///
/// It is a Markdown file. Lines `key: value` between two lines `---` at its head give `title` and
/// `question`, say how its `database` is made, and which `facts` it was written on. The answer of a cell
/// stands behind it, from `<!-- result NAME -->` to `<!-- /result -->`. A number in prose stands
/// between `<!-- =CELL.COLUMN[ROW] -->` and `<!-- /= -->`.
public struct Notebook: Equatable, Sendable {
  enum Block: Equatable, Sendable {
    /// Headings, paragraphs, lists, other fenced blocks: lines as they stand in the file.
    case prose(line: Int, [String])
    /// A fenced block that is no cell.
    case code(line: Int, [String])
    /// A cell, and the lines between the markers behind it; nil: it has none yet.
    case cell(NotebookCell, result: Result?)
  }

  /// What stands between the markers.
  struct Result: Equatable, Sendable {
    /// Line of the first marker.
    let line: Int
    let lines: [String]
  }

  public static let keys = ["title", "question", "database", "facts"]
  static let resultEnd = "<!-- /result -->"

  /// By key; all keys are known ones.
  public let head: [String: String]
  /// Lines of the head with both `---`; empty: there is none.
  let headLines: [String]
  let blocks: [Block]

  public var title: String { head["title"] ?? "" }
  public var cells: [NotebookCell] {
    blocks.compactMap { if case .cell(let cell, _) = $0 { cell } else { nil } }
  }

  /// What it was written on, in words; nil: it was never run.
  public var facts: String? { head["facts"] }

  /// Reads a notebook; lines end with `\n`.
  /// - Throws: `NotebookError` with all that is wrong.
  public init(parsing text: String) throws(NotebookError) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    var problems: [NotebookError.Problem] = []
    var at = 0
    var head: [String: String] = [:]
    if lines.first == "---" {
      let end = lines.dropFirst().firstIndex(of: "---")
      if end == nil {
        problems.append(.init(line: 1, "the head never ends", fix: "close it with a line ---"))
      }
      at = (end ?? 0) + 1
      for number in 1..<max(1, at - 1) {
        let parts = lines[number].split(separator: ":", maxSplits: 1)
        let key = parts.first.map(String.init) ?? ""
        guard Notebook.keys.contains(key), parts.count == 2 else {
          problems.append(
            .init(
              line: number + 1, "the head has a line that is not known: \(lines[number])",
              name: key, known: Notebook.keys))
          continue
        }
        head[key] = String(parts[1].drop { $0 == " " })
      }
    }
    self.head = head
    headLines = Array(lines[..<at])
    var blocks: [Block] = []
    var prose: [String] = []
    func endProse(_ next: Int) {
      if !prose.isEmpty { blocks.append(.prose(line: next - prose.count + 1, prose)) }
      prose = []
    }
    var names: [String: Int] = [:]
    while at < lines.count {
      guard let fence = Notebook.fence(lines[at]) else {
        if lines[at].hasPrefix("<!-- result") || lines[at] == Notebook.resultEnd {
          problems.append(
            .init(
              line: at + 1, "a marker of a result stands here without a cell before it",
              fix: "delete the lines from marker to marker"))
        }
        prose.append(lines[at])
        at += 1
        continue
      }
      endProse(at)
      let start = at
      let end = lines[(at + 1)...].firstIndex { Notebook.closes($0, fence.mark) }
      if end == nil {
        problems.append(
          .init(line: start + 1, "a fenced block never ends", fix: "close it with \(fence.mark)"))
      }
      at = (end ?? lines.count - 1) + 1
      let own = Array(lines[start..<at])
      guard let language = NotebookCell.Language(rawValue: fence.language), end != nil else {
        blocks.append(.code(line: start + 1, own))
        continue
      }
      var result: Result?
      var next = at
      while next < lines.count, lines[next].isEmpty { next += 1 }
      if next < lines.count, lines[next].hasPrefix("<!-- result") {
        if let last = lines[next...].firstIndex(of: Notebook.resultEnd) {
          result = Result(line: next + 1, lines: Array(lines[next...last]))
          at = last + 1
        } else {
          problems.append(
            .init(
              line: next + 1, "the result never ends", fix: "close it with \(Notebook.resultEnd)"))
          at = next + 1
        }
      }
      do throws(NotebookError) {
        let cell = try NotebookCell(
          line: start + 1, language: language, info: fence.info,
          body: Array(own.dropFirst().dropLast()), lines: own)
        if let name = cell.name, let other = names.updateValue(start + 1, forKey: name) {
          problems.append(
            .init(
              line: start + 1, "two cells are named '\(name)'", fix: "the other is on line \(other)"
            ))
        }
        blocks.append(.cell(cell, result: result))
      } catch {
        problems += error.problems
      }
    }
    endProse(at)
    self.blocks = blocks
    guard problems.isEmpty else {
      throw NotebookError(problems: problems.sorted { $0.line < $1.line })
    }
  }

  /// The marks of a fence, its language and what follows; nil: the line opens none.
  static func fence(_ line: String) -> (mark: String, language: String, info: String)? {
    let mark = line.prefix { $0 == "`" }
    guard mark.count >= 3, !line.dropFirst(mark.count).contains("`") else { return nil }
    let rest = line.dropFirst(mark.count).drop { $0 == " " }
    let language = rest.prefix { !$0.isWhitespace }
    return (String(mark), String(language), String(rest.dropFirst(language.count)))
  }

  static func closes(_ line: String, _ mark: String) -> Bool {
    let own = line.prefix { $0 == "`" }
    return own.count >= mark.count && line.dropFirst(own.count).allSatisfy { $0 == " " }
  }
}
