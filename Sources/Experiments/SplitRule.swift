internal import Foundation
internal import Trajectories

/// How runs are divided into parts: by a hash of the group that they belong to, so that neither order nor number
/// of runs moves any.
public struct SplitRule: Equatable, Sendable {
  public struct Part: Equatable, Sendable {
    public let name: String
    /// In (0, 1].
    public let fraction: Double

    public init(name: String, fraction: Double) {
      self.name = name
      self.fraction = fraction
    }
  }

  /// A list of tasks or runs that lie in one part, whatever the hash says: a benchmark's own test split.
  public struct HeldOut: Equatable, Sendable {
    public let part: String
    /// Task keys or names of runs.
    public let names: [String]

    public init(part: String, names: [String]) {
      self.part = part
      self.names = names
    }
  }

  /// In the order in which the fractions add up; they sum to 1.
  public var parts: [Part]
  public var seed: UInt64
  /// Kinds of `task_group` that keep runs together, sorted; empty: the task alone does; `run` alone: nothing does.
  public var kinds: [String]
  /// At least 2; nil: no folds.
  public var folds: Int?
  public var heldOut: [HeldOut]

  public init(
    parts: [Part], seed: UInt64 = 42, kinds: [String] = [], folds: Int? = nil,
    heldOut: [HeldOut] = []
  ) {
    self.parts = parts
    self.seed = seed
    self.kinds = kinds.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    self.folds = folds
    self.heldOut = heldOut
  }

  /// The kind that makes every run a group of its own: a split by row, for comparison.
  public static let runKind = "run"

  /// Whether runs of one task may lie in several parts.
  public var isByRun: Bool { kinds == [SplitRule.runKind] }

  /// Where a group lies in [0, 1]: the first 8 bytes, big-endian, of sha256(seed in decimal, one byte 0x1F, key),
  /// over 2^64, as the nearest double.
  public static func place(of key: String, seed: UInt64) -> Double {
    let value = Digest.leadingNumber(of: "\(seed)\u{1F}\(key)")
    return Double(value) * 0x1p-64
  }

  /// The first part whose cumulative fraction exceeds the group's place; the last one where sums of fractions
  /// end below 1 in doubles.
  func part(of key: String) -> String {
    let place = SplitRule.place(of: key, seed: seed)
    var sum = 0.0
    for part in parts {
      sum += part.fraction
      if sum > place { return part.name }
    }
    return parts.last?.name ?? ""
  }

  /// ⌊k·u⌋; nil: no folds.
  func fold(of key: String) -> Int? {
    folds.map {
      min($0 - 1, Int((Double($0) * SplitRule.place(of: key, seed: seed)).rounded(.down)))
    }
  }

  /// Canonical JSON.
  var bodyJSON: String {
    var json = CanonicalJSON()
    json.beginObject()
    json.member("folds", folds)
    json.key("held_out")
    json.beginArray()
    for list in heldOut {
      json.beginObject()
      json.member("names", list.names)
      json.member("part", list.part)
      json.endObject()
    }
    json.endArray()
    json.member("kinds", kinds)
    json.key("parts")
    json.beginArray()
    for part in parts {
      json.beginObject()
      json.member("fraction", part.fraction)
      json.member("name", part.name)
      json.endObject()
    }
    json.endArray()
    json.member("seed", raw: String(seed))
    json.endObject()
    return json.text
  }

  private struct Body: Decodable {
    struct Part: Decodable {
      let name: String
      let fraction: Double
    }

    struct List: Decodable {
      let part: String
      let names: [String]
    }

    let parts: [Part]
    let seed: UInt64
    let kinds: [String]
    let folds: Int?
    let heldOut: [List]

    enum CodingKeys: String, CodingKey {
      case parts, seed, kinds, folds
      case heldOut = "held_out"
    }
  }

  /// Reads what `bodyJSON` wrote; nil: it is something else.
  init?(bodyJSON text: String) {
    guard let body = try? JSONDecoder().decode(Body.self, from: Data(text.utf8)) else {
      return nil
    }
    self.init(
      parts: body.parts.map { Part(name: $0.name, fraction: $0.fraction) }, seed: body.seed,
      kinds: body.kinds, folds: body.folds,
      heldOut: body.heldOut.map { HeldOut(part: $0.part, names: $0.names) })
  }
}
