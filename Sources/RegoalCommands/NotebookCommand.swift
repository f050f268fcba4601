internal import ArgumentParser

struct NotebookCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "notebook",
    abstract: "Notebooks whose numbers come from the database and are checked against it.",
    discussion: """
      A notebook is a Markdown file with fenced blocks 'sql' or 'regoal' (cells). Their answers stand behind them, and \
      numbers in prose are taken from cells: 'run' writes both, 'check' fails where one differs. The database is \
      only read.

      A cell begins with ```sql and holds one SELECT, or names a query (query=decisions theta=0.6) and holds \
      nothing. Further words on its first line: as=NAME lets other cells read from it like from a table; \
      chart=step|line|bar x=COLUMN y=COLUMN by=COLUMN title='…' draws it (x=low..high and y=low..high name \
      intervals and bounds); show=table|chart|both; rows=N shows the first N. A cell that begins with ```regoal holds a \
      command that only reads, 'split check' or 'split show' with what they take (--part names the table); it is answered \
      and read from like any other.

      A query whose cell names no config reads the only one of its stage. Where several are present, it reads what \
      --detect-config, --extract-config, --relabel-config and --series name, else those of the policy that was \
      applied last.

      A number: <!-- =NAME.COLUMN[ROW] | FORMAT -->…<!-- /= -->. ROW is 1, 2, …, last or column=value, and left out \
      where the cell has one row (a dash stands for none); FORMAT is percent N or digits N, and may be left out.

      Of Markdown, the HTML page knows headings, paragraphs, lists, quotes, tables, code, rules, emphasis and links; \
      HTML in a notebook is shown as text.

      EXAMPLE
        regoal notebook new thresholds
        regoal notebook run thresholds.md
        regoal notebook check thresholds.md
        regoal notebook run thresholds.md --html thresholds.html
      """,
    subcommands: [
      NotebookRunCommand.self, NotebookCheckCommand.self, NotebookNewCommand.self,
      NotebookSQLCommand.self,
    ])
}
