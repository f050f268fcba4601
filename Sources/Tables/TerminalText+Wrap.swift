extension TerminalText {
  /// A text broken into lines that a terminal shows whole.
  public struct Lines: Equatable, Sendable {
    public var lines: [String]
    /// Characters (Unicode scalars) that did not fit into the lines; 0: the text is shown whole.
    public var cutCount: Int
  }

  /// Breaks a text at its own line ends, then at spaces, then anywhere. Control characters are replaced,
  /// as in `safe`; a tab becomes two spaces; the space at a break is dropped.
  /// - Parameters:
  ///   - width: columns of a line, at least 1.
  ///   - limit: most lines; nil: all. What is behind them is counted, not wrapped.
  public static func wrapped(_ text: String, to width: Int, limit: Int? = nil) -> Lines {
    let scalars = text.unicodeScalars
    var lines: [String] = []
    var start = scalars.startIndex
    while start < scalars.endIndex {
      if let limit, lines.count >= limit {
        return Lines(
          lines: lines, cutCount: scalars.distance(from: start, to: scalars.endIndex))
      }
      let (line, next) = firstLine(of: scalars[start...], width: max(1, width))
      lines.append(line)
      start = next
    }
    return Lines(lines: lines, cutCount: 0)
  }

  /// A line, and where the next one begins.
  private static func firstLine(
    of scalars: Substring.UnicodeScalarView, width: Int
  ) -> (line: String, next: String.Index) {
    var line = String.UnicodeScalarView()
    var used = 0
    /// What stands before the last space, and where it goes on behind it.
    var space: (count: Int, next: String.Index)?
    var at = scalars.startIndex
    while at < scalars.endIndex {
      let scalar = scalars[at]
      let next = scalars.index(after: at)
      if scalar == "\n" || scalar == "\r" {
        let isPair = scalar == "\r" && next < scalars.endIndex && scalars[next] == "\n"
        return (trimmed(line), isPair ? scalars.index(after: next) : next)
      }
      let shown: [Unicode.Scalar] =
        scalar == "\t" ? [" ", " "] : [isControl(scalar) ? "\u{FFFD}" : scalar]
      let own = shown.reduce(0) { $0 + self.width(String($1)) }
      if used + own > width, !line.isEmpty {
        if scalar == " " { return (trimmed(line), lineStart(next, scalars)) }
        guard let space, space.count > 0 else { return (String(line), at) }
        return (trimmed(line.prefix(space.count)), lineStart(space.next, scalars))
      }
      if scalar == " " { space = (line.count, next) }
      line.append(contentsOf: shown)
      used += own
      at = next
    }
    return (trimmed(line), at)
  }

  /// A text's own line end just behind a break makes no empty line.
  private static func lineStart(
    _ at: String.Index, _ scalars: Substring.UnicodeScalarView
  ) -> String.Index {
    at < scalars.endIndex && scalars[at] == "\n" ? scalars.index(after: at) : at
  }

  private static func trimmed(_ line: some Sequence<Unicode.Scalar>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: line)
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
