internal import Foundation

/// Answers of stages and of a judge that nobody gave: random numbers, to show what a gate does with them.
///
/// Each run that did not succeed gets a detection, an outcome, three attempts and a vote on each. Vote and
/// attempt agree roughly, as two models would; neither knows anything of the run.
struct SimulatedAnswers {
  private static let attempts = 3
  private let seed: UInt64

  init(seed: UInt64) { self.seed = seed }

  /// Lines of the log format, for the runs of a log.
  /// - Throws: Foundation's error for a line that is not JSON.
  func lines(for log: Data) throws -> Data {
    var text = ["detect", "extract", "relabel", "judge"].map { stage in
      #"{"type":"config","name":"simulated","stage":"\#(stage)","#
        + #""body":{"engine":"simulated","seed":\#(seed),"stage":"\#(stage)"}}"#
    }
    for (index, line) in log.split(separator: UInt8(ascii: "\n")).enumerated() {
      let run = try JSONSerialization.jsonObject(with: line) as? [String: Any] ?? [:]
      guard let id = run["id"] as? String, run["success"] as? Bool != true else { continue }
      let metadata = run["metadata"] as? [String: Any]
      text += lines(
        for: id, index: index, failureType: metadata?["intended_failure_type"] as? String)
    }
    return Data((text.joined(separator: "\n") + "\n").utf8)
  }

  private func lines(for id: String, index: Int, failureType: String?) -> [String] {
    var random = SplitMix64(seed: seed, purpose: .answers, index: index)
    func line(_ type: String, _ rest: String) -> String {
      #"{"type":"\#(type)","trajectory":"\#(id)","config":"simulated",\#(rest)}"#
    }
    let severity = random.number(2, 8)
    let isRecoverable = random.chance(95)
    let kind = failureType.map { #""failure_type":"\#($0)","# } ?? ""
    var lines = [
      line(
        "detection",
        #""is_failure":true,\#(kind)"severity":0.\#(severity),"weight":0.\#(10 - severity),"#
          + #""recoverable":\#(isRecoverable)"#),
      line("outcome", #""achievements":[],"observations":[]"#),
    ]
    for k in 1...SimulatedAnswers.attempts {
      let confidence = random.number(30, 99)
      lines.append(
        line(
          "attempt",
          #""extract_config":"simulated","k":\#(k),"goal":"Simulated goal \#(k) of run \#(id)","#
            + #""valid":\#(random.chance(85)),"confidence":\#(hundredths(confidence))"#))
      let vote = min(99, max(1, confidence + random.number(-30, 20)))
      lines.append(
        line(
          "vote",
          #""extract_config":"simulated","k":\#(k),"judge":"simulated","#
            + #""valid":\#(random.chance(vote > 50 ? 95 : 30)),"confidence":\#(hundredths(vote))"#))
    }
    return lines
  }

  private func hundredths(_ number: Int) -> String {
    "0." + (number < 10 ? "0" : "") + String(number)
  }
}
