import Foundation
import RegoalTesting
import Testing

/// A good record of the chat format.
private func chat(_ id: String, _ text: String = "g") -> String {
  "{\"id\":\"\(id)\",\"messages\":[{\"role\":\"user\",\"content\":\"\(text)\"}]}"
}

private let opening = "{\"id\":\"x\",\"messages\":[{\"role\":\"user\",\"content\":\"g"

private func brackets(_ count: Int) -> String {
  String(repeating: "[", count: count) + String(repeating: "]", count: count)
}

private func objects(_ count: Int) -> String {
  String(repeating: "{\"a\":", count: count) + "1" + String(repeating: "}", count: count)
}

/// Records that are bad, each with the words that it is refused with.
private let badRecords: [(bad: String, reason: String)] = [
  // Not JSON.
  ("hello", "not JSON: "), (opening, "not JSON: A string is opened, but never closed"),
  ("\(opening)\"}", "not JSON: "),
  // Not UTF-8 is tested below; half a surrogate pair is no text either.
  (
    "\(opening)\\ud800\"}]}",
    "not JSON: \\ud800 at byte 49 of the record is half a surrogate pair, which is no text"
  ),
  (
    "\(opening)\"}],\"\\udc00\":1}",
    "not JSON: \\udc00 at byte 54 of the record is half a surrogate pair, which is no text"
  ),
  // Numbers that are none.
  (
    "\(opening)\"}],\"reward\":NaN}",
    "not JSON: NaN at byte 62 of the record; write null for what is not known"
  ),
  (
    "\(opening)\"}],\"reward\":-Infinity}",
    "not JSON: -Infinity at byte 62 of the record; write null for what is not known"
  ),
  ("\(opening)\"}],\"reward\":1e999}", "'reward' is too large a number: 1e999"),
  // Depth.
  (
    "\(opening)\"}],\"x\":\(brackets(100_000))}",
    "not JSON: nested too deep: more than 512 arrays and objects"
  ),
  (String(repeating: "[", count: 100_000), "not JSON: "),
  (
    "\(opening)\"}],\"x\":\(objects(512))}",
    "not JSON: nested too deep: more than 512 arrays and objects"
  ),
  // Missing fields and wrong types.
  ("{}", "'messages' is missing"), ("[]", "the record should be an object, is an array"),
  ("{\"messages\":7}", "'messages' should be an array, is a number"),
  ("{\"messages\":[]}", "'messages' has no user message; the first one should be the goal"),
  ("\(opening)\"}],\"success\":\"no\"}", "'success' should be true, false, 1 or 0, is \"no\""),
  ("\(opening)\"}],\"trial\":\"1\"}", "'trial' should be an integer, is a string"),
]

@Suite("Bad input is told with its place, and nothing else is lost")
struct BadInputTests {
  @Test("in a record between good ones", arguments: badRecords)
  func record(bad: String, reason: String) throws {
    let trial = try Trial()
    try trial.folder.write("in.jsonl", "\(chat("a"))\n\(bad)\n\(chat("b"))\n")
    try trial.expect("in.jsonl", good: 2, bad: ["2: \(reason)"])
  }

  @Test("of every type of field in a log")
  func wrongTypes() throws {
    let trial = try Trial()
    let good = "{\"type\":\"trajectory\",\"id\":\"t1\",\"goal\":\"g\",\"steps\":[]}"
    func with(_ field: String) -> String { good.dropLast() + ",\(field)}" }
    let cases = [
      ("{\"type\":7}", "'type' should be a string, is a number"),
      ("{\"type\":\"x\"}", "'type' is \"x\"; it can be trajectory, config, detection"),
      (with("\"id\":[]"), "'id' should be a string or a number, is an array"),
      (with("\"goal\":{}"), "'goal' should be a string, is an object"),
      (with("\"trial\":1.5"), "'trial' should be an integer, is a number"),
      (with("\"trial\":9223372036854775808"), "'trial' should be an integer, is a number"),
      (with("\"reward\":\"1\""), "'reward' should be a number, is a string"),
      (with("\"success\":1"), "'success' should be true or false, is a number"),
      (with("\"groups\":[]"), "'groups' should be an object, is an array"),
      (with("\"steps\":{}"), "'steps' should be an array, is an object"),
      (with("\"steps\":[[]]"), "'steps[0]' should be an object, is an array"),
      (with("\"steps\":[{\"turn\":\"0\"}]"), "'steps[0].turn' should be an integer, is a string"),
      (
        "{\"type\":\"detection\",\"trajectory\":\"t1\",\"config\":\"d\",\"severity\":2}",
        "'severity' should lie in 0...1, is 2.0"
      ),
      (
        "{\"type\":\"outcome\",\"trajectory\":\"t1\",\"config\":\"o\",\"achievements\":[1]}",
        "'achievements' should be an array of strings, is a number"
      ),
      (
        "{\"type\":\"attempt\",\"trajectory\":\"t1\",\"config\":\"r\",\"k\":1,\"status\":\"maybe\"}",
        "'status' is \"maybe\"; it can be ok, refused"
      ),
      ("{\"type\":\"detection\",\"config\":\"d\"}", "'trajectory' is missing"),
    ]
    let lines = [good] + cases.map(\.0)
    try trial.folder.write("log.jsonl", lines.joined(separator: "\n"))
    try trial.expect(
      "log.jsonl", good: 1, bad: zip(2..., cases).map { "\($0): \($1.1)" })
  }

  @Test("that is no UTF-8, in a text and in a key")
  func utf8() throws {
    let trial = try Trial()
    var bytes = Data("\(chat("a"))\n\(opening)".utf8)
    bytes.append(contentsOf: [0xFF, 0xFE])
    bytes.append(Data("\"}]}\n\(opening)\"}],\"k".utf8))
    bytes.append(contentsOf: [0xED, 0xA0, 0x80])
    bytes.append(Data("\":1}\n\(chat("b"))\n".utf8))
    try trial.write("in.jsonl", bytes)
    try trial.expect(
      "in.jsonl", good: 2,
      bad: [
        "2: not JSON: no UTF-8 at byte 49 of the record",
        "3: not JSON: no UTF-8 at byte 55 of the record",
      ])
    let stored = try trial.program(
      "query", "--csv", "--sql", "select typeof(record), length(record) from quarantine")
    #expect(stored.output.contains("blob,55"))
  }

  @Test("takes what is odd but legal: NUL characters, pairs of surrogates, 500 levels")
  func legal() throws {
    let trial = try Trial()
    let deep = String(repeating: "[", count: 500) + String(repeating: "]", count: 500)
    try trial.folder.write(
      "in.jsonl",
      """
      \(chat("n\\u0000l", "a\\u0000b"))
      \(chat("e", "\\ud83d\\ude00"))
      {"id":"deep","messages":[{"role":"user","content":"g"}],"x":\(deep)}
      """)
    let result = try trial.program("ingest", "in.jsonl", "--csv")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains("trajectory,3,0"))
    try trial.expectSound()
    let sql = "select hex(external_id) || ' ' || hex(goal) as h from trajectory order by 1"
    let stored = try trial.program("query", "--csv", "--sql", sql).output
    #expect(stored.contains("6E006C 610062\n"))
    #expect(stored.contains("65 F09F9880\n"))
    #expect(try trial.program("ingest", "in.jsonl", "--csv").output.contains("trajectory,0,3"))
  }

  @Test("where two contents share an id: both are stored, and it is told")
  func duplicates() throws {
    let trial = try Trial()
    try trial.folder.write(
      "in.jsonl", "\(chat("a", "one"))\n\(chat("a", "two"))\n\(chat("a", "one"))\n")
    let result = try trial.program("ingest", "in.jsonl", "--csv")
    #expect(result.status == 0)
    #expect(result.output.contains("trajectory,2,1"))
    #expect(
      result.errors.contains(
        "warning: in.jsonl: 'a' is stored with another content too; both are kept"))
    #expect(try trial.counts()["trajectories"] == 2)
    try trial.expectSound()
  }
}
