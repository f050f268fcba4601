import SourceJSON
import Testing
import Trajectories

@Suite("Canonical JSON")
struct CanonicalTextTests {
  private func canonical(_ text: String) throws -> String {
    try JSONReader().read(text) { $0.canonicalText }
  }

  @Test(
    "of a source",
    arguments: [
      // No white space.
      (" { \"a\" : [ 1 , 2 ] }\n", #"{"a":[1,2]}"#), ("[ ]", "[]"), ("{ }", "{}"), (" 7 ", "7"),
      // Keys by their UTF-8 bytes, at every level.
      (#"{"b":1,"a":2,"A":3,"aa":4,"":5}"#, #"{"":5,"A":3,"a":2,"aa":4,"b":1}"#),
      (#"{"x":[{"b":1,"a":2}]}"#, #"{"x":[{"a":2,"b":1}]}"#),
      // U+FF5E sorts before U+1F600 as UTF-8 and as scalars, but behind it as UTF-16.
      (#"{"😀":1,"～":2,"é":3,"z":4}"#, #"{"z":4,"é":3,"～":2,"😀":1}"#),
      // Numbers by their source text.
      (
        "[1.0,1e5,1E-7,-0,0.10,12345678901234567890123]",
        "[1.0,1e5,1E-7,-0,0.10,12345678901234567890123]"
      ),
      // Null members are left out, null elements and a null root are not.
      (#"{"a":null,"b":[null],"c":{"d":null}}"#, #"{"b":[null],"c":{}}"#), ("null", "null"),
      // Of a repeated key the last value.
      (#"{"a":1,"b":2,"a":3}"#, #"{"a":3,"b":2}"#), (#"{"a":1,"a":null}"#, "{}"),
      (#"{"\u0061":1,"a":2}"#, #"{"a":2}"#),
      (#"{"a":1,"b":0,"a":null,"a":4,"b":null}"#, #"{"a":4}"#),
      // Keys that Swift takes for equal are two.
      ("{\"é\":1,\"e\u{301}\":2}", "{\"e\u{301}\":2,\"é\":1}"),
      // Least escapes.
      (#""\u00e9\/\u0041\n\u001F\u007f\"\\\ud83d\ude00""#, "\"é/A\\n\\u001f\u{7F}\\\"\\\\😀\""),
    ])
  func canonicalText(source: String, expected: String) throws {
    #expect(Array(try canonical(source).utf8) == Array(expected.utf8))
    #expect(Array(try canonical(expected).utf8) == Array(expected.utf8))
  }

  @Test(
    "writes a double as the shortest text that reads back, zero without a sign",
    arguments: [
      (1.0, "1.0"), (0.1, "0.1"), (0.30000000000000004, "0.30000000000000004"), (-0.0, "0.0"),
      (1e300, "1e+300"),
      (.infinity, "null"), (.nan, "null"),
    ])
  func doubles(value: Double, text: String) {
    #expect(CanonicalJSON.text(of: value) == text)
  }

  @Test("keeps the text of each value, byte for byte")
  func sourceText() throws {
    let text = #"{"a": [1.0,  {"b" :"\u00e9"}], "c":1e5, "c": "x"}"#
    try JSONReader().read(text) { root in
      #expect(root.sourceText == text)
      #expect(root["a"]?.sourceText == #"[1.0,  {"b" :"\u00e9"}]"#)
      #expect(root["a"]?.elements.map(\.sourceText) == ["1.0", #"{"b" :"\u00e9"}"#])
      #expect(root["c"]?.string == "x")
      #expect(root.members.map(\.key) == ["a", "c", "c"])
      #expect(root["d"] == nil)
      #expect(root["a"]?.offset == 6)
    }
  }

  @Test("undoes escapes wherever they stand", arguments: 0..<20)
  func escapes(before: Int) throws {
    let plain = String(repeating: "x", count: before)
    let escapes = [
      "\\\"": "\"", "\\\\": "\\", "\\/": "/", "\\b": "\u{8}", "\\f": "\u{C}", "\\n": "\n",
      "\\r": "\r",
      "\\t": "\t", "\\u00e9": "é", "\\ud83d\\ude00": "😀", "é": "é",
    ]
    for (escape, text) in escapes {
      let written = "\(plain)\(escape)\(plain)\(escape)"
      let expected = "\(plain)\(text)\(plain)\(text)"
      try JSONReader().read("[\"\(written)\" , {\"\(written)\" :\"\(written)\"\n},\"\"]") { root in
        let values = Array(root.elements)
        #expect(values[0].string == expected)
        #expect(values[0].sourceText == "\"\(written)\"")
        #expect(values[1].members.map(\.key) == [expected])
        #expect(values[1].members.map(\.value.string) == [expected])
        #expect(values[2].string?.isEmpty == true)
      }
      for broken in ["\\x", "\\ud800", "\\u12", "\\"] {
        #expect(throws: JSONSyntaxError.self) { try canonical("\"\(written)\(broken)\"") }
        #expect(throws: JSONSyntaxError.self) { try canonical("{\"\(written)\(broken)\":1}") }
      }
    }
  }

  @Test(
    "is not made of what is no JSON",
    arguments: [
      "", " ", "{", "[1,]", "{\"a\"}", "01", "1.", ".5", "+1", "1e", "nul", "truex", "\"", "\"\t\"",
      "\"\\x\"",
      "[1] 2", "{\"a\":1}}", "'a'", "NaN", "\"\\ud800\"", "- 1",
    ])
  func invalid(text: String) {
    #expect(throws: JSONSyntaxError.self) { try canonical(text) }
  }

  @Test("reads deep nesting up to 512 levels, and refuses more instead of overflowing")
  func depth() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(try canonical(nested(512)) == nested(512))
    #expect(throws: JSONSyntaxError.self) { try canonical(nested(513)) }
    #expect(throws: JSONSyntaxError.self) { try canonical(nested(100_000)) }
  }
}
