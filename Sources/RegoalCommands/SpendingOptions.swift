internal import ArgumentParser
internal import LanguageModels

/// What calls of models may cost.
struct SpendingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Stop before calls could cost more; needs prices ('regoal cost price set').",
      valueName: "dollars"))
  var budgetUsd: Double?
  @Option(help: ArgumentHelp("Stop before further calls are made.", valueName: "n"))
  var budgetCalls: Int?

  func validate() throws {
    if let budgetUsd, !(budgetUsd >= 0 && budgetUsd.isFinite) {
      throw ValidationError("--budget-usd takes dollars from 0, not \(budgetUsd)")
    }
    if let budgetCalls, budgetCalls < 0 {
      throw ValidationError("--budget-calls takes a whole number from 0, not \(budgetCalls)")
    }
  }

  var budget: CallBudget { CallBudget(calls: budgetCalls, usd: budgetUsd) }
}
