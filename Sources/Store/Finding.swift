/// One thing that `db check` looked at, and what it found.
public struct Finding: Equatable, Sendable {
  public let check: String
  /// What is wrong; nil, with no error either: all is well.
  public let problem: String?
  /// What is wrong with the migrations.
  public let error: StoreError?
  /// What is worth knowing and no fault.
  public let note: String?

  init(_ check: String, problem: String? = nil, error: StoreError? = nil, note: String? = nil) {
    self.check = check
    self.problem = problem
    self.error = error
    self.note = note
  }

  public var isFine: Bool { problem == nil && error == nil }
}
