import SQLFiles
import Tables
import Testing
import Trajectories

@testable import Store

/// A run with an attempt in each of some series, and a verdict on each of some.
private func run(
  _ id: String, attempts: [String], rated: [(series: String, verdict: Annotation.Verdict)]
) -> [LogRecord] {
  [
    .trajectory(Trajectory(sourceLabel: "test", id: id, goal: "g", steps: [], success: false)),
    .outcome(Outcome(achievements: ["a"]), at: at(id, "o1")),
  ]
    + attempts.map { series in
      .attempt(
        Attempt(k: 1, hindsightGoal: series, valid: true, confidence: 0.5),
        at: at(id, "r1", extract: "o1", series: series))
    }
    + rated.map { one in
      .annotation(
        Annotation(annotator: "a", verdict: one.verdict), target: .attempt(k: 1, goalIndex: 0),
        frame: nil, at: at(id, "r1", extract: "o1", series: one.series))
    }
}

@Suite("The ratings that a gate reads")
struct GoldRatingTests {
  private func gold(_ store: Store, _ series: String) throws -> [String: String] {
    func digest(_ stage: String) throws -> Table.Value {
      try #require(try store.run("config_names").rows.first { $0[0].text == stage })[2]
    }
    let names = try store.run("trajectory_names").rows.map { ($0[0].integer, $0[1].text ?? "") }
    var gold: [String: String] = [:]
    for row in try store.run(
      "load_gold_ratings",
      [
        "extract_config": digest("extract"), "relabel_config": digest("relabel"),
        "series": .text(series),
      ]
    ).rows {
      let name = try #require(names.first { $0.0 == row[0].integer }?.1)
      gold[name] = row[2].isNull ? "unsettled" : row[2].integer == 1 ? "valid" : "invalid"
    }
    return gold
  }

  @Test("are those of the series' own attempt, else of main's, never of an attempt that it hides")
  func series() throws {
    let store = try memory()
    let records =
      run("own", attempts: ["main", "s"], rated: [("main", .invalid), ("s", .valid)])
      + run("hidden", attempts: ["main", "s"], rated: [("main", .invalid)])
      + run("shared", attempts: ["main"], rated: [("main", .valid)])
      + run("other", attempts: ["s"], rated: [("s", .unsure)])
    #expect(try ingest(records, into: store).allSatisfy { $0.reason == nil })
    #expect(
      try gold(store, "main") == ["own": "invalid", "hidden": "invalid", "shared": "valid"])
    #expect(try gold(store, "s") == ["own": "valid", "shared": "valid", "other": "unsettled"])
  }

  @Test("are the current verdicts, by majority of those who are sure")
  func majority() throws {
    let store = try memory()
    try ingest(run("t", attempts: ["main"], rated: []), into: store)
    func rate(_ annotator: String, _ seq: Int, _ verdict: Annotation.Verdict) throws -> String? {
      try ingest(
        [
          .annotation(
            Annotation(annotator: annotator, seq: seq, verdict: verdict),
            target: .attempt(k: 1, goalIndex: 0), frame: nil, at: at("t", "r1", extract: "o1"))
        ], into: store)
      return try gold(store, "main")["t"]
    }
    #expect(try gold(store, "main") == [:])
    #expect(try rate("a", 1, .unsure) == "unsettled")
    #expect(try rate("b", 2, .valid) == "valid")
    #expect(try rate("c", 1, .invalid) == "unsettled")
    #expect(try rate("a", 2, .invalid) == "invalid")
    #expect(try rate("b", 1, .invalid) == "invalid")
    #expect(try rate("a", 3, .valid) == "valid")
    #expect(try store.run("count_rated_attempts").rows == [[.integer(1)]])
  }
}
