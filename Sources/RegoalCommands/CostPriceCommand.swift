internal import ArgumentParser
internal import Store

struct CostPriceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "price",
    abstract: "List the prices of models, or set one.",
    discussion: """
      A price holds from a day on, until the next one of the same model and endpoint. Without a subcommand the \
      prices are listed.

      EXAMPLE
        regoal cost price
        regoal cost price set gpt-4o-mini --prompt 0.15 --completion 0.6 \\
          --from 2024-07-18
      """,
    subcommands: [CostPriceSetCommand.self])

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    try ErrorText.told { output.show(try database.store(.read).run("prices")) }
  }
}
