/// Why nothing can be exported.
public enum ExportError: Error, Equatable {
  case unknownFormat(name: String, known: [String])
  /// The format exists, and cannot hold goal-contrast pairs.
  case noExactForm(name: String, reason: String, instead: String)
  /// Why the trainers of these formats read no gzip files, by format.
  case noGzip(reasons: [String: String])
  case cannotWrite(path: String, reason: String)
  case noPolicy
}
