internal import Trajectories

/// Which lines two texts share, byte for byte, and which only one has.
struct LineDiff {
  enum Change: String { case same, removed, added }

  struct Line {
    let change: Change
    /// Line numbers from 1; nil: the text does not have it.
    let a: Int?
    let b: Int?
    let text: String
  }

  let lines: [Line]

  var isSame: Bool { lines.allSatisfy { $0.change == .same } }

  init(_ one: String, _ other: String) {
    let a = LineDiff.lines(of: one)
    let b = LineDiff.lines(of: other)
    var removed: Set<Int> = []
    var added: Set<Int> = []
    for change in b.map({ ByteKey($0) }).difference(from: a.map { ByteKey($0) }) {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): added.insert(offset)
      }
    }
    var lines: [Line] = []
    var (i, j) = (0, 0)
    while i < a.count || j < b.count {
      if i < a.count, removed.contains(i) {
        lines.append(Line(change: .removed, a: i + 1, b: nil, text: a[i]))
        i += 1
      } else if j < b.count, added.contains(j) {
        lines.append(Line(change: .added, a: nil, b: j + 1, text: b[j]))
        j += 1
      } else if i < a.count, j < b.count {
        lines.append(Line(change: .same, a: i + 1, b: j + 1, text: a[i]))
        i += 1
        j += 1
      } else {
        break
      }
    }
    self.lines = lines
  }

  /// In the usual form, changed lines with some around them.
  func unified(_ nameA: String, _ nameB: String, context: Int) -> String {
    let changed = lines.indices.filter { lines[$0].change != .same }
    var hunks: [ClosedRange<Int>] = []
    for at in changed {
      let range = max(0, at - context)...min(lines.count - 1, at + context)
      if let last = hunks.last, range.lowerBound <= last.upperBound + 1 {
        hunks[hunks.count - 1] = last.lowerBound...range.upperBound
      } else {
        hunks.append(range)
      }
    }
    var text = "--- \(nameA)\n+++ \(nameB)\n"
    for hunk in hunks {
      let part = lines[hunk]
      let (fromA, fromB) = (
        lines[..<hunk.lowerBound].count { $0.a != nil },
        lines[..<hunk.lowerBound].count { $0.b != nil }
      )
      let (countA, countB) = (part.count { $0.a != nil }, part.count { $0.b != nil })
      text += "@@ -\(LineDiff.range(fromA, countA)) +\(LineDiff.range(fromB, countB)) @@\n"
      for line in part {
        let mark =
          switch line.change {
          case .same: " "
          case .removed: "-"
          case .added: "+"
          }
        text += mark + line.text + "\n"
      }
    }
    return text
  }

  /// First line and count; an empty range stands behind the line before it.
  private static func range(_ before: Int, _ count: Int) -> String {
    "\(count == 0 ? before : before + 1),\(count)"
  }

  /// A line end closes a line; it begins none.
  private static func lines(of text: String) -> [String] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    return lines
  }
}
