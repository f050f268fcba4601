/// A mistake in a scenario's texts, found before the first line is written.
enum PhraseError: Error, CustomStringConvertible {
  case unclosed(String)
  case unknownSlot(String, phrase: String)
  case noSubject(template: String)

  var description: String {
    switch self {
    case .unclosed(let phrase):
      "a '$(' is never closed in: \(phrase)"
    case .unknownSlot(let name, let phrase):
      """
      no slot is called '\(name)' in: \(phrase)
        fix: declare it in the scenario's slots, or see PhraseBook for the built-in ones
      """
    case .noSubject(let template):
      "scenario '\(template)' has no slot 'subject', which the shared texts need"
    }
  }
}
