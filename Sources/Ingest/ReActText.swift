/// A run written as text: lines that begin with `Thought:`, `Action:` or `Observation:`, numbered or not.
struct ReActText {
  enum Part: Equatable { case thought, action, observation }

  private(set) var parts: [(part: Part, text: String)] = []

  /// - Parameter first: what text in front of the first such line is.
  init(_ text: String, first: Part = .thought) {
    var part = first
    var lines: [Substring] = []
    func ended() -> (Part, String)? {
      let text = lines.joined(separator: "\n")
      let isBlank = text.allSatisfy(\.isWhitespace)
      return isBlank ? nil : (part, ReActText.trimmed(text))
    }
    // A carriage return in front of a line feed belongs to the line.
    for line in text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .map(Substring.init)
    {
      if let (found, rest) = ReActText.marker(line) {
        if let one = ended() { parts.append(one) }
        part = found
        lines = [rest]
      } else {
        lines.append(line)
      }
    }
    if let one = ended() { parts.append(one) }
  }

  private static func marker(_ line: Substring) -> (Part, Substring)? {
    for (name, part) in [
      ("Thought", Part.thought), ("Action", .action), ("Observation", .observation),
    ] where line.hasPrefix(name) {
      var rest = line.dropFirst(name.count)
      if let after = rest.first, after == " " {
        rest = rest.dropFirst().drop { $0.isNumber }
      }
      guard rest.first == ":" else { return nil }
      return (part, rest.dropFirst())
    }
    return nil
  }

  static func trimmed(_ text: String) -> String {
    var text = Substring(text)
    while text.first?.isWhitespace ?? false { text = text.dropFirst() }
    while text.last?.isWhitespace ?? false { text = text.dropLast() }
    return String(text)
  }

  /// `search[a place]` as name and argument; text of another form is all name, without an argument.
  static func call(_ text: String) -> (name: String, argument: String?) {
    guard let open = text.firstIndex(of: "["), open > text.startIndex else { return (text, nil) }
    let name = trimmed(String(text[..<open]))
    guard !name.isEmpty, !name.contains(where: \.isWhitespace) else { return (text, nil) }
    var argument = text[text.index(after: open)...]
    if let close = argument.lastIndex(of: "]") { argument = argument[..<close] }
    return (name, String(argument))
  }
}
