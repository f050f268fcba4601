internal import ArgumentParser
internal import SQLFiles
internal import Store
internal import Tables

struct DatabaseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "db",
    abstract: "Look after the database file.",
    discussion: """
      EXAMPLE
        regoal db status
        regoal db backup before-the-sweep.db
      """,
    subcommands: [
      StatusCommand.self, MigrateCommand.self, CheckCommand.self, MergeCommand.self,
      DumpCommand.self, BackupCommand.self, ForgetCommand.self,
    ])

  struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "status", abstract: "What the database holds, and its version.",
      discussion: "EXAMPLE\n  regoal db status --db runs.db")
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      try ErrorText.told {
        let store = try database.store(.inspect)
        var table = Table(columns: ["what", "value"])
        let version = try store.version()
        let known = store.catalog.migrations.count
        table.rows.append([.text("file"), .text(store.path)])
        table.rows.append([.text("version"), .text("\(version) of \(known)")])
        for state in try store.migrationStates() {
          table.rows.append([
            .text("migration \(state.name)"),
            .text(state.appliedAt.map { "applied \($0)" } ?? "to come"),
          ])
        }
        if version == known {
          for row in try store.run("corpus_overview").rows {
            table.rows.append([row[0], .text(String(row[1].integer ?? 0))])
          }
        }
        output.show(table)
        if version > known {
          throw StoreError.newerThanProgram(path: store.path, version: version, known: known)
        }
        if version < known { Console.note("'regoal db migrate' brings it up to date") }
      }
    }
  }

  struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "migrate", abstract: "Bring an older database to this program's version.",
      discussion:
        "Twice is once. Each migration is applied whole or not at all.\n\nEXAMPLE\n  regoal db migrate --db runs.db"
    )
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
      try ErrorText.told {
        let path = try database.resolvedPath()
        let before = try? database.store(.inspect).version()
        let store = try database.store(.write)
        let done = store.catalog.migrations.map(\.name).dropFirst(before ?? 0)
        Console.answer(
          done.isEmpty
            ? "\(path) is up to date (version \(try store.version()))\n"
            : done.map { "applied \($0)\n" }.joined())
      }
    }
  }

  struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "backup", abstract: "Copy the database while others may be writing.",
      discussion:
        "An existing file is never overwritten.\n\nEXAMPLE\n  regoal db backup copy.db --db runs.db"
    )
    @Argument(help: "File to make.") var target: String
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
      try ErrorText.told {
        Interruption.watch()
        try database.store(.inspect).backup(to: target)
        Console.answer("\(target)\n")
      }
    }
  }
}
