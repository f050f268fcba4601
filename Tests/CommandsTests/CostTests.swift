import Foundation
import RegoalTesting
import Testing

@Suite("Costs and missing answers")
struct CostTests {
  private let trial: Trial

  /// Two runs, one accepted by a model's attempt and a model's vote; the other's vote is missing.
  private static let log = #"""
    {"type":"trajectory","id":"t1","goal":"g1","steps":[],"success":false}
    {"type":"trajectory","id":"t2","goal":"g2","steps":[],"success":false}
    {"type":"model_call","stage":"relabel","trajectories":["t1"],"request":{"endpoint":"e","model":"mini","series":"main","k":1},"answer":"a","raw":"{}","prompt_tokens":2000,"completion_tokens":100,"latency_ms":300,"called_on":"2026-02-01"}
    {"type":"model_call","stage":"relabel","trajectories":["t2"],"request":{"endpoint":"e","model":"mini","series":"main","k":2},"answer":"a","raw":"{}","prompt_tokens":1000,"completion_tokens":100,"latency_ms":100,"called_on":"2026-02-01"}
    {"type":"detection","trajectory":"t1","config":"d1","is_failure":true,"severity":0.4,"recoverable":true}
    {"type":"detection","trajectory":"t2","config":"d1","is_failure":true,"severity":0.4,"recoverable":true}
    {"type":"outcome","trajectory":"t1","config":"o1","achievements":["a"]}
    {"type":"outcome","trajectory":"t2","config":"o1","achievements":["a"]}
    {"type":"attempt","trajectory":"t1","config":"r1","k":1,"goal":"h","valid":true,"confidence":0.9,"call":"CALL1"}
    {"type":"attempt","trajectory":"t2","config":"r1","k":1,"goal":"h","valid":true,"confidence":0.9,"call":"CALL2"}
    {"type":"vote","trajectory":"t1","config":"r1","k":1,"judge":"j1","valid":true,"confidence":0.8}

    """#

  init() throws {
    trial = try Trial()
    let log = Self.log
      .replacing("CALL1", with: Self.digest(k: 1)).replacing("CALL2", with: Self.digest(k: 2))
    try trial.write("log.jsonl", Data(log.utf8))
    let ingest = try trial.program("ingest", "log.jsonl", "--csv")
    #expect(ingest.status == 0, "\(ingest.errors)")
    #expect(ingest.output.contains("model_call,2,0"))
  }

  private static func digest(k: Int) -> String {
    // Of the canonical request: keys in order, no white space.
    k == 1
      ? "sha256:7b5ad88702f48734bd48b2b60e9ad84a866326d788b54fd1e84623809a1c1056"
      : "sha256:20e9f50a25aa83727001184bdded417812cdbebb250cd2e4050e5d4500582ac5"
  }

  @Test("of models stand in a table by stage, once prices are set; without, they are not 0")
  func costs() throws {
    #expect(try trial.program("rerun", "gate").status == 0)
    let before = try trial.program("cost", "--csv")
    #expect(before.status == 0)
    #expect(
      before.output == """
        stage,endpoint,model,series,calls,repairs,tries,usage_calls,prompt_tokens,completion_tokens,priced_calls,cost_usd,p50_ms,p95_ms,p99_ms
        relabel,e,mini,main,2,0,2,2,3000,200,0,,100.0,300.0,300.0

        """)
    #expect(before.errors.contains("missing for mini"))
    let set = try trial.program(
      "cost", "price", "set", "mini", "--prompt", "1000", "--completion", "5000", "--from",
      "2026-02-01")
    #expect(set.status == 0, "\(set.errors)")
    let after = try trial.program("cost", "--csv")
    #expect(after.output.contains("relabel,e,mini,main,2,0,2,2,3000,200,2,4.0,100.0"))
    #expect(!after.errors.contains("missing for"))
    let total = try trial.program("cost", "--part", "total", "--jsonl")
    #expect(total.output.contains("\"accepted\":1,\"calls\":2,\"priced_calls\":2,\"cost_usd\":4.0"))
    #expect(total.output.contains("\"cost_usd_per_run\":2.0,\"cost_usd_per_accepted\":4.0"))
    #expect(total.output.contains("\"paper_cost_usd\":2.98"))
    #expect(total.output.contains("\"rated\":0,\"cost_usd_per_valid\":null"))
    let rounds = try trial.program("cost", "--part", "rounds", "--csv")
    #expect(rounds.output.hasSuffix("\n,2,2,3000,200,2,4.0\n"), "\(rounds.output)")
    try trial.write(
      "ratings.jsonl",
      Data(
        #"""
        {"type":"annotation","trajectory":"t1","config":"r1","k":1,"annotator":"a1","seq":1,"verdict":"valid"}

        """#.utf8))
    let rated = try trial.program("ingest", "ratings.jsonl")
    #expect(rated.status == 0, "\(rated.errors)")
    let valid = try trial.program("cost", "--part", "total", "--jsonl").output
    #expect(valid.contains("\"rated\":1,\"cost_usd_per_valid\":4.0"), "\(valid)")
    let then = try trial.program("cost", "--prices-of", "2026-01-31", "--csv")
    #expect(then.output.contains("3000,200,0,,100.0"))
    let page = try trial.program("cost")
    #expect(page.output.contains("cost_usd_per_accepted"))
    #expect(page.output.contains("paper's own figures"))
    try trial.expectSound()
  }

  @Test("that rules accept for nothing are marked as theirs")
  func rules() throws {
    let other = try Trial()
    try other.write("log.jsonl", Data(Self.log.split(separator: "\n")[0].utf8))
    #expect(try other.program("ingest", "log.jsonl").status == 0)
    #expect(try other.program("run").status == 0)
    let page = try other.program("cost").output
    #expect(page.contains("(rules, not a model)"))
    #expect(page.contains("no model was called"))
  }

  @Test("of a wrong day, price or name are usage errors")
  func usage() throws {
    for bad in [
      ["cost", "--prices-of", "yesterday"],
      ["cost", "price", "set", "m", "--prompt", "-1", "--completion", "1", "--from", "2026-01-01"],
      ["cost", "price", "set", "m", "--prompt", "1", "--completion", "1", "--from", "2026-02-30"],
      [
        "cost", "price", "set", "m", "--prompt", "nan", "--completion", "1", "--from", "2026-02-03",
      ],
      ["cost", "price", "set", "", "--prompt", "1", "--completion", "1", "--from", "2026-02-03"],
      ["rerun", "detect", "--list-missing"],
    ] {
      #expect(try trial.program.run(bad).status == 64, "\(bad)")
    }
    #expect(try trial.program("cost", "--part", "nonsense").status == 1)
  }

  @Test("of the gate are listed: which vote, which attempt; and nothing is decided")
  func missing() throws {
    let votes = try trial.program("rerun", "gate", "--judges", "j1", "--list-missing", "--csv")
    #expect(votes.status == 0, "\(votes.errors)")
    #expect(votes.output == "trajectory,missing,k,judge\nt2,vote,1,j1\n")
    #expect(votes.errors.contains("1 of 2 runs lack 1 answers"))
    let attempts = try trial.program(
      "rerun", "gate", "--judges", "none", "--theta", "0.95", "--list-missing", "--jsonl")
    #expect(
      attempts.output == """
        {"trajectory":"t1","missing":"attempt","k":2,"judge":null}
        {"trajectory":"t2","missing":"attempt","k":2,"judge":null}

        """)
    let all = try trial.program(
      "rerun", "gate", "--judges", "none", "--attempts", "1", "--list-missing")
    #expect(all.output == "nothing is missing (2 decisions)\n")
    #expect(try trial.counts()["decisions"] ?? 0 == 0)
  }
}
