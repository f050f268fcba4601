public import Store
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
    /// Row of each side's facts; nil: not in its F.
    let a: Int?
    let b: Int?
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
      Side(
        side: side, label: label, settings: settings,
        evaluation: try pool.evaluation(settings.choice, settings.request.policy, only: only))
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
  public var configs: Set<String> { a.settings.choice.configs.union(b.settings.choice.configs) }

  // MARK: Comparing

  private static func compare(
    _ a: Side, _ b: Side, in store: Store
  ) throws -> (transitions: [Transition: Int], changed: [Changed]) {
    var transitions: [Transition: Int] = [:]
    var changed: [Changed] = []
    let isSameAnswers = a.settings.answers == b.settings.answers
    /// Both accept them with the same k, of answers that may differ.
    var doubtful: [(way: Transition, place: Changed, k: Int)] = []
    forEachRun(a.evaluation, b.evaluation) { run, one, two in
      guard one != nil || two != nil else { return }
      let decisions = (
        a: one.map { a.evaluation.decision($0) }, b: two.map { b.evaluation.decision($0) }
      )
      let change = change(decisions.a, decisions.b) {
        guard let one, let two else { return true }
        return a.evaluation.weight(one) == b.evaluation.weight(two)
      }
      let way = Transition(a: decisions.a?.outcome, b: decisions.b?.outcome, change: change)
      let isAccepted = (way.a?.isAccepted ?? false) && (way.b?.isAccepted ?? false)
      if !isSameAnswers, isAccepted, change != .goal, let k = decisions.a?.k {
        doubtful.append(
          (way, Changed(run: run, change: change ?? .goal, a: one, b: two), k))
        return
      }
      transitions[way, default: 0] += 1
      if let change { changed.append(Changed(run: run, change: change, a: one, b: two)) }
    }
    guard !doubtful.isEmpty else { return (transitions, changed) }
    let asked = doubtful.map { ($0.place.run, $0.k) }
    let goalsA = try AttemptGoals(asked, a.settings.request, in: store)
    let goalsB = try AttemptGoals(asked, b.settings.request, in: store)
    for (way, place, _) in doubtful {
      let isSame = goalsA[place.run]?.goal == goalsB[place.run]?.goal
      let change = isSame ? way.change : .goal
      transitions[Transition(a: way.a, b: way.b, change: change), default: 0] += 1
      if let change {
        changed.append(Changed(run: place.run, change: change, a: place.a, b: place.b))
      }
    }
    changed.sort { $0.run < $1.run }
    return (transitions, changed)
  }

  /// Every run of either side with its rows, nil where it is not in F, in the order of row ids.
  private static func forEachRun(
    _ a: GateEvaluation, _ b: GateEvaluation, _ body: (Int64, Int?, Int?) -> Void
  ) {
    let (runsA, runsB) = (a.facts.runs, b.facts.runs)
    var (atA, atB) = (0, 0)
    while atA < runsA.count || atB < runsB.count {
      let run = min(
        atA < runsA.count ? runsA[atA] : .max, atB < runsB.count ? runsB[atB] : .max)
      let isInA = atA < runsA.count && runsA[atA] == run
      let isInB = atB < runsB.count && runsB[atB] == run
      body(
        run, isInA && a.isMember(atA) ? atA : nil, isInB && b.isMember(atB) ? atB : nil)
      if isInA { atA += 1 }
      if isInB { atB += 1 }
    }
  }

  /// What a side knows of a run.
  static func view(_ side: Side, _ run: Int?) -> GateParting.View {
    GateParting.View(
      side: side.side, label: side.label, evaluation: side.evaluation, run: run,
      decision: run.map { side.evaluation.decision($0) })
  }

  private static func change(
    _ a: GateEvaluation.Decision?, _ b: GateEvaluation.Decision?, isWeightSame: () -> Bool
  ) -> Change? {
    switch (a?.outcome.isAccepted ?? false, b?.outcome.isAccepted ?? false) {
    case (false, true): return .came
    case (true, false): return .went
    case (false, false):
      let isSame =
        a?.outcome == b?.outcome && (a?.outcome.isUndetermined != true || a?.k == b?.k)
      return isSame ? nil : .decision
    case (true, true):
      if a?.k != b?.k { return .goal }
      if a?.outcome != b?.outcome { return .decision }
      if !isWeightSame() { return .weight }
      return a?.confidence != b?.confidence ? .confidence : nil
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
