/// Why nothing can be exported, or an export cannot be verified.
public enum ExportError: Error, Equatable {
  case unknownFormat(name: String, known: [String])
  /// The format exists, and cannot hold the examples.
  case noExactForm(name: String, reason: String, instead: String)
  /// The format's examples are chosen for it alone.
  case standsAlone(name: String)
  /// Why the trainers of these formats read no gzip files, by format.
  case noGzip(reasons: [String: String])
  case cannotWrite(path: String, reason: String)
  case cannotRead(path: String, reason: String)
  case noPolicy
  /// A digest of the database is none.
  case badDigest(text: String)
  /// There is nothing of what is asked for.
  case noExamples(takes: String)
  /// No export in the database has this manifest.
  case unknownExport(path: String, digest: String)
}
