internal import ArgumentParser
internal import Store
internal import Tables
internal import Trajectories

struct CostPriceSetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set",
    abstract: "Say what a model costs from a day on.",
    discussion: """
      In US dollars for a million tokens. The same day once more corrects the price; what stood there before is \
      kept, and no longer read. A model of your own machines can cost 0.

      EXAMPLE
        regoal cost price set gpt-4o-mini --prompt 0.15 --completion 0.6 \\
          --from 2024-07-18
        regoal cost price set qwen2.5 --prompt 0 --completion 0 --from 2026-01-01 \\
          --endpoint local
      """)

  @Argument(help: "Model, as it is called.")
  var model: String
  @Option(help: ArgumentHelp("US dollars for a million prompt tokens.", valueName: "usd"))
  var prompt: Double
  @Option(help: ArgumentHelp("US dollars for a million completion tokens.", valueName: "usd"))
  var completion: Double
  @Option(help: ArgumentHelp("First day, in UTC.", valueName: "YYYY-MM-DD"))
  var from: String
  @Option(
    help: ArgumentHelp(
      "Endpoint that it holds for; by default any without a price of its own.", valueName: "name"))
  var endpoint: String?
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    for (name, value) in [("prompt", prompt), ("completion", completion)]
    where !(value >= 0 && value.isFinite) {
      throw ValidationError("--\(name) is at least 0, is \(value)")
    }
    try CostCommand.check(day: from, "--from")
    guard !model.isEmpty, endpoint != "" else {
      throw ValidationError("model and endpoint have names of at least one letter")
    }
  }

  func run() async throws {
    try ErrorText.told {
      let store = try database.store(.write)
      let (insertion, _) = try store.writeFacts { facts in
        try facts.set(
          Price(
            model: model, endpoint: endpoint, validFrom: from, promptUSDPerMillion: prompt,
            completionUSDPerMillion: completion))
      }
      var table = try store.run("prices")
      table.rows.removeAll { row in
        row[0].text != model || row[1].text != endpoint || row[2].text != from
      }
      output.show(table)
      if !insertion.isNew { Console.note("nothing to do: this price was there") }
    }
  }
}
