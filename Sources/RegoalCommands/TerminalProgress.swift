internal import Experiments
internal import Foundation

/// Progress on stderr for anything that takes longer than a second: a bar with rate and time left on a
/// terminal, else a plain line every ten seconds.
final class TerminalProgress: ProgressDisplay {
  private static let silence = 1.0
  private static let plainInterval = 10.0
  private static let barInterval = 0.1

  private let isTerminal: Bool
  private let unit: (Int) -> String
  private var what = ""
  private var total: Int?
  private var start = Date()
  private var shown = Date()
  private var isShown = false

  /// - Parameter unit: how an amount is written.
  init(isTerminal: Bool = Console.isErrorTerminal, unit: @escaping (Int) -> String = { "\($0)" }) {
    self.isTerminal = isTerminal
    self.unit = unit
  }

  static func bytes(_ count: Int) -> String {
    count < 10_000_000 ? "\(count / 1000) kB" : "\(count / 1_000_000) MB"
  }

  func begin(_ what: String, total: Int?) {
    self.what = Console.safe(what)
    self.total = total
    start = Date()
    shown = start
    isShown = false
  }

  func advance(to done: Int) {
    let now = Date()
    let passed = now.timeIntervalSince(start)
    guard passed > TerminalProgress.silence else { return }
    let interval = isTerminal ? TerminalProgress.barInterval : TerminalProgress.plainInterval
    guard !isShown || now.timeIntervalSince(shown) > interval else { return }
    shown = now
    isShown = true
    let rate = Double(done) / passed
    var text = "\(what)  \(unit(done))"
    if let total, total > 0 {
      let share = min(1, Double(done) / Double(total))
      if isTerminal {
        let filled = Int(share * 24)
        text =
          "\(what)  [\(String(repeating: "#", count: filled))\(String(repeating: ".", count: 24 - filled))] "
          + "\(unit(done)) of \(unit(total))"
      } else {
        text += " of \(unit(total))"
      }
      let left = rate > 0 ? Int(Double(total - done) / rate) : 0
      text += "  \(speed(rate))  \(left / 60):\(left % 60 < 10 ? "0" : "")\(left % 60) left"
    } else {
      text += "  \(speed(rate))"
    }
    if isTerminal {
      Console.progress(text)
    } else {
      Console.note(text)
    }
  }

  /// What takes how much is done of how much, from the first time on.
  func following(_ what: String) -> (_ done: Int, _ total: Int) -> Void {
    var isBegun = false
    return { done, total in
      if !isBegun { self.begin(what, total: total) }
      isBegun = true
      self.advance(to: done)
    }
  }

  /// Slow work is told by the minute.
  private func speed(_ rate: Double) -> String {
    rate < 2 ? "\(unit(Int((rate * 60).rounded())))/min" : "\(unit(Int(rate)))/s"
  }

  func end() {
    if isTerminal, isShown { Console.progress("") }
    isShown = false
  }
}
