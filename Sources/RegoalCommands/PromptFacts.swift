internal import LanguageModels
internal import Store
internal import Tables
internal import Trajectories

/// What a prompt is about, taken from a stored run.
struct PromptFacts {
  let run: NamedRun
  let store: Store
  let extractConfig: String?
  let relabelConfig: String?
  let series: String

  /// A call, and what has to be said of the answers that it was made from; nil: nothing.
  typealias Rendered = (call: PreparedCall, mark: String?)

  /// - Throws: `CommandError` where the run has no such outcome or attempt; `PromptError`.
  func call(_ kind: PromptKind, _ settings: ModelSettings, k: Int) throws -> Rendered {
    let trajectory = try store.readFacts { try $0.trajectory(run.row).value }
    switch kind {
    case .detect: return (try ModelDetector(settings).call(trajectory), nil)
    case .extract: return (try ModelExtractor(settings).call(trajectory), nil)
    case .relabel:
      let found = try outcome()
      let call = try ModelRelabeler(settings).call(
        found.outcome, stepCount: trajectory.steps.count, originalGoal: trajectory.goal, k: k,
        series: series)
      return (call, found.mark)
    case .judge:
      let attempt = try attempt(k)
      let call = try ModelJudge(settings).call(
        attempt.goal, steps: trajectory.steps, finalAnswer: trajectory.finalAnswer, series: series)
      return (call, attempt.mark)
    case .repair:
      throw CommandError(
        what: "'repair' is about an answer, not about a run",
        fix: "'regoal prompt show repair' prints it")
    }
  }

  private func outcome() throws -> (outcome: Outcome, mark: String?) {
    let table = try store.run("outcomes_of_run", ["trajectory": .text(run.digest)])
    let row = try row(
      of: table, "extract_config", extractConfig, what: "outcome", option: "--extract-config")
    func texts(_ column: String) throws -> [String] {
      try store.run("json_texts", ["texts": table.value(row, column)]).rows
        .compactMap { $0[0].text }
    }
    return (
      Outcome(
        achievements: try texts("achievements_json"), observations: try texts("observations_json"),
        limitations: table.value(row, "limitations").text),
      table.value(row, "engine").text.flatMap { EngineMark.text(of: $0) }
    )
  }

  private func attempt(_ k: Int) throws -> (goal: String, mark: String?) {
    var table = try store.run("attempts_of_run", ["trajectory": .text(run.digest)])
    if let extractConfig {
      let outcomes = try store.run("outcomes_of_run", ["trajectory": .text(run.digest)])
      _ = try row(
        of: outcomes, "extract_config", extractConfig, what: "outcome", option: "--extract-config")
      let digests = outcomes.rows.indices.filter {
        outcomes.value($0, "extract_config").text == extractConfig
      }.map { outcomes.value($0, "outcome") }
      table.rows = table.rows.filter { digests.contains($0[0]) }
    }
    let all = Set(table.rows.indices.compactMap { table.value($0, "k").integer }).sorted()
    guard all.isEmpty || all.contains(Int64(k)) else {
      throw CommandError(
        what: "there is no attempt \(k) of '\(Console.safe(run.name))'",
        fix: "--k takes one of these: " + all.map(String.init).joined(separator: ", "))
    }
    let numbers = table.rows.indices.filter {
      table.value($0, "k").integer == Int64(k) && table.value($0, "goal_index").integer == 0
    }
    table.rows = numbers.map { table.rows[$0] }
    let row = try row(
      of: table, "relabel_config", relabelConfig, what: "attempt \(k)", option: "--relabel-config")
    guard let goal = table.value(row, "hindsight_goal").text else {
      let status = table.value(row, "status").text ?? ""
      throw CommandError(
        what: "attempt \(k) of '\(Console.safe(run.name))' has no hindsight goal (\(status))",
        fix: "name another with --k")
    }
    return (goal, table.value(row, "engine").text.flatMap { EngineMark.text(of: $0) })
  }

  /// The row under a config in the series, else in the main one.
  private func row(
    of table: Table, _ column: String, _ name: String?, what: String, option: String
  ) throws -> Int {
    let present = table.rows.indices.filter {
      [series, StageConfig.mainSeries].contains(table.value($0, "series").text)
    }
    let names = Set(present.compactMap { table.value($0, column).text })
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let shown = Console.safe(run.name)
    guard !names.isEmpty else {
      throw CommandError(
        what: "there is no \(what) of '\(shown)'", fix: "'regoal run' makes them")
    }
    if let name, !names.contains(name) {
      throw CommandError(
        what: "there is no \(what) of '\(shown)' under config '\(Console.safe(name))'",
        fix: Console.safe(
          Suggestion.fix(name, among: names, all: "there are: " + names.joined(separator: ", "))))
    }
    guard name != nil || names.count == 1 else {
      throw CommandError(
        what: "there are \(what)s of '\(shown)' under several configs: "
          + Console.safe(names.joined(separator: ", ")), fix: "name one with \(option)")
    }
    let rows = present.filter { table.value($0, column).text == name ?? names[0] }
    let own = rows.filter { table.value($0, "series").text == series }
    let found = own.isEmpty ? rows : own
    guard found.count == 1 else {
      throw CommandError(
        what: "'\(shown)' has \(found.count) of \(what) under config '\(Console.safe(names[0]))'",
        fix: "name the outcome's config with --extract-config")
    }
    return found[0]
  }
}
