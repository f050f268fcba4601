internal import ArgumentParser

struct ModelsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "models",
    abstract: "Look after the endpoints that models are reached by.",
    discussion: """
      EXAMPLE
        regoal models check gpt-4o-mini
      """,
    subcommands: [ModelsCheckCommand.self])
}
