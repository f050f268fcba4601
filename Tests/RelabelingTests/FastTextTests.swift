import RegoalTesting
import Testing
import Trajectories

@testable import Relabeling

/// What is done to bytes for speed, against what it stands for.
@Suite("Rules on bytes")
struct FastTextTests {
  @Test("tell the digits of all scalars as Unicode does")
  func digits() {
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      #expect(
        PythonText.isDigit(scalar) == (scalar.properties.generalCategory == .decimalNumber),
        "U+\(String(value, radix: 16))")
    }
  }

  @Test("count scalars as String does")
  func lengths() {
    var random = RandomLogs(seed: 11)
    for _ in 0..<3_000 {
      let text = FastTextTests.text(&random, words: 8)
      let scalars = Array(text.unicodeScalars)
      for count in [0, 1, 7, 8, 9, 15, 21, 200] where count <= scalars.count + 1 {
        var head = String.UnicodeScalarView()
        head.append(contentsOf: scalars.prefix(count))
        let found = Array(text.utf8).withUnsafeBufferPointer {
          PythonText.length(ofFirst: count, in: $0)
        }
        #expect(found == (count <= scalars.count ? String(head).utf8.count : nil))
      }
    }
  }

  @Test("write the row that the outcome would give", arguments: RuleSet.allCases)
  func rows(rules: RuleSet) {
    var random = RandomLogs(seed: 12)
    let extractor = RuleExtractor(rules: rules)
    for _ in 0..<300 {
      let run = FastTextTests.run(&random)
      let row = extractor.row(
        RunText(run), trajectory: "sha256:run", config: "sha256:config", series: "main")
      let outcome = extractor.extract(run)
      #expect(
        row
          == OutcomeRow(
            outcome, trajectory: "sha256:run", config: "sha256:config", series: "main"))
      #expect(
        String(decoding: row.achievementsJSON, as: UTF8.self)
          == CanonicalJSON.array(outcome.achievements))
    }
  }

  @Test("put the texts of a run in their order, a space between each and the next")
  func runText() {
    let run = Trajectory(
      sourceLabel: "test", id: "1", goal: "goal",
      steps: [
        Step(thought: "z1", actionName: "look", observation: "o1"), Step(actionName: "go"),
        Step(thought: "zß", observation: "o3"),
      ], finalAnswer: "answer", success: false)
    let text = RunText(run)
    #expect(String(decoding: text.bytes, as: UTF8.self) == "goal  answer z1 o1   zß o3")
    #expect(String(decoding: text.names, as: UTF8.self) == "lookgo")
    #expect(text.failureReason.isEmpty)
    #expect(text.steps.map(\.actionName) == [0..<4, 4..<6, 6..<6])
    #expect(text.steps.map { text.bytes[$0.observation].count } == [2, 0, 2])
    #expect(text.success == false)
  }

  @Test("grow a buffer piece by piece")
  func buffer() {
    var buffer = TextBuffer(capacity: 1)
    for number in [0, 9, 10, 1_234] { buffer.append(number) }
    buffer.append(" é ")
    let quoted = "a\"\\\u{1}\u{1F}\n\tz"
    Array(quoted.utf8).withUnsafeBufferPointer { buffer.appendQuoted($0) }
    #expect(
      String(decoding: buffer.bytes, as: UTF8.self) == "09101234 é " + JSONText.quoted(quoted))
    #expect(JSONText.quoted(quoted) == #""a\"\\\u0001\u001f\n\tz""#)
    buffer.removeAll()
    #expect(buffer.bytes.isEmpty)
  }

  private static func text(_ random: inout RandomLogs, words: Int) -> String {
    let pieces = [
      "error:", "found", "12,5", "$1,234.50", "\"quoted\"", "a\\b", "é", "\u{130}", "\u{212A}",
      "٣٤", "\n", "\t", "\u{0}", "日本", "🙂", "Errno", "the hotel costs", "…", "7", ",",
    ]
    return (0..<Int(random.next() % UInt64(words + 1))).map { _ in
      pieces[Int(random.next() % UInt64(pieces.count))] + (random.next() % 3 == 0 ? "" : " ")
    }.joined()
  }

  private static func run(_ random: inout RandomLogs) -> Trajectory {
    Trajectory(
      sourceLabel: "test", id: "1", goal: text(&random, words: 5),
      steps: (0..<Int(random.next() % 14)).map { _ in
        Step(
          thought: text(&random, words: 4),
          actionName: random.next() % 5 == 0 ? nil : "look \"here\"",
          observation: random.next() % 5 == 0 ? nil : text(&random, words: 40))
      },
      finalAnswer: text(&random, words: 3),
      failureReason: random.next() % 2 == 0 ? nil : text(&random, words: 5),
      success: random.next() % 2 == 0 ? nil : false)
  }
}
