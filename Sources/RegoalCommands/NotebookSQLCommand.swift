internal import ArgumentParser
internal import Notebooks
internal import SQLFiles
internal import Store

struct NotebookSQLCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sql",
    abstract: "Print the SQL of a notebook's cells, as the sqlite3 shell runs it.",
    discussion: """
      Parameters are filled in, and cells that read from others carry these with them. No database is needed, but for cells \
      that run a command: in place of these stands what it answers. Where a database holds several configs of a stage, name \
      those that are meant.

      EXAMPLE
        regoal notebook sql Notebooks-md/01-threshold-sweep.md | sqlite3 -header -csv regoal.db
        regoal notebook sql Notebooks-md/01-threshold-sweep.md --cell curve
        regoal notebook sql 04-failure-types.md --relabel-config template | sqlite3 -box regoal.db
      """)

  @Argument(help: "Notebook.")
  var file: String
  @Option(help: ArgumentHelp("Print this cell alone.", valueName: "name"))
  var cell: String?
  @OptionGroup var configs: NotebookConfigs
  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    try ErrorText.told {
      do {
        let notebook = try NotebookFile.read(file).notebook
        var texts = try NotebookRun.sql(
          of: notebook, catalog: try SQLCatalog.embedded(), defaults: configs.defaults,
          command: { try CellCommands.answer(to: $0, in: try database.store(.read)) })
        if let cell {
          let known = texts.compactMap(\.cell.name)
          texts.removeAll { $0.cell.name != cell }
          guard !texts.isEmpty else {
            throw CommandError(
              what: "'\(file)' has no cell '\(cell)'",
              fix: Suggestion.fix(
                cell, among: known, all: "there are: " + known.joined(separator: ", ")))
          }
        }
        Console.answer(
          texts.map {
            "-- cell on line \($0.cell.line)\($0.cell.name.map { ": " + $0 } ?? "")\n\($0.sql);\n"
          }
          .joined(separator: "\n"))
      } catch let error as NotebookError {
        Console.error(ErrorText.of(error, in: file))
        throw ExitCode.failure
      }
    }
  }
}
