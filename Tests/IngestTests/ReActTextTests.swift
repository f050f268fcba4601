import RegoalTesting
import Testing

@testable import Ingest

@Suite("A run written as text")
struct ReActTextTests {
  private func parts(_ text: String) -> [String] {
    ReActText(text).parts.map { "\($0.part)=\($0.text)" }
  }

  @Test(
    "is cut where a line begins with a marker, numbered or not",
    arguments: [
      ("", []), (" \n\t", []), ("a\nb", ["thought=a\nb"]),
      (
        "Thought: a\nAction: b[c]\nObservation: d\n\ne\n",
        [
          "thought=a", "action=b[c]", "observation=d\n\ne",
        ]
      ),
      ("Thought 1: a\nAction 12: b\nObservation 1:c", ["thought=a", "action=b", "observation=c"]),
      ("x\nThought:\nAction:\n a", ["thought=x", "action=a"]),
      (
        "Thought a: b\nThoughts: c\nAction\n Action: d\nAction 1 : e",
        [
          "thought=Thought a: b\nThoughts: c\nAction\n Action: d\nAction 1 : e"
        ]
      ),
      ("Thought: a\r\nAction: b\r\n", ["thought=a", "action=b"]),
      // Numbers of other scripts are numbers; what carries a mark is another character.
      ("Thought ٣: a\nAction ½: b", ["thought=a", "action=b"]),
      (
        "Thought:\u{301} a\nThought\u{301}: b\nThought 1\u{301}: c",
        [
          "thought=Thought:\u{301} a\nThought\u{301}: b", "thought=c",
        ]
      ),
      ("Observation: é\nAction:é", ["observation=é", "action=é"]),
    ])
  func cut(text: String, expected: [String]) {
    #expect(parts(text) == expected)
  }

  @Test("is cut as its definition says, whatever it is made of", arguments: 0..<200)
  func definition(seed: Int) {
    var random = RandomLogs(seed: UInt64(seed))
    let pieces = [
      "Thought", "Action", "Observation", ":", ":", " ", " ", "1", "23", "٣", "½", "\u{301}", "é",
      "\n", "\n", "\n", "\r", "\t", "a", "search[b]", "Thought: x\n", "\nAction 1: y",
    ]
    let text = (0..<40).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
    for first in [ReActText.Part.thought, .observation] {
      let found = ReActText(text, first: first).parts
      let expected = Self.defined(text, first)
      #expect(found.map(\.part) == expected.map(\.0), "\(text.debugDescription)")
      #expect(found.map { Array($0.text.utf8) } == expected.map { Array($0.1.utf8) })
    }
  }

  /// The definition, character by character.
  private static func defined(
    _ text: String, _ first: ReActText.Part
  ) -> [(ReActText.Part, String)] {
    var found: [(ReActText.Part, [Substring])] = [(first, [])]
    let markers: [(String, ReActText.Part)] = [
      ("Thought", .thought), ("Action", .action), ("Observation", .observation),
    ]
    lines: for line in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
      let line = Substring(line)
      for (name, part) in markers where line.hasPrefix(name) {
        var rest = line.dropFirst(name.count)
        if rest.first == " " { rest = rest.dropFirst().drop { $0.isNumber } }
        guard rest.first == ":" else { break }
        found.append((part, [rest.dropFirst()]))
        continue lines
      }
      found[found.count - 1].1.append(line)
    }
    return found.compactMap { part, lines in
      let text = ReActText.trimmed(lines.joined(separator: "\n"))
      return text.isEmpty ? nil : (part, text)
    }
  }

  @Test(
    "names an action and its argument",
    arguments: [
      ("search[a place]", "search", "a place"), ("finish[]", "finish", ""),
      ("finish[a [b] c] d", "finish", "a [b] c"), ("search[open", "search", "open"),
      ("no brackets", "no brackets", nil), ("two words[a]", "two words[a]", nil),
      ("[a]", "[a]", nil), (" look [a]", "look", "a"), ("é[é]", "é", "é"), ("", "", nil),
    ] as [(String, String, String?)])
  func call(text: String, name: String, argument: String?) {
    let call = ReActText.call(text)
    #expect(call.name == name)
    #expect(call.argument == argument)
  }
}
