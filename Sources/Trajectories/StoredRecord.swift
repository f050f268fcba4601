/// What a dump says of a database beside what other logs say: the first line, files, and whatever no other
/// program makes.
/// - Source: DESIGN.md §6.
public enum StoredRecord: Equatable, Sendable {
  /// The first line, with the version of the database.
  case dump(version: Int)
  case source(SourceFile)
  /// A run with the file that it came from.
  case run(Trajectory, from: SourceFile)
  case lexicon(name: String, termsJSON: String)
  /// A policy that was applied; a dump has these in the order in which they were applied last.
  case policy(bodyJSON: String)
  /// An arm by its content.
  case arm(name: String, bodyJSON: String)
  /// Maps from confidences to shares of valid pairs.
  case calibration(name: String, bodyJSON: String)
  case split(name: String, bodyJSON: String)
  case splitMember(SplitPlace, run: RunPlace)
  case export(manifest: String)
  /// `export` by its digest.
  case exportItem(ExportItem, position: Int, export: String)
  case quarantined(QuarantinedRecord, format: String)
  case tombstone(Tombstone)
  /// A command that called models: when it began (UTC), how long it took, and how many answers it stored.
  case session(began: String, series: String, seconds: Double, calls: Int)
}

/// A file that was read, under the label that its runs carry.
public struct SourceFile: Hashable, Sendable {
  public var label: String
  /// Importer.
  public var format: String
  /// As it was named on the command line.
  public var file: String

  public init(label: String, format: String, file: String) {
    self.label = label
    self.format = format
    self.file = file
  }
}

/// Where a run stands in a split.
public struct SplitPlace: Equatable, Sendable {
  /// Digest of the split.
  public var split: String
  public var part: String
  /// From 0; nil: the split has no folds.
  public var fold: Int?
  /// Of the run's connected component when it was added.
  public var groupKey: String

  public init(split: String, part: String, fold: Int?, groupKey: String) {
    self.split = split
    self.part = part
    self.fold = fold
    self.groupKey = groupKey
  }
}
