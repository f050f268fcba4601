internal import Foundation
internal import Tables

/// Standard output carries the answer; everything else goes to standard error.
enum Console {
  static func answer(_ text: String) {
    FileHandle.standardOutput.write(Data(text.utf8))
  }

  static func error(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }

  static func note(_ text: String) { error(text) }

  static func warning(_ text: String) { error("warning: " + text) }

  static var isErrorTerminal: Bool { isatty(2) == 1 }

  /// Columns of the terminal that the answer goes to; nil: it goes elsewhere.
  static var answerWidth: Int? {
    guard isatty(1) == 1 else { return nil }
    var size = winsize()
    guard ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  /// Whether the answer may carry colours: on a terminal, and not where `NO_COLOR` asks for none.
  static var isAnswerColoured: Bool {
    let environment = ProcessInfo.processInfo.environment
    return isatty(1) == 1 && environment["NO_COLOR", default: ""].isEmpty
      && environment["TERM"] != "dumb"
  }

  /// Text of a file as a message shows it.
  static func safe(_ text: String) -> String { TerminalText.safe(text) }
}
