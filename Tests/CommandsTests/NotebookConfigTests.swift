import Foundation
import RegoalTesting
import Testing

@Suite("Notebooks where several configs are present")
struct NotebookConfigTests {
  private static let cell = "```sql as=curve query=theta_curve rows=1\n```\n"

  /// Answers of rules and simulated ones; a policy was applied to the former, or none was.
  private func sample(isDecided: Bool) throws -> Trial {
    let trial = try Trial()
    func sample(_ name: String) -> String {
      Program.package.appending(path: "Samples/" + name).path
    }
    for command in [
      ["ingest", sample("failed-runs.jsonl")], isDecided ? ["run"] : ["rerun", "detect"],
      ["ingest", sample("simulated-answers.jsonl")],
    ] {
      let result = try trial.program.run(command)
      #expect(result.status == 0, "\(result.errors)")
    }
    try trial.folder.write("n.md", Self.cell)
    return trial
  }

  @Test("read those of the policy that was applied last, and say so")
  func last() throws {
    let trial = try sample(isDecided: true)
    let run = try trial.program("notebook", "run", "n.md", "--out", "-")
    #expect(run.status == 0)
    #expect(run.output.contains("| 0 | 0.25 | 44 | 42 |"), "\(run.output)")
    #expect(run.output.contains("(rules, not a model)"))
    #expect(
      run.errors.contains("policy applied last: detect_config=default extract_config=default"))
    let shipped = Program.package.appending(path: "Notebooks-md").path
    let files = try FileManager.default.contentsOfDirectory(atPath: shipped)
      .filter { $0.hasSuffix(".md") }.sorted().map { shipped + "/" + $0 }
    #expect(files.count == 10)
    for split in [["main"], ["rows", "--group-by", "run"]] {
      #expect(try trial.program.run(["split", "make"] + split).status == 0)
    }
    let all = try trial.program.run(["notebook", "run", "--html", "all.html"] + files)
    #expect(all.status == 0, "\(all.errors)")
  }

  @Test("read those that the options name, but where a cell names its own")
  func options() throws {
    let trial = try sample(isDecided: true)
    let choice = [
      "--detect-config", "simulated", "--extract-config", "simulated", "--relabel-config",
      "simulated", "--series", "main",
    ]
    let own = " detect_config=default extract_config=default relabel_config=template\n```\n"
    try trial.folder.write("own.md", Self.cell.replacing("\n```\n", with: own))
    let run = try trial.program.run(["notebook", "run", "n.md", "own.md", "--out", "-"] + choice)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors == "")
    let parts = run.output.components(separatedBy: "(simulated, not a model)")
    #expect(parts.count == 2)
    #expect(parts.last?.contains("(rules, not a model)") ?? false)
    #expect(try trial.program.run(["notebook", "run", "n.md"] + choice).status == 0)
    #expect(try trial.program.run(["notebook", "check", "n.md"] + choice).status == 0)
    #expect(try trial.program("notebook", "check", "n.md").status == 1)
    // Nothing of it stands in the file.
    #expect(!String(decoding: try trial.folder.data("n.md"), as: UTF8.self).contains("_config"))
    let sql = try trial.program.run(["notebook", "sql", "n.md"] + choice)
    #expect(sql.output.contains("'simulated'"))
    let statement = String(sql.output.drop { $0 != "\n" }.dropFirst())
    let answer = try trial.program("query", "--sql", statement, "--csv")
    #expect(answer.output.contains("0.0,0.3,45,36,"), "\(answer.output)\(answer.errors)")
  }

  @Test("ask for a choice, with the place, where no policy was applied")
  func ambiguous() throws {
    let trial = try sample(isDecided: false)
    let run = try trial.program("notebook", "run", "n.md")
    #expect(run.status == 1)
    #expect(
      run.errors.contains(
        "error: n.md:1: detect_config is not given, and several are present: default, simulated"))
    #expect(run.errors.contains("for every cell as --detect-config default"))
    let wrong = try trial.program("notebook", "run", "n.md", "--detect-config", "simulatd")
    #expect(wrong.errors.contains("error: n.md:1: detect_config: there is no 'simulatd'"))
    #expect(wrong.errors.contains("did you mean 'simulated'?"))
    #expect(
      try trial.program("notebook", "run", "n.md", "--detect-config", "simulated").status == 0)
  }
}
