import Foundation
import RegoalTesting
import Testing

@Suite("What says that no model answered")
struct EngineMarkTests {
  /// The sample corpus with the answers of rules, to which the last policy was applied, and simulated ones beside.
  private func sample() throws -> Trial {
    let trial = try Trial()
    func sample(_ name: String) -> String {
      Program.package.appending(path: "Samples/" + name).path
    }
    for command in [
      ["ingest", sample("failed-runs.jsonl")], ["run"],
      ["ingest", sample("simulated-answers.jsonl")],
    ] {
      let result = try trial.program.run(command)
      #expect(result.status == 0, "\(result.errors)")
    }
    return trial
  }

  private static let simulated = [
    "detect_config=simulated", "extract_config=simulated", "relabel_config=simulated",
  ]

  /// What stands under an answer, or on stderr beside it.
  private func mark(_ trial: Trial, _ arguments: [String]) throws -> String {
    let page = try trial.program.run(["query"] + arguments)
    #expect(page.status == 0, "\(page.errors)")
    let rows = try trial.program.run(["query"] + arguments + ["--csv"])
    let last = page.output.split(separator: "\n").last.map(String.init) ?? ""
    let mark = last.hasPrefix("(") && last.contains("not a model") ? last + "\n" : ""
    #expect(rows.errors == mark)
    return mark
  }

  @Test("stands under named queries for the configs that these read")
  func named() throws {
    let trial = try sample()
    let gate = ["theta_curve", "yield_by_failure_type", "decisions", "judge_agreement"]
    for query in gate {
      let taken = try trial.program("query", query, "--describe").output
      let choice = Self.simulated.filter { taken.contains("param: \($0.prefix { $0 != "=" }) ") }
      #expect(
        try mark(trial, [query] + choice.flatMap { ["-p", $0] })
          == "(simulated, not a model)\n", "\(query)")
      let rules = choice.map {
        $0.replacing("relabel_config=simulated", with: "relabel_config=template")
          .replacing("=simulated", with: "=default")
      }
      #expect(
        try mark(trial, [query] + rules.flatMap { ["-p", $0] }) == "(rules, not a model)\n",
        "\(query)")
    }
    for query in ["decision_summary", "drop_reasons", "last_decisions", "accepted_pairs"] {
      #expect(try mark(trial, [query]) == "(rules, not a model)\n", "\(query)")
    }
    let both = "(rules, not a model; simulated, not a model)\n"
    for query in ["detections", "contradictory_votes", "gold_ratings", "corpus_overview"] {
      #expect(try mark(trial, [query]) == both, "\(query)")
    }
    for query in ["presets", "paper_judge_effect", "trajectory_names", "failed_corpus"] {
      #expect(try mark(trial, [query]) == "", "\(query)")
    }
  }

  @Test(
    "stands under SQL of one's own that reads answers, however it names their table",
    arguments: [
      ("SELECT count(*) AS n FROM vote", true), ("SELECT count(*) AS n FROM \"vote\"", true),
      ("SELECT k FROM [attempt] ORDER BY id", true), ("SELECT k FROM `Attempt`", true),
      ("SELECT v.confidence FROM main.vote AS v", true),
      ("WITH x AS (SELECT 1 FROM decision) SELECT * FROM x", true),
      ("SELECT EXISTS (SELECT 1 FROM outcome) AS e", true),
      ("SELECT count(*) AS vote FROM trajectory", false), ("SELECT 'vote' AS v", false),
      ("SELECT name FROM config_label", false), ("SELECT 1 -- vote", false),
    ])
  func ownSQL(_ sql: String, _ isMarked: Bool) throws {
    let trial = try sample()
    let both = "(rules, not a model; simulated, not a model)\n"
    #expect(try mark(trial, ["--sql", sql]) == (isMarked ? both : ""))
    try trial.folder.write("n.md", "```sql as=one\n\(sql)\n```\n\n```sql\nSELECT * FROM one\n```\n")
    let notebook = try trial.program("notebook", "run", "n.md", "--out", "-")
    #expect(notebook.status == 0, "\(notebook.errors)")
    #expect(notebook.output.components(separatedBy: both.dropLast()).count == (isMarked ? 3 : 1))
  }

  @Test("is that of what each cell of a notebook reads, itself or through others")
  func cells() throws {
    let trial = try sample()
    try trial.folder.write(
      "n.md",
      """
      ```sql as=simulated query=yield_by_failure_type \(Self.simulated.joined(separator: " "))
      ```

      ```sql as=ruled query=theta_curve detect_config=default extract_config=default relabel_config=template
      ```

      ```sql
      SELECT count(*) AS n FROM simulated
      ```

      ```sql
      SELECT count(*) AS n FROM ruled JOIN simulated
      ```

      ```sql query=decision_summary
      ```

      ```sql
      SELECT count(*) AS n FROM trajectory
      ```

      """)
    let text = try trial.program("notebook", "run", "n.md", "--out", "-").output
    let marks = text.components(separatedBy: "<!-- result").dropFirst().map { part in
      let result = part.components(separatedBy: "<!-- /result -->")[0]
      return ["rules", "simulated"].filter { result.contains("\($0), not a model") }
    }
    #expect(
      marks == [
        ["simulated"], ["rules"], ["simulated"], ["rules", "simulated"], ["rules"], [],
      ])
  }

  @Test("is not asked of databases that are not ours")
  func foreign() throws {
    let trial = try Trial()
    let shell = Program(in: trial.folder.url, executable: URL(filePath: "/usr/bin/env"))
    let made = try shell(
      "sqlite3", "other.db", "CREATE TABLE vote (x); INSERT INTO vote VALUES (7)")
    try #require(made.status == 0)
    let result = try trial.program(
      "query", "--sql", "SELECT x FROM vote", "--csv", "--db", "other.db")
    #expect(result.output == "x\n7\n")
    #expect(result.errors == "")
  }
}
