/// Text inside SVG, XML and HTML: never markup of its own.
public enum MarkupText {
  /// The text as Markdown shows it as it is: on one line, no markup, no HTML, no control characters.
  public static func markdown(_ text: String) -> String {
    let scalars = Array(TerminalText.safe(text).unicodeScalars)
    var shown = ""
    for (at, scalar) in scalars.enumerated() {
      switch scalar {
      case "|", "`", "*", "[", "]", "\\", "~", "$": shown += "\\" + String(scalar)
      case "_":
        // Within a word it emphasises nothing.
        let isInside =
          at > 0 && at + 1 < scalars.count && isWord(scalars[at - 1]) && isWord(scalars[at + 1])
        shown += isInside ? "_" : "\\_"
      case "<": shown += "&lt;"
      case "&": shown += "&amp;"
      default: shown.unicodeScalars.append(scalar)
      }
    }
    return shown
  }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "_"
  }

  /// The text with its special characters replaced, fit for content and for quoted attributes.
  ///
  /// Characters that no XML may hold, and those that turn the direction of writing, become U+FFFD; line
  /// ends and tabs stay.
  public static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      case "\n", "\t": escaped.unicodeScalars.append(scalar)
      case "\r": continue
      case "\u{FFFE}", "\u{FFFF}": escaped += "\u{FFFD}"
      case _ where TerminalText.isControl(scalar): escaped += "\u{FFFD}"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
