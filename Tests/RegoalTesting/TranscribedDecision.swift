/// The gate's answer for one member of F: a row of the query `decisions` without its id.
public struct TranscribedDecision: Equatable, Sendable {
  /// accepted, fallback, rejected, not_failure, irrecoverable, below_delta or undetermined.
  public var decision: String
  /// The deciding attempt of accepted and fallback; else nil.
  public var k: Int?
  /// accepted: mean of c and the panel's confidences; fallback: c; else nil. Also nil where the
  /// pass is certain although a vote is missing (θ = 0, verdicts ignored).
  public var confidence: Double?
  /// The training weight of accepted and fallback; else nil.
  public var weight: Double?
  /// in, out or open.
  public var inOut: String
  /// The gaps at the first undecided point, as compact JSON; nil unless undetermined.
  public var missing: String?

  public init(
    decision: String, k: Int?, confidence: Double?, weight: Double?, inOut: String,
    missing: String?
  ) {
    self.decision = decision
    self.k = k
    self.confidence = confidence
    self.weight = weight
    self.inOut = inOut
    self.missing = missing
  }
}
