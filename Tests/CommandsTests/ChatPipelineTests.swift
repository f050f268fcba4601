import Foundation
import RegoalTesting
import Testing

private let chats = [
  """
  {"id":"lamp","task":"shop/1","messages":[{"role":"system","content":"Quote prices."},{"role":"user","content":"Find a lamp under $20"},{"role":"assistant","content":"I look","tool_calls":[{"id":"a","type":"function","function":{"name":"search","arguments":"{\\"q\\":\\"lamp\\"}"}},{"id":"b","type":"function","function":{"name":"stock","arguments":"{}"}}]},{"role":"tool","tool_call_id":"b","content":"LumaDesk: 3 left in Hall North."},{"role":"tool","tool_call_id":"a","content":"Found LumaDesk at $24.50 in stock."},{"role":"assistant","content":"LumaDesk costs $24.50."}],"tools":[{"type":"function"}],"success":false,"failure_reason":"The price exceeds the budget."}
  """,
  """
  {"id":"mug","messages":[{"role":"user","content":"Find a mug"},{"role":"assistant","content":"KilnWorks"}],"reward":1}
  """,
]

@Suite("From chats to training files and back")
struct ChatPipelineTests {
  @Test("ingest, run and export take a chat as any other run, and read again what TRL gets")
  func pipeline() throws {
    let trial = try Trial()
    try trial.folder.write("chats.jsonl", chats.joined(separator: "\n"))
    let ingest = try trial.program("ingest", "chats.jsonl", "--csv")
    #expect(ingest.status == 0, "\(ingest.errors)")
    #expect(ingest.output.contains("chats.jsonl,openai-chat,openai-chat,trajectory,2,0"))
    let run = try trial.program("run", "--csv")
    #expect(run.status == 0, "\(run.errors)")
    let decisions = try trial.program("query", "decisions", "--csv").output
    #expect(decisions.contains("\nlamp,accepted,"))
    #expect(!decisions.contains("mug"))
    #expect(try trial.program("export", "--format", "trl-sft", "--out", "out").status == 0)
    let again = try trial.program("ingest", "out/trl-sft.jsonl", "--csv")
    #expect(again.status == 0, "\(again.errors)")
    #expect(again.output.contains("openai-chat,openai-chat,trajectory,1,0"))
    let steps = """
      select step_index, turn, kind, call_id, thought, action_name, json(action_input_json) as input,
        observation
      from step join trajectory on trajectory.id = trajectory_id where external_id
      """
    let first = try trial.program("query", "--csv", "--sql", steps + " = 'lamp' order by 1")
    let second = try trial.program("query", "--csv", "--sql", steps + " like 'chat-%' order by 1")
    #expect(first.output.split(separator: "\n").count == 4)
    #expect(first.output == second.output)
    try trial.expectSound()
  }

  @Test("the same chats come in as lines, as an array and as gzip, and are stored once")
  func framings() throws {
    let trial = try Trial()
    try trial.folder.write("chats.jsonl", chats.joined(separator: "\n"))
    try trial.folder.write("chats.json", "[\(chats.joined(separator: ",\n"))]")
    _ = try trial.gzip("chats.json")
    #expect(try trial.program("ingest", "chats.json.gz", "--csv").output.contains("trajectory,2,0"))
    for file in ["chats.jsonl", "chats.json"] {
      #expect(try trial.program("ingest", file, "--csv").output.contains("trajectory,0,2"))
    }
  }
}
