internal import ArgumentParser

struct SplitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "split",
    abstract: "Divide runs into parts that share no task, for training and for held-out tests.",
    discussion: """
      Runs that belong together (by template, repository, site or task) go to one part, by a hash: neither order nor \
      number of runs moves any. A split is frozen once made; making it again adds what has come since.

      EXAMPLE
        regoal split make main
        regoal split show main
        regoal split check main
      """,
    subcommands: [SplitMakeCommand.self, SplitShowCommand.self, SplitCheckCommand.self])
}
