internal import ArgumentParser
internal import Notebooks
internal import Tables

struct NotebookCheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Fail if an answer or a number is not what the database says now.",
    discussion: """
      Every difference is named with its line; the exit code is 1 if there is one. Nothing is written.

      EXAMPLE
        regoal notebook check Notebooks-md/*.md
      """)

  @Argument(help: "Notebooks.")
  var files: [String]
  @OptionGroup var notebook: NotebookOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    try ErrorText.told {
      let runs = try notebook.runs(files)
      var table = Table(columns: ["file", "line", "what", "written", "now"])
      for (file, text, run) in runs {
        for one in run.differences(from: text) {
          table.rows.append([
            .text(file), .init(one.line), .text(one.what), .init(one.written), .init(one.now),
          ])
        }
      }
      if output.format == nil {
        Console.answer(NotebookCheckCommand.text(table, runs.map { ($0.file, $0.run) }))
      } else {
        output.show(table)
      }
      guard table.rows.isEmpty else {
        Console.error("fix: read what differs, then 'regoal notebook run'; --db names the database")
        throw ExitCode.failure
      }
    }
  }

  private static func text(_ table: Table, _ runs: [(String, NotebookRun)]) -> String {
    var text = ""
    for row in table.rows.indices {
      func shown(_ column: String) -> String {
        TerminalText.safe(table.value(row, column).text ?? "(nothing)")
      }
      text += "\(shown("file")):\(table.value(row, "line").displayText): \(shown("what"))"
      text += "\n  written: \(shown("written"))\n  now:     \(shown("now"))\n"
    }
    for (file, run) in runs where !table.rows.contains(where: { $0[0].text == file }) {
      let count = run.answers.count
      text += "\(TerminalText.safe(file)): \(count) \(count == 1 ? "cell" : "cells"), as written\n"
    }
    return text
  }
}
