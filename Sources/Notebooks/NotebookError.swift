/// What is wrong in a notebook, each with its line.
public struct NotebookError: Error {
  public struct Problem: Sendable {
    /// From 1.
    public let line: Int
    public let what: String
    public let fix: String?
    /// A name that nothing has, and the names that there are: the nearest can be suggested.
    public let name: String?
    public let known: [String]
    /// What the database said.
    public let cause: (any Error)?

    init(
      line: Int, _ what: String, fix: String? = nil, name: String? = nil, known: [String] = [],
      cause: (any Error)? = nil
    ) {
      self.line = line
      self.what = what
      self.fix = fix
      self.name = name
      self.known = known
      self.cause = cause
    }
  }

  /// In the order of lines; at least one.
  public let problems: [Problem]
}
