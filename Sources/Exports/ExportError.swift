/// Why nothing can be exported.
public enum ExportError: Error, Equatable {
  case unknownFormat(name: String, known: [String])
  case cannotWrite(path: String, reason: String)
  case noPolicy
}
