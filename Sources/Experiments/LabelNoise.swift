internal import Statistics
public import Store
public import Tables
internal import Trajectories

/// How many of the pairs that a policy accepts are invalid, as far as people have rated them.
/// - Source: METHOD.md §5, STATISTICS.md.
public struct LabelNoise {
  /// What the pairs are divided by.
  public enum Axis: String, CaseIterable, Sendable {
    case failureType = "failure_type"
    case round, benchmark
    /// Panels: none, each judge alone, all that the policy asks.
    case judge
    /// Thresholds 0.1, 0.2, … 0.9.
    case theta
  }

  public struct Wish: Sendable {
    public var axis: Axis?
    /// Only runs of this round of redeployment.
    public var round: Int?
    public var failureType: String?
    /// Names of frames whose probabilities weigh the pairs; empty: all.
    public var frames: [String] = []

    public init() {}
  }

  /// One row for each group and way of acceptance.
  public let noise: Table
  /// Rated attempts of the runs that are rejected.
  public let rejected: Table
  /// Hájek's ratio, where pairs were drawn with unequal probabilities.
  public let weighted: Table
  /// With predictions for what is not rated.
  public let predicted: Table
  public let warnings: [String]
  public let notes: [String]
  /// Digests of the configs whose answers were read.
  public let configs: Set<String>
  /// Whether anything that is accepted has a majority.
  public let isRated: Bool

  /// Says that nothing is rated, and what helps.
  public static let nothingRated =
    "nothing that is accepted is rated: the noise is not known ('regoal annotate plan' draws pairs to rate)"

  /// Pairs that belong together, under one policy.
  private struct Group {
    let label: Table.Value?
    let evaluation: GateEvaluation
    let theta: Double
    let isCounted: (Int) -> Bool
  }

  /// - Throws: `StoreError` for names of configs, `NoiseError` for those of frames and calibrations.
  public init(_ request: GateRequest, _ wish: Wish = Wish(), in store: Store) throws {
    let rated = try RatedEvaluation(request, round: wish.round, in: store)
    let weights = try InclusionWeights(wish.frames, rated, in: store)
    let groups = try LabelNoise.groups(rated, wish)
    let head = wish.axis.map { [$0.rawValue] } ?? []
    var noise = Table(columns: head + NoiseTables.ways)
    var rejected = Table(columns: head + NoiseTables.rejected)
    var weighted = Table(columns: head + NoiseTables.weighted)
    var predicted = Table(columns: head + NoiseTables.predicted)
    var (isRated, isUnequal, isOpen, outside) = (false, false, false, 0)
    for group in groups {
      let label = group.label.map { [$0] } ?? []
      var pairs = rated.gold.accepted(group.evaluation, at: group.theta)
      pairs.removeAll { !group.isCounted($0.place) }
      noise.rows += NoiseTables.ways(pairs).map { label + $0 }
      let others = rated.gold.rejected(
        group.evaluation, at: group.theta, where: group.isCounted)
      rejected.rows.append(label + NoiseTables.rejected(others.runs, others.noise))
      let settled = pairs.filter { $0.isInvalid != nil }
      isRated = isRated || !settled.isEmpty
      let drawn = WeightedNoise(settled, weights, rated.traits)
      isOpen = isOpen || drawn.isOpen
      outside = max(outside, drawn.outside)
      if drawn.isUnequal || drawn.isOpen {
        isUnequal = true
        if let values = drawn.values(weights.frames) { weighted.rows.append(label + values) }
      } else if let values = NoiseTables.predicted(
        pairs, isCalibrated: request.policy.confidence != .recorded)
      {
        predicted.rows.append(label + values)
      }
    }
    self.noise = noise
    self.rejected = rejected
    self.weighted = weighted
    self.predicted = predicted
    self.isRated = isRated
    warnings = rated.resolved.warnings
    configs = rated.resolved.choice.configs
    var notes: [String] = []
    if !isRated { notes.append(LabelNoise.nothingRated) }
    if isUnequal {
      notes.append(
        "pairs were drawn with unequal probabilities: the plain rate is one of the rated pairs, not of all that are "
          + "accepted, and predictions are left out")
    }
    if isOpen {
      notes.append(
        "frames overlap, and how likely one was to draw what another drew is not recorded: --frame takes one"
      )
    }
    if !isUnequal, outside > 0 {
      notes.append(
        "\(outside) rated pairs were drawn by no frame: the intervals take what is rated for a uniform sample of what is "
          + "accepted")
    }
    if isUnequal, outside > 0 {
      notes.append("\(outside) rated pairs were drawn by no frame; Hájek's ratio leaves them out")
    }
    if isUnequal, weights.isOfOtherPolicy {
      notes.append(
        "a frame was drawn from another policy's pairs: the weighted rate is of what both accept")
    }
    self.notes = notes
  }

  private static func groups(_ rated: RatedEvaluation, _ wish: Wish) throws -> [Group] {
    let (evaluation, traits) = (rated.evaluation, rated.traits)
    let theta = rated.request.policy.theta
    let types = Set(traits.failureTypes)
    if let type = wish.failureType, !types.contains(type) {
      throw NoiseError.unknownFailureType(name: type, known: types.sorted())
    }
    let isWanted: (Int) -> Bool = { place in
      wish.failureType.map { traits.failureTypes[place] == $0 } ?? true
    }
    func divided(_ values: [String?]) -> [Group] {
      let members = values.indices.filter { evaluation.isMember($0) && isWanted($0) }
      let known = Set(members.map { values[$0] })
      let sorted = known.sorted { ($0 ?? "\u{10FFFF}") < ($1 ?? "\u{10FFFF}") }
      return sorted.map { value in
        Group(label: .init(value), evaluation: evaluation, theta: theta) {
          values[$0] == value && isWanted($0)
        }
      }
    }
    switch wish.axis {
    case nil:
      return [Group(label: nil, evaluation: evaluation, theta: theta, isCounted: isWanted)]
    case .failureType: return divided(traits.failureTypes)
    case .benchmark: return divided(traits.benchmarks)
    case .round:
      let known = Set(traits.rounds).sorted { ($0 ?? .max) < ($1 ?? .max) }
      return known.map { value in
        Group(label: .init(value), evaluation: evaluation, theta: theta) {
          traits.rounds[$0] == value && isWanted($0)
        }
      }
    case .judge:
      let panel = rated.resolved.panel
      var panels: [(String, [String])] = [("none", [])]
      panels += evaluation.panel.map { ($0.name, [$0.digest]) }
      if panel.count > 1 { panels.append(("all", panel)) }
      return panels.map { name, panel in
        Group(
          label: .text(name), evaluation: rated.evaluation(panel: panel), theta: theta,
          isCounted: isWanted)
      }
    case .theta:
      return (1...9).map { tenth in
        let theta = Double(tenth) / 10
        return Group(
          label: .real(theta), evaluation: evaluation, theta: theta, isCounted: isWanted)
      }
    }
  }
}
