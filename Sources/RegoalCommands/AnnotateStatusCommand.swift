internal import ArgumentParser
internal import Experiments
internal import Store
internal import Tables

struct AnnotateStatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Show how far the rating of each frame is.",
    discussion: """
      A row for each frame and annotator: pairs that are his (assigned), with a verdict (rated), and without (still_open).

      EXAMPLE
        regoal annotate status
        regoal annotate status noise-1 --json
      """)

  @Argument(help: "Name of a frame (default: all).")
  var frame: String?
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    try ErrorText.told {
      let store = try database.store(.read)
      if let frame { _ = try StoredFrame.required(frame, in: store) }
      let table = try store.run("annotation_progress", ["frame": .init(frame)])
      output.show(table)
      if table.rows.isEmpty {
        Console.note("no frame is planned yet: 'regoal annotate plan NAME --count N'")
      }
    }
  }
}
