import LanguageModels
import RegoalTesting
import Testing
import Trajectories

private let good = #"{"reason":"r","valid":true,"valid_probability":0.75}"#

@Suite("An answer of a model")
struct StructuredAnswerTests {
  private let judge: ModelJudge

  init() throws { judge = try ModelJudge(settings) }

  @Test(
    "is read whatever stands around its object",
    arguments: [
      good, " \n\(good)\n", "```json\n\(good)\n```", "```\n\(good)\n```",
      "Here is my verdict:\n\(good)\nI hope this helps.", "[\(good)]", "\u{FEFF}\(good)",
      "<think>The set {a, b} and {\"x\": 1} and { \" are no answers.</think>\n\(good)",
      #"{"reason":"a draft","valid":false,"valid_probability":0.1} No: "# + good,
      good + #" as {"note":"nothing of the schema"}"#, good + " and {broken", good + " }",
      #"{"reason":"r","valid":true,"valid_probability":0.75,"extra":{"deep":[1,{}]}}"#,
      #"{"valid_probability":75e-2,"reason":"r","valid":true}"#,
      #"{"valid":false,"reason":"r","valid_probability":0.75,"valid":true}"#,
    ])
  func readable(_ text: String) {
    let reading = judge.read(said(text))
    #expect(
      reading
        == judge.read(said(good)), "\(reading.problem ?? "")")
    #expect(reading.status == .ok)
    #expect(reading.value == Vote(valid: true, confidence: 0.75, reason: "r"))
    #expect(reading.problem == nil)
  }

  @Test(
    "is taken at its ends", arguments: [("0", 0), ("1", 1), ("0.0", 0), ("-0.0", 0), ("1e0", 1)])
  func ends(_ number: String, _ expected: Double) {
    let text = #"{"reason":"","valid":false,"valid_probability":\#(number)}"#
    let confidence = judge.read(said(text)).value?.confidence
    #expect(confidence == expected)
    #expect(confidence?.sign == .plus)
  }

  @Test(
    "is unparsable where a field is missing, of another type or out of range",
    arguments: [
      (#"{"reason":"r","valid":true}"#, "'valid_probability' is missing"),
      (#"{"reason":"r","valid":true,"valid_probability":null}"#, "number from 0 to 1"),
      (#"{"reason":"r","valid":true,"valid_probability":"0.7"}"#, "number from 0 to 1"),
      (#"{"reason":"r","valid":true,"valid_probability":987.5}"#, "'valid_probability' is 987.5"),
      (#"{"reason":"r","valid":true,"valid_probability":1.0000000000000002}"#, "within 0 and 1"),
      (#"{"reason":"r","valid":true,"valid_probability":-0.01}"#, "within 0 and 1"),
      (#"{"reason":"r","valid":true,"valid_probability":1e999}"#, ""),
      (#"{"reason":"r","valid":true,"valid_probability":NaN}"#, ""),
      (#"{"reason":"r","valid":true,"valid_probability":Infinity}"#, ""),
      (#"{"reason":"r","valid":1,"valid_probability":0.7}"#, "'valid' is 1"),
      (#"{"reason":"r","valid":"true","valid_probability":0.7}"#, "true or false"),
      (#"{"reason":["r"],"valid":true,"valid_probability":0.7}"#, "has to be a text"),
      (#"{"reason":"r\u0000","valid":true,"valid_probability":0.7}"#, "U+0000"),
      (#"{"reason":"r","valid":true,"valid_probability":0.7,}"#, "the JSON parser says"),
      (#"{"reason":"r","valid":true,"valid_probability":0.7 "x":1}"#, "no JSON object"),
      (#"{'reason':'r','valid':true,'valid_probability':0.7}"#, "no JSON object"),
      ("{\"reason\":\"two\nlines\",\"valid\":true,\"valid_probability\":0.7}", "no JSON object"),
      (#"{"result":{"valid":true}}"#, "no JSON object"),
      ("{}", "no JSON object"), ("{", "no JSON object"), ("valid: true", "no JSON object"),
      ("null", "no JSON object"), ("", "no text"), ("  \n", "no text"),
      // The last object of the schema counts, and an earlier one does not stand in for it.
      (good + #" {"reason":"r","valid":true}"#, "'valid_probability' is missing"),
    ])
  func unparsable(_ text: String, _ problem: String) {
    let reading = judge.read(said(text))
    #expect(reading.status == .unparsable)
    #expect(reading.value == Vote(status: .unparsable))
    #expect(reading.problem?.contains(problem) == true, "\(reading.problem ?? "")")
    #expect(judge.read(said(text, finish: nil)) == reading)
  }

  @Test("that the endpoint withholds is refused, whatever else it holds")
  func refused() {
    for answer in [
      said(nil, refusal: "I cannot."), said(good, refusal: "I cannot."),
      said(good, finish: "content_filter"), said(nil, finish: "content_filter"),
    ] {
      #expect(judge.read(answer).status == .refused)
      #expect(judge.read(answer).value == Vote(status: .refused))
    }
    #expect(judge.read(said(good, refusal: "")).status == .ok)
    #expect(judge.read(said(nil)).status == .unparsable)
  }

  @Test("that was cut is truncated, unless its object had ended")
  func truncated() {
    for length in 0..<good.utf8.count {
      let text = String(good.prefix(length))
      #expect(judge.read(said(text, finish: "length")).status == .truncated, "\(text)")
      #expect(judge.read(said(text)).status == .unparsable, "\(text)")
    }
    #expect(judge.read(said(nil, finish: "length")).status == .truncated)
    #expect(judge.read(said(good, finish: "length")).status == .ok)
    #expect(judge.read(said(good + " More wor", finish: "length")).status == .ok)
    #expect(judge.read(said(good + " {\"reason\":\"no", finish: "length")).status == .truncated)
    #expect(
      judge.read(said(#"{"reason":"r","x":{"valid":true},"val"#, finish: "length")).status
        == .truncated)
    #expect(
      judge.read(said(#"{"reason":"r","valid":1,"valid_probability":1}"#, finish: "length")).status
        == .unparsable)
    #expect(
      judge.read(said("{ \" is a brace. \(good) and so o", finish: "length")).status == .ok)
  }

  @Test("longer than a megabyte is unparsable")
  func huge() {
    let text = String(repeating: "x", count: 1 << 20) + good
    #expect(judge.read(said(text)).problem?.contains("1048576") == true)
    #expect(
      judge.read(said(String(text.suffix(1 << 20)))).status == .ok)
  }

  @Test(
    "made of braces alone is given up soon",
    arguments: ["{", "{\"", "{\"a\":[", "[{\"a\":{}", "\"{\""])
  func braces(_ pattern: String) {
    let text = String(repeating: pattern, count: 200_000 / pattern.utf8.count)
    #expect(judge.read(said(text)).status == .unparsable)
    #expect(judge.read(said(text + "\"}" + good)).status != .refused)
  }

  @Test("never breaks its reader, whatever bytes it is made of")
  func mutations() throws {
    let detector = try ModelDetector(settings)
    let extractor = try ModelExtractor(settings)
    let relabeler = try ModelRelabeler(settings)
    let seeds = [
      good,
      #"{"analysis":"a","failure_type":"tool_error","is_failure":true,"recoverable":false,"severity":0.5,"weight":0.5}"#,
      #"{"achievements":["a","b"],"limitations":"l","observations":["1"]}"#,
      #"{"hindsight_goal":"g","rationale":"r","valid":true,"valid_probability":0.9}"#,
    ].map { Array($0.utf8) }
    let pieces = [
      "{", "}", "[", "]", "\"", "\\", ",", ":", "null", "NaN", "1e999", "-1", "987.5", "true",
      "\u{0}",
      "```json\n", "\\ud800", "\\u0000", "🙂", "{\"valid\":", "\n", "  ",
    ].map { Array($0.utf8) }
    let finishes: [String?] = ["stop", "length", nil, "content_filter", "tool_calls"]
    var random = RandomLogs(seed: 7)
    var counts: [AnswerStatus: Int] = [:]
    for round in 0..<10_000 {
      var bytes = seeds[round % seeds.count]
      for _ in 0..<(1 + random.number(below: 4)) {
        let at = random.number(below: bytes.count + 1)
        switch random.number(below: 6) {
        case 0: bytes.insert(contentsOf: pieces[random.number(below: pieces.count)], at: at)
        case 1: bytes.removeSubrange(at..<min(bytes.count, at + random.number(below: 9)))
        case 2: if at < bytes.count { bytes[at] = UInt8(random.number(below: 256)) }
        case 3: bytes.insert(contentsOf: bytes[..<at], at: at)
        case 4: bytes.append(contentsOf: seeds[random.number(below: seeds.count)])
        default: bytes = Array(bytes[at...]) + bytes[..<at]
        }
      }
      let answer = said(
        String(decoding: bytes, as: UTF8.self), finish: finishes[random.number(below: 5)])
      let readings = (
        detector.read(answer), extractor.read(answer), relabeler.read(answer, k: 2),
        judge.read(answer)
      )
      for status in [readings.0.status, readings.1.status, readings.2.status, readings.3.status] {
        counts[status, default: 0] += 1
      }
      // Only an answer that was read has a result, and each number of it is in its range.
      #expect((readings.0.status == .ok) == (readings.0.value != nil))
      #expect((readings.1.status == .ok) == (readings.1.value != nil))
      let attempt = try #require(readings.2.value)
      let vote = try #require(readings.3.value)
      #expect(attempt.status == readings.2.status && vote.status == readings.3.status)
      #expect(attempt.k == 2)
      #expect((attempt.confidence != nil) == (attempt.status == .ok))
      #expect((vote.confidence != nil && vote.valid != nil) == (vote.status == .ok))
      let numbers = [
        readings.0.value?.severity, readings.0.value?.weight, attempt.confidence, vote.confidence,
      ]
      #expect(numbers.compactMap { $0 }.allSatisfy { (0...1).contains($0) })
      #expect((readings.3.problem == nil) == (readings.3.status == .ok))
      #expect(judge.read(answer) == readings.3)
    }
    #expect(Set(counts.keys) == [.ok, .refused, .truncated, .unparsable])
    #expect(counts[.ok, default: 0] > 500, "\(counts)")
  }
}
