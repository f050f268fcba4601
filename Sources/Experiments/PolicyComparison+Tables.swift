internal import Store
public import Tables
internal import Trajectories

extension PolicyComparison {
  /// Counts at the policy's own θ, as a sweep gives them.
  private static func counts(_ evaluation: GateEvaluation) -> [Table.Value] {
    ThetaCurve(evaluation).piece(at: evaluation.policy.theta).values
  }

  /// A row for each side: what it accepts of how many.
  public var sides: Table {
    var table = Table(columns: ["side", "policy"] + ThetaCurve.Piece.columns)
    for side in [a, b] {
      table.rows.append(
        [.text(side.side.rawValue), .text(side.label)] + PolicyComparison.counts(side.evaluation))
    }
    return table
  }

  /// How many runs go from which decision to which; `change` is NULL where nothing does.
  public var transitionTable: Table {
    struct Key: Hashable {
      let a: String?
      let b: String?
      let change: Change?
    }
    var counts: [Key: Int] = [:]
    for (way, count) in transitions {
      counts[
        Key(a: way.a?.decision, b: way.b?.decision, change: way.change), default: 0] += count
    }
    let order = GateEvaluation.Outcome.allCases.map(\.decision)
    func place(_ decision: String?) -> Int {
      decision.flatMap { order.firstIndex(of: $0) } ?? order.count
    }
    func place(_ change: Change?) -> Int {
      change.flatMap { Change.allCases.firstIndex(of: $0) } ?? -1
    }
    let sorted = counts.sorted {
      (place($0.key.a), place($0.key.b), place($0.key.change))
        < (place($1.key.a), place($1.key.b), place($1.key.change))
    }
    var table = Table(columns: ["decision_a", "decision_b", "change", "runs"])
    table.rows = sorted.map { key, count in
      [
        .init(key.a), .init(key.b), .init(key.change?.rawValue), .init(count),
      ]
    }
    return table
  }

  /// The settings that differ, and what each value means.
  public func settings() throws -> Table {
    let names = try configNames()
    var table = Table(columns: ["setting", "a", "b", "meaning_a", "meaning_b"])
    for setting in a.settings.differences(from: b.settings) {
      table.rows.append([
        .text(setting.rawValue), .init(a.settings.text(setting, names: names)),
        .init(b.settings.text(setting, names: names)),
        .text(a.settings.meaning(setting)), .text(b.settings.meaning(setting)),
      ])
    }
    return table
  }

  private func configNames() throws -> [String: String] {
    var names: [String: String] = [:]
    for row in try store.run("config_names").rows {
      if let digest = row[2].text, let name = row[1].text { names[digest] = name }
    }
    for row in try store.run("calibrations_named").rows {
      if let name = row[0].text, let digest = row[1].text {
        names[GatePolicy.Confidence.calibrated(digest).text] = "calibrated:\(name)"
      }
    }
    return names
  }

  /// What A accepts with single settings of B, and what B accepts; with each panel, if they are split.
  public func effects() throws -> Table {
    let names = try configNames()
    var table = Table(columns: ["policy", "judges"] + ThetaCurve.Piece.columns)
    for variant in PolicyComparison.variants(a.settings, b.settings, panels: panels) {
      let evaluation = try pool.evaluation(
        variant.settings.choice, variant.settings.request.policy, only: only)
      let words = variant.words.map {
        "\($0.rawValue)=\(variant.settings.text($0, names: names) ?? "none")"
      }.joined(separator: ",")
      let label =
        variant.isWhole ? (variant.words.isEmpty ? a.label : b.label) : "\(a.label),\(words)"
      table.rows.append(
        [.text(label), .init(variant.settings.text(.judges, names: names))]
          + PolicyComparison.counts(evaluation))
    }
    return table
  }

  /// How many runs change, by change; those of none are left out.
  public var changeCounts: [(change: Change, count: Int)] {
    let counts = Dictionary(changed.map { ($0.change, 1) }, uniquingKeysWith: +)
    return Change.allCases.compactMap { change in counts[change].map { (change, $0) } }
  }

  static let runColumns =
    [
      "trajectory", "change", "gate", "against", "at_k", "judge", "judge_confidence", "judge_valid",
      "judge_reason", "why", "goal",
    ]
    + ["a", "b"].flatMap { side in
      ["decision", "in_out", "k", "confidence", "weight", "hindsight_goal"].map { "\($0)_\(side)" }
    }

  /// The runs that change, in the order of changes, then of names: the first gate that decides otherwise, why,
  /// and what each side makes of them. NULL under a side: the run is not in its F.
  /// - Parameters:
  ///   - only: these changes; nil: all.
  ///   - limit: most rows; nil: all.
  /// - Returns: the rows, and how many more there are.
  public func runs(
    only changes: Set<Change>? = nil, limit: Int? = nil
  ) throws -> (table: Table, more: Int) {
    let asked = changed.filter { changes?.contains($0.change) ?? true }
    let byRun = Dictionary(asked.map { ($0.run, $0) }, uniquingKeysWith: { $1 })
    var named: [(name: String, changed: Changed)] = []
    for change in Change.allCases {
      if let limit, named.count >= limit { break }
      let ids = asked.filter { $0.change == change }.map(\.run)
      guard !ids.isEmpty else { continue }
      let names = try store.run("names_of_runs", ["ids": .text(CanonicalJSON.array(ids))])
      for row in names.rows {
        guard let id = row[0].integer, let one = byRun[id] else { continue }
        named.append((row[1].text ?? "", one))
      }
    }
    if let limit { named = Array(named.prefix(limit)) }
    let texts = try Texts(named.map(\.changed), a, b, in: store)
    var table = Table(columns: PolicyComparison.runColumns)
    for (name, one) in named { table.rows.append(row(name, one, texts)) }
    return (table, asked.count - named.count)
  }

  private func row(_ name: String, _ one: Changed, _ texts: Texts) -> [Table.Value] {
    let parting =
      texts.partings[one.run]
      ?? GateParting(
        gate: .answers, against: nil, k: nil, judge: nil,
        why: "the same decision on another answer: other configs, or another series")
    let vote = texts.votes[one.run]
    let views = (a: PolicyComparison.view(a, one.a), b: PolicyComparison.view(b, one.b))
    let judge = parting.judge.map { digest in
      [views.a, views.b].compactMap { view in
        view.evaluation.facts.judges.first { $0.digest == digest }?.name
      }.first ?? digest
    }
    func side(_ view: GateParting.View, _ goals: AttemptGoals) -> [Table.Value] {
      guard let decision = view.decision, let run = view.run else {
        return Array(repeating: .null, count: 6)
      }
      let isIn = decision.outcome.isAccepted
      return [
        .text(decision.outcome.decision), .text(decision.outcome.inOut),
        .init(isIn ? decision.k : nil), .init(isIn ? decision.confidence : nil),
        .init(isIn ? view.evaluation.weight(run) : nil),
        .init(isIn ? goals[one.run]?.goal : nil),
      ]
    }
    return [
      .text(name), .text(one.change.rawValue), .text(parting.gate.rawValue),
      .init(parting.against?.rawValue), .init(parting.k), .init(judge),
      vote?.confidence ?? .null, vote?.valid ?? .null, vote?.reason ?? .null,
      .text(parting.why), texts.goals[one.run] ?? .null,
    ] + side(views.a, texts.goalsA) + side(views.b, texts.goalsB)
  }

  /// What is read for the runs that are shown.
  private struct Texts {
    struct Vote {
      let valid: Table.Value
      let confidence: Table.Value
      let reason: Table.Value
    }

    /// The goals that the runs were given.
    private(set) var goals: [Int64: Table.Value] = [:]
    let goalsA: AttemptGoals
    let goalsB: AttemptGoals
    private(set) var partings: [Int64: GateParting] = [:]
    /// The vote that decides.
    private(set) var votes: [Int64: Vote] = [:]

    init(_ shown: [Changed], _ a: Side, _ b: Side, in store: Store) throws {
      func attempts(_ side: Side, _ row: (Changed) -> Int?) -> [(run: Int64, k: Int)] {
        shown.compactMap { one in
          guard let decision = row(one).map({ side.evaluation.decision($0) }),
            decision.outcome.isAccepted, let k = decision.k
          else { return nil }
          return (one.run, k)
        }
      }
      goalsA = try AttemptGoals(attempts(a, \.a), a.settings.request, in: store)
      goalsB = try AttemptGoals(attempts(b, \.b), b.settings.request, in: store)
      let ids = CanonicalJSON.array(shown.map(\.run))
      for row in try store.run("goals_of_runs", ["ids": .text(ids)]).rows {
        if let id = row[0].integer { goals[id] = row[1] }
      }
      for one in shown {
        partings[one.run] = GateParting.between(
          PolicyComparison.view(a, one.a), PolicyComparison.view(b, one.b))
      }
      for side in [a, b] { try readVotes(of: side, in: store) }
    }

    private mutating func readVotes(of side: Side, in store: Store) throws {
      guard let extract = side.settings.request.extractConfig,
        let relabel = side.settings.request.relabelConfig
      else { return }
      let asked = partings.compactMap { run, parting -> String? in
        guard parting.against == side.side, let k = parting.k, let judge = parting.judge else {
          return nil
        }
        return "[\(run),\(k),\(JSONText.quoted(judge))]"
      }
      guard !asked.isEmpty else { return }
      let table = try store.run(
        "votes_of_attempts",
        [
          "extract_config": .text(extract), "relabel_config": .text(relabel),
          "series": .text(side.settings.request.series),
          "votes": .text("[\(asked.joined(separator: ","))]"),
        ])
      for row in table.rows {
        if let run = row[0].integer {
          votes[run] = Vote(valid: row[2], confidence: row[3], reason: row[4])
        }
      }
    }
  }
}
