internal import Statistics
public import Store
public import Tables
internal import Trajectories

/// The goals that a policy accepts beside S, the goals of the runs that succeeded: which clusters of goals
/// each reaches, and how evenly.
///
/// A run counts once, as it does in training. Clusters are those of `TokenClusters` over both together.
/// - Source: METHOD.md §5 (appendix E), STATISTICS.md.
public struct GoalDistribution {
  public let warnings: [String]
  /// Digests of the configs and judges that were read.
  public let configs: Set<String>
  /// Accepted pairs whose answer has no goal; they are left out.
  public let withoutGoal: Int
  /// Runs known to have succeeded; 0: S is empty, or no source states outcomes.
  public var successes: Int { ofSuccesses.total }
  public var accepted: Int { ofAccepted.total }

  private let store: Store
  private let clusters: TokenClusters
  private let ofSuccesses: Side
  private let ofAccepted: Side
  /// A row for each accepted goal.
  private let acceptedRuns: [(run: Int64, goal: String, cluster: Int)]

  /// How often one kind of goals is in each cluster.
  private struct Side {
    let counts: [Int]
    /// The first text of each cluster, by UTF-8; nil: none is in it.
    let examples: [String?]

    var total: Int { counts.reduce(0, +) }
    var covered: Int { counts.reduce(0) { $0 + ($1 > 0 ? 1 : 0) } }

    init(_ goals: [String], _ clusterOf: ArraySlice<Int>, count: Int) {
      var counts = Array(repeating: 0, count: count)
      var examples = [String?](repeating: nil, count: count)
      for (goal, cluster) in zip(goals, clusterOf) {
        counts[cluster] += 1
        if examples[cluster].map({ GoalDistribution.isBefore(goal, $0) }) ?? true {
          examples[cluster] = goal
        }
      }
      self.counts = counts
      self.examples = examples
    }
  }

  /// - Parameter similarity: of `TokenClusters`; nil: its own.
  /// - Throws: `StoreError` for names.
  public init(_ request: GateRequest, similarity: Double? = nil, in store: Store) throws {
    self.store = store
    let resolved = try ResolvedRequest(request, in: store)
    warnings = resolved.warnings
    configs = resolved.choice.configs
    let evaluation = try resolved.evaluation(from: store)
    var pairs: [(run: Int64, k: Int)] = []
    for run in evaluation.facts.runs.indices where evaluation.isMember(run) {
      let decision = evaluation.decision(run)
      if decision.outcome.isAccepted, let k = decision.k {
        pairs.append((evaluation.facts.runs[run], k))
      }
    }
    let texts = try AttemptGoals(pairs, resolved.request, in: store)
    let accepted = pairs.compactMap { pair in
      texts[pair.run]?.goal.flatMap { goal in
        TokenClusters.words(of: goal).isEmpty ? nil : (run: pair.run, goal: goal)
      }
    }
    withoutGoal = pairs.count - accepted.count
    var successes: [String] = []
    try store.forEachRow(of: "goals_of_successes") { row in
      let goal = row.text(1) ?? ""
      if !TokenClusters.words(of: goal).isEmpty { successes.append(goal) }
    }
    let clusters = TokenClusters(
      successes + accepted.map(\.goal),
      similarity: similarity ?? TokenClusters.defaultSimilarity)
    ofSuccesses = Side(
      successes, clusters.clusters.prefix(successes.count), count: clusters.count)
    ofAccepted = Side(
      accepted.map(\.goal), clusters.clusters.dropFirst(successes.count), count: clusters.count)
    acceptedRuns = zip(accepted, clusters.clusters.dropFirst(successes.count)).map {
      ($0.run, $0.goal, $1)
    }
    self.clusters = clusters
  }

  fileprivate static func isBefore(_ one: String, _ two: String) -> Bool {
    one.utf8.lexicographicallyPrecedes(two.utf8)
  }

  /// A row for each measure; `between` is of one against the other. NULL: there is nothing to measure it
  /// on. The paper's figures are over clusters of another kind.
  public func measures() throws -> Table {
    let query = try store.run("paper_goal_distribution")
    let paper = Dictionary(
      query.rows.map { ($0[0].text ?? "", Array($0[1...])) }, uniquingKeysWith: { $1 })
    var table = Table(
      columns: ["metric", "successes", "accepted", "between", "of_clusters"]
        + query.columns.dropFirst())
    let total = Table.Value(clusters.count > 0 ? clusters.count : nil)
    func add(
      _ metric: String, _ one: Table.Value, _ two: Table.Value, _ between: Table.Value = .null,
      of: Table.Value = .null
    ) {
      table.rows.append(
        [.text(metric), one, two, between, of] + (paper[metric] ?? [.null, .null, .null]))
    }
    func known(_ side: Side, _ value: Int) -> Table.Value {
      .init(side.total > 0 ? value : nil)
    }
    let isBoth = ofSuccesses.total > 0 && ofAccepted.total > 0
    let shared = clusters.words.indices.filter {
      ofSuccesses.counts[$0] > 0 && ofAccepted.counts[$0] > 0
    }.count
    add("goals", known(ofSuccesses, ofSuccesses.total), known(ofAccepted, ofAccepted.total))
    add(
      "clusters_covered", known(ofSuccesses, ofSuccesses.covered),
      known(ofAccepted, ofAccepted.covered),
      .init(isBoth ? shared : nil), of: total)
    add(
      "clusters_of_one_alone", isBoth ? known(ofSuccesses, ofSuccesses.covered - shared) : .null,
      isBoth ? known(ofAccepted, ofAccepted.covered - shared) : .null, of: total)
    add(
      "entropy_nats", .init(Distribution.entropy(ofSuccesses.counts)),
      .init(Distribution.entropy(ofAccepted.counts)))
    add(
      "js_divergence_nats", .null, .null,
      .init(Distribution.jensenShannon(ofSuccesses.counts, ofAccepted.counts)))
    return table
  }

  /// Clusters, the smallest of accepted goals first, then by their words.
  /// - Parameters:
  ///   - isTail: only those that accepted goals alone reach.
  ///   - limit: most rows; nil: all.
  /// - Returns: the rows, and how many more there are.
  public func clusterTable(isTail: Bool, limit: Int? = nil) throws -> (table: Table, more: Int) {
    let asked = clusters.words.indices.filter {
      !isTail || (ofSuccesses.counts[$0] == 0 && ofAccepted.counts[$0] > 0)
    }
    let names = clusters.words.map { $0.joined(separator: " ") }
    let sorted = asked.sorted { one, two in
      if ofAccepted.counts[one] != ofAccepted.counts[two] {
        return ofAccepted.counts[one] < ofAccepted.counts[two]
      }
      return GoalDistribution.isBefore(names[one], names[two])
    }
    let shown = Array(sorted.prefix(limit ?? sorted.count))
    let runs = try exampleRuns(Set(shown))
    var table = Table(
      columns: [
        "cluster", "accepted", "of_accepted", "successes", "of_successes", "example_accepted",
        "trajectory", "example_success",
      ])
    func count(_ value: Int, of total: Int) -> [Table.Value] {
      total > 0 ? [.init(value), .init(total)] : [.null, .null]
    }
    for cluster in shown {
      table.rows.append(
        [.text(names[cluster])] + count(ofAccepted.counts[cluster], of: ofAccepted.total)
          + count(ofSuccesses.counts[cluster], of: ofSuccesses.total)
          + [
            .init(ofAccepted.examples[cluster]), .init(runs[cluster]),
            .init(ofSuccesses.examples[cluster]),
          ])
    }
    return (table, sorted.count - shown.count)
  }

  /// The run of each cluster's example, the first by name.
  private func exampleRuns(_ shown: Set<Int>) throws -> [Int: String] {
    var clusterOf: [Int64: Int] = [:]
    for one in acceptedRuns
    where shown.contains(one.cluster) && ofAccepted.examples[one.cluster] == one.goal {
      clusterOf[one.run] = one.cluster
    }
    let ids = CanonicalJSON.array(clusterOf.keys.sorted())
    var names: [Int: String] = [:]
    for row in try store.run("names_of_runs", ["ids": .text(ids)]).rows {
      guard let id = row[0].integer, let cluster = clusterOf[id] else { continue }
      // Rows come in the order of names.
      if names[cluster] == nil { names[cluster] = row[1].text }
    }
    return names
  }
}
