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
      let isBlank = text.utf8.allSatisfy(BracketScan.isSpace)
      return isBlank ? nil : (part, ReActText.trimmed(text))
    }
    // A carriage return in front of a line feed belongs to the line.
    for line in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map(
      Substring.init)
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

  /// Without white space of ASCII around it.
  static func trimmed(_ text: String) -> String { trimmed(text.utf8[...]) }

  private static func trimmed(_ bytes: Substring.UTF8View) -> String {
    var bytes = bytes
    while let first = bytes.first, BracketScan.isSpace(first) { bytes = bytes.dropFirst() }
    while let last = bytes.last, BracketScan.isSpace(last) { bytes = bytes.dropLast() }
    return String(Substring(bytes))
  }

  /// `search[a place]` as name and argument; text of another form is all name, without an argument.
  static func call(_ text: String) -> (name: String, argument: String?) {
    let bytes = text.utf8
    guard let open = bytes.firstIndex(of: UInt8(ascii: "[")), open > text.startIndex else {
      return (text, nil)
    }
    let name = trimmed(bytes[..<open])
    guard !name.isEmpty, !name.utf8.contains(where: BracketScan.isSpace) else { return (text, nil) }
    var argument = bytes[bytes.index(after: open)...]
    if let close = argument.lastIndex(of: UInt8(ascii: "]")) { argument = argument[..<close] }
    return (name, String(Substring(argument)))
  }
}
