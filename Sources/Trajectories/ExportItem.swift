/// What a line of an export comes from: facts by the 32 bytes of their digests.
public struct ExportItem: Equatable, Sendable {
  public var kind: ExampleKind
  /// nil: no gate decided.
  public var isFallback: Bool?
  /// The run that is trained on; of a success pair, the failed one.
  public var trajectory: [UInt8]
  /// Gave the weight; nil: none did.
  public var detection: [UInt8]?
  /// Gave the hindsight goal; nil: the goal is a run's own.
  public var attempt: [UInt8]?
  /// The panel's, in the order of the judges' names.
  public var votes: [[UInt8]]
  /// The run whose goal was drawn, or that reached the goal.
  public var other: [UInt8]?
  /// Accepted confidence, in [0, 1]; nil: unknown, or no gate decided.
  public var confidence: Double?
  /// Training weight, in [0, 1].
  public var weight: Double
  /// How often formats without weights have it, from 0.
  public var copies: Int

  public init(
    kind: ExampleKind, isFallback: Bool? = nil, trajectory: [UInt8], detection: [UInt8]? = nil,
    attempt: [UInt8]? = nil, votes: [[UInt8]] = [], other: [UInt8]? = nil,
    confidence: Double? = nil, weight: Double = 1, copies: Int = 1
  ) {
    self.kind = kind
    self.isFallback = isFallback
    self.trajectory = trajectory
    self.detection = detection
    self.attempt = attempt
    self.votes = votes
    self.other = other
    self.confidence = confidence
    self.weight = weight
    self.copies = copies
  }

  /// As it is stored.
  public var decision: String? { isFallback.map { $0 ? "fallback" : "accepted" } }

  /// Appends what an export's `items_digest` is taken over: every field in the order above, a byte for an
  /// absent one, digests as they are, numbers as 8 bytes, big-endian.
  public func append(to bytes: inout [UInt8]) {
    func number(_ bits: UInt64) {
      for shift in stride(from: 56, through: 0, by: -8) {
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift)))
      }
    }
    func optional(_ digest: [UInt8]?) {
      bytes.append(digest == nil ? 0 : 1)
      bytes += digest ?? []
    }
    bytes.append(UInt8(ExampleKind.allCases.firstIndex(of: kind) ?? 0))
    bytes.append(isFallback.map { $0 ? 2 : 1 } ?? 0)
    bytes += trajectory
    optional(detection)
    optional(attempt)
    number(UInt64(votes.count))
    for vote in votes { bytes += vote }
    optional(other)
    bytes.append(confidence == nil ? 0 : 1)
    if let confidence { number(confidence.bitPattern) }
    number(weight.bitPattern)
    number(UInt64(max(0, copies)))
  }

  /// Reads what `append` wrote.
  /// - Returns: nil at the end, and where the bytes are something else.
  public init?(from bytes: [UInt8], at place: inout Int) {
    var at = place
    func take(_ count: Int) -> ArraySlice<UInt8>? {
      guard count >= 0, at + count <= bytes.count else { return nil }
      defer { at += count }
      return bytes[at..<(at + count)]
    }
    func number() -> UInt64? {
      take(8).map { $0.reduce(0) { $0 << 8 | UInt64($1) } }
    }
    func optional() -> [UInt8]?? {
      guard let flag = take(1)?.first else { return nil }
      guard flag == 1 else { return .some(nil) }
      return take(ExportItem.digestLength).map { .some(Array($0)) }
    }
    guard let head = take(2), let kind = head.first.map(Int.init),
      kind < ExampleKind.allCases.count, let decision = head.last,
      let trajectory = take(ExportItem.digestLength), let detection = optional(),
      let attempt = optional(), let voteCount = number().flatMap(Int.init(exactly:)),
      let votes = take(voteCount * ExportItem.digestLength), let other = optional(),
      let hasConfidence = take(1)?.first
    else { return nil }
    let confidence = hasConfidence == 1 ? number() : nil
    guard let weight = number(), let copies = number() else { return nil }
    self.init(
      kind: ExampleKind.allCases[kind], isFallback: decision == 0 ? nil : decision == 2,
      trajectory: Array(trajectory), detection: detection, attempt: attempt,
      votes: ExportItem.digests(in: Array(votes)), other: other,
      confidence: confidence.map { Double(bitPattern: $0) }, weight: Double(bitPattern: weight),
      copies: Int(truncatingIfNeeded: copies))
    place = at
  }

  /// Bytes of a digest.
  public static let digestLength = 32

  /// Digests that stand one behind the other.
  public static func digests(in bytes: [UInt8]) -> [[UInt8]] {
    stride(from: 0, to: bytes.count - digestLength + 1, by: digestLength).map {
      Array(bytes[$0..<($0 + digestLength)])
    }
  }
}
