internal import ArgumentParser
internal import Ingest
internal import Tables

struct FormatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "formats",
    abstract: "List the formats that ingest reads, with an example of each.",
    discussion: """
      A format is recognised by the fields that its example shows, whatever the file is called. Files may be \
      packed with gzip or Zstandard; an Inspect log may be a zip archive (.eval). Objects may stand on lines, in one \
      array, one behind another, or alone in a file. … stands for anything.

      EXAMPLE
        regoal formats
        regoal formats --json
      """)

  @OptionGroup var output: OutputOptions

  func run() throws {
    try ErrorText.told {
      output.show(
        Table(
          columns: ["format", "reads", "example"],
          rows: InputFormats.descriptions.map {
            [.text($0.name), .text($0.summary), .text($0.example)]
          }))
    }
  }
}
