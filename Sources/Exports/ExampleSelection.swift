public import Trajectories

/// What an export takes from a corpus, beside what the policy decides.
///
/// Draws are by hash: the first ones of the order of `Digest.leadingNumber` of the seed in decimal, one byte
/// 0x1F and the run's digest. So what a smaller number takes, a larger one takes too, and runs that are added
/// change the order of none.
public struct ExampleSelection: Equatable, Sendable {
  public enum Successes: String, Sendable, CaseIterable {
    /// The successful runs S are left out.
    case none
    /// They stand behind the others in the same files.
    case mixed
    /// They stand in files of their own.
    case apart
  }

  public var takes: ArmTraining.Takes
  public var successes: Successes
  /// Share of S that is used, in [0, 1].
  public var successShare: Double
  /// Only runs of this round of redeployment; nil: all.
  public var round: Int?
  /// Failed runs that the examples are made from; nil: all.
  public var failedRuns: Int?
  /// Whether as many failed runs are taken as the policy accepts pairs; where failed runs have their own or a
  /// random goal.
  public var matchesAccepted: Bool
  /// What the confidence in a run's own goal has to exceed, in [0, 1], where runs are kept by one.
  public var confidenceAbove: Double
  public var seed: UInt64
  /// M: formats without weights have an example ⌊M·w⌋ times, and once more with the probability of what is left
  /// over; nil: once, whatever its weight.
  public var replication: Double?

  /// - Source: `confidenceAbove`: METHOD.md §6, Rejection-Sampling.
  public init(
    takes: ArmTraining.Takes = .hindsightPairs, successes: Successes = .none,
    successShare: Double = 1, round: Int? = nil, failedRuns: Int? = nil,
    matchesAccepted: Bool = false,
    confidenceAbove: Double = 0.5, seed: UInt64 = 42, replication: Double? = nil
  ) {
    self.takes = takes
    self.successes = successes
    self.successShare = successShare
    self.round = round
    self.failedRuns = failedRuns
    self.matchesAccepted = matchesAccepted
    self.confidenceAbove = confidenceAbove
    self.seed = seed
    self.replication = replication
  }

  /// What its examples are; nil: there are none.
  public var kind: ExampleKind? {
    switch takes {
    case .hindsightPairs: .hindsight
    case .randomGoals: .randomGoal
    case .successes: .success
    case .ownGoals, .ownGoalsByConfidence: .ownGoal
    case .successPairs: .successPair
    case .nothing: nil
    }
  }

  /// Place of a run in the order of draws.
  func rank(of digest: String) -> UInt64 { Digest.leadingNumber(of: "\(seed)\u{1F}\(digest)") }

  /// A number in [0, 1) of a run's own, for one purpose.
  func share(of digest: String, for purpose: String) -> Double {
    Double(Digest.leadingNumber(of: "\(seed)\u{1F}\(purpose)\u{1F}\(digest)") >> 11) * 0x1p-53
  }

  /// How often formats without weights have an example.
  func copies(of digest: String, weight: Double) -> Int {
    guard let replication else { return 1 }
    let wanted = replication * weight
    let whole = wanted.rounded(.down)
    return Int(whole) + (share(of: digest, for: "copies") < wanted - whole ? 1 : 0)
  }

  /// As the manifest has it.
  func write(into json: inout CanonicalJSON) {
    json.key("examples")
    json.beginObject()
    if takes == .ownGoalsByConfidence { json.member("confidence_above", confidenceAbove) }
    json.member("failed_runs", failedRuns)
    if matchesAccepted { json.member("match", "accepted") }
    json.member("replicate", replication)
    json.member("round", round)
    json.member("seed", raw: String(seed))
    if successes != .none || takes == .successes { json.member("success_share", successShare) }
    json.member("successes", successes.rawValue)
    json.member("takes", takes.rawValue)
    json.endObject()
  }
}
