import Foundation
import RegoalTesting
import SourceJSON
import Testing
import Trajectories

@testable import Ingest

private let dialogues = "tau-bench/historical_trajectories/gpt-4o-airline.json"

private func call(_ id: String?, _ name: String, _ arguments: String = "\"{}\"") -> String {
  let id = id.map { "\"id\":\"\($0)\"," } ?? ""
  return
    "{\(id)\"type\":\"function\",\"function\":{\"name\":\"\(name)\",\"arguments\":\(arguments)}}"
}

private func calling(_ calls: String...) -> String {
  "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[\(calls.joined(separator: ","))]}"
}

private func answer(_ id: String?, _ content: String) -> String {
  let id = id.map { "\"tool_call_id\":\"\($0)\"," } ?? ""
  return "{\"role\":\"tool\",\(id)\"content\":\"\(content)\"}"
}

private func user(_ text: String) -> String { "{\"role\":\"user\",\"content\":\"\(text)\"}" }
private func says(_ text: String) -> String { "{\"role\":\"assistant\",\"content\":\"\(text)\"}" }

private func chat(_ messages: String..., fields: String = "\"id\":\"c1\"") -> String {
  "{\"messages\":[\(messages.joined(separator: ","))]\(fields.isEmpty ? "" : ",")\(fields)}"
}

private func respond(_ turn: Int, _ text: String, _ observation: String = "") -> Step {
  Step(
    turn: turn, kind: "respond", actionName: "respond",
    actionInputJSON: "{\"content\":\"\(text)\"}",
    observation: observation)
}

@Suite("An OpenAI chat")
struct OpenAIChatImporterTests {
  private func only(_ text: String, label: String? = nil) throws -> Trajectory {
    let reading = try read(text, label: label)
    #expect(reading.format == "openai-chat")
    #expect(reading.bad == [])
    return try #require(reading.trajectories.first)
  }

  private func bad(_ text: String) throws -> [String] {
    try read(text, format: "openai-chat").bad
  }

  @Test("is a run with all that a record can state")
  func full() throws {
    let trajectory = try only(
      """
      {"id":17,"task":"shop/1","benchmark":"shop","domain":"toys","model":"m1","trial":2,"round":1,\
      "success":false,"reward":0.25,"failure_reason":"late","tools":[ {"type":"function"} ],\
      "usage":{"tokens": 7.0},"metadata":{"seed": 1},"messages":[\
      {"role":"system","content":"Be kind."},{"role":"developer","content":"Be quick."},\
      {"role":"user","content":"Find a lamp","name":"ann"},\
      {"role":"assistant","content":"I look.","tool_calls":[\
      {"id":"a","type":"function","index":0,"function":{"name":"find","arguments":"{\\"n\\": 1.0}"}}]},\
      {"role":"tool","tool_call_id":"a","name":"find","content":"one"},\
      {"role":"assistant","content":"Which \\u00e9?"},{"role":"user","content":"The first"},\
      {"role":"assistant","content":"Done"}]}
      """)
    #expect(
      trajectory
        == Trajectory(
          sourceLabel: "openai-chat", id: "17",
          task: TaskReference(key: "shop/1", benchmark: "shop", domain: "toys"), model: "m1",
          trial: 2, round: 1, goal: "Find a lamp", systemPrompt: "Be kind.\n\nBe quick.",
          toolsJSON: "[ {\"type\":\"function\"} ]",
          steps: [
            Step(
              turn: 0, kind: "tool", callID: "a", thought: "I look.", actionName: "find",
              actionInputJSON: "{\"n\": 1.0}", observation: "one"),
            respond(1, "Which \\u00e9?", "The first"), respond(2, "Done"),
          ],
          finalAnswer: "Done", failureReason: "late", success: false, reward: 0.25,
          metadataJSON:
            "{\"seed\":1,\"message_fields\":{\"messages[2]\":{\"name\":\"ann\"},"
            + "\"messages[3].tool_calls[0]\":{\"index\":0}},\"usage\":{\"tokens\": 7.0}}"))
  }

  @Test("has a step for each call of a turn, paired by id, in the order of the calls")
  func severalCalls() throws {
    let trajectory = try only(
      chat(
        user("g"),
        calling(call("a", "f"), call("b", "h", "{\"x\": 1}"), call("c", "odd", "\"{n:\"")),
        answer("c", "3"), answer("a", "1"), answer("b", "2")))
    #expect(
      trajectory.steps == [
        Step(
          turn: 0, kind: "tool", callID: "a", actionName: "f", actionInputJSON: "{}",
          observation: "1"),
        Step(
          turn: 0, kind: "tool", callID: "b", actionName: "h", actionInputJSON: "{\"x\": 1}",
          observation: "2"),
        Step(
          turn: 0, kind: "tool", callID: "c", actionName: "odd", actionInputJSON: "\"{n:\"",
          observation: "3"),
      ])
    #expect(trajectory.finalAnswer == nil)
    #expect(trajectory.metadataJSON == nil)
  }

  @Test("pairs calls that share an id, or have none, in their order, the latest turn first")
  func sharedIDs() throws {
    func observations(_ messages: String...) throws -> [String?] {
      let record = "{\"id\":1,\"messages\":[\(user("g")),\(messages.joined(separator: ","))]}"
      return try only(record).steps.map(\.observation)
    }
    let two = calling(call("a", "f"), call("a", "h"))
    #expect(try observations(two, answer("a", "1"), answer("a", "2")) == ["1", "2"])
    let one = calling(call("a", "f"))
    #expect(try observations(one, one, answer("a", "2")) == [nil, "2"])
    #expect(try observations(one, answer("a", "1"), one, answer("a", "2")) == ["1", "2"])
    let nameless = calling(call(nil, "f"), call(nil, "h"))
    #expect(try observations(nameless, answer(nil, "1"), answer(nil, "2")) == ["1", "2"])
    #expect(try observations(calling(call("a", "f")), answer(nil, "1")) == ["1"])
  }

  @Test("leaves a call without an answer unobserved, and keeps answers to no open call")
  func orphans() throws {
    let trajectory = try only(
      chat(
        user("g"), answer("b", "early"), calling(call("a", "f"), call("b", "h")),
        answer("zz", "who?"), answer("a", "1"), answer("a", "again"), answer(nil, "b's"),
        answer(nil, "no more")))
    #expect(trajectory.steps.map(\.observation) == ["1", "b's"])
    #expect(
      trajectory.metadataJSON
        == "{\"message_fields\":{"
        + "\"messages[1]\":{\"role\":\"tool\",\"tool_call_id\":\"b\",\"content\":\"early\"},"
        + "\"messages[3]\":{\"role\":\"tool\",\"tool_call_id\":\"zz\",\"content\":\"who?\"},"
        + "\"messages[5]\":{\"role\":\"tool\",\"tool_call_id\":\"a\",\"content\":\"again\"},"
        + "\"messages[7]\":{\"role\":\"tool\",\"content\":\"no more\"}}}")
    #expect(try only(chat(user("g"), calling(call("a", "f")))).steps[0].observation == nil)
  }

  @Test("may write its calls in the older way, and calls with free text")
  func otherCalls() throws {
    let trajectory = try only(
      chat(
        user("g"),
        "{\"role\":\"assistant\",\"content\":\"I look\",\"function_call\":{\"name\":\"f\",\"arguments\":\"{\\\"a\\\":1}\"}}",
        "{\"role\":\"function\",\"name\":\"f\",\"content\":\"one\"}",
        "{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"x\",\"type\":\"custom\",\"custom\":{\"name\":\"sh\",\"input\":\"ls -l\"}}]}",
        answer("x", "two")))
    #expect(
      trajectory.steps == [
        Step(
          turn: 0, kind: "tool", thought: "I look", actionName: "f", actionInputJSON: "{\"a\":1}",
          observation: "one"),
        Step(
          turn: 1, kind: "tool", callID: "x", actionName: "sh", actionInputJSON: "\"ls -l\"",
          observation: "two"),
      ])
    #expect(trajectory.metadataJSON == nil)
  }

  @Test("takes what a model thought, and text beside calls, for the thought of the first call")
  func thoughts() throws {
    func thoughts(_ fields: String) throws -> [String?] {
      try only(
        chat(
          user("g"),
          "{\"role\":\"assistant\",\(fields),\"tool_calls\":[\(call("a", "f")),\(call("b", "h"))]}")
      ).steps.map(\.thought)
    }
    #expect(try thoughts("\"content\":\"c\"") == ["c", nil])
    #expect(try thoughts("\"content\":\"\"") == [nil, nil])
    #expect(try thoughts("\"content\":null,\"reasoning_content\":\"r\"") == ["r", nil])
    #expect(try thoughts("\"content\":\"c\",\"reasoning\":\"r\"") == ["r\n\nc", nil])
    let last = try only(
      chat(user("g"), "{\"role\":\"assistant\",\"content\":\"c\",\"reasoning_content\":\"r\"}"))
    #expect(last.steps.first?.thought == "r")
    #expect(last.finalAnswer == "c")
  }

  @Test("joins the text parts of a content, and keeps the others")
  func parts() throws {
    let image = "{\"type\":\"image_url\",\"image_url\":{\"url\":\"u\"}}"
    let trajectory = try only(
      chat(
        "{\"role\":\"system\",\"content\":[{\"type\":\"text\",\"text\":\"s\"}]}",
        "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"a\"},\(image),{\"type\":\"text\",\"text\":\"b\",\"x\":1}]}",
        calling(call("a", "f")),
        "{\"role\":\"tool\",\"tool_call_id\":\"a\",\"content\":[{\"type\":\"text\",\"text\":\"o\"},\(image)]}",
        "{\"role\":\"assistant\",\"content\":[\"p\",\"q\"]}"))
    #expect(trajectory.goal == "a\nb")
    #expect(trajectory.systemPrompt == "s")
    #expect(trajectory.steps.map(\.observation) == ["o", ""])
    #expect(trajectory.steps.last?.actionInputJSON == "{\"content\":\"p\\nq\"}")
    #expect(trajectory.finalAnswer == "p\nq")
    #expect(
      trajectory.metadataJSON
        == "{\"message_fields\":{\"messages[1].content[1]\":\(image),"
        + "\"messages[1].content[2]\":{\"x\":1},\"messages[3].content[1]\":\(image)}}")
  }

  @Test("may have a user who says more, at any time")
  func userTurns() throws {
    let trajectory = try only(
      chat(
        says("Hello"), user("g"), user("and fast"), calling(call("a", "f")), answer("a", "1"),
        user("well?"), says("x"), user("y"), user("z")))
    #expect(trajectory.goal == "g")
    #expect(
      trajectory.steps == [
        respond(0, "Hello", "and fast"),
        Step(
          turn: 1, kind: "tool", callID: "a", actionName: "f", actionInputJSON: "{}",
          observation: "1"),
        Step(turn: 1, kind: "message", observation: "well?"), respond(2, "x", "y\n\nz"),
      ])
    #expect(trajectory.finalAnswer == "x")
    let unanswered = try only(chat(user("g"), user("please")))
    #expect(unanswered.steps == [Step(kind: "message", observation: "please")])
    #expect(unanswered.finalAnswer == nil)
  }

  @Test(
    "has the outcome that it states and no other",
    arguments: [
      ("\"success\":true", true, nil), ("\"success\":0", false, nil),
      ("\"success\":1.0", true, nil), ("\"reward\":1", true, 1), ("\"reward\":0.0", false, 0),
      ("\"reward\":0.5", nil, 0.5), ("\"reward\":-1", nil, -1), ("\"reward\":2", nil, 2),
      ("\"reward\":0.9999999", nil, 0.9999999), ("\"score\":1", true, 1),
      ("\"success\":false,\"reward\":1", false, 1), ("\"reward\":null,\"score\":0", false, 0),
      ("\"success\":null", nil, nil), ("\"model\":\"m\"", nil, nil),
    ] as [(String, Bool?, Double?)])
  func outcome(fields: String, success: Bool?, reward: Double?) throws {
    let trajectory = try only(chat(user("g"), fields: fields))
    #expect(trajectory.success == success)
    #expect(trajectory.reward == reward)
  }

  @Test("takes its id and task from the first key that states one")
  func names() throws {
    func named(_ fields: String) throws -> Trajectory { try only(chat(user("g"), fields: fields)) }
    #expect(try named("\"id\":\"a\",\"trajectory_id\":\"b\"").id == "a")
    #expect(
      try named("\"id\":\"a\",\"trajectory_id\":\"b\"").metadataJSON == "{\"trajectory_id\":\"b\"}")
    #expect(try named("\"trajectory_id\":\"b\"").id == "b")
    #expect(try named("\"conversation_id\":3").id == "3")
    #expect(try named("\"task_id\":7").task.key == "openai-chat/7")
    #expect(
      try only(chat(user("g"), fields: "\"task_id\":7"), label: "lab").task.key == "lab/7")
    #expect(try named("\"task\":\"t\",\"task_id\":7").task.key == "t")
  }

  @Test("without an id has one from its content, wherever it stands and however it is spaced")
  func derivedID() throws {
    let one = chat(user("g"), says("x"), fields: "\"model\":\"m\",\"reward\":1.0")
    let same =
      "{ \"reward\": 1.0, \"model\":\"m\", \"messages\":[{\"content\":\"\\u0067\",\"role\":\"user\"}, \(says("x"))] }"
    let other = chat(user("g"), says("x"), fields: "\"model\":\"m\",\"reward\":0.0")
    let ids = try read("\(one)\n\(other)\n\(same)\n").trajectories.map(\.id)
    #expect(ids.count == 3)
    #expect(ids[0] == ids[2])
    #expect(ids[0] != ids[1])
    #expect(ids[0].wholeMatch(of: /chat-[0-9a-f]{16}/) != nil)
    #expect(try read("[\(other),\n\n\(one)]").trajectories.map(\.id) == [ids[1], ids[0]])
  }

  @Test(
    "is bad, with the place and the reason",
    arguments: [
      ("{\"messages\":[]}", "'messages' has no user message; the first one should be the goal"),
      (chat(says("x")), "'messages' has no user message; the first one should be the goal"),
      ("{\"id\":1}", "'messages' is missing"),
      ("{\"messages\":{}}", "'messages' should be an array, is an object"),
      ("{\"messages\":[7]}", "'messages[0]' should be an object, is a number"),
      ("{\"messages\":[{\"content\":\"x\"}]}", "'messages[0].role' is missing"),
      ("{\"messages\":[{\"role\":7}]}", "'messages[0].role' should be a string, is a number"),
      (
        chat("{\"role\":\"robot\"}"),
        "'messages[0].role' is \"robot\"; it can be system, user, assistant, tool, function"
      ),
      (
        chat("{\"role\":\"user\",\"content\":7}"),
        "'messages[0].content' should be a string or an array of parts, is a number"
      ),
      (
        chat("{\"role\":\"user\",\"content\":[7]}"),
        "'messages[0].content[0]' should be an object, is a number"
      ),
      (
        chat("{\"role\":\"user\"}"), "'messages[0].content' has no text; it should be the goal"
      ),
      (
        chat(user("g"), "{\"role\":\"assistant\",\"tool_calls\":{}}"),
        "'messages[1].tool_calls' should be an array, is an object"
      ),
      (
        chat(user("g"), calling("{\"id\":\"a\"}")),
        "'messages[1].tool_calls[0].function' is missing"
      ),
      (
        chat(user("g"), calling("{\"function\":{}}")),
        "'messages[1].tool_calls[0].function.name' is missing"
      ),
      (
        chat(user("g"), calling("{\"id\":7,\"function\":{\"name\":\"f\"}}")),
        "'messages[1].tool_calls[0].id' should be a string, is a number"
      ),
      (
        chat(user("g"), "{\"role\":\"tool\",\"tool_call_id\":[],\"content\":\"x\"}"),
        "'messages[1].tool_call_id' should be a string, is an array"
      ),
      (
        chat(user("g"), fields: "\"success\":\"yes\""),
        "'success' should be true, false, 1 or 0, is \"yes\""
      ),
      (
        chat(user("g"), fields: "\"success\":0.5"),
        "'success' should be true, false, 1 or 0, is 0.5"
      ),
      (
        chat(user("g"), fields: "\"success\":[]"),
        "'success' should be true, false, 1 or 0, is an array"
      ),
      (chat(user("g"), fields: "\"reward\":\"1\""), "'reward' should be a number, is a string"),
      (chat(user("g"), fields: "\"score\":{}"), "'score' should be a number, is an object"),
      (chat(user("g"), fields: "\"id\":{}"), "'id' should be a string or a number, is an object"),
      (
        chat(user("g"), fields: "\"task_id\":[]"),
        "'task_id' should be a string or a number, is an array"
      ),
      (chat(user("g"), fields: "\"model\":1"), "'model' should be a string, is a number"),
      (chat(user("g"), fields: "\"trial\":1.5"), "'trial' should be an integer, is a number"),
      (
        chat(user("g"), fields: "\"failure_reason\":true"),
        "'failure_reason' should be a string, is true or false"
      ),
    ])
  func bad(record: String, reason: String) throws {
    #expect(try bad(record) == ["1: " + reason])
  }

  @Test(
    "has the steps that tau-bench's importer sees in the same published dialogues",
    .enabled(if: SharedData.has(dialogues)))
  func published() throws {
    let text = try String(contentsOfFile: SharedData.path(dialogues), encoding: .utf8)
    let chats = try JSONReader().read(text) { root in
      root.elements.map { "{\"messages\":\($0["traj"]?.sourceText ?? "[]")}" }
        .map { $0.replacing("\n", with: " ") }
    }
    let reading = try read(chats.joined(separator: "\n"))
    #expect(reading.format == "openai-chat")
    #expect(reading.bad == [])
    let expected = try read(text).trajectories
    #expect(reading.trajectories.count == expected.count)
    for (chat, dialogue) in zip(reading.trajectories, expected) {
      #expect(chat.systemPrompt == dialogue.systemPrompt)
      #expect(chat.finalAnswer == dialogue.finalAnswer)
      #expect(
        chat.steps
          == dialogue.steps.map { step in
            var step = step
            if step.thought?.isEmpty ?? false { step.thought = nil }
            return step
          })
      #expect(chat.metadataJSON == nil)
    }
  }
}
