internal import ArgumentParser
internal import Experiments
internal import Foundation
internal import Store
internal import Trajectories

struct AnnotateNextCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "next",
    abstract: "Rate the pairs of a frame, one after the other.",
    discussion: """
      Shown are the hindsight goal, the steps and the final answer; not the run's own goal, not why it failed, no score, \
      nobody else's verdict. The order is each annotator's own, and tells nothing. Every verdict is stored at once: \
      whatever ends the program, the same command goes on with the first pair that is not rated.

      KEYS
        v valid   i invalid   u unsure   s skip   n note   b (or z) undo   q quit   ? help
        space, PgDn, PgUp, arrows: read on

      Undo takes back the last verdict by a row of its own (retracted) and asks again, as often as wished, verdicts of \
      earlier sessions included. A note is stored with the verdict on its pair. Where input is no terminal, each line is \
      a key or its word, and 'n' takes the rest of its line.

      EXAMPLE
        regoal annotate next noise-1 --as a1
      """)

  @Argument(help: "Name of the frame.")
  var frame: String
  @Option(name: .customLong("as"), help: ArgumentHelp("Who rates.", valueName: "name"))
  var annotator: String
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if annotator.isEmpty { throw ValidationError("--as takes a name") }
  }

  func run() async throws {
    try ErrorText.told {
      var session = try RatingSession(frame, by: annotator, in: try database.store(.write))
      if session.absent > 0 {
        Console.note(
          "left out of '\(frame)', because their runs are not stored here: \(session.absent)")
      }
      guard session.queue.current != nil else {
        Console.note(
          session.queue.total == 0
            ? "no pair of '\(frame)' is for \(annotator)"
            : "all \(session.queue.total) pairs of '\(frame)' are rated by \(annotator); "
              + "'regoal annotate status' shows the others")
        return
      }
      let face: any RatingFace = RatingTerminal() ?? RatingLines()
      defer { TerminalMode.restore() }
      let isInterrupted = try rate(&session, face)
      let left = session.queue.total - session.queue.rated
      face.end(
        "\(session.queue.rated) of \(session.queue.total) pairs rated by \(annotator)"
          + (left > 0 ? "; the same command goes on" : ""))
      try Interruption.end()
      if isInterrupted { throw ExitCode(128 + SIGINT) }
    }
  }

  /// - Returns: whether Ctrl-C ended it.
  private func rate(_ session: inout RatingSession, _ face: any RatingFace) throws -> Bool {
    var message = ""
    while let sight = try session.sight() {
      let queue = session.queue
      face.show(
        sight,
        head: "\(frame), \(annotator): \(queue.rated) of \(queue.total) rated", message: message)
      message = ""
      var isSame = true
      while isSame {
        switch face.key() {
        case .quit: return false
        case .interrupt: return true
        case .verdict(let verdict):
          try session.rate(verdict, sight)
          message = "stored: \(verdict.rawValue)"
          isSame = false
        case .skip:
          session.skip()
          message = queue.total - queue.rated == 1 ? "it is the only one left" : "skipped"
          isSame = false
        case .undo:
          switch try session.undo() {
          case nil: face.tell("nothing is left to undo")
          case .verdict?:
            message = "taken back: rate it again"
            isSame = false
          case .skip?:
            message = "back to the one that was skipped"
            isSame = false
          }
        case .note(let text):
          guard let text = text ?? face.line("note: ") else { return false }
          session.setNote(text)
          face.tell(text.isEmpty ? "no note" : "noted, stored with the verdict: \(text)")
        case .help: face.showHelp()
        case .page, .line, .edge: break
        }
      }
    }
    return false
  }
}
