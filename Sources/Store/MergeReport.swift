/// What a merge did.
public struct MergeReport: Sendable {
  /// Something that could not be taken as it was.
  public struct Note: Equatable, Sendable {
    /// What people call it: a run, a split, the digest of a row.
    public let what: String
    /// What became of it.
    public let outcome: String
  }

  /// What is listed by name; all is counted.
  static let listed = 1_000

  /// Rows of each kind that are new, and that were there.
  public internal(set) var counts: [LogWriter.Kind: (added: Int, present: Int)] = [:]
  /// Other answers to what was answered, now in a series of their own: one note a run and series.
  public internal(set) var moved: [Note] = []
  public internal(set) var movedCount = 0
  /// Runs whose label and id another run has too.
  public internal(set) var namesakes: [String] = []
  /// Verdicts, prices and splits that have another number or name now.
  public internal(set) var renamed: [Note] = []
  public internal(set) var renamedCount = 0
  /// Lines that cannot stand beside what is stored; they are in quarantine.
  public internal(set) var refused: [Note] = []
  public internal(set) var refusedCount = 0
  /// Runs and records that are forgotten here, and were not taken.
  public internal(set) var forgottenCount = 0
  /// Runs and records that were forgotten there, and are so here now.
  public internal(set) var removed: [String] = []

  public init() {}

  mutating func count(_ kind: LogWriter.Kind, isNew: Bool) {
    var count = counts[kind] ?? (0, 0)
    if isNew { count.added += 1 } else { count.present += 1 }
    counts[kind] = count
  }

  mutating func rename(_ notes: [Note]) {
    renamedCount += notes.count
    renamed += notes.prefix(max(0, MergeReport.listed - renamed.count))
  }

  mutating func refuse(_ note: Note) {
    refusedCount += 1
    if refused.count < MergeReport.listed { refused.append(note) }
  }

  mutating func move(_ note: Note, facts: Int) {
    movedCount += facts
    if moved.count < MergeReport.listed { moved.append(note) }
  }
}
