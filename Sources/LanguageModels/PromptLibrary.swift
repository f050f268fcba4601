internal import Trajectories

/// The prompts that ship inside the program.
public enum PromptLibrary {
  /// The shipped prompt of a kind.
  /// - Throws: `PromptError` if the file is not what it has to be, which a test rules out.
  public static func template(_ kind: PromptKind) throws(PromptError) -> PromptTemplate {
    let path = "Prompts/\(kind.rawValue).md"
    guard let file = EmbeddedPrompts.files.first(where: { $0.path == path }) else {
      throw .unknown(name: kind.rawValue, known: PromptKind.allCases.map(\.rawValue))
    }
    return try PromptTemplate(kind, text: file.text)
  }

  /// The shipped prompts, in the order of the stages.
  /// - Throws: as `template`.
  public static func all() throws(PromptError) -> [PromptTemplate] {
    var all: [PromptTemplate] = []
    for kind in PromptKind.allCases { all.append(try template(kind)) }
    return all
  }

  /// A shipped prompt by its kind, or by its digest or at least eight of the digest's first digits.
  /// - Throws: `PromptError`.
  public static func template(named name: String) throws(PromptError) -> PromptTemplate {
    if let kind = PromptKind(rawValue: name) { return try template(kind) }
    let digits =
      name.hasPrefix(Digest.prefix) ? String(name.dropFirst(Digest.prefix.count)) : name
    let all = try all()
    let found =
      digits.utf8.count < 8
      ? [] : all.filter { $0.digest.dropFirst(Digest.prefix.count).hasPrefix(digits) }
    guard found.count <= 1 else {
      throw .ambiguous(name: name, candidates: found.map(\.digest))
    }
    guard let template = found.first else {
      throw .unknown(name: name, known: PromptKind.allCases.map(\.rawValue))
    }
    return template
  }
}
