import LanguageModels
import RegoalTesting
import Relabeling
import SQLFiles
import Statistics
import Store
import Tables
import Testing
import Trajectories

@testable import Experiments

/// What queries compute beside code that computes the same.
@Suite("An audit's queries")
struct CorpusAuditTests {
  private static let pieces = [
    "a", "Z9", " 42 ", "é", "数字", "\u{1F600}", "\u{0}", "\n\t", "{\"a\": 1.5e3}", "٣", "½", "0007",
    "Error: ", "TRACEBACK", "errno", "status code: 5", "exception", "Exception:", "error",
    "it went well enough ",
  ]

  private func text(_ random: inout some RandomNumberGenerator) -> String? {
    let count = Int.random(in: -1...6, using: &random)
    guard count >= 0 else { return nil }
    return (0..<count).map { _ in Self.pieces.randomElement(using: &random) ?? "" }.joined()
  }

  /// Random runs, and a store that holds them.
  private func corpus(seed: UInt64) throws -> (runs: [Trajectory], store: Store) {
    var random = SeededGenerator(seed: seed)
    let runs = (0..<60).map { at in
      Trajectory(
        sourceLabel: "test", id: "t\(at)", goal: text(&random) ?? "",
        steps: (0..<Int.random(in: 0...4, using: &random)).map { _ in
          Step(
            thought: text(&random), actionName: text(&random), actionInputJSON: text(&random),
            observation: text(&random))
        },
        finalAnswer: text(&random), success: [true, false, nil][at % 3])
    }
    let store = try Store(path: ":memory:", access: .create, catalog: try SQLCatalog.embedded())
    try store.writeFacts { facts in
      let source = try facts.source(label: "test", format: "regoal", file: "-")
      for run in runs { _ = try facts.add(run, source: source) }
    }
    return (runs, store)
  }

  private func tokens(_ run: Trajectory) -> Int {
    let texts =
      [run.goal, run.finalAnswer ?? ""]
      + run.steps.flatMap {
        [$0.thought, $0.actionName, $0.actionInputJSON, $0.observation].compactMap(\.self)
      }
    return TokenEstimate.tokens(of: texts.joined())
  }

  @Test(
    "measure tokens as prompts are estimated, and take percentiles by the nearest rank",
    arguments: 1...4)
  func lengths(_ seed: UInt64) throws {
    let (runs, store) = try corpus(seed: seed)
    let table = try CorpusAudit.lengths.table(in: store, actions: 1)
    #expect(table.rows.count == 8)
    for row in table.rows.indices {
      let outcome = table.value(row, "outcome").text
      let members = runs.filter { run in
        switch outcome {
        case "failed": run.success == false
        case "succeeded": run.success == true
        case "not stated": run.success == nil
        default: true
        }
      }
      let isTokens = table.value(row, "measure").text == "tokens"
      let values = members.map { Double(isTokens ? tokens($0) : $0.steps.count) }.sorted()
      #expect(table.value(row, "runs").integer == Int64(values.count))
      #expect(table.value(row, "total").real == values.reduce(0, +))
      for percent in [10, 50, 90, 99] {
        #expect(
          table.value(row, "p\(percent)").real == Percentile.nearestRank(percent, ofSorted: values))
      }
    }
  }

  @Test("take for an error what the rule extractor takes for one", arguments: 1...4)
  func errors(_ seed: UInt64) throws {
    let (runs, store) = try corpus(seed: seed)
    let observations = runs.flatMap { $0.steps.compactMap(\.observation) }
    let errors = observations.filter { observation in
      // Long enough to be an achievement, unless it is an error.
      let step = Step(observation: observation + " and something more to be seen")
      return RuleExtractor().extract(
        Trajectory(sourceLabel: "test", id: "t", goal: "", steps: [step])
      ).achievements.contains { !$0.hasPrefix("Step ") }
    }
    let table = try CorpusAudit.actions.table(in: store, actions: 1_000)
    let all = table.rows.count - 1
    #expect(!errors.isEmpty && errors.count < observations.count)
    #expect(table.value(all, "error_looking").integer == Int64(errors.count))
    #expect(
      table.value(all, "steps").integer == Int64(runs.reduce(0) { $0 + $1.steps.count }))
  }

  @Test("find the runs whose steps are the same, and no others", arguments: 1...4)
  func duplicates(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let words = ["", "a", "b", "ab", "\",\""]
    func word() -> String? {
      Bool.random(using: &random) ? words.randomElement(using: &random) : nil
    }
    let runs = (0..<200).map { at in
      Trajectory(
        sourceLabel: "test", id: "t\(at)", goal: "g",
        steps: (0..<Int.random(in: 0...2, using: &random)).map { _ in
          Step(thought: word(), actionName: word(), observation: word())
        })
    }
    let store = try Store(path: ":memory:", access: .create, catalog: try SQLCatalog.embedded())
    try store.writeFacts { facts in
      let source = try facts.source(label: "test", format: "regoal", file: "-")
      for run in runs { _ = try facts.add(run, source: source) }
    }
    let groups = Dictionary(grouping: runs.filter { !$0.steps.isEmpty }) { run in
      run.steps.map { [$0.thought ?? "", $0.actionName ?? "", $0.observation ?? ""] }
    }.values.filter { $0.count > 1 }
    let expected = Set(groups.map { Set($0.map(\.id)) })
    #expect(expected.count > 3)
    let listed = try store.run("duplicate_runs")
    let found = Dictionary(grouping: listed.rows) { $0[0] }.values.map { rows in
      Set(rows.compactMap { $0[1].text })
    }
    #expect(Set(found) == expected)
    let counted = try CorpusAudit.duplicates.table(in: store, actions: 1)
    #expect(counted.value(0, "groups").integer == Int64(groups.count))
    #expect(counted.value(0, "runs").integer == Int64(groups.reduce(0) { $0 + $1.count }))
    #expect(counted.value(0, "of_count").integer == Int64(runs.filter { !$0.steps.isEmpty }.count))
  }
}
