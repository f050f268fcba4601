internal import Tables

/// Text for reading: headings, labelled texts, lists, wrapped to a width. What it is given cannot steer the
/// terminal; colours are the page's own.
struct TextPage {
  /// Columns, at least 40.
  let width: Int
  let isColoured: Bool
  /// Whether long texts are shown to their end.
  let isFull: Bool
  private(set) var text = ""

  static let narrowest = 40

  init(width: Int, isColoured: Bool, isFull: Bool) {
    self.width = max(TextPage.narrowest, width)
    self.isColoured = isColoured
    self.isFull = isFull
  }

  enum Style: String {
    case bold = "1"
    case faint = "2"
    case heading = "1;36"
    case good = "32"
    case bad = "31"
  }

  func styled(_ text: String, _ style: Style) -> String {
    isColoured && !text.isEmpty ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }

  mutating func blank() { text += "\n" }

  /// A line across the page with words in it.
  mutating func heading(_ words: String, note: String? = nil) {
    let full = TerminalText.safe(words + (note.map { " (\($0))" } ?? ""))
    let rule = String(repeating: "─", count: max(2, width - TerminalText.width(full) - 4))
    blank()
    text += styled("── \(full) \(rule)", .heading) + "\n"
  }

  /// A text under a label that stands left of it.
  /// - Parameters:
  ///   - labelWidth: columns from the indent to the text.
  ///   - lines: most lines, unless the page is full; nil: all.
  mutating func field(
    _ label: String, _ value: String, indent: Int = 0, labelWidth: Int = 13, lines: Int? = nil,
    style: Style? = nil
  ) {
    let margin = indent + labelWidth
    let wrapped = TerminalText.wrapped(
      value, to: width - margin, limit: isFull ? nil : lines)
    let shown = wrapped.lines.isEmpty ? [""] : wrapped.lines
    let first =
      String(repeating: " ", count: indent)
      + styled(TerminalText.padded(TerminalText.safe(label), to: labelWidth), .faint)
    let rest = String(repeating: " ", count: margin)
    for (at, line) in shown.enumerated() {
      add((at == 0 ? first : rest) + (style.map { styled(line, $0) } ?? line))
    }
    if wrapped.cutCount > 0 {
      add(rest + styled("… \(wrapped.cutCount) more characters (--full shows all)", .faint))
    }
  }

  /// A text as wide as the page.
  mutating func paragraph(
    _ value: String, indent: Int = 2, lines: Int? = nil, style: Style? = nil
  ) {
    field("", value, indent: indent, labelWidth: 0, lines: lines, style: style)
  }

  mutating func list(_ values: [String], indent: Int, lines: Int? = nil) {
    for value in values { field("-", value, indent: indent, labelWidth: 2, lines: lines) }
  }

  private mutating func add(_ line: String) {
    var line = line
    while line.last == " " { line.removeLast() }
    text += line + "\n"
  }
}
