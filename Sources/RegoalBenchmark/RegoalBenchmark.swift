internal import ArgumentParser

/// The command: times parts of Regoal alone, without a database.
@main
struct RegoalBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Time parts of Regoal alone, without a database.",
    subcommands: [StagesCommand.self, DecodeCommand.self])
}
