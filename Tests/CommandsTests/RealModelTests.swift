import Foundation
import RegoalTesting
import Testing

/// A model that is really one, where `REGOAL_TEST_LLM_BASE_URL` says where; `REGOAL_TEST_LLM_MODEL` names it.
/// Its answers are asserted to have the right form, never to be good.
@Suite("With a real model")
struct RealModelTests {
  private static let environment = ProcessInfo.processInfo.environment
  private static let address = environment["REGOAL_TEST_LLM_BASE_URL"]
  private static let model = environment["REGOAL_TEST_LLM_MODEL"] ?? "qwen0.5b"

  @Test(
    "the whole pipeline runs, each answer has its state, and a second run asks nothing",
    .enabled(if: address != nil, "REGOAL_TEST_LLM_BASE_URL says where a model is"),
    arguments: ["auto", "none"])
  func pipeline(structured: String) throws {
    let trial = try Trial()
    let samples = try String(
      contentsOf: Program.package.appending(path: "Samples/hand-written.jsonl"), encoding: .utf8)
    try trial.write(
      "runs.jsonl", Data(samples.split(separator: "\n").prefix(2).joined(separator: "\n").utf8))
    #expect(try trial.program("ingest", "runs.jsonl").status == 0)
    let endpoint = "real=\(Self.model)@\(try #require(Self.address)),timeout=600,parallel=2"
    let command = [
      "run", "--detector", endpoint, "--extractor", endpoint, "--relabeler", endpoint, "--judge",
      endpoint, "--judge", "grounding", "--structured", structured, "--budget-tokens", "3000",
      "--max-tokens", "400", "--attempts", "2",
    ]
    let first = try trial.program.run(command)
    #expect(first.status == 0, "\(first.errors)")
    print(first.errors)
    func rows(_ sql: String) throws -> [String] {
      try trial.program("query", "--sql", sql, "--csv").output.split(separator: "\n").dropFirst()
        .map(String.init)
    }
    let states = Set(
      try rows("SELECT DISTINCT status FROM attempt UNION SELECT DISTINCT status FROM vote"))
    #expect(states.isSubset(of: ["ok", "refused", "unparsable", "truncated"]), "\(states)")
    #expect(
      try rows(
        "SELECT count(*) FROM attempt WHERE status = 'ok' AND (confidence IS NULL OR valid IS NULL)"
      )
        == ["0"])
    #expect(try rows("SELECT count(*) > 0 FROM model_call WHERE prompt_tokens > 0") == ["1"])
    try trial.expectSound()
    let second = try trial.program.run(command)
    #expect(second.status == 0)
    #expect(second.errors.contains("calls: 0 made"), "\(second.errors)")
    #expect(second.output == first.output)
  }
}
