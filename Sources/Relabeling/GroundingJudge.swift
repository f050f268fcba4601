public import Trajectories

/// A judge without a model: every number, quoted string and name of ĝ has to stand in the observations.
///
/// valid = all of them do; confidence = the share that does. A goal without claims is not valid, 0.
/// - Source: DESIGN.md §7.
public struct GroundingJudge: Judging {
  static let version = 1
  public let config = RuleEngines.config(
    .judge, name: "grounding", version: GroundingJudge.version)

  public init() {}

  public func judge(_ hindsightGoal: String, steps: [Step], finalAnswer: String?) -> Vote {
    let claims = Claim.scan(hindsightGoal)
    guard !claims.isEmpty else {
      return Vote(
        valid: false, confidence: 0, reason: "the goal makes no claim that can be checked")
    }
    let supporting = Evidence(steps.compactMap(\.observation)).supports(claims)
    let missing = zip(claims, supporting).filter { !$1 }.map(\.0)
    let supported = claims.count - missing.count
    let reason =
      missing.isEmpty
      ? "all \(claims.count) claims stand in the observations"
      : "not in the observations: " + missing.map(\.text).joined(separator: ", ")
    return Vote(
      valid: missing.isEmpty, confidence: Double(supported) / Double(claims.count), reason: reason)
  }

  private struct Evidence {
    private var text: [UInt8] = []
    private var numbers: Set<String> = []

    init(_ observations: [String]) {
      for observation in observations {
        PythonText.appendLowercased(observation, to: &text)
        text.append(0x0A)
      }
      numbers = Evidence.numbers(in: text)
    }

    /// Numbers by value, quoted strings as substrings, names as whole words; the case of ASCII letters
    /// does not matter.
    func supports(_ claims: [Claim]) -> [Bool] {
      let texts = TermAutomaton(claims.map { PythonText.lowercased($0.text) })
      let substrings = texts.matches(text)
      let words = texts.matches(text, wholeWords: true)
      return claims.indices.map { at in
        switch claims[at].kind {
        case .number: numbers.contains(Evidence.number(claims[at].text.utf8))
        case .quoted: substrings[at]
        case .name: words[at]
        }
      }
    }

    /// One text for each value: without commas, and without zeros that say nothing (`05.30` is `5.3`).
    private static func number(_ digits: some Sequence<UInt8>) -> String {
      var text = digits.filter { $0 != 0x2C }
      if text.contains(0x2E) {
        while text.last == 0x30 { text.removeLast() }
        if text.last == 0x2E { text.removeLast() }
      }
      while text.count > 1, text[0] == 0x30, text[1] != 0x2E { text.removeFirst() }
      return String(decoding: text, as: UTF8.self)
    }

    /// Every run of digits with its inner commas and points, commas left out.
    private static func numbers(in text: [UInt8]) -> Set<String> {
      var found: Set<String> = []
      var at = 0
      func isDigit(_ index: Int) -> Bool {
        index < text.count && (0x30...0x39).contains(text[index])
      }
      while at < text.count {
        guard isDigit(at) else {
          at += 1
          continue
        }
        var number: [UInt8] = []
        while at < text.count {
          if isDigit(at) || (text[at] == 0x2E && isDigit(at + 1)) {
            number.append(text[at])
          } else if !(text[at] == 0x2C && isDigit(at + 1)) {
            break
          }
          at += 1
        }
        found.insert(Evidence.number(number))
      }
      return found
    }
  }
}
