/// Why an input as a whole cannot be read.
public enum InputError: Error, Equatable {
  case cannotOpen(file: String, reason: String)
  case cannotRead(file: String, reason: String)
  /// No importer knows the content. `start` is its first characters.
  case unrecognised(file: String, start: String, formats: [String])
  case empty(file: String)
  case unknownFormat(name: String, formats: [String])
}
