internal import Foundation
internal import Tables

/// Shows one pair after the other on a terminal, and takes keys.
final class RatingTerminal: RatingFace {
  private static let escape: UInt8 = 0x1B
  /// Milliseconds between two looks at signals and at the size of the terminal.
  private static let interval: Int32 = 100
  /// Milliseconds within which what follows ESC belongs to it.
  private static let sequenceTime: Int32 = 50

  private var pending: [UInt8] = []
  private var sight: RatingSession.Sight?
  private var head = ""
  private var message = ""
  private var lines: [String] = []
  private var top = 0
  private var size: (rows: Int, columns: Int) = (0, 0)

  /// nil: standard input or output is no terminal.
  init?() {
    guard isatty(0) == 1, isatty(1) == 1, TerminalMode.takeKeys() else { return nil }
  }

  func end(_ words: String) {
    draw("\u{1B}[2J\u{1B}[H")
    TerminalMode.restore()
    Console.answer(words + "\n")
  }

  func show(_ sight: RatingSession.Sight, head: String, message: String) {
    self.sight = sight
    self.head = head
    self.message = message
    top = 0
    layOut()
    paint()
  }

  func showHelp() {
    draw("\u{1B}[2J\u{1B}[H" + RatingKey.explanation + "\n\nany key goes on")
    _ = byte()
    paint()
  }

  func tell(_ message: String) {
    self.message = message
    paint()
  }

  /// The next key that is not about reading; those are done here.
  func key() -> RatingKey {
    while true {
      guard let key = rawKey() else { continue }
      switch key {
      case .page(let pages): move(by: pages * max(1, shownLines - 1))
      case .line(let lines): move(by: lines)
      case .edge(let isEnd): move(by: isEnd ? lines.count : -lines.count)
      default: return key
      }
    }
  }

  /// A line, edited as the terminal edits lines.
  func line(_ prompt: String) -> String? {
    draw("\r\u{1B}[2K" + prompt)
    TerminalMode.restore()
    defer { _ = TerminalMode.takeKeys() }
    var bytes: [UInt8] = []
    while let byte = byte() {
      if byte == 0x0A { return String(decoding: bytes, as: UTF8.self) }
      bytes.append(byte)
    }
    return nil
  }

  // MARK: Keys

  private func rawKey() -> RatingKey? {
    guard let first = byte() else { return Interruption.isRequested ? .interrupt : .quit }
    guard first == RatingTerminal.escape else { return RatingKey(byte: first) }
    var sequence: [UInt8] = []
    while sequence.count < 8, let next = byte(within: RatingTerminal.sequenceTime) {
      sequence.append(next)
      // A letter or ~ ends a sequence, but for the O or [ that begins it.
      if sequence.count > 1, next == 0x7E || (0x41...0x5A).contains(next) { break }
    }
    return RatingKey(sequence: sequence)
  }

  /// nil: the end of input, or a signal.
  private func byte() -> UInt8? {
    while !Interruption.isRequested {
      switch wait(RatingTerminal.interval) {
      case .ready(let byte): return byte
      case .ended: return nil
      case .nothing: if size != RatingTerminal.size { resize() }
      }
    }
    return nil
  }

  private func byte(within milliseconds: Int32) -> UInt8? {
    guard case .ready(let byte) = wait(milliseconds) else { return nil }
    return byte
  }

  private enum Waited {
    case ready(UInt8)
    case nothing, ended
  }

  private func wait(_ milliseconds: Int32) -> Waited {
    if !pending.isEmpty { return .ready(pending.removeFirst()) }
    var input = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
    guard poll(&input, 1, milliseconds) > 0 else { return .nothing }
    var buffer = [UInt8](repeating: 0, count: 256)
    let count = read(0, &buffer, buffer.count)
    guard count > 0 else { return count < 0 && errno == EINTR ? .nothing : .ended }
    pending += buffer[..<count]
    return .ready(pending.removeFirst())
  }

  // MARK: The screen

  private static var size: (rows: Int, columns: Int) {
    var size = winsize()
    guard ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
      return (24, 80)
    }
    return (Int(size.ws_row), Int(size.ws_col))
  }

  /// Lines between the head and the two lines at the foot.
  private var shownLines: Int { max(3, size.rows - 3) }

  private func resize() {
    layOut()
    paint()
  }

  private func layOut() {
    size = RatingTerminal.size
    guard let sight else { return }
    let page = TextPage(width: size.columns, isColoured: Console.isAnswerColoured, isFull: true)
    lines = RatingPage(sight, on: page).text.split(
      separator: "\n", omittingEmptySubsequences: false
    ).drop { $0.isEmpty }.map(String.init)
    while lines.last?.isEmpty ?? false { lines.removeLast() }
    move(by: 0, isPainting: false)
  }

  private func move(by count: Int, isPainting: Bool = true) {
    top = max(0, min(top + count, lines.count - shownLines))
    if isPainting { paint() }
  }

  private func paint() {
    let shown = lines.dropFirst(top).prefix(shownLines)
    let end = top + shown.count
    let place =
      lines.count > shownLines
      ? "lines \(top + 1)-\(end) of \(lines.count)"
        + (end < lines.count ? ", space: more" : "")
      : ""
    let words = [message, place].filter { !$0.isEmpty }.joined(separator: "  ·  ")
    let blank = [String](repeating: "", count: shownLines - shown.count)
    draw(
      "\u{1B}[2J\u{1B}[H"
        + ([cut(head)] + shown + blank + [cut(words), cut(RatingKey.summary)])
        .joined(separator: "\n"))
  }

  private func cut(_ text: String) -> String {
    TerminalText.wrapped(Console.safe(text), to: max(TextPage.narrowest, size.columns), limit: 1)
      .lines.first ?? ""
  }

  private func draw(_ text: String) { Console.answer(page: text) }
}
