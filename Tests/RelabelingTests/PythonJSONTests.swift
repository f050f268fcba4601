import Foundation
import RegoalTesting
import Testing

@testable import Relabeling

/// JSON texts on which writers differ: white space, escapes, order, repeated keys, numbers.
private let texts: [String] = [
  "{}", "[]", "null", "true", "false", "\"\"", "0", " { } ", "[ ]", "[[],{}]", "{\"a\":{}}",
  "[null]",
  "{\"a\":1,\"b\":[1,2,3]}", "{\n  \"b\" : 1 ,\t\"a\": 2\r\n}", "[[[[[[1]]]]]]",
  "{\"a\":{\"b\":{\"c\":[{\"d\":null}]}}}", "{\"a\":1,\"b\":2,\"a\":3}",
  "{\"a\":1,\"a\":{\"a\":1,\"a\":[]}}",
  "{\"\":1,\" \":2}", "{\"é\":1,\"e\u{301}\":2}", "{\"\\u0061\":1,\"a\":2}",
  "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\u0000\\u0001\\u001f\\u007f\\u0080\"",
  "\"\\u00e9 é \\u20ac\"",
  "\"\\ud83d\\ude00 😀\"", "\"\\uD834\\uDD1E\"", "\"\u{7F}\u{85}\u{2028}\u{2029}\u{FEFF}\"",
  "\"a/b\"", "\"<script>&amp;'\"", "\"日本語\"", "{\"ключ\":\"значение\"}", "{\"a\\nb\":\"\\u0009\"}",
  "1", "-1", "-0", "-0.0", "0.0", "1.0", "10.0", "100", "0.1", "-0.1", "1.10",
  "3.14159265358979323846",
  "1e5", "1E5", "1e+5", "1E-7", "1e-4", "1e-5", "0.0001", "0.00001", "123e-2", "1.5e300", "1e15",
  "1e16",
  "1e17", "123456789012345.6", "1234567890123456.0", "12345678901234567.0", "9007199254740993",
  "9007199254740993.0", "123456789012345678", "-123456789012345678901234567890",
  "18446744073709551616",
  "1e22", "1e23", "1.7976931348623157e308", "1e400", "-1e400", "5e-324", "1e-400", "-1e-400",
  "2.2250738585072014e-308", "0.30000000000000004", "1e0", "0e0", "-0e5", "0E+9",
  "1.000000000000000001",
  "[1e1,1.0,1,-0,0.5]", "{\"n\":1e5,\"m\":[1E-7,{\"o\":-0.0}]}", "{\"query\": \"a, b: c\"}",
]

@Suite("JSON is written as Python writes it", .enabled(if: Python.isPresent))
struct PythonJSONTests {
  private struct Answer: Decodable {
    let text: String
    let isTruthy: Bool
  }

  private func ask(_ texts: [String]) throws -> [Answer] {
    let program = """
      import json, sys
      out = []
      for text in json.load(sys.stdin):
          value = json.loads(text)
          out.append({"text": json.dumps(value, ensure_ascii=False), "isTruthy": bool(value)})
      json.dump(out, sys.stdout)
      """
    let printed = try Python.run(program, input: try JSONEncoder().encode(texts))
    return try JSONDecoder().decode([Answer].self, from: printed)
  }

  @Test("whatever the text")
  func dumps() throws {
    let answers = try ask(texts)
    #expect(answers.count == texts.count)
    for (text, answer) in zip(texts, answers) {
      #expect(Array(PythonJSON.dumps(text).utf8) == Array(answer.text.utf8), "of \(text)")
      #expect(PythonJSON.isTruthy(text) == answer.isTruthy, "of \(text)")
    }
  }

  @Test("whatever the number")
  func numbers() throws {
    var random = RandomLogs(seed: 3)
    let numbers =
      (0..<3_000).map { _ in Double(bitPattern: random.next()) }.filter(\.isFinite)
      + (0..<300).map { Double($0) * 1e13 } + (-20...25).map { 12.5 * pow(10, Double($0)) }
    let texts = numbers.map { "\($0)" }
    for (text, answer) in zip(texts, try ask(texts)) {
      #expect(PythonJSON.dumps(text) == answer.text, "of \(text)")
    }
  }
}

@Suite("What is no JSON")
struct NoJSONTests {
  @Test("is {} where it is absent, and a string where it does not parse")
  func dumps() {
    #expect(PythonJSON.dumps(nil) == "{}")
    #expect(PythonJSON.dumps("{a: 1}") == "\"{a: 1}\"")
    #expect(!PythonJSON.isTruthy(nil))
  }
}
