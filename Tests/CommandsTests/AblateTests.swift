import Foundation
import RegoalTesting
import Testing

@Suite("regoal ablate")
struct AblateTests {
  private func sample() throws -> Trial {
    let trial = try Trial()
    let samples = Program.package.appending(path: "Samples/failed-runs.jsonl").path
    #expect(try trial.program("ingest", samples).status == 0)
    #expect(try trial.program("run").status == 0)
    return trial
  }

  @Test(
    "shows the paper's Table 2 on the sample corpus, marked as rules, the paper's figures apart")
  func table2() throws {
    let trial = try sample()
    let shown = try trial.program("ablate")
    #expect(shown.status == 0, "\(shown.errors)")
    #expect(shown.output.contains("(rules, not a model)"))
    #expect(
      shown.output.contains(
        "llm_detector: cannot be computed: no detect config 'llm' here, only default\n"))
    #expect(shown.output.contains("paper_success_pct"))
    #expect(try trial.program("ablate", "table-2").output == shown.output)
    let lines = try trial.program("ablate", "--csv").output.split(separator: "\n")
    #expect(lines.count == 11)
    try trial.expectSound()
  }

  @Test("marks rules as such where no policy was ever applied, as a sweep does")
  func unapplied() throws {
    let trial = try Trial()
    let samples = Program.package.appending(path: "Samples/failed-runs.jsonl").path
    try trial.program("ingest", samples)
    #expect(try trial.program("run", "--until", "judge").status == 0)
    #expect(try trial.program("ablate").output.contains("(rules, not a model)"))
    #expect(try trial.program("sweep", "--at", "0.5").output.contains("(rules, not a model)"))
  }

  @Test("writes nothing, unless it is told to save")
  func saving() throws {
    let trial = try sample()
    let before = try trial.program("query", "arm_summary", "--csv").output
    #expect(try trial.program("ablate", "judges").status == 0)
    #expect(try trial.program("query", "arm_summary", "--csv").output == before)
    let saved = try trial.program("ablate", "--save", "--csv")
    #expect(saved.status == 0)
    #expect(saved.output.contains("single_judge,added,sha256:"))
    #expect(saved.output.contains("llm_detector,not stored,,"))
    #expect(try trial.program("ablate", "--save", "--csv").output.contains("single_judge,present,"))
    try trial.write(
      "results.jsonl",
      Data(
        """
        {"type":"evaluation","arm":"single_judge","benchmark":"webarena","model":"qwen2.5-7b","seed":1,"metric":"success_rate","value":0.25}
        {"type":"evaluation","arm":"full_mj_severity","benchmark":"webarena","model":"qwen2.5-7b","seed":1,"metric":"success_rate","value":0.5}
        {"type":"evaluation","arm":"llm_detector","benchmark":"webarena","metric":"success_rate","value":0.5}

        """.utf8))
    let ingest = try trial.program("ingest", "results.jsonl")
    #expect(ingest.status == 1)
    #expect(
      ingest.errors.contains("results.jsonl:3: no arm 'llm_detector' is in this file or stored"))
    let shown = try trial.program("ablate").output
    #expect(shown.contains("\nrecorded evaluations\n"))
    #expect(shown.contains("\nthe paper's figures (WebArena, Qwen2.5-7B)\n"))
    #expect(shown.contains(": no evaluation is recorded\n"))
    #expect(shown.contains("-0.25"))
    let stored = try trial.program("ablate", "--stored", "--first", "single_judge", "--csv").output
      .split(separator: "\n").map(String.init)
    #expect(stored.count == 9)
    #expect(stored[1].hasPrefix("single_judge,44,"))
    #expect(stored.contains { $0.hasPrefix("full_mj_severity,44,") && $0.contains(",0.25,") })
    let check = try trial.program("db", "check", "--deep", "--csv")
    #expect(check.status == 0, "\(check.output)")
  }

  @Test("says what is wrong with a file, where, and what fits")
  func badFiles() throws {
    let trial = try sample()
    func refusal(_ text: String) throws -> String {
      try trial.write("a.yaml", Data(text.utf8))
      let result = try trial.program("ablate", "a.yaml")
      #expect(result.status == 1)
      #expect(result.output == "")
      return result.errors
    }
    #expect(
      try refusal("arms:\n  a:\n    tehta: 0.5").hasPrefix(
        """
        error: a.yaml:3: arm 'a': there is no key 'tehta'
          fix: did you mean 'theta'? it takes: 
        """))
    #expect(
      try refusal("arms:\n  a: {from: b}\n  b: {from: a}")
        == """
        error: a.yaml: 'from' goes round in a circle: a → b → a
          fix: one of them must not inherit

        """)
    #expect(
      try trial.program("ablate", "table-3").errors.hasPrefix(
        """
        error: there is no file 'table-3', and no shipped one of that name
          fix: did you mean 'table-2'? 
        """))
    #expect(try refusal("arms:\n  \u{1B}[2J: {theta: x}").contains("\u{1B}") == false)
  }

  @Test("tells what several arms lack once")
  func grouped() throws {
    let trial = try sample()
    try trial.write(
      "a.yaml", Data("arms: {a: {}, b: {extract_config: x}, c: {from: b, theta: 0}}".utf8))
    #expect(
      try trial.program("ablate", "a.yaml").output.hasSuffix(
        "\nb, c: cannot be computed: no extract config 'x' here, only default\n"))
  }

  @Test("takes an arm's name for text, whatever it is")
  func control() throws {
    let trial = try sample()
    try trial.write("a.yaml", Data("arms: {\"a\\e[2J\": {}, \"=b\\n\": {theta: 0}}".utf8))
    let shown = try trial.program("ablate", "a.yaml")
    #expect(shown.status == 0, "\(shown.errors)")
    #expect(!shown.output.contains("\u{1B}"))
  }

  @Test("lists what ships with the program, without a database, wherever the program is")
  func list() throws {
    let trial = try Trial()
    let listed = try trial.program("ablate", "--list", "--csv")
    #expect(listed.status == 0)
    #expect(listed.output.contains("table-2,"))
    let folder = Program.package.appending(path: "Arms").path
    let files = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    for file in files { #expect(listed.output.contains(file.dropLast(".yaml".count) + ",")) }
    #expect(try trial.program("ablate", "--list", "table-2").status == 64)
    #expect(try trial.program("ablate").status == 1)
    let empty = try sample()
    #expect(
      try empty.program("ablate", "--stored").errors
        == "error: no arm is stored here\n  fix: 'regoal ablate FILE --save' stores those of a file\n"
    )
    #expect(
      try empty.program("ablate", "--first", "singel_judge").errors.contains(
        "did you mean 'single_judge'?"))
  }
}
