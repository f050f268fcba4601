internal import Foundation

/// A run written as text: lines that begin with `Thought:`, `Action:` or `Observation:`, numbered or not.
struct ReActText {
  enum Part: Equatable { case thought, action, observation }

  private(set) var parts: [(part: Part, text: String)] = []

  /// - Parameter first: what text in front of the first such line is.
  init(_ text: String, first: Part = .thought) {
    var text = text
    self = text.withUTF8 { ReActText($0, first: first) }
  }

  /// As for a string, of valid UTF-8.
  init(_ text: UnsafeBufferPointer<UInt8>, first: Part = .thought) {
    var part = first
    var start = 0
    var line = 0
    // A carriage return in front of a line feed belongs to the line.
    while line <= text.count {
      let end = ReActText.lineEnd(text, from: line)
      if let (found, count) = ReActText.marker(
        UnsafeBufferPointer(rebasing: text[line..<end]))
      {
        if line > 0 { add(part, text[start..<line - 1]) }
        part = found
        start = line + count
      }
      line = end + 1
    }
    add(part, text[start...])
  }

  private mutating func add(_ part: Part, _ text: Slice<UnsafeBufferPointer<UInt8>>) {
    let text = ReActText.trimmed(text)
    if !text.isEmpty { parts.append((part, String(decoding: text, as: UTF8.self))) }
  }

  private static func lineEnd(_ text: UnsafeBufferPointer<UInt8>, from line: Int) -> Int {
    guard let base = text.baseAddress, line < text.count,
      let found = memchr(base + line, 0x0A, text.count - line)
    else { return text.count }
    return UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found))
  }

  private static let markers: [(name: StaticString, part: Part)] = [
    ("Thought", .thought), ("Action", .action), ("Observation", .observation),
  ]

  /// What a line begins, and how many bytes say so.
  private static func marker(_ line: UnsafeBufferPointer<UInt8>) -> (Part, Int)? {
    for (name, part) in markers {
      let length = name.utf8CodeUnitCount
      guard line.count > length, let base = line.baseAddress,
        memcmp(base, name.utf8Start, length) == 0
      else { continue }
      var at = length
      if line[at] == 0x20 {
        at += 1
        while at < line.count, (0x30...0x39).contains(line[at]) { at += 1 }
      }
      let isPlain = line[length...].prefix(at - length + 2).allSatisfy { $0 < 0x80 }
      guard isPlain else { return unusual(line, name, part) }
      return at < line.count && line[at] == UInt8(ascii: ":") ? (part, at + 1) : nil
    }
    return nil
  }

  /// The same where numbers are of another script, or marks stand on what should be plain.
  private static func unusual(
    _ line: UnsafeBufferPointer<UInt8>, _ name: StaticString, _ part: Part
  ) -> (Part, Int)? {
    let text = String(decoding: line, as: UTF8.self)
    guard text.hasPrefix(name.description) else { return nil }
    var rest = text.dropFirst(name.description.count)
    if rest.first == " " { rest = rest.dropFirst().drop { $0.isNumber } }
    guard rest.first == ":" else { return nil }
    return (part, line.count - rest.dropFirst().utf8.count)
  }

  /// Without white space of ASCII around it.
  static func trimmed(_ text: String) -> String {
    var text = text
    return text.withUTF8 { trimmed($0) }
  }

  /// As for a string, of valid UTF-8.
  static func trimmed(_ text: UnsafeBufferPointer<UInt8>) -> String {
    String(decoding: trimmed(text[...]), as: UTF8.self)
  }

  private static func trimmed(
    _ text: Slice<UnsafeBufferPointer<UInt8>>
  ) -> UnsafeBufferPointer<UInt8> {
    var text = text
    while let first = text.first, BracketScan.isSpace(first) { text.removeFirst() }
    while let last = text.last, BracketScan.isSpace(last) { text.removeLast() }
    return UnsafeBufferPointer(rebasing: text)
  }

  /// `search[a place]` as name and argument; text of another form is all name, without an argument.
  static func call(_ text: String) -> (name: String, argument: String?) {
    var own = text
    return own.withUTF8 { bytes in
      guard let open = bytes.firstIndex(of: UInt8(ascii: "[")), open > 0 else { return (text, nil) }
      let name = trimmed(bytes[..<open])
      guard !name.isEmpty, !name.contains(where: BracketScan.isSpace) else { return (text, nil) }
      var argument = bytes[(open + 1)...]
      if let close = argument.lastIndex(of: UInt8(ascii: "]")) { argument = argument[..<close] }
      return (
        String(decoding: name, as: UTF8.self),
        String(decoding: UnsafeBufferPointer(rebasing: argument), as: UTF8.self)
      )
    }
  }
}
