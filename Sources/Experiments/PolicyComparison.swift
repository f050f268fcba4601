public import Store
internal import Tables
internal import Trajectories

/// Two policies on the same database: what each accepts, which runs they decide otherwise, and why.
///
/// Counts and decisions come from facts in memory, by the same evaluation as a sweep; texts are read for
/// the runs that are shown. Nothing is written.
public struct PolicyComparison {
  /// What becomes of a run, from A to B.
  public enum Change: String, CaseIterable, Sendable {
    /// B accepts it, by attempt or fallback, and A does not.
    case came
    /// A accepts it, and B does not.
    case went
    /// Both accept it, with another goal: another attempt, or another relabeler's.
    case goal
    /// Another decision, though acceptance and goal stay.
    case decision
    /// Only the training weight differs.
    case weight
    /// Only the confidence differs.
    case confidence
  }

  /// A policy as the user called it.
  public struct Candidate: Sendable {
    public let label: String
    public let request: GateRequest

    public init(label: String, request: GateRequest) {
      self.label = label
      self.request = request
    }
  }

  struct Side {
    let side: PolicySide
    let label: String
    let settings: PolicySettings
    let evaluation: GateEvaluation
  }

  /// A run that the policies decide otherwise.
  struct Changed {
    let run: Int64
    let change: Change
    let a: GateParting.View
    let b: GateParting.View
  }

  /// A way from decision to decision; nil: not in F.
  struct Transition: Hashable {
    let a: GateEvaluation.Outcome?
    let b: GateEvaluation.Outcome?
    /// nil: nothing changes.
    let change: Change?
  }

  public let warnings: [String]
  let store: Store
  let a: Side
  let b: Side
  let pool: GateFactsPool
  let only: Set<Int64>?
  let transitions: [Transition: Int]
  /// In the order of row ids.
  let changed: [Changed]
  /// Panels beside those of the sides, for the table of effects: single and multi-judge.
  let panels: [[String]]

  /// - Parameters:
  ///   - round: only runs of this round of redeployment; nil: all.
  ///   - splitsPanels: effects are shown for the single judge and for the whole panel.
  /// - Throws: `StoreError` for names.
  public init(
    _ first: Candidate, _ second: Candidate, round: Int? = nil, splitsPanels: Bool = false,
    in store: Store
  ) throws {
    let one = try ResolvedRequest(first.request, in: store)
    let two = try ResolvedRequest(second.request, in: store)
    warnings = one.warnings + two.warnings.filter { !one.warnings.contains($0) }
    let settings = (a: PolicySettings(one), b: PolicySettings(two))
    let panels = !splitsPanels ? [] : settings.a.panel.isEmpty ? [[]] : [[], settings.a.panel]
    let variants = PolicyComparison.variants(settings.a, settings.b, panels: panels)
    let pool = try GateFactsPool(
      [settings.a.choice, settings.b.choice] + variants.map(\.settings.choice), from: store)
    let only = try round.map { try RoundRuns.ids(round: $0, in: store) }
    func side(_ side: PolicySide, _ label: String, _ settings: PolicySettings) throws -> Side {
      guard
        let evaluation = pool.evaluation(settings.choice, settings.request.policy, only: only)
      else { throw StoreError.missingRow(query: "load_gate_runs") }
      return Side(side: side, label: label, settings: settings, evaluation: evaluation)
    }
    let sides = (
      a: try side(.a, first.label, settings.a), b: try side(.b, second.label, settings.b)
    )
    let compared = try PolicyComparison.compare(sides.a, sides.b, in: store)
    transitions = compared.transitions
    changed = compared.changed
    a = sides.a
    b = sides.b
    self.store = store
    self.pool = pool
    self.only = only
    self.panels = panels
  }

  /// Digests of every config and judge that either side reads.
  public var configs: Set<String> { a.settings.configs.union(b.settings.configs) }

  // MARK: Comparing

  private static func compare(
    _ a: Side, _ b: Side, in store: Store
  ) throws -> (transitions: [Transition: Int], changed: [Changed]) {
    var transitions: [Transition: Int] = [:]
    var changed: [Changed] = []
    let isSameAnswers = a.settings.answers == b.settings.answers
    /// Both accept them with the same k, of answers that may differ.
    var doubtful: [(run: Int64, a: GateParting.View, b: GateParting.View, change: Change?)] = []
    func note(_ run: Int64, _ one: GateParting.View, _ two: GateParting.View, _ change: Change?) {
      transitions[
        Transition(a: one.decision?.outcome, b: two.decision?.outcome, change: change), default: 0] +=
        1
      if let change { changed.append(Changed(run: run, change: change, a: one, b: two)) }
    }
    forEachRun(a, b) { run, one, two in
      guard one.decision != nil || two.decision != nil else { return }
      let change = change(one, two)
      let isDoubtful =
        !isSameAnswers && (one.decision?.outcome.isAccepted ?? false)
        && (two.decision?.outcome.isAccepted ?? false) && change != .goal
      if isDoubtful {
        doubtful.append((run, one, two, change))
      } else {
        note(run, one, two, change)
      }
    }
    if !doubtful.isEmpty {
      let goalsA = try AttemptGoals(
        doubtful.map { ($0.run, $0.a.decision?.k ?? 1) }, a.settings, in: store)
      let goalsB = try AttemptGoals(
        doubtful.map { ($0.run, $0.b.decision?.k ?? 1) }, b.settings, in: store)
      for one in doubtful {
        let isSame = goalsA[one.run]?.goal == goalsB[one.run]?.goal
        note(one.run, one.a, one.b, isSame ? one.change : .goal)
      }
      changed.sort { $0.run < $1.run }
    }
    return (transitions, changed)
  }

  /// Every run of either side, in the order of row ids, which both have in ascending order.
  private static func forEachRun(
    _ a: Side, _ b: Side, _ body: (Int64, GateParting.View, GateParting.View) -> Void
  ) {
    let (runsA, runsB) = (a.evaluation.facts.runs, b.evaluation.facts.runs)
    var (atA, atB) = (0, 0)
    while atA < runsA.count || atB < runsB.count {
      let run = min(
        atA < runsA.count ? runsA[atA] : .max, atB < runsB.count ? runsB[atB] : .max)
      let isInA = atA < runsA.count && runsA[atA] == run
      let isInB = atB < runsB.count && runsB[atB] == run
      body(run, view(a, isInA ? atA : nil), view(b, isInB ? atB : nil))
      if isInA { atA += 1 }
      if isInB { atB += 1 }
    }
  }

  private static func view(_ side: Side, _ row: Int?) -> GateParting.View {
    let run = row.flatMap { side.evaluation.isMember($0) ? $0 : nil }
    return GateParting.View(
      side: side.side, label: side.label, evaluation: side.evaluation, run: run,
      decision: run.map { side.evaluation.decision($0) })
  }

  private static func change(_ a: GateParting.View, _ b: GateParting.View) -> Change? {
    let (isInA, isInB) = (a.decision?.outcome.isAccepted, b.decision?.outcome.isAccepted)
    switch (isInA ?? false, isInB ?? false) {
    case (false, true): return .came
    case (true, false): return .went
    case (false, false):
      let isSame =
        a.decision?.outcome == b.decision?.outcome
        && (a.decision?.outcome.isUndetermined != true || a.decision?.k == b.decision?.k)
      return isSame ? nil : .decision
    case (true, true):
      if a.decision?.k != b.decision?.k { return .goal }
      if a.decision?.outcome != b.decision?.outcome { return .decision }
      if let one = a.run, let two = b.run, a.evaluation.weight(one) != b.evaluation.weight(two) {
        return .weight
      }
      return a.decision?.confidence != b.decision?.confidence ? .confidence : nil
    }
  }

  // MARK: Effects

  struct Variant {
    let words: [PolicySettings.Setting]
    /// A, or A with some settings of B.
    let isWhole: Bool
    let settings: PolicySettings
  }

  /// A, A with each single setting of B, and B; each with every panel, if there are any.
  static func variants(
    _ a: PolicySettings, _ b: PolicySettings, panels: [[String]]
  ) -> [Variant] {
    let differences = a.differences(from: b)
    var variants = [Variant(words: [], isWhole: true, settings: a)]
    if differences.count > 1 {
      variants += differences.map {
        Variant(words: [$0], isWhole: false, settings: a.taking($0, from: b))
      }
    }
    variants.append(Variant(words: differences, isWhole: true, settings: b))
    guard !panels.isEmpty else { return variants }
    return variants.flatMap { variant in
      panels.map { panel in
        var settings = variant.settings
        settings.panel = panel
        return Variant(words: variant.words, isWhole: variant.isWhole, settings: settings)
      }
    }
  }
}

extension PolicySettings {
  /// What decides which answers are read.
  fileprivate var answers: [String?] {
    [request.extractConfig, request.relabelConfig, request.series]
  }
}
