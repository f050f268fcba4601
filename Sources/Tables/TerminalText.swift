/// Text as a terminal shows it: no control sequences, known widths.
public enum TerminalText {
  /// The text on one line, control characters replaced: nothing from a trajectory steers a terminal.
  public static func safe(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    var safe = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n", "\t", "\r", "\u{2028}", "\u{2029}": safe += " "
      case _ where isControl(scalar): safe += "\u{FFFD}"
      default: safe.unicodeScalars.append(scalar)
      }
    }
    return safe
  }

  /// As `safe`, but lines stay lines.
  public static func safeLines(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { isControl($0) && $0 != "\n" }) else { return text }
    return text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .map { safe(String($0)) }.joined(separator: "\n")
  }

  /// Control characters of C0 and C1, separators of lines and paragraphs, and those that turn the
  /// direction of writing.
  static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// Columns that the text takes: two for wide East Asian characters and emoji, none for marks.
  public static func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + width($1) }
  }

  private static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF,
      0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }

  /// The text filled with spaces, or cut with an ellipsis, to a width.
  public static func padded(_ text: String, to width: Int, right: Bool = false) -> String {
    let own = Self.width(text)
    guard own > width else {
      let space = String(repeating: " ", count: width - own)
      return right ? space + text : text + space
    }
    var cut = ""
    var used = 0
    for character in text {
      let next = Self.width(String(character))
      guard used + next < width else { break }
      cut.append(character)
      used += next
    }
    return cut + "…" + String(repeating: " ", count: max(0, width - used - 1))
  }

  /// A real to four digits behind the point, without trailing zeros; smaller ones as they are.
  public static func rounded(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e12 else { return value.description }
    let shown = (value * 10_000).rounded() / 10_000
    guard shown != 0 || value == 0 else { return value.description }
    var text = shown == 0 ? "0" : shown.description
    if text.hasSuffix(".0") { text.removeLast(2) }
    return text
  }
}
