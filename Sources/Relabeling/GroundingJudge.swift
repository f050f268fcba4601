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
    private let observations: [String]

    init(_ observations: [String]) { self.observations = observations }

    /// Numbers by value, quoted strings as substrings of an observation, names as whole words; the case of
    /// ASCII letters does not matter.
    func supports(_ claims: [Claim]) -> [Bool] {
      let texts = TermAutomaton(claims.map { PythonText.lowercased($0.text) })
      var substrings = texts.noMarks
      var words = texts.noMarks
      var numbers = WantedNumbers(claims)
      for observation in observations {
        PythonText.withFolded(observation) { text in
          texts.mark(text, in: &substrings)
          texts.mark(text, wholeWords: true, in: &words)
          numbers.look(in: text)
        }
      }
      return claims.indices.map { at in
        switch claims[at].kind {
        case .number: numbers.isFound[at]
        case .quoted: substrings[at]
        case .name: words[at]
        }
      }
    }
  }

  /// Numbers that are looked for by their value.
  private struct WantedNumbers {
    private let wanted: [[UInt8]]
    private(set) var isFound: [Bool]
    private var number: [UInt8] = []

    init(_ claims: [Claim]) {
      wanted = claims.map { claim in
        guard claim.kind == .number else { return [] }
        var number = Array(claim.text.utf8)
        WantedNumbers.normalize(&number)
        return number
      }
      isFound = Array(repeating: false, count: claims.count)
    }

    /// One text for each value: without commas, and without zeros that say nothing (`05.30` is `5.3`).
    private static func normalize(_ text: inout [UInt8]) {
      text.removeAll { $0 == 0x2C }
      if text.contains(0x2E) {
        while text.last == 0x30 { text.removeLast() }
        if text.last == 0x2E { text.removeLast() }
      }
      while text.count > 1, text[0] == 0x30, text[1] != 0x2E { text.removeFirst() }
    }

    /// Looks at every run of digits with its inner commas and points.
    mutating func look(in text: UnsafeBufferPointer<UInt8>) {
      func isDigit(_ index: Int) -> Bool {
        index < text.count && text[index] >= 0x30 && text[index] <= 0x39
      }
      var at = 0
      while at < text.count {
        guard isDigit(at) else {
          at += 1
          continue
        }
        number.removeAll(keepingCapacity: true)
        while at < text.count {
          if isDigit(at) || (text[at] == 0x2E && isDigit(at + 1)) {
            number.append(text[at])
          } else if !(text[at] == 0x2C && isDigit(at + 1)) {
            break
          }
          at += 1
        }
        WantedNumbers.normalize(&number)
        for place in wanted.indices where wanted[place] == number { isFound[place] = true }
      }
    }
  }
}
