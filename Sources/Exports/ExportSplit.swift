internal import Trajectories

/// The parts of a split that an export is held to, and what its check found.
public struct ExportSplit: Sendable {
  /// What lies in two parts of the split.
  public struct Leak: Equatable, Sendable {
    public let kind: String
    public let isWarning: Bool
    public let pairs: Int

    public init(kind: String, isWarning: Bool, pairs: Int) {
      self.kind = kind
      self.isWarning = isWarning
      self.pairs = pairs
    }
  }

  public let name: String
  public let digest: String
  /// Sorted.
  public let parts: [String]
  /// Rows of the runs in these parts.
  public let runs: Set<Int64>
  /// Similarity from which texts were taken for the same.
  public let threshold: Double
  public let leaks: [Leak]

  public init(
    name: String, digest: String, parts: [String], runs: Set<Int64>, threshold: Double,
    leaks: [Leak]
  ) {
    self.name = name
    self.digest = digest
    self.parts = parts.sorted()
    self.runs = runs
    self.threshold = threshold
    self.leaks = leaks
  }

  /// As the manifest has it.
  func write(into json: inout CanonicalJSON) {
    json.key("split")
    json.beginObject()
    json.member("name", name)
    json.member("digest", digest)
    json.member("parts", parts)
    json.key("check")
    json.beginObject()
    json.member("threshold", threshold)
    json.member("passes", leaks.allSatisfy { $0.isWarning || $0.pairs == 0 })
    json.key("pairs_in_two_parts")
    json.beginObject()
    for leak in leaks { json.member(leak.kind, leak.pairs) }
    json.endObject()
    json.endObject()
    json.endObject()
  }
}
