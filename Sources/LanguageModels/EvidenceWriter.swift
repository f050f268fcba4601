internal import Trajectories

/// Writes parts of a prompt as lines of JSON, cutting what is longer than its limits and saying so.
struct EvidenceWriter {
  private let textLimit: Int?
  private let itemLimit: Int?
  var fit = PromptFit()

  init(textLimit: Int?, itemLimit: Int?) {
    self.textLimit = textLimit
    self.itemLimit = itemLimit
  }

  mutating func lines(_ part: PromptPart, _ value: PromptValue) -> String {
    switch value {
    case .words(let words): return words
    case .text(let text): return object([(part.rawValue, text.map { cut($0) } ?? "null")])
    case .whole(let text): return object([(part.rawValue, EvidenceText.quoted(text))])
    case .count(let count): return object([(part.rawValue, String(count))])
    case .outcome(let outcome):
      return [
        list("achievements", outcome.achievements), list("observations", outcome.observations),
        object([("limitations", outcome.limitations.map { cut($0) } ?? "null")]),
      ].joined(separator: "\n")
    case .steps(let steps): return self.steps(steps)
    }
  }

  // MARK: Lists

  private mutating func steps(_ steps: [StepText]) -> String {
    guard !steps.isEmpty else { return object([("steps", "[]")]) }
    let (head, tail) = kept(of: steps.count)
    var lines: [String] = []
    for index in 0..<head { lines.append(step(index, steps[index])) }
    if tail > head {
      fit.itemLimit = itemLimit
      fit.leftOutSteps += tail - head
      lines.append(
        object([("left_out_steps", object([("first", "\(head)"), ("last", "\(tail - 1)")]))]))
    }
    for index in tail..<steps.count { lines.append(step(index, steps[index])) }
    return lines.joined(separator: "\n")
  }

  private mutating func step(_ index: Int, _ step: StepText) -> String {
    var members = [("step", "\(index)")]
    if let thought = step.thought { members.append(("thought", cut(thought))) }
    if let action = step.action { members.append(("action", cut(action))) }
    if let input = step.inputJSON { members.append(("input", cut(json: input))) }
    if let observation = step.observation { members.append(("observation", cut(observation))) }
    return object(members)
  }

  private mutating func list(_ name: String, _ items: [String]) -> String {
    let (head, tail) = kept(of: items.count)
    var values: [String] = []
    for item in items[..<head] { values.append(cut(item)) }
    if tail > head {
      fit.itemLimit = itemLimit
      fit.leftOutItems += tail - head
      values.append(object([("left_out_items", "\(tail - head)")]))
    }
    for item in items[tail...] { values.append(cut(item)) }
    return object([(name, "[" + values.joined(separator: ",") + "]")])
  }

  /// Items up to the first place stay, and those from the second.
  private func kept(of count: Int) -> (head: Int, tail: Int) {
    guard let itemLimit, itemLimit < count else { return (count, count) }
    let head = (itemLimit + 1) / 2
    return (head, count - (itemLimit - head))
  }

  // MARK: Texts

  /// A text as a JSON string, or as what is left of it.
  private mutating func cut(_ text: String) -> String {
    shortened(text) ?? EvidenceText.quoted(text)
  }

  /// A JSON text as it is, or what is left of it as strings.
  private mutating func cut(json: String) -> String { shortened(json) ?? json }

  /// nil: the text is within the limit, or would not get shorter.
  private mutating func shortened(_ text: String) -> String? {
    guard let textLimit, text.utf8.count > textLimit else { return nil }
    let head = EvidenceWriter.prefix(text, bytes: textLimit - textLimit / 3)
    let tail = EvidenceWriter.suffix(text, bytes: textLimit / 3)
    let left = text.utf8.count - head.utf8.count - tail.utf8.count
    let cut = object([
      ("head", EvidenceText.quoted(head)), ("left_out_bytes", "\(left)"),
      ("tail", EvidenceText.quoted(tail)),
    ])
    guard cut.utf8.count < text.utf8.count else { return nil }
    fit.textLimit = textLimit
    fit.cutTexts += 1
    return cut
  }

  /// The longest beginning of whole characters of Unicode (scalars) within that many bytes.
  private static func prefix(_ text: String, bytes: Int) -> String {
    let scalars = text.unicodeScalars
    var end = text.utf8.index(text.startIndex, offsetBy: bytes)
    while end > text.startIndex, end.samePosition(in: scalars) == nil {
      end = text.utf8.index(before: end)
    }
    return String(text[text.startIndex..<end])
  }

  private static func suffix(_ text: String, bytes: Int) -> String {
    let scalars = text.unicodeScalars
    var start = text.utf8.index(text.endIndex, offsetBy: -bytes)
    while start < text.endIndex, start.samePosition(in: scalars) == nil {
      start = text.utf8.index(after: start)
    }
    return String(text[start..<text.endIndex])
  }

  private func object(_ members: [(String, String)]) -> String {
    "{" + members.map { "\(JSONText.quoted($0.0)):\($0.1)" }.joined(separator: ",") + "}"
  }
}
