import Foundation
import RegoalTesting
import Testing

private let log = #"""
  {"type":"trajectory","id":"t1","task":"shop/1","groups":{"site":"shopping"},"benchmark":"webarena","domain":"shopping","model":"gpt-x","trial":2,"goal":"Buy a lamp under $20 and have it sent to the office before Friday, gift-wrapped, with a receipt.","system_prompt":"You are a shop assistant.","steps":[{"turn":0,"kind":"tool","thought":"I search.\nThen I compare \u001b[31mprices\u001b[0m.","action_name":"search","action_input":{"q":"lamp","max":20},"observation":"LumaDesk One 24.50\nBrightCo Mini 21.00\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12"},{"observation":"Done."}],"final_answer":"","failure_reason":"Over budget.","success":false,"reward":0.25,"metadata":{"a": 1}}
  {"type":"config","name":"d1","stage":"detect","body":{"engine":"rules"}}
  {"type":"detection","trajectory":"t1","config":"d1","is_failure":true,"failure_type":"constraint_violation","severity":0.4,"recoverable":true,"explanation":"budget"}
  {"type":"outcome","trajectory":"t1","config":"o1","achievements":["found lamps"],"observations":["24.50","21.00"],"limitations":"none bought"}
  {"type":"attempt","trajectory":"t1","config":"r1","k":1,"goal":"Find a lamp.","valid":true,"confidence":0.8,"rationale":"it did","status":"ok","first_step":0,"last_step":0}
  {"type":"attempt","trajectory":"t1","config":"r1","k":2,"status":"refused"}
  {"type":"vote","trajectory":"t1","config":"r1","k":1,"judge":"j2","valid":true,"confidence":0.7,"reason":"stands there","status":"ok"}
  {"type":"vote","trajectory":"t1","config":"r1","k":1,"judge":"j2","series":"s2","valid":false,"confidence":0.1,"status":"ok"}
  {"type":"collection","trajectory":"t1","config":"r1","panel":["j2"],"theta0":0.5,"attempts_max":2,"mode":"lazy","stop_reason":"passed"}
  {"type":"trajectory","id":"t2","goal":"Find a mug","steps":[],"success":true}

  """#

@Suite("show")
struct ShowTests {
  private let folder: TemporaryFolder
  private let program: Program

  init() throws {
    folder = try TemporaryFolder()
    program = Program(in: folder.url)
    try folder.write("runs.jsonl", log)
    _ = try program("ingest", "runs.jsonl")
    _ = try program("rerun", "gate", "--judges", "none", "--theta", "0.9", "--attempts", "1")
    _ = try program("rerun", "gate", "--judges", "j2", "--theta", "0.5", "--attempts", "2")
  }

  @Test(
    "is this page", arguments: [("t1", []), ("t1", ["--full"]), ("t1", ["--json"]), ("t2", [])])
  func page(_ name: String, _ flags: [String]) throws {
    let result = try program.run(["show", name] + flags)
    #expect(result.status == 0)
    #expect(result.errors == "")
    let file = "show-" + name + flags.joined() + ".txt"
    #expect(try Golden.expected(file, for: result.output) == result.output)
  }

  @Test("lets nothing of a trajectory steer the terminal, and keeps lines within 80 columns")
  func safe() throws {
    for flags in [[], ["--full"]] {
      let page = try program.run(["show", "t1"] + flags).output
      #expect(!page.contains("\u{1B}"))
      #expect(page.split(separator: "\n").allSatisfy { $0.count <= 80 })
    }
  }

  @Test("as JSON is one object with everything in it")
  func json() throws {
    let text = try program("show", "t1", "--json").output
    let run = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let steps = try #require(run["steps"] as? [[String: Any]])
    #expect(steps.map { $0["step_index"] as? Int } == [0, 1])
    #expect((steps[0]["observation"] as? String)?.hasSuffix("\n11\n12") == true)
    #expect((steps[0]["thought"] as? String)?.contains("\u{1B}[31m") == true)
    #expect((steps[0]["action_input"] as? [String: Any])?["max"] as? Int == 20)
    #expect(run["success"] as? Bool == false)
    let outcomes = try #require(run["outcomes"] as? [[String: Any]])
    let attempts = try #require(outcomes.first?["attempts"] as? [[String: Any]])
    #expect(attempts.map { ($0["votes"] as? [Any])?.count } == [2, 0])
    #expect((run["decisions"] as? [Any])?.count == 2)
  }

  @Test("takes every kind of name, and suggests the nearest")
  func names() throws {
    let page = try program("show", "t1").output
    let digest = try program(
      "query", "--csv", "--sql", "select digest from trajectory where external_id = 't1'"
    ).output.split(separator: "\n")[1]
    let short = digest.dropFirst(7).prefix(12)
    for name in ["regoal/t1", "t1#\(short)", "regoal/t1#\(short)", String(digest)] {
      #expect(try program("show", name).output == page)
    }
    let unknown = try program("show", "t3")
    #expect(unknown.status == 1)
    #expect(
      unknown.errors.contains("error: there is no trajectory 't3'\n  fix: did you mean 't1'?"))
    _ = try program("ingest", "runs.jsonl", "--source", "lab")
    let several = try program("show", "t2")
    #expect(several.status == 1)
    #expect(
      several.errors
        == "error: 't2' means 2 runs: lab/t2, regoal/t2\n  fix: name one of them, or its digest\n")
  }
}
