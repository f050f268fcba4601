import Testing
import Trajectories

@testable import Ingest

private func records(_ line: String) throws -> [LogRecord] {
  try read(line + "\n", format: "regoal").records
}

private func bad(_ line: String) throws -> String? {
  try read(line + "\n", format: "regoal").bad.first
}

@Suite("A line of the Regoal log about model calls")
struct RegoalLogCallTests {
  @Test("gives the call, its request in canonical form")
  func call() throws {
    let line = #"""
      {"type":"model_call","stage":"judge","trajectories":["t1",{"digest":"sha256:t2"}],\#
      "request":{"series":"main", "model":"m","endpoint":"e","temperature":0.30,"k":null},\#
      "answer":"yes","raw":"{}","finish_reason":"stop","prompt_tokens":10,"completion_tokens":2,\#
      "latency_ms":12.5,"http_status":200,"tries":2,"called_on":"2026-03-22"}
      """#
    let request = #"{"endpoint":"e","model":"m","series":"main","temperature":0.30}"#
    let call = ModelCall(
      stage: .judge, requestJSON: request, endpoint: "e", model: "m", text: "yes",
      finishReason: "stop", rawAnswer: "{}", promptTokens: 10, completionTokens: 2,
      latencyMilliseconds: 12.5, httpStatus: 200, tries: 2, calledOn: "2026-03-22")
    #expect(
      try records(line) == [
        .modelCall(
          call,
          at: [
            RunPlace(label: "regoal", isLabelStated: false, trajectory: .name("t1")),
            RunPlace(label: "regoal", isLabelStated: false, trajectory: .digest("sha256:t2")),
          ])
      ])
  }

  @Test("gives prompts and prices, and the call of a fact")
  func others() throws {
    #expect(
      try records(#"{"type":"prompt","stage":"relabel","text":"Write {k}."}"#)
        == [.prompt(PromptText(stage: .relabel, text: "Write {k}."))])
    #expect(
      try records(
        #"""
        {"type":"price","model":"m","valid_from":"2026-01-01","prompt_usd_per_million":0.15,\#
        "completion_usd_per_million":1}
        """#)
        == [
          .price(
            Price(
              model: "m", validFrom: "2026-01-01", promptUSDPerMillion: 0.15,
              completionUSDPerMillion: 1))
        ])
    let vote =
      #"{"type":"vote","trajectory":"t1","config":"r1","k":1,"judge":"j","call":"sha256:c"}"#
    guard case .vote(let vote, _, _, _, _) = try #require(try records(vote).first) else {
      Issue.record("no vote")
      return
    }
    #expect(vote.call == "sha256:c")
  }

  @Test(
    "is bad where something is missing or out of range",
    arguments: [
      (#""stage":"judge""#, "'trajectories' is missing: the runs that the call is about"),
      (#""stage":"judge","trajectories":["t1"]"#, "'request' is missing"),
      (
        #""stage":"judge","trajectories":["t1"],"request":{"endpoint":"e","series":"main"},"raw":"""#,
        "'request.model' is missing"
      ),
      (
        #""stage":"judge","trajectories":["t1"],"request":{"endpoint":"e","model":"m","series":"s"},"raw":"","latency_ms":-1"#,
        "'latency_ms' counts from 0, is -1.0"
      ),
      (
        #""stage":"judge","trajectories":["t1"],"request":{"endpoint":"e","model":"m","series":"s"},"raw":"","latency_ms":1,"called_on":"yesterday""#,
        "'called_on' should be a day such as 2026-03-22, is \"yesterday\""
      ),
      (
        #""stage":"judge","trajectories":["t1"],"request":{"endpoint":"e","model":"m","series":"s"},"raw":"","latency_ms":1,"prompt_tokens":9223372036854775807"#,
        "'prompt_tokens' lies in 0...1000000000, is 9223372036854775807"
      ),
      (
        #""stage":"judge","trajectories":["t1"],"request":{"endpoint":"e","model":"m","series":"s"},"raw":"","latency_ms":1,"cost":3"#,
        "a model call has no 'cost'"
      ),
    ])
  func badLines(members: String, reason: String) throws {
    #expect(try bad(#"{"type":"model_call",\#(members)}"#) == "1: " + reason)
  }
}
