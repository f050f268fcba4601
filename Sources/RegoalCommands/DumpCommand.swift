internal import ArgumentParser
internal import Foundation
internal import Store
internal import Tables

struct DumpCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dump",
    abstract: "Write the whole database as a log that 'ingest' reads back.",
    discussion: """
      One JSON object a line, in the Regoal log format, all of one moment: 'regoal ingest' makes the same \
      database of it, whose dump has the same bytes. The first line says the version; then come, type by type: \
      \(LogType.allCases.map(\.rawValue).joined(separator: ", ")). Within a type the order is that of digests, \
      about runs that of the runs' digests; policies stand as they were applied. What refers to another row \
      names its digest beside the name that people know, so that runs which share an id stay apart.

      Not in it: decisions, which follow from facts and policies ('regoal rerun gate' makes them again), row \
      ids, times of migrations, and notes on batch files that wait for an answer.

      EXAMPLE
        regoal db dump -o runs.jsonl
        regoal db dump | zstd > runs.jsonl.zst
        regoal db dump --only detection,vote
      """)

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("File to make, whole or not at all (default: stdout).", valueName: "file"))
  var output: String?
  @Option(
    help: ArgumentHelp("Lines of these types alone, separated by commas.", valueName: "types"))
  var only: String?
  @OptionGroup var database: DatabaseOptions

  func validate() throws { _ = try types() }

  func run() async throws {
    try ErrorText.told {
      Interruption.watch()
      let types = try types()
      let store = try database.store(.read)
      guard let output else {
        _ = try store.dump(types) { Console.answer(String(decoding: $0, as: UTF8.self)) }
        return
      }
      let file = try WholeFile(output)
      let counts = try store.dump(types, to: file.write)
      try file.end()
      let lines = counts.values.reduce(1, +)
      Console.note("\(output): \(lines) lines")
    }
  }

  private func types() throws -> [LogType] {
    guard let only else { return LogType.allCases }
    let known = LogType.allCases.map(\.rawValue)
    return try only.split(separator: ",").map { word in
      guard let type = LogType(rawValue: String(word)) else {
        let fix = Suggestion.fix(
          String(word), among: known, all: "there are: " + known.joined(separator: ", "))
        throw ValidationError("there is no type '\(word)': \(fix)")
      }
      return type
    }
  }
}
