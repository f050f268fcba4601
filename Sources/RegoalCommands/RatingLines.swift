internal import Foundation

/// As `RatingTerminal`, line by line: for pipes, and for terminals that can do no more.
final class RatingLines: RatingFace {
  func end(_ words: String) { Console.answer(words + "\n") }

  func show(_ sight: RatingSession.Sight, head: String, message: String) {
    let page = TextPage(width: Console.answerWidth ?? 100, isColoured: false, isFull: true)
    if !message.isEmpty { Console.answer(Console.safe(message) + "\n") }
    Console.answer(
      page: "\n" + Console.safe(head) + "\n" + RatingPage(sight, on: page).text + "\n")
    Console.answer(RatingKey.summary + "\n")
  }

  func showHelp() { Console.answer(RatingKey.explanation + "\n") }

  func tell(_ message: String) { Console.answer(Console.safe(message) + "\n") }

  func key() -> RatingKey {
    while let line = readLine() {
      if Interruption.isRequested { return .interrupt }
      switch RatingKey(line: line) {
      case nil where line.allSatisfy(\.isWhitespace): continue
      case nil: tell("'\(line)' is no key: \(RatingKey.summary)")
      case .page?, .line?, .edge?: continue
      case let key?: return key
      }
    }
    return Interruption.isRequested ? .interrupt : .quit
  }

  func line(_ prompt: String) -> String? {
    tell(prompt)
    return readLine()
  }
}
