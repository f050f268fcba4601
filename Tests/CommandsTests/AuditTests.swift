import Foundation
import RegoalTesting
import Testing

/// Folders of `SharedData`, with their runs: all, failed, succeeded, of no stated outcome.
private let realRuns = [
  ("tau-bench", [200, 116, 84, 0]), ("tau2-grok", [4, 4, 0, 0]), ("fireact", [1464, 961, 503, 0]),
  ("mini-swe-agent-gemini3", [60, 32, 28, 0]), ("swe-agent-demos", [21, 0, 0, 21]),
  ("toolbench", [310, 4, 6, 300]), ("inspect-docent", [16, 7, 9, 0]),
  ("inspect-ai-tests", [9, 1, 7, 1]), ("harbor-atif", [7, 0, 0, 7]), ("trail", [29, 0, 0, 29]),
  ("who-and-when", [103, 103, 0, 0]), ("agentrx", [58, 0, 0, 58]),
  ("openhands-output", [1, 0, 0, 1]),
  ("agenther-example", [3, 3, 0, 0]),
].filter { SharedData.has($0.0) }

@Suite("audit")
struct AuditTests {
  private static let samples = Program.package.appending(path: "Samples/failed-runs.jsonl").path
  /// Parts that say what a corpus holds, whatever was detected in it.
  private static let facts = ["runs", "tasks", "lengths", "actions", "duplicates", "gaps"]

  private let trial: Trial

  init() throws { trial = try Trial() }

  private func answer(
    _ arguments: String..., status: Int32 = 0, _ location: SourceLocation = #_sourceLocation
  ) throws -> Program.Result {
    let result = try trial.program.run(["audit"] + arguments)
    #expect(result.status == status, "\(result.errors)", sourceLocation: location)
    return result
  }

  private func ingest(_ file: String) throws {
    let result = try trial.program("ingest", file)
    try #require(result.status == 0, "\(result.errors)")
  }

  /// The first row of a part.
  private func row(_ part: String, _ arguments: String...) throws -> [String: Any] {
    let result = try trial.program.run(["audit", "--part", part, "--json"] + arguments)
    #expect(result.status == 0, "\(result.errors)")
    let rows = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [[String: Any]]
    return try #require(rows?.first)
  }

  @Test("of the sample corpus is this page")
  func samples() throws {
    let page = try answer(Self.samples).output
    #expect(try Golden.expected("audit-samples.txt", for: page) == page)
  }

  @Test("of files leaves nothing behind, and says of them what the database says after an ingest")
  func files() throws {
    var before: [String: String] = [:]
    for part in Self.facts {
      before[part] = try answer(Self.samples, "--part", part, "--csv").output
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: trial.path("")) == [])
    try ingest(Self.samples)
    for part in Self.facts {
      #expect(try answer("--part", part, "--csv").output == before[part])
    }
    #expect(try trial.counts()["detections"] == 0)
    let types = try answer(Self.samples, "--part", "types", "--csv").output
    #expect(try answer("--part", "types").errors.isEmpty)
    #expect(try answer("--part", "types").output.contains("not detected yet"))
    #expect(try trial.program("run", "--until", "detect").status == 0)
    #expect(try answer("--part", "types", "--csv").output == types)
    #expect(types.contains("default,rules,main,wrong_result,14,45,"))
  }

  @Test(
    "reckons as 'run --estimate' does, before and after detection, files as well as the database")
  func estimate() throws {
    try ingest(Self.samples)
    let price = [
      "cost", "price", "set", "m", "--prompt", "100", "--completion", "200", "--from", "2020-01-01",
    ]
    #expect(try trial.program.run(price).status == 0)
    let engines = [
      "--extractor", "a=m@http://localhost:1", "--relabeler", "b=m@http://localhost:1", "--judge",
      "c=m@http://localhost:1", "--judge", "grounding",
    ]
    func calls(_ command: [String]) throws -> [String] {
      let result = try trial.program.run(command + ["--csv"])
      #expect(result.status == 0, "\(result.errors)")
      return result.output.split(separator: "\n").map {
        $0.split(separator: ",", omittingEmptySubsequences: false)[..<10].joined(separator: ",")
      }
    }
    for options in [[], ["--attempts", "5", "--collect", "lazy", "--max-tokens", "77"]] {
      let run = try calls(["run", "--estimate"] + engines + options)
      #expect(run.count == 4)
      #expect(try calls(["audit", "--part", "calls"] + engines + options) == run)
    }
    #expect(try trial.program("run", "--until", "detect").status == 0)
    let run = try calls(["run", "--estimate"] + engines)
    #expect(try calls(["audit", "--part", "calls"] + engines) == run)
    #expect(try calls(["audit", Self.samples, "--part", "calls"] + engines) == run)
    // Without engines, one model is assumed for three of the stages.
    let assumed = [
      "--extractor", "gpt-4o-mini", "--relabeler", "gpt-4o-mini", "--judge", "gpt-4o-mini",
    ]
    #expect(try calls(["audit", "--part", "calls"]) == calls(["run", "--estimate"] + assumed))
    let all = try row("estimate")
    #expect(all["calls_least"] as? Int == 44)
    #expect(all["calls_most"] as? Int == 44 * 7)
  }

  @Test("knows no dollars without a price, and takes them from flags or from the database")
  func dollars() throws {
    let unknown = try row("estimate", Self.samples)
    for column in ["usd_likely", "usd_most", "usd_most_per_run"] {
      #expect(unknown[column] is NSNull, "\(column)")
    }
    let page = try answer(Self.samples, "--part", "estimate").output
    #expect(page.contains("dollars are not known: no price of gpt-4o-mini"))
    let price = ["--prompt-usd-per-million", "2", "--completion-usd-per-million", "8"]
    let given = try trial.program.run(
      ["audit", Self.samples, "--part", "estimate", "--csv"] + price)
    let columns = try #require(given.output.split(separator: "\n").first).split(separator: ",")
    let place = try #require(columns.firstIndex(of: "usd_most"))
    let usd = given.output.split(separator: "\n")[1]
      .split(separator: ",", omittingEmptySubsequences: false)[place]
    let tokens = try #require(unknown["prompt_tokens"] as? Double)
    let answers = try #require(unknown["completion_tokens_most"] as? Double)
    #expect(abs((Double(usd) ?? 0) - (2 * tokens + 8 * answers) / 1_000_000) < 1e-9)
    try ingest(Self.samples)
    let set = [
      "cost", "price", "set", "gpt-4o-mini", "--prompt", "2", "--completion", "8", "--from",
      "2020-01-01",
    ]
    #expect(try trial.program.run(set).status == 0)
    #expect(try row("estimate", Self.samples)["usd_most"] as? Double == Double(usd))
    let assumptions = try answer(Self.samples, "--part", "assumptions", "--csv").output
    #expect(
      assumptions.contains("price of gpt-4o-mini,\"2 USD in, 8 out, a million tokens\",stored"))
    #expect(assumptions.contains("relabeler,gpt-4o-mini,assumed"))
  }

  @Test(
    "has hours by calls under way and seconds a call, in whole waves, and within a minute's limits")
  func hours() throws {
    func hours(_ arguments: String...) throws -> [Double?] {
      let result = try trial.program.run(
        ["audit", Self.samples, "--part", "calls", "--csv"] + arguments)
      #expect(result.status == 0, "\(result.errors)")
      return result.output.split(separator: "\n").dropFirst().map {
        $0.split(separator: ",").last.flatMap { Double($0) }
      }
    }
    // 44, 132 and 132 calls.
    #expect(
      try hours("--calls-in-parallel", "10", "--seconds-per-call", "36") == [0.05, 0.14, 0.14])
    #expect(
      try hours("--model", "m,parallel=50", "--seconds-per-call", "36") == [0.01, 0.03, 0.03])
    #expect(
      try hours("--model", "m,rpm=11", "--seconds-per-call", "1") == [
        4.0 / 60, 12.0 / 60, 12.0 / 60,
      ])
    let limited = try row("estimate", Self.samples, "--model", "m,tpm=1000")
    let tokens = try ["prompt_tokens", "completion_tokens_most"].map {
      try #require(limited[$0] as? Double)
    }.reduce(0, +)
    #expect(abs((limited["hours_most"] as? Double ?? 0) - tokens / 1000 / 60) < 0.01)
  }

  @Test("takes seconds and tokens of recorded calls, where there are any")
  func recorded() throws {
    let log = #"""
      {"type":"trajectory","id":"t1","goal":"g1","steps":[],"success":false}
      {"type":"model_call","stage":"relabel","trajectories":["t1"],"request":{"endpoint":"m","model":"m","series":"main","k":1},"answer":"a","raw":"{}","prompt_tokens":2000,"completion_tokens":100,"latency_ms":1500,"called_on":"2026-02-01"}
      {"type":"model_call","stage":"relabel","trajectories":["t1"],"request":{"endpoint":"m","model":"m","series":"main","k":2},"answer":"a","raw":"{}","prompt_tokens":1000,"completion_tokens":300,"latency_ms":500,"called_on":"2026-02-01"}

      """#
    try trial.write("log.jsonl", Data(log.utf8))
    try ingest("log.jsonl")
    let calls = try answer(
      "--model", "m", "--part", "calls", "--jsonl", "--prompt-usd-per-million", "1",
      "--completion-usd-per-million", "10"
    ).output.split(separator: "\n")
    let relabel = try #require(calls.first { $0.contains("\"relabel\"") })
    #expect(
      relabel.contains("\"seconds_per_call\":1.0,\"seconds_origin\":\"recorded\""), "\(relabel)")
    // Three attempts of 1500 tokens in and 200 out.
    #expect(relabel.contains("\"usd_likely\":0.0105,"), "\(relabel)")
    let judge = try #require(calls.first { $0.contains("\"judge\"") })
    #expect(judge.contains("\"seconds_per_call\":5.0,\"seconds_origin\":\"assumed\""), "\(judge)")
  }

  @Test("has the yield of what was decided, else bounds, and the paper's apart")
  func yield() throws {
    try ingest(Self.samples)
    let before = try row("estimate")
    #expect(before["basis"] as? String == "bounds")
    #expect(before["pairs_low"] as? Int == 0)
    // One run of unknown outcome was not detected yet.
    #expect(before["pairs_high"] as? Int == 45)
    #expect(before["pairs_at_paper_yield_low"] as? Int == 32)
    #expect(try trial.program("run").status == 0)
    let after = try row("estimate")
    #expect(after["basis"] as? String == "decisions")
    #expect(after["pairs_low"] as? Int == 42)
    #expect(after["pairs_high"] as? Int == 42)
    #expect(after["paper_yield_low"] as? Double == 2197.0 / 3000)
    let page = try answer("--part", "estimate").output
    #expect(page.contains("yield and pairs: of the decisions that are stored (rules, not a model)"))
    #expect(page.contains("0.7323–0.8246"))
  }

  @Test("of nothing counts 0, and knows no shares")
  func empty() throws {
    try trial.write("none.jsonl", Data(#"{"type":"arm","name":"a","body":{}}"#.utf8))
    _ = try trial.program("ingest", "none.jsonl")
    let page = try answer()
    #expect(page.output.contains("(no run is stored)"), "\(page.output)")
    #expect(try row("estimate")["calls_most"] as? Int == 0)
    #expect(try row("gaps")["share"] is NSNull)
    #expect(try answer("--part", "lengths", "--csv").output.split(separator: "\n").count == 1)
    let absent = try answer("--db", "absent.db", status: 1)
    #expect(absent.errors.contains("there is no database at 'absent.db'"))
  }

  @Test("counts bad records, names what cannot be read, and goes on")
  func bad() throws {
    let run =
      #"{"trajectory_id":"t1","original_prompt":"g","steps":[{"observation":"o"}]}"# + "\n"
    try trial.write("runs.jsonl", Data((run + "{\n").utf8))
    let counted = try answer("runs.jsonl", "--part", "quarantine", "--csv")
    #expect(counted.output.contains("agenther,agenther,runs.jsonl,1,2,not JSON"))
    #expect(counted.errors.contains("1 bad record would go to quarantine"))
    let partly = try answer("runs.jsonl", "absent.jsonl", "--csv", status: 1)
    #expect(partly.errors.contains("error: 'absent.jsonl' cannot be opened"))
    #expect(partly.output.contains("all,,1,1,1,0,0,0.0,0"))
    let none = try answer("absent.jsonl", status: 1)
    #expect(none.output == "")
    try trial.write("text.txt", Data("no runs here\n".utf8))
    let strange = try answer("text.txt", status: 1)
    #expect(strange.output == "")
    #expect(strange.errors.contains("of no format that is known here"))
    #expect(try trial.program.run(["audit", "-"], input: run).output.contains("agenther"))
  }

  @Test("asks nobody where rules answer, and one detector alone where it is named")
  func rules() throws {
    try ingest(Self.samples)
    #expect(try trial.program("run", "--until", "detect").status == 0)
    #expect(try trial.program("rerun", "detect", "--rules", "reference").status == 0)
    let calls = try answer("--relabeler", "rules", "--part", "calls")
    #expect(calls.output.contains("none"), "\(calls.output)")
    #expect(try row("estimate", "--relabeler", "rules")["usd_most"] as? Double == 0)
    let all = try answer("--part", "types", "--csv").output
    #expect(all.contains("\ndefault,") && all.contains("\nreference,"))
    let one = try answer("--part", "types", "--detect-config", "reference", "--csv").output
    #expect(!one.contains("\ndefault,") && one.contains("\nreference,"))
    let unknown = try answer("--detect-config", "referense", status: 1)
    #expect(unknown.errors.contains("did you mean 'reference'"), "\(unknown.errors)")
  }

  @Test("has every format that tables have, with a part of its own for each")
  func formats() throws {
    let json = try answer(Self.samples, "--json").output
    let parts = try #require(
      try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: [[String: Any]]])
    #expect(parts.count == 12)
    for (part, rows) in parts {
      let lines = try answer(Self.samples, "--part", part, "--jsonl").output
      #expect(lines.split(separator: "\n").count == rows.count, "\(part)")
      let csv = try answer(Self.samples, "--part", part, "--csv").output
      #expect(csv.split(separator: "\n").count == rows.count + 1, "\(part)")
    }
    #expect(
      try answer(Self.samples, "--markdown").output.contains("### What is missing\n\n| field |"))
  }

  @Test("takes no nonsense")
  func usage() throws {
    for bad in [
      ["--part", "nonsense"], ["--limit", "0"], ["--format", "nonsense"],
      ["--prompt-usd-per-million", "1"], ["--calls-in-parallel", "0"], ["--seconds-per-call", "0"],
      ["--prompt-usd-per-million", "-1", "--completion-usd-per-million", "1"],
      ["--model", "m", "--relabeler", "n"],
    ] {
      #expect(try trial.program.run(["audit"] + bad).status == 64, "\(bad)")
    }
  }

  @Test("reads every folder of real runs that is at hand", arguments: realRuns)
  func realFolders(_ folder: String, _ counts: [Int]) throws {
    let lines = try answer(SharedData.path(folder), "--jsonl").output.split(separator: "\n")
    let runs = try #require(
      lines.last { $0.hasPrefix("{\"part\":\"runs\",\"source\":\"all\"") })
    let all = try #require(
      try JSONSerialization.jsonObject(with: Data(runs.utf8)) as? [String: Any])
    #expect(["runs", "failed", "succeeded", "not_stated"].map { all[$0] as? Int } == counts)
    #expect(lines.contains { $0.hasPrefix("{\"part\":\"estimate\"") })
  }
}
