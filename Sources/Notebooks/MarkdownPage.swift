internal import Foundation
internal import Tables

/// The part of Markdown that notebooks use, as HTML.
///
/// Blocks: headings `#` to `####`, paragraphs, lists `-` and `1.` of one level, quotes `>`, tables with pipes, fenced
/// code, rules `---`. In lines: `code`, `**strong**`, `*emphasis*`, `[text](target)` to http, https, mailto, a
/// fragment or a relative path, `\` before punctuation, the entities `&lt; &gt; &amp; &quot;`. Comments are left out, but
/// for the marks of numbers. Everything else is text: HTML in it is shown, not obeyed.
enum MarkdownPage {
  static func html(_ lines: [String]) -> String {
    var html = ""
    var at = 0
    while at < lines.count {
      let line = lines[at]
      let trimmed = line.trimmingCharacters(in: .whitespaces)
      if trimmed.isEmpty || isComment(trimmed) {
        at += 1
      } else if let level = heading(line) {
        let text = line.dropFirst(level).trimmingCharacters(in: .whitespaces)
        html += "<h\(level)>\(inline(text))</h\(level)>\n"
        at += 1
      } else if trimmed.count >= 3, trimmed.allSatisfy({ $0 == "-" }) {
        html += "<hr>\n"
        at += 1
      } else if line.hasPrefix("|"), at + 1 < lines.count, isRule(lines[at + 1]) {
        let end = lines[at...].firstIndex { !$0.hasPrefix("|") } ?? lines.count
        html += table(Array(lines[at..<end]))
        at = end
      } else if let kind = item(line)?.kind {
        html += "<\(kind)>\n"
        while at < lines.count, let next = item(lines[at]), next.kind == kind {
          var text = next.text
          at += 1
          while at < lines.count, lines[at].hasPrefix("  "), item(lines[at]) == nil {
            text += "\n" + lines[at].trimmingCharacters(in: .whitespaces)
            at += 1
          }
          html += "<li>\(inline(text))</li>\n"
        }
        html += "</\(kind)>\n"
      } else if line.hasPrefix(">") {
        var quoted: [String] = []
        while at < lines.count, lines[at].hasPrefix(">") {
          quoted.append(lines[at].dropFirst().trimmingCharacters(in: .whitespaces))
          at += 1
        }
        html += "<blockquote><p>\(inline(quoted.joined(separator: "\n")))</p></blockquote>\n"
      } else {
        var paragraph: [String] = []
        repeat {
          paragraph.append(lines[at].trimmingCharacters(in: .whitespaces))
          at += 1
        } while at < lines.count && !lines[at].trimmingCharacters(in: .whitespaces).isEmpty
          && heading(lines[at]) == nil && item(lines[at]) == nil && !lines[at].hasPrefix(">")
        html += "<p>\(inline(paragraph.joined(separator: "\n")))</p>\n"
      }
    }
    return html
  }

  // MARK: Blocks

  private static func heading(_ line: String) -> Int? {
    let level = line.prefix { $0 == "#" }.count
    return (1...4).contains(level) && line.dropFirst(level).first == " " ? level : nil
  }

  private static func item(_ line: String) -> (kind: String, text: String)? {
    if line.hasPrefix("- ") { return ("ul", String(line.dropFirst(2))) }
    let digits = line.prefix { $0.isASCII && $0.isNumber }
    guard (1...3).contains(digits.count), line.dropFirst(digits.count).hasPrefix(". ") else {
      return nil
    }
    return ("ol", String(line.dropFirst(digits.count + 2)))
  }

  private static func isComment(_ line: String) -> Bool {
    line.hasPrefix("<!--") && line.hasSuffix("-->") && !line.hasPrefix(NumberMarks.start)
      && !line.dropFirst(4).dropLast(3).contains("-->")
  }

  private static func isRule(_ line: String) -> Bool {
    line.hasPrefix("|") && line.contains("-") && line.allSatisfy { "|-: ".contains($0) }
  }

  private static func table(_ lines: [String]) -> String {
    func row(_ line: String, _ tag: String) -> String {
      "<tr>" + cells(line).map { "<\(tag)>\(inline($0))</\(tag)>" }.joined() + "</tr>\n"
    }
    return "<div class=\"scroll\" tabindex=\"0\"><table>\n<thead>" + row(lines[0], "th")
      + "</thead>\n<tbody>" + lines.dropFirst(2).map { row($0, "td") }.joined()
      + "</tbody></table></div>\n"
  }

  /// A pipe behind a backslash separates nothing.
  private static func cells(_ line: String) -> [String] {
    var cells: [String] = []
    var cell = ""
    var isEscaped = false
    for character in line.trimmingCharacters(in: .whitespaces).dropFirst() {
      if character == "|" && !isEscaped {
        cells.append(cell.trimmingCharacters(in: .whitespaces))
        cell = ""
      } else {
        cell.append(character)
      }
      isEscaped = character == "\\" && !isEscaped
    }
    return cells
  }

  // MARK: Lines

  static func inline(_ text: String) -> String {
    var html = ""
    var rest = text[...]
    var plain = ""
    var openNumbers = 0
    func flush() {
      html += MarkupText.escaped(plain)
      plain = ""
    }
    while let character = rest.first {
      if character == "\\", let next = rest.dropFirst().first, next.isASCII,
        next.isPunctuation || next.isSymbol
      {
        plain.append(next)
        rest = rest.dropFirst(2)
      } else if character == "`", let found = code(rest) {
        flush()
        html += "<code>\(MarkupText.escaped(found.text))</code>"
        rest = found.rest
      } else if rest.hasPrefix("<!--"), let end = rest.range(of: "-->") {
        // A number and its sign stay on one line.
        if rest.hasPrefix(NumberMarks.end), plain.hasSuffix(" %") {
          plain = plain.dropLast(2) + "\u{A0}%"
        }
        flush()
        let inner = rest[..<end.upperBound]
        rest = rest[end.upperBound...]
        if inner.hasPrefix(NumberMarks.start) {
          let reference = inner.dropFirst(NumberMarks.start.count).dropLast(3)
            .trimmingCharacters(in: .whitespaces)
          openNumbers += 1
          html += "<span class=\"number\" title=\"\(MarkupText.escaped(reference))\">"
        } else if inner == NumberMarks.end, openNumbers > 0 {
          openNumbers -= 1
          html += "</span>"
        }
      } else if let found = entity(rest) {
        plain.append(found.character)
        rest = found.rest
      } else if rest.hasPrefix("**"), let found = between("**", rest) {
        flush()
        html += "<strong>\(inline(found.text))</strong>"
        rest = found.rest
      } else if character == "*", !rest.hasPrefix("**"), let found = between("*", rest) {
        flush()
        html += "<em>\(inline(found.text))</em>"
        rest = found.rest
      } else if character == "[", let found = link(rest) {
        flush()
        html += "<a href=\"\(MarkupText.escaped(found.target))\">\(inline(found.text))</a>"
        rest = found.rest
      } else {
        plain.append(character)
        rest = rest.dropFirst()
      }
    }
    flush()
    return html + String(repeating: "</span>", count: openNumbers)
  }

  private static func code(_ text: Substring) -> (text: String, rest: Substring)? {
    let marks = text.prefix { $0 == "`" }
    var from = text.dropFirst(marks.count)
    while let at = from.range(of: marks) {
      let isWhole = from[at.upperBound...].first != "`" && from[..<at.lowerBound].last != "`"
      if isWhole {
        let inner = text.dropFirst(marks.count)[..<at.lowerBound]
        return (inner.trimmingCharacters(in: .whitespaces), from[at.upperBound...])
      }
      from = from[at.upperBound...]
    }
    return nil
  }

  /// Marks that stand tight around a text without marks of numbers cut in two.
  private static func between(
    _ mark: String, _ text: Substring
  ) -> (text: String, rest: Substring)? {
    let inner = text.dropFirst(mark.count)
    guard let first = inner.first, !first.isWhitespace, let end = inner.range(of: mark),
      end.lowerBound > inner.startIndex, inner[..<end.lowerBound].last?.isWhitespace == false
    else { return nil }
    let own = inner[..<end.lowerBound]
    guard
      own.components(separatedBy: NumberMarks.start).count
        == own.components(separatedBy: NumberMarks.end).count
    else { return nil }
    return (String(own), inner[end.upperBound...])
  }

  private static func entity(_ text: Substring) -> (character: Character, rest: Substring)? {
    let known: [(String, Character)] = [
      ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"), ("&quot;", "\""),
    ]
    return known.first { text.hasPrefix($0.0) }.map { ($0.1, text.dropFirst($0.0.count)) }
  }

  private static func link(
    _ text: Substring
  ) -> (text: String, target: String, rest: Substring)? {
    guard let middle = text.range(of: "]("),
      let end = text.range(of: ")", range: middle.upperBound..<text.endIndex)
    else { return nil }
    let target = String(text[middle.upperBound..<end.lowerBound])
    guard isSafe(target) else { return nil }
    return (
      String(text[text.startIndex..<middle.lowerBound].dropFirst()), target, text[end.upperBound...]
    )
  }

  /// No scheme but those that only lead somewhere.
  private static func isSafe(_ target: String) -> Bool {
    guard !target.isEmpty, target.allSatisfy({ !$0.isWhitespace }),
      target.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value != 0x7F })
    else { return false }
    let scheme = target.prefix { $0 != ":" && $0 != "/" && $0 != "#" && $0 != "?" }
    guard target.dropFirst(scheme.count).first == ":" else { return true }
    return ["http", "https", "mailto"].contains(scheme.lowercased())
  }
}
