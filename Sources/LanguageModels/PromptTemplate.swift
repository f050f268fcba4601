internal import Trajectories

/// The wording of a question, with places for what it is about.
///
/// A text of sections, each headed by a line `# system` or `# user`; `{{part}}` stands where the request puts a
/// part in. What is put in is never searched for places.
public struct PromptTemplate: Equatable, Sendable {
  enum Piece: Equatable, Sendable {
    case words(String)
    case part(PromptPart)
  }

  struct Section: Equatable, Sendable {
    let role: ChatMessage.Role
    var pieces: [Piece] = []
  }

  public let kind: PromptKind
  /// As written, byte for byte.
  public let text: String
  let sections: [Section]

  /// Reads a template.
  /// - Parameter name: what errors call it.
  /// - Throws: `PromptError`: each part of the kind has to stand in it once, and no other.
  public init(_ kind: PromptKind, text: String, name: String? = nil) throws(PromptError) {
    self.kind = kind
    self.text = text
    sections = try PromptTemplate.sections(of: text, kind, name ?? kind.rawValue)
  }

  /// What it puts in, in the order of its text.
  public var parts: [PromptPart] {
    sections.flatMap(\.pieces).compactMap { piece in
      if case .part(let part) = piece { part } else { nil }
    }
  }

  /// Identity: the text's digest.
  public var digest: String { Digest.of(text) }

  private static let headings: [Substring: ChatMessage.Role] = [
    "# system": .system, "# user": .user,
  ]

  private static func sections(
    of text: String, _ kind: PromptKind, _ name: String
  ) throws(PromptError) -> [Section] {
    var sections: [Section] = []
    var seen: Set<PromptPart> = []
    var lines: [Substring] = []
    let known = kind.parts.map(\.rawValue)
    func close() {
      guard !sections.isEmpty else { return }
      let body = lines.joined(separator: "\n").trimmingNewlines
      sections[sections.count - 1].pieces = pieces(of: body)
      lines = []
    }
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      if let role = headings[line] {
        guard !sections.contains(where: { $0.role == role }) else {
          throw .noSections(template: name)
        }
        close()
        sections.append(Section(role: role))
        continue
      }
      guard !sections.isEmpty else { throw .noSections(template: name) }
      lines.append(line)
      for word in partNames(in: line) {
        guard let part = PromptPart(rawValue: word), kind.parts.contains(part) else {
          throw .unknownPart(template: name, line: index + 1, part: word, known: known)
        }
        guard seen.insert(part).inserted else {
          throw .repeatedPart(template: name, line: index + 1, part: word)
        }
      }
    }
    close()
    guard sections.contains(where: { $0.role == .user }) else { throw .noSections(template: name) }
    if let missing = kind.parts.first(where: { !seen.contains($0) }) {
      throw .missingPart(template: name, part: missing.rawValue)
    }
    return sections
  }

  /// What stands between `{{` and `}}`.
  private static func partNames(in line: Substring) -> [String] {
    line.components(between: "{{", and: "}}").names
  }

  private static func pieces(of body: String) -> [Piece] {
    let (words, names) = body[...].components(between: "{{", and: "}}")
    var pieces: [Piece] = []
    for (index, word) in words.enumerated() {
      if !word.isEmpty { pieces.append(.words(word)) }
      if index < names.count, let part = PromptPart(rawValue: names[index]) {
        pieces.append(.part(part))
      }
    }
    return pieces
  }
}

extension String {
  fileprivate var trimmingNewlines: String {
    var rest = self[...]
    while rest.first == "\n" { rest.removeFirst() }
    while rest.last == "\n" { rest.removeLast() }
    return String(rest)
  }
}

extension Substring {
  /// Splits at marked names; an opening without a closing mark is an ordinary word.
  fileprivate func components(
    between open: String, and close: String
  ) -> (words: [String], names: [String]) {
    var words: [String] = []
    var names: [String] = []
    var rest = self
    while let start = rest.firstRange(of: open),
      let end = rest[start.upperBound...].firstRange(of: close)
    {
      words.append(String(rest[..<start.lowerBound]))
      names.append(String(rest[start.upperBound..<end.lowerBound]))
      rest = rest[end.upperBound...]
    }
    words.append(String(rest))
    return (words, names)
  }
}
