internal import Foundation
internal import Tables

/// Standard output carries the answer; everything else goes to standard error.
enum Console {
  /// A terminal gets no control characters, whatever the format; a file or pipe gets the text as it is.
  static func answer(_ text: String) {
    give(isatty(1) == 1 ? TerminalText.safeLines(text) : text)
  }

  /// A `TextPage`, or tables in terminal format: these took control characters out of what they were given, and
  /// the colours in them are their own.
  static func answer(page text: String) { give(text) }

  private static func give(_ text: String) {
    let code = write(text, to: 1)
    guard code != 0 else { return }
    // Who reads has enough: the end that SIGPIPE brings where it is not ignored.
    if code == EPIPE { exit(128 + SIGPIPE) }
    error("error: the answer cannot be written: \(String(cString: strerror(code)))")
    exit(1)
  }

  /// Lines for people, without control characters.
  static func error(_ text: String) {
    _ = write(TerminalText.safeLines(text) + "\n", to: 2)
  }

  /// Steers the terminal of standard error: a line of progress in place of the last.
  static func progress(_ text: String) {
    _ = write("\r\u{1B}[2K" + safe(text), to: 2)
  }

  /// - Returns: 0, or what is wrong.
  private static func write(_ text: String, to descriptor: Int32) -> Int32 {
    var text = text
    return text.withUTF8 { bytes in
      var done = 0
      while done < bytes.count {
        let count = Foundation.write(
          descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done)
        if count >= 0 {
          done += count
        } else if errno == EAGAIN {
          var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
          poll(&wait, 1, -1)
        } else if errno != EINTR {
          return errno
        }
      }
      return 0
    }
  }

  static func note(_ text: String) { error(safe(text)) }

  static func warning(_ text: String) { error("warning: " + safe(text)) }

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
