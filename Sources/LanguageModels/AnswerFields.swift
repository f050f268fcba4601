internal import SourceJSON
internal import Trajectories

/// The fields of an answer's object, by exact type and range.
struct AnswerFields {
  private let object: JSONValue
  /// Longest text of the answer that a message quotes, in characters.
  private static let quotedLength = 40

  init(_ object: JSONValue) { self.object = object }

  /// - Throws: `AnswerProblem`, as all here.
  func flag(_ name: StaticString) throws(AnswerProblem) -> Bool {
    let value = try value(name)
    guard let flag = value.bool else { throw wrong(name, value, "true or false") }
    return flag
  }

  func text(_ name: StaticString) throws(AnswerProblem) -> String {
    let value = try value(name)
    guard let text = value.string else { throw wrong(name, value, "a text") }
    return try clean(text, name)
  }

  func texts(_ name: StaticString) throws(AnswerProblem) -> [String] {
    let value = try value(name)
    guard value.kind == .array else { throw wrong(name, value, "a list of texts") }
    var texts: [String] = []
    for element in value.elements {
      guard let text = element.string else { throw wrong(name, element, "texts in its list") }
      texts.append(try clean(text, name))
    }
    return texts
  }

  /// A number in [0, 1].
  func share(_ name: StaticString) throws(AnswerProblem) -> Double {
    let value = try value(name)
    guard value.kind == .number else { throw wrong(name, value, "a number from 0 to 1") }
    guard let number = value.double, number >= 0, number <= 1 else {
      throw wrong(name, value, "within 0 and 1")
    }
    // Zero has no sign.
    return number == 0 ? 0 : number
  }

  /// A word of that type, or null.
  func word<Word: RawRepresentable & CaseIterable>(
    _ name: StaticString, _ type: Word.Type
  ) throws(AnswerProblem) -> Word? where Word.RawValue == String {
    let value = try value(name)
    if value.isNull { return nil }
    guard let text = value.string, let word = Word(rawValue: text) else {
      throw wrong(
        name, value, "null or one of " + Word.allCases.map(\.rawValue).joined(separator: ", "))
    }
    return word
  }

  private func value(_ name: StaticString) throws(AnswerProblem) -> JSONValue {
    guard let value = object[name] else { throw AnswerProblem(message: "'\(name)' is missing") }
    return value
  }

  private func wrong(
    _ name: StaticString, _ value: JSONValue, _ expected: String
  ) -> AnswerProblem {
    let text = value.sourceText
    let shown =
      text.count <= AnswerFields.quotedLength
      ? text : text.prefix(AnswerFields.quotedLength) + "…"
    return AnswerProblem(message: "'\(name)' is \(shown), and has to be \(expected)")
  }

  /// SQLite and terminals end a text at U+0000.
  private func clean(_ text: String, _ name: StaticString) throws(AnswerProblem) -> String {
    guard !text.utf8.contains(0) else {
      throw AnswerProblem(message: "'\(name)' holds the character U+0000")
    }
    return text
  }
}
