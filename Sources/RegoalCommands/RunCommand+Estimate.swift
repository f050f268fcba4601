internal import Experiments
internal import Foundation
internal import LanguageModels
internal import Store
internal import Tables
internal import Trajectories

extension RunCommand {
  /// What the run would ask of models; nobody is asked.
  func showEstimate() async throws {
    let store = try database.store(.read)
    var request = try gate.request(in: store)
    if refresh { request.series = try FreshSeries.open(in: store) }
    let models = try await ModelSession(stages, in: store, asks: false)
    var included: Set<Stage> = Set(Stage.allCases)
    if until == .detect { included = [.detect] }
    if until == .extract { included = [.detect, .extract] }
    let estimate = try CallEstimate(
      models.engines, stages: included, plan: try stages.plan(request.policy),
      series: request.series, prices: models.prices, progress: TerminalProgress(), in: store)
    let table = estimate.table
    guard !table.rows.isEmpty || output.format != nil else {
      Console.answer(
        models.isRulesOnly
          ? "no call: rules answer\n" : "no call: everything that is to be asked is answered\n")
      return
    }
    output.show(table)
    func sum(_ column: String) -> Int64 {
      table.rows.indices.reduce(0) { $0 + (table.value($1, column).integer ?? 0) }
    }
    Console.note(
      "\(sum("calls_least")) to \(sum("calls_most")) calls; one more for each answer that has to be "
        + "mended, and for each endpoint of which it is not known how it takes the shape of an answer"
    )
    let most = table.rows.indices.map { table.value($0, "usd_most").real }
    if most.allSatisfy({ $0 != nil }) {
      Console.note(
        String(
          format: "about %.6g USD at most, by estimated tokens and the longest answers",
          most.compactMap(\.self).reduce(0, +)))
    } else {
      let unpriced = models.endpoints.filter { models.prices[$0.label] == nil }.map(\.model)
      Console.note(
        "no price is known of \(unpriced.joined(separator: ", ")): 'regoal cost price set' takes one"
      )
    }
    if estimate.cut > 0 { Console.note("\(estimate.cut) prompts would be cut to fit") }
    if estimate.overBudget > 0 {
      Console.warning("\(estimate.overBudget) prompts fit no budget, so that nobody would be asked")
    }
  }
}
