internal import ArgumentParser

struct NotebookCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "notebook",
    abstract: "Notebooks whose numbers come from the database and are checked against it.",
    discussion: """
      A notebook is a Markdown file with fenced blocks 'sql' (cells). Their answers stand behind them, and \
      numbers in prose are taken from cells: 'run' writes both, 'check' fails where one differs. What the \
      answers are is read, never changed.

      EXAMPLE
        regoal notebook new thresholds
        regoal notebook run thresholds.md --html thresholds.html
        regoal notebook check thresholds.md
      """,
    subcommands: [
      NotebookRunCommand.self, NotebookCheckCommand.self, NotebookNewCommand.self,
      NotebookSQLCommand.self,
    ])
}
