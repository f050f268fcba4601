import Foundation
import Testing
import Trajectories

@testable import Ingest

@Suite("Variants of formats")
struct ImporterVariantTests {
  private func only(_ text: String) throws -> Trajectory {
    let reading = try read(text)
    #expect(reading.bad.isEmpty, "\(reading.bad)")
    return try #require(reading.trajectories.first)
  }

  @Test("ATIF's embedded sub-agents are runs of their own; copied context is not repeated")
  func subagents() throws {
    let reading = try read(
      """
      {"schema_version":"ATIF-v1.8","trajectory_id":"a","session_id":"s","agent":{"name":"x"},
       "steps":[{"step_id":1,"source":"user","message":[{"type":"text","text":"Count."},{"type":"image","source":{}}]},
        {"step_id":2,"source":"agent","message":"old","is_copied_context":true},
        {"step_id":3,"source":"agent","message":"new","observation":{"results":[{"content":"seen"}]}}],
       "subagent_trajectories":[{"trajectory_id":"b","agent":{"name":"y","model_name":"m"},
        "steps":[{"step_id":1,"source":"user","message":"Help."},{"step_id":2,"source":"agent","message":"Done."}]}]}
      """)
    #expect(reading.bad.isEmpty)
    #expect(reading.trajectories.map(\.id) == ["a", "b"])
    let run = try #require(reading.trajectories.first)
    #expect(run.goal == "Count.")
    #expect(run.steps.map(\.observation) == ["seen"])
    #expect(run.metadataJSON?.contains("\"session_id\":\"s\"") == true)
    #expect(reading.trajectories.last?.model == "m")
  }

  @Test("ATIF files that continue each other in a circle, or lead out of the folder, end")
  func circle() throws {
    let folder = NSTemporaryDirectory() + "regoal-atif-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for (name, next) in [("a", "b.json"), ("b", "a.json"), ("c", "../c.json")] {
      let text = """
        {"schema_version":"ATIF-v1.5","session_id":"\(name)","agent":{"name":"x"},
         "steps":[{"step_id":1,"source":"user","message":"Go."},{"step_id":2,"source":"agent","message":"\(name)"}],
         "continued_trajectory_ref":"\(next)"}
        """
      try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(name).json"))
    }
    #expect(try read(file: "\(folder)/a.json").trajectories.first?.finalAnswer == "a")
    #expect(try read(file: "\(folder)/c.json").trajectories.first?.steps.count == 1)
  }

  @Test("OTLP spans are a tree by their parents, in the order in which they began")
  func otlp() throws {
    func span(_ id: String, _ parent: String, _ start: Int, _ attributes: String) -> String {
      """
      {"traceId":"tr","spanId":"\(id)","parentSpanId":"\(parent)","name":"\(id)","startTimeUnixNano":"\(start)","attributes":[\(attributes)]}
      """
    }
    func text(_ key: String, _ value: String) -> String {
      "{\"key\":\"\(key)\",\"value\":{\"stringValue\":\"\(value)\"}}"
    }
    let spans = [
      span(
        "t", "a", 3, text("openinference.span.kind", "TOOL") + "," + text("output.value", "out")),
      span("l", "a", 2, text("openinference.span.kind", "LLM") + "," + text("output.value", "hm")),
      span("a", "", 1, text("openinference.span.kind", "AGENT") + "," + text("input.value", "Go")),
      span("loop", "loop", 1, ""),
    ]
    let run = try only(
      "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[\(spans.joined(separator: ","))]}]}]}")
    #expect(run.id == "tr")
    #expect(run.goal == "Go")
    #expect(run.steps.map(\.actionName) == ["respond", "t"])
    #expect(run.steps.last?.observation == "out")
  }

  @Test("OpenHands histories may be pairs, and say what the evaluation found")
  func pairs() throws {
    let run = try only(
      """
      {"instance_id":"i","instruction":"Mend it.","metrics":{},"report":{"resolved":true},
       "history":[[{"source":"agent","action":"run","args":{"command":"ls"}},{"observation":"run","content":"a"}],
        [{"source":"agent","action":"message","args":{"content":"Done."}},{"observation":"null","content":"ok"}]]}
      """)
    #expect(run.success == true)
    #expect(run.steps.map(\.observation) == ["a", "ok"])
    #expect(run.finalAnswer == "Done.")
  }

  @Test("mini-swe-agent messages may call tools; several blocks of shell are no action")
  func miniSWE() throws {
    let run = try only(
      """
      {"trajectory_format":"mini-swe-agent-1.1","instance_id":"i","info":{},"messages":[
       {"role":"user","content":"Mend it."},
       {"role":"assistant","content":"A\\n```bash\\nls\\n```\\n```bash\\npwd\\n```"},
       {"role":"user","content":"One block only."},
       {"role":"assistant","content":"B","tool_calls":[{"id":"c","type":"function","function":{"name":"bash","arguments":"{\\"command\\": \\"ls\\"}"}}]},
       {"role":"tool","tool_call_id":"c","content":"x"},{"role":"exit","content":"bye"}]}
      """)
    #expect(run.steps.map(\.actionName) == [nil, "bash", nil])
    #expect(run.steps.map(\.observation) == ["One block only.", "x", "bye"])
    #expect(run.success == nil)
  }

  @Test("an Inspect sample with scorers that differ has no outcome")
  func scorers() throws {
    for (scores, success) in [
      ("{\"a\":{\"value\":\"C\"},\"b\":{\"value\":1}}", true),
      ("{\"a\":{\"value\":\"C\"},\"b\":{\"value\":\"I\"}}", nil), ("{}", nil),
      ("{\"a\":{\"value\":\"N\"}}", false), ("{\"a\":{\"value\":{\"x\":1}}}", nil),
      ("{\"a\":{\"value\":0.7}}", nil),
    ] as [(String, Bool?)] {
      let run = try only(
        """
        {"eval":{"task":"t"},"status":"success","samples":[{"id":1,"input":"Go","scores":\(scores),
         "messages":[{"role":"assistant","content":"x"}]}]}
        """)
      #expect(run.success == success, "\(scores)")
    }
  }

  @Test("attachments that stand for too much are refused")
  func attachments() throws {
    let long = String(repeating: "x", count: 1 << 20)
    let names = Array(repeating: "attachment://ab", count: 300).joined(separator: " ")
    let reading = try read(
      """
      {"eval":{"task":"t"},"status":"success","samples":[{"id":1,"input":"Go",
       "attachments":{"ab":"\(long)"},"messages":[{"role":"assistant","content":"\(names)"}]}]}
      """)
    #expect(reading.bad == ["1: the attachments that the sample names are more than 256 MiB"])
  }

  @Test(
    "categories are known however they are written; others have no counterpart",
    arguments: [
      ("Instruction/Plan Adherence Failure", .constraintViolation),
      ("instruction plan adherence failure", .constraintViolation),
      ("Invention of New Information", .hallucination), ("Guardrails Triggered", nil), ("", nil),
    ] as [(String, FailureType?)])
  func categories(category: String, type: FailureType?) {
    #expect(LabelCategories.failureType(category) == type)
  }
}
