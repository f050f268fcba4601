import Testing

@testable import Ingest

@Suite("A dictionary as Python prints it")
struct PythonLiteralTests {
  private func members(_ text: String) -> [String]? {
    var literal = PythonLiteral(text)
    return literal.dictionary()?.map { "\($0.key)=\($0.value)" }
  }

  @Test(
    "is read with its quotes and escapes",
    arguments: [
      ("{}", []), ("{'name': 'a'}", ["name=a"]),
      ("{'name': \"it's\", 'arguments': '{\"q\": 1}'}", ["name=it's", "arguments={\"q\": 1}"]),
      ("{'name': 'a\\'b\\n\\x41\\u00e9\\U0001F600'}", ["name=a'b\nAé😀"]),
      (
        "{'name': 'a', 'arguments': None, 'response': ''}",
        ["name=a", "arguments=None", "response="]
      ),
    ])
  func whole(text: String, expected: [String]) {
    #expect(members(text) == expected)
    var literal = PythonLiteral(text)
    _ = literal.dictionary()
    #expect(literal.isComplete)
  }

  @Test(
    "is read where its escapes were undone, or its end is missing",
    arguments: [
      (
        "{'name': 'a', 'arguments': '{\n \"q\": \"it's\"\n}', 'response': 'x'}",
        ["name=a", "arguments={\n \"q\": \"it's\"\n}", "response=x"]
      ),
      ("{'name': 'a', 'arguments': '{\"q\"", ["name=a", "arguments={\"q\""]),
      ("{'name': 'a', 'arguments': '{}', 'resp", ["name=a", "arguments={}"]),
      ("{'name': 'a', 'arg", ["name=a"]), ("{'name': 'a\\", ["name=a\\"]),
    ])
  func cut(text: String, expected: [String]) {
    #expect(members(text) == expected)
  }

  @Test("is nothing else", arguments: ["", "no", "['name']", "{\u{0}"])
  func other(text: String) {
    #expect(members(text)?.isEmpty ?? true)
  }
}
