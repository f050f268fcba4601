internal import ArgumentParser
internal import Store
internal import Tables

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Examine the file: integrity, references, schema, migrations.",
    discussion: """
      --deep also takes the digest of every row again and decides every stored policy again. It finds any
      changed byte of a run, an answer, a vote, a config or a quarantined record; columns that no digest
      covers (names of files and configs, times, reasons) stand twice in the file, in a table and in an
      index, and are compared. What it cannot find: a change that somebody made with new digests, or made
      in both places; a row that is gone with all that refers to it; and changes in bytes that hold nothing,
      such as the free space of a page. Objects in the schema that are not Regoal's are noted and no fault.
      A decision that differs may also be older than facts that came since: 'regoal rerun gate' decides anew.
      Exit code 1 if anything is wrong.

      EXAMPLE
        regoal db check --db runs.db
        regoal db check --deep --json
      """)

  @Flag(help: "Take every digest and every decision again; reads the whole file.")
  var deep = false
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    try ErrorText.told {
      let progress = TerminalProgress()
      var shown = ""
      let findings = try database.store(.inspect).check(deep: deep) { what, done, total in
        if what != shown {
          progress.end()
          progress.begin(what, total: total)
          shown = what
        }
        progress.advance(to: done)
      }
      progress.end()
      var table = Table(columns: ["check", "result"])
      table.rows = findings.map { finding in
        let problem = finding.problem ?? finding.error.map { ErrorText.what($0) }
        let fine = "ok" + (finding.note.map { " (\($0))" } ?? "")
        return [.text(finding.check), .text(problem ?? fine)]
      }
      output.show(table)
      if findings.contains(where: { !$0.isFine }) { throw ExitCode.failure }
    }
  }
}
