internal import Foundation

/// The terminal of standard input, key by key: no line editing, no echo, Ctrl-C is a key. What it was before is put
/// back however the program ends, but for SIGKILL.
enum TerminalMode {
  /// Signals that end a program without asking it.
  private static let deadly = [SIGQUIT, SIGABRT, SIGILL, SIGTRAP, SIGBUS, SIGFPE, SIGSEGV]

  private nonisolated(unsafe) static var before = termios()
  private nonisolated(unsafe) static var isChanged = false
  private nonisolated(unsafe) static var isWatched = false

  /// - Returns: false: standard input is no terminal.
  static func takeKeys() -> Bool {
    guard isChanged || tcgetattr(0, &before) == 0 else { return false }
    watch()
    var keys = before
    keys.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG | IEXTEN)
    keys.c_iflag &= ~tcflag_t(IXON)
    isChanged = true
    return tcsetattr(0, TCSADRAIN, &keys) == 0
  }

  /// As the terminal was. May be called by a signal's handler.
  static func restore() {
    guard isChanged else { return }
    tcsetattr(0, TCSADRAIN, &before)
  }

  private static func watch() {
    guard !isWatched else { return }
    isWatched = true
    atexit { TerminalMode.restore() }
    Interruption.atEnd { TerminalMode.restore() }
    for number in deadly {
      signal(number) { number in
        TerminalMode.restore()
        signal(number, SIG_DFL)
        raise(number)
      }
    }
  }
}
