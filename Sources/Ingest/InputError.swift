/// Why an input as a whole cannot be read.
public enum InputError: Error, Equatable {
  case cannotOpen(file: String, reason: String)
  case cannotRead(file: String, reason: String)
  /// No importer knows the content. `start` is its first characters.
  case unrecognised(file: String, start: String, formats: [String])
  /// No importer knows the content, which is no text. `content` says what it seems to be.
  case binary(file: String, content: String)
  /// A part of another file's runs, which is read with that file.
  case belongs(file: String, to: String)
  /// A folder in which nothing is of a known format. `files` is how many were looked at.
  case nothingFound(folder: String, files: Int)
  case empty(file: String, content: Emptiness)
  case unknownFormat(name: String, formats: [String])

  /// What an input without records holds.
  public enum Emptiness: Equatable, Sendable {
    /// Nothing, or white space.
    case nothing
    /// `[]`
    case array
    /// `[` without an end.
    case openArray
  }

  /// True if the input could be read, and holds nothing that is known here.
  public var isAboutContent: Bool {
    switch self {
    case .unrecognised, .binary, .empty: true
    default: false
    }
  }

  /// The error with the line at which reading stopped.
  func at(line: Int) -> InputError {
    guard case .cannotRead(let file, let reason) = self else { return self }
    return .cannotRead(file: file, reason: "\(reason), at line \(line)")
  }
}
