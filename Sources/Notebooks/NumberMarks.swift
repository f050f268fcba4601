internal import Foundation
internal import Tables

/// The numbers in prose: `<!-- =curve.yield[1] -->0.73<!-- /= -->`.
enum NumberMarks {
  static let start = "<!-- ="
  static let startEnd = "-->"
  static let end = "<!-- /= -->"

  /// Lines with the values of today in place of those that stand there.
  static func written(
    _ lines: [String], from first: Int, _ tables: [String: Table]
  ) throws(NotebookError) -> (lines: [String], differences: [NotebookRun.Difference]) {
    var all: [String] = []
    var differences: [NotebookRun.Difference] = []
    var problems: [NotebookError.Problem] = []
    for (offset, line) in lines.enumerated() {
      let number = first + offset
      var written = ""
      var rest = line[...]
      while let open = rest.range(of: start) {
        written += rest[..<open.lowerBound]
        // In code a mark is none.
        if rest[..<open.lowerBound].last == "`" {
          written += start
          rest = rest[open.upperBound...]
          continue
        }
        guard let middle = rest.range(of: startEnd, range: open.upperBound..<rest.endIndex),
          let close = rest.range(of: end, range: middle.upperBound..<rest.endIndex)
        else {
          problems.append(
            .init(
              line: number, "a number is not closed on its line", fix: "write \(end) behind it"))
          written += start
          rest = rest[open.upperBound...]
          continue
        }
        let reference = rest[open.upperBound..<middle.lowerBound]
          .trimmingCharacters(in: .whitespaces)
        let old = String(rest[middle.upperBound..<close.lowerBound])
        do throws(NumberReference.Failure) {
          let now = try value(of: reference, tables)
          if old != now {
            differences.append(
              NotebookRun.Difference(
                line: number, what: "number \(reference)", written: old, now: now))
          }
          written += "\(start)\(reference) \(startEnd)\(now)\(end)"
        } catch {
          problems.append(
            .init(line: number, error.what, fix: error.fix, name: error.name, known: error.known))
        }
        rest = rest[close.upperBound...]
      }
      all.append(written + rest)
    }
    guard problems.isEmpty else { throw NotebookError(problems: problems) }
    return (all, differences)
  }

  /// As it stands in the Markdown.
  private static func value(
    of text: String, _ tables: [String: Table]
  ) throws(NumberReference.Failure) -> String {
    let reference = try NumberReference(text)
    guard let table = tables[reference.cell] else {
      throw NumberReference.Failure(
        what: "there is no cell '\(reference.cell)'", name: reference.cell,
        known: tables.keys.sorted())
    }
    return MarkupText.markdown(try reference.text(in: table))
  }
}
