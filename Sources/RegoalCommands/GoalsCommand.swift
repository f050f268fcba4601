internal import ArgumentParser
internal import Experiments
internal import Store
internal import Tables

struct GoalsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "goals",
    abstract: "See how accepted goals spread, beside the goals of the runs that succeeded.",
    discussion: """
      Goals are put into clusters by the words they share: runs of letters in lower case, numbers as '#', \
      without common English words. A goal joins the cluster that it has most words in common with, if that is \
      at least --similarity of the words of either; the order of the runs plays no part.

      clusters_covered: how many clusters have a goal of that kind, of how many in all; 'between' counts those \
      that have both. entropy_nats: of the shares of the clusters, 0 (one cluster) to ln n. \
      js_divergence_nats: Jensen-Shannon, 0 (alike) to ln 2 = 0.6931 (nothing in common). The long tail are \
      clusters that accepted goals alone reach, the smallest first. A run counts once. Columns with paper_ are \
      the paper's own figures (Table 8): over 18 clusters of sentence embeddings, so not to be compared \
      directly; what it calls mean cluster entropy stands beside the entropy here.

      EXAMPLE
        regoal goals
        regoal goals --theta 0.7 --similarity 0.6
        regoal goals --part clusters --csv
      """)

  enum PartName: String, ExpressibleByArgument, CaseIterable {
    case measures
    case tail
    case clusters
  }

  /// Clusters that are shown for reading.
  static let shown = 10

  @Option(help: "Least share of common words in a cluster, above 0, at most 1 (default: 0.5).")
  var similarity: Double?
  @Option(
    help: ArgumentHelp(
      "Most clusters that are listed (default: \(GoalsCommand.shown) for reading, all as data).",
      valueName: "count"))
  var limit: Int?
  @Option(help: "One table of the answer alone; CSV has 'measures' without it.")
  var part: PartName?
  @OptionGroup var gate: GateOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if let limit, limit < 0 { throw ValidationError("--limit counts from 0, is \(limit)") }
    if let similarity, !(similarity > 0 && similarity <= 1) {
      throw ValidationError("--similarity lies above 0, at most at 1, is \(similarity)")
    }
  }

  func run() async throws {
    try ErrorText.told {
      let store = try database.store(.read)
      let base = try GateRequest.last(in: store) ?? GateRequest()
      let goals = try GoalDistribution(
        try gate.request(in: store, base: base), similarity: similarity, in: store)
      for warning in goals.warnings { Console.warning(warning) }
      try report(goals, store).show(output, part: part?.rawValue)
    }
  }

  private func report(_ goals: GoalDistribution, _ store: Store) throws -> TableReport {
    var report = TableReport(main: PartName.measures.rawValue)
    let limit = limit ?? (output.isData ? nil : GoalsCommand.shown)
    let measures = try goals.measures()
    let names = [
      "paper_successes": "successes", "paper_accepted": "accepted", "paper_between": "between",
    ]
    report.add(
      "measures", "Goals of successes (S) and accepted goals",
      output.isData
        ? measures : measures.forReading(["of_clusters": "clusters"], without: Set(names.keys))
    )
    if !output.isData, part == nil {
      let ours: Set<String> = ["successes", "accepted", "between", "of_clusters"]
      var paper = measures
      paper.rows.removeAll { $0.suffix(3).allSatisfy(\.isNull) }
      report.add(
        "paper", "The paper's own figures, over 18 clusters of sentence embeddings",
        paper.forReading(names, without: ours))
    }
    let tail = try goals.clusterTable(isTail: true, limit: limit)
    report.add(
      "tail", "Long tail: clusters that accepted goals alone reach", tail.table
    ) { GoalsCommand.write(tail.table, on: &$0) }
    if output.isData || part == .clusters {
      let all = try goals.clusterTable(isTail: false, limit: limit)
      report.add("clusters", "All clusters", all.table) {
        GoalsCommand.write(all.table, on: &$0)
      }
      if part == .clusters, all.more > 0 { report.notes.append(GoalsCommand.more(all.more)) }
    }
    if part != .clusters, part != .measures, tail.more > 0 {
      report.notes.append(GoalsCommand.more(tail.more))
    }
    if goals.successes == 0 {
      report.notes.append("no run is known to have succeeded: there is nothing to compare with")
    }
    if goals.accepted == 0 { report.notes.append("no goal is accepted") }
    if goals.withoutGoal > 0 {
      report.notes.append(
        "\(goals.withoutGoal) accepted answers whose goal has no words are left out")
    }
    if let mark = try EngineMark.text(of: goals.configs, in: store) { report.notes.append(mark) }
    if output.isData {
      report.notes.append("paper_: the paper's own figures, over 18 clusters of embeddings")
    }
    return report
  }

  private static func write(_ clusters: Table, on page: inout TextPage) {
    for row in clusters.rows.indices {
      if row > 0 { page.blank() }
      func text(_ column: String) -> String? { clusters.value(row, column).text }
      func share(_ column: String) -> String? {
        let of = clusters.value(row, "of_\(column)")
        return of.isNull
          ? nil : "\(clusters.value(row, column).displayText) of \(of.displayText) \(column)"
      }
      page.paragraph(
        ["accepted", "successes"].compactMap(share).joined(separator: ", "), indent: 0, style: .bold
      )
      page.field("words", text("cluster") ?? "", indent: 2, labelWidth: 10)
      if let example = text("example_accepted") {
        page.field(
          "accepted", "\(example) (\(text("trajectory") ?? ""))", indent: 2, labelWidth: 10)
      }
      if let example = text("example_success") {
        page.field("success", example, indent: 2, labelWidth: 10)
      }
    }
  }

  private static func more(_ count: Int) -> String {
    "\(count) more \(count == 1 ? "cluster" : "clusters"): --limit shows them"
  }
}
