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

  /// What was left out of the parts, so that nothing leaks.
  public struct Dropped: Equatable, Sendable {
    /// Runs and hindsight pairs, by kind of leak; one may leak in several ways.
    public let kinds: [String: Int]
    public let runs: Int
    /// Of runs that stay.
    public let hindsightPairs: Int

    public init(kinds: [String: Int], runs: Int, hindsightPairs: Int) {
      self.kinds = kinds
      self.runs = runs
      self.hindsightPairs = hindsightPairs
    }
  }

  public let name: String
  public let digest: String
  /// Sorted.
  public let parts: [String]
  /// Rows of the runs in these parts, without those that were left out.
  public let runs: Set<Int64>
  /// Similarity from which texts were taken for the same.
  public let threshold: Double
  public let leaks: [Leak]
  /// nil: nothing was to be left out.
  public let dropped: Dropped?

  public init(
    name: String, digest: String, parts: [String], runs: Set<Int64>, threshold: Double,
    leaks: [Leak], dropped: Dropped? = nil
  ) {
    self.name = name
    self.digest = digest
    self.parts = parts.sorted()
    self.runs = runs
    self.threshold = threshold
    self.leaks = leaks
    self.dropped = dropped
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
    json.member("passes", dropped != nil || leaks.allSatisfy { $0.isWarning || $0.pairs == 0 })
    json.key("pairs_in_two_parts")
    json.beginObject()
    for leak in leaks { json.member(leak.kind, leak.pairs) }
    json.endObject()
    if let dropped {
      json.key("left_out")
      json.beginObject()
      json.member("runs", dropped.runs)
      json.member("hindsight_pairs", dropped.hindsightPairs)
      json.key("by_kind")
      json.beginObject()
      for (kind, count) in dropped.kinds.sorted(by: { $0.key < $1.key }) {
        json.member(kind, count)
      }
      json.endObject()
      json.endObject()
    }
    json.endObject()
    json.endObject()
  }
}
