internal import ArgumentParser
internal import Foundation
internal import Store

struct ShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show one run with its steps, and all that was answered and decided about it.",
    discussion: """
      Named by the source's id, label/id, id#digest12 (twelve digits of its digest), or its digest. Steps
      count from 0. Long texts are cut; --full shows all. Colours appear on a terminal, unless NO_COLOR is
      set. --json is one object, never cut.

      EXAMPLE
        regoal show run-17
        regoal show run-17 --full | less
        regoal show run-17 --json
      """)

  @Argument(help: "Its id, label/id, id#digest12, or digest.")
  var trajectory: String
  @Flag(help: "Show long texts to their end.")
  var full = false
  @Flag(help: "One JSON object.")
  var json = false
  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    try ErrorText.told {
      let store = try database.store(.read)
      let facts = try RunFacts(try NamedRun.required(trajectory, in: store), in: store)
      if json {
        Console.answer(RunJSON(facts: facts).text)
      } else {
        let page = TextPage(
          width: Console.answerWidth ?? 80, isColoured: Console.isAnswerColoured, isFull: full)
        Console.answer(page: RunPage(facts, on: page).text)
      }
    }
  }
}
