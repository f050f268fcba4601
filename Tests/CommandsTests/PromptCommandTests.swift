import Foundation
import RegoalTesting
import Testing

private let log = #"""
  {"type":"trajectory","id":"t1","goal":"Buy a lamp.","steps":[{"thought":"I search.","action_name":"search","action_input":{"q":"lamp"},"observation":"LumaDesk One 24.50\u001b[31m"},{"observation":"Done."}],"final_answer":"24.50","failure_reason":"Over budget.","success":false}
  {"type":"outcome","trajectory":"t1","config":"o1","achievements":["found LumaDesk One"],"observations":["24.50"],"limitations":"none bought"}
  {"type":"outcome","trajectory":"t1","config":"o2","achievements":["other words"],"observations":[],"limitations":""}
  {"type":"attempt","trajectory":"t1","extract_config":"o1","config":"r1","k":1,"goal":"What does the LumaDesk One cost?","valid":true,"confidence":0.8,"rationale":"it did","status":"ok"}
  {"type":"attempt","trajectory":"t1","extract_config":"o1","config":"r1","k":2,"status":"refused"}
  {"type":"trajectory","id":"t2","goal":"Find a mug","steps":[],"success":true}

  """#

@Suite("prompt")
struct PromptCommandTests {
  private let folder: TemporaryFolder
  private let program: Program

  init() throws {
    folder = try TemporaryFolder()
    program = Program(in: folder.url)
    try folder.write("runs.jsonl", log)
    try program("ingest", "runs.jsonl")
  }

  @Test("show alone lists every prompt with its digest, without a database")
  func list() throws {
    let empty = try TemporaryFolder()
    let table = try Program(in: empty.url)("prompt", "show", "--csv")
    #expect(table.status == 0)
    let lines = table.output.split(separator: "\n")
    #expect(
      lines.map { $0.prefix { $0 != "," } }
        == ["prompt", "detect", "extract", "relabel", "judge", "repair"])
    #expect(lines.dropFirst().allSatisfy { $0.contains(",sha256:") })
    #expect(lines[4].hasSuffix("\"steps, final_answer, hindsight_goal\""))
  }

  @Test("show STAGE prints the template byte for byte, its digest beside it")
  func template() throws {
    let file = Program.package.appending(path: "Prompts/judge.md")
    let result = try program("prompt", "show", "judge")
    #expect(result.output == (try String(contentsOf: file, encoding: .utf8)))
    #expect(result.errors.hasPrefix("judge: sha256:"))
    let digest = result.errors.dropFirst("judge: ".count).trimmingCharacters(in: .newlines)
    #expect(try program("prompt", "show", digest).output == result.output)
    let json = try program("prompt", "show", "judge", "--json").output
    #expect(json.contains(digest))
  }

  @Test("show --run renders what a model would get, and says that all of it fits")
  func render() throws {
    let detect = try program("prompt", "show", "detect", "--run", "t1")
    #expect(detect.status == 0)
    #expect(detect.output.contains(#"{"failure_reason":"Over budget."}"#))
    #expect(detect.output.contains(#""input":{"q":"lamp"}"#))
    #expect(!detect.output.contains("\u{1B}"))
    #expect(detect.errors.contains("of 16000 tokens, nothing is left out"))
    let relabel = try program("prompt", "show", "relabel", "--run", "t1", "--extract-config", "o1")
    #expect(relabel.output.contains(#"{"achievements":["found LumaDesk One"]}"#))
    #expect(!relabel.output.contains("I search."))
    let judge = try program("prompt", "show", "judge", "--run", "regoal/t1")
    #expect(judge.output.contains(#"{"hindsight_goal":"What does the LumaDesk One cost?"}"#))
    #expect(!judge.output.contains("Buy a lamp."))
    #expect(!judge.output.contains("Over budget."))
    let rows = try program("prompt", "show", "judge", "--run", "t1", "--jsonl").output
    #expect(rows.split(separator: "\n").map { $0.contains(#""role":"user""#) } == [false, true])
  }

  @Test("show --run says what is left out where the budget is small")
  func budget() throws {
    let words = String(repeating: "word ", count: 1_000)
    let line = #"{"type":"trajectory","id":"t3","goal":"g","steps":[{"observation":"\#(words)"}]}"#
    try folder.write("more.jsonl", line + "\n")
    try program("ingest", "more.jsonl")
    let result = try program("prompt", "show", "extract", "--run", "t3", "--budget-tokens", "900")
    #expect(result.status == 0)
    #expect(result.output.contains("left_out_bytes"))
    #expect(result.errors.contains("1 text cut to "))
    let none = try program("prompt", "show", "extract", "--run", "t3", "--budget-tokens", "100")
    #expect(none.status == 1)
    #expect(none.errors.contains("the budget is 100\n  fix: allow more tokens: at least "))
  }

  @Test(
    "show says what is missing, and what there is",
    arguments: [
      (["jugde"], "did you mean 'judge'?"),
      (["detect", "--run", "t9"], "there is no trajectory 't9'"),
      (
        ["relabel", "--run", "t1"], "several configs: o1, o2\n  fix: name one with --extract-config"
      ),
      (["relabel", "--run", "t1", "--extract-config", "o3"], "did you mean 'o1'?"),
      (["relabel", "--run", "t2"], "there is no outcome of 't2'"),
      (["judge", "--run", "t1", "--k", "2"], "has no hindsight goal (refused)"),
      (["judge", "--run", "t1", "--k", "3"], "--k takes one of these: 1, 2"),
      (["judge", "--run", "t1", "--extract-config", "o2"], "there is no attempt 1 of 't1'"),
      (["repair", "--run", "t1"], "'regoal prompt show repair' prints it"),
      (["judge", "--file", "runs.jsonl"], "is not made of sections"),
      (["judge", "--file", "none.md"], "'none.md' cannot be read"),
    ])
  func errors(_ arguments: [String], _ words: String) throws {
    let result = try program.run(["prompt", "show"] + arguments)
    #expect(result.status == 1)
    #expect(result.output == "")
    #expect(result.errors.contains(words), "\(result.errors)")
    #expect(result.errors.contains("\n  fix: ") || arguments.contains("none.md"))
  }

  @Test("show refuses what makes no sense with exit code 64")
  func usage() throws {
    for arguments in [
      ["--run", "t1"], ["--file", "x"], ["judge", "--k", "0"],
      ["judge", "--budget-tokens", "0"], ["judge", "--structured", "yes"],
    ] {
      #expect(try program.run(["prompt", "show"] + arguments).status == 64)
    }
  }

  @Test("a template of one's own is shown and rendered, unless it shows too much")
  func own() throws {
    let text = try program("prompt", "show", "judge").output
    try folder.write("own.md", text.replacing("You are strict", with: "You are very strict"))
    let own = try program("prompt", "show", "judge", "--file", "own.md", "--run", "t1")
    #expect(own.output.contains("You are very strict"))
    try folder.write("leak.md", text.replacing("{{steps}}", with: "{{steps}}\n{{goal}}"))
    let leak = try program("prompt", "show", "judge", "--file", "leak.md")
    #expect(leak.status == 1)
    #expect(leak.errors.contains("it may not show 'goal'"))
    let diff = try program("prompt", "diff", "judge", "own.md")
    #expect(diff.status == 0)
    let lines = diff.output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count { $0.hasPrefix("-You are") || $0.hasPrefix("-You check") } == 1)
    #expect(lines.count { $0.hasPrefix("+") } == 2 && lines.count { $0.hasPrefix("-") } == 2)
    let csv = try program("prompt", "diff", "judge", "own.md", "--csv").output
    #expect(
      csv.split(separator: "\n").map { $0.prefix { $0 != "," } } == ["change", "removed", "added"])
  }

  @Test("diff follows lines that move, come and go")
  func diff() throws {
    let numbers = (1...40).map { "line \($0)" }
    var changed = numbers
    changed.remove(at: 30)
    changed.insert("new", at: 10)
    changed[0] = "first"
    try folder.write("a.txt", numbers.joined(separator: "\n") + "\n")
    try folder.write("b.txt", changed.joined(separator: "\n") + "\n")
    let diff = try program("prompt", "diff", "a.txt", "b.txt").output
    #expect(
      diff.split(separator: "\n").filter { $0.hasPrefix("@@") } == [
        "@@ -1,4 +1,4 @@", "@@ -8,6 +8,7 @@", "@@ -28,7 +29,6 @@",
      ])
    let same = try program("prompt", "diff", "a.txt", "a.txt")
    #expect(same.output == "")
    #expect(same.errors.contains("no difference"))
    try folder.write("c.txt", numbers.joined(separator: "\n"))
    #expect(try program("prompt", "diff", "a.txt", "c.txt").errors.contains("end of the last line"))
    let missing = try program("prompt", "diff", "judge", "nowhere.md")
    #expect(missing.status == 1)
    #expect(missing.errors.contains("there is no prompt 'nowhere.md'"))
  }
}
