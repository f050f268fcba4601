internal import Statistics
public import Store
public import Tables
internal import Trajectories
internal import Workers

/// Looks for what a split lets through from one part to another.
public struct SplitCheck: Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    /// A group that lies in two parts, by the facts of now.
    case group
    /// A task key, or a normalised goal of runs without one, in two parts.
    case task
    /// Goals that are alike.
    case goal
    /// Runs whose steps are alike.
    case trajectory
    /// An accepted hindsight goal that is like the goal of a run in another part: the leak that relabeling
    /// itself makes.
    case hindsight
    /// Final answers that are the same; a warning, since short answers may be by chance.
    case answer
    /// Mail addresses, URLs and codes that few tasks name, in goals or final answers; a warning, since tasks of one
    /// world share some.
    case entity

    public var isWarning: Bool { self == .answer || self == .entity }
  }

  /// Jaccard similarity of word shingles from which texts are taken for the same.
  public static let defaultThreshold = 0.8
  /// Shorter answers are not compared. Words.
  static let shortestAnswer = 4

  public let rule: SplitRule
  /// One row per pair: kind, run, part, other_run, other_part, similarity (1 where it is equality), shared (a JSON array of
  /// what both have; NULL where similarity says it). Of what is the same the first run of each part; of what is
  /// alike, for each run one of the most alike in each other part. In the order of kinds, then of the runs' names.
  public let findings: Table
  /// One row per kind: kind, level (leak, warning), pairs, runs.
  public let summary: Table
  /// What leaving out would mend.
  public let drop: SplitDrop

  /// Pairs that are leaks.
  public var leaks: Int {
    summary.rows.reduce(0) { $0 + ($1[1].text == "leak" ? Int($1[2].integer ?? 0) : 0) }
  }

  /// - Parameter threshold: in (0, 1].
  /// - Throws: `SplitError.unknown`, `StoreError`.
  public init(
    _ name: String, threshold: Double = SplitCheck.defaultThreshold, in store: Store,
    progress: any ProgressDisplay = SilentProgress()
  ) throws {
    guard let split = try SplitMaker(store: store).stored(name) else {
      throw SplitError.unknown(
        name: name, known: try store.run("splits").rows.compactMap { $0[0].text })
    }
    rule = split.rule
    let members = try SplitMember.all(of: split.id, split.rule, in: store)
    var findings = SplitFindings(members)
    SplitCheck.findSame(members, &findings)
    try SplitCheck.findGoals(members, threshold, progress, &findings)
    try SplitCheck.findRuns(members, threshold, in: store, progress, &findings)
    SplitCheck.findEntities(members, &findings)
    drop = SplitDrop(members, findings, parts: split.rule.parts.map(\.name))
    (self.findings, summary) = SplitCheck.tables(findings, members)
  }

  private static func findSame(_ members: [SplitMember], _ findings: inout SplitFindings) {
    func add(_ kind: Kind, isNamed: Bool, _ keys: (SplitMember) -> [String]) {
      var places: [String: [Int]] = [:]
      for (place, member) in members.enumerated() {
        for key in keys(member) { places[key, default: []].append(place) }
      }
      for (key, own) in places where own.count > 1 {
        findings.addSame(kind, own, shared: isNamed ? key : nil)
      }
    }
    add(.group, isNamed: true) { $0.groups }
    add(.task, isNamed: true) { [$0.task] }
    add(.answer, isNamed: false) { member in
      let answer = member.answer ?? ""
      let isLong = answer.split { $0.isWhitespace }.count >= shortestAnswer
      return isLong ? [answer.lowercased()] : []
    }
  }

  private static func findGoals(
    _ members: [SplitMember], _ threshold: Double, _ progress: any ProgressDisplay,
    _ findings: inout SplitFindings
  ) throws {
    func texts(_ text: @escaping (SplitMember) -> String?) -> (AlikeTexts, ShingleCache) {
      var texts = AlikeTexts()
      for (place, member) in members.enumerated() {
        guard let own = text(member) else { continue }
        texts.append(.init(Shingles.hashes(of: own)), of: place, order: member.order)
      }
      return (texts, ShingleCache { Shingles.hashes(of: text(members[$0]) ?? "") })
    }
    progress.begin("comparing goals", total: 2 * AlikeTexts.passes)
    defer { progress.end() }
    let (goals, shingles) = texts { $0.goal }
    try goals.forEachPair(
      with: goals, threshold: threshold, own: shingles, others: shingles,
      advance: { progress.advance(to: $0) }
    ) { findings.addAlike(.goal, $0, $1, $2) }
    let (hindsight, own) = texts { $0.hindsight }
    try hindsight.forEachPair(
      with: goals, threshold: threshold, own: own, others: shingles,
      advance: { progress.advance(to: AlikeTexts.passes + $0) }
    ) { findings.addHindsight($0, $1, $2) }
  }

  private static func findRuns(
    _ members: [SplitMember], _ threshold: Double, in store: Store,
    _ progress: any ProgressDisplay, _ findings: inout SplitFindings
  ) throws {
    let prints = try prints(of: members.map(\.run).sorted(), in: store, progress)
    var runs = AlikeTexts()
    for (place, member) in members.enumerated() {
      guard let print = prints[member.run] else { continue }
      runs.append(print, of: place, order: member.order)
    }
    let shingles = ShingleCache { place in
      try store.readFacts { try SplitCheck.shingles(ofRun: members[place].run, $0) }
    }
    progress.begin("comparing runs", total: AlikeTexts.passes)
    defer { progress.end() }
    try runs.forEachPair(
      with: runs, threshold: threshold, own: shingles, others: shingles,
      advance: { progress.advance(to: $0) }
    ) { findings.addAlike(.trajectory, $0, $1, $2) }
  }

  /// Reads every run once, on threads and connections of their own.
  private static func prints(
    of runs: [Int64], in store: Store, _ progress: any ProgressDisplay
  ) throws -> [Int64: AlikeTexts.Print] {
    progress.begin("reading runs", total: runs.count)
    defer { progress.end() }
    let groups = RunGroups(runs)
    let workers = OrderedWorkers(
      next: groups.next,
      worker: {
        let reader = try store.reader()
        return { group in
          try reader.readFacts { facts in
            try group.map { (run: $0, print: AlikeTexts.Print(try shingles(ofRun: $0, facts))) }
          }
        }
      })
    defer { workers.cancel() }
    var prints: [Int64: AlikeTexts.Print] = [:]
    prints.reserveCapacity(runs.count)
    while let group = try workers.next() {
      try store.checkCancellation()
      for one in group { prints[one.run] = one.print }
      progress.advance(to: prints.count)
    }
    return prints
  }

  /// Of thoughts, actions and observations.
  private static func shingles(ofRun id: Int64, _ facts: FactReader) throws -> [UInt64] {
    var text = ""
    for step in try facts.stageRun(id).value.steps {
      for part in [step.thought, step.actionName, step.observation] {
        text += part ?? ""
        text += "\n"
      }
    }
    return Shingles.hashes(of: text)
  }

  private static func findEntities(_ members: [SplitMember], _ findings: inout SplitFindings) {
    var places: [String: [Int]] = [:]
    for (place, member) in members.enumerated() {
      let entities = Set(
        SplitEntities.all(in: member.goal) + SplitEntities.all(in: member.answer ?? ""))
      for entity in entities { places[entity, default: []].append(place) }
    }
    for (entity, own) in places where own.count > 1 {
      var tasks: Set<String> = []
      for place in own where tasks.count <= SplitEntities.mostTasks {
        tasks.insert(members[place].task)
      }
      guard (2...SplitEntities.mostTasks).contains(tasks.count) else { continue }
      findings.addSame(.entity, own, shared: entity)
    }
  }

  private static func tables(
    _ found: SplitFindings, _ members: [SplitMember]
  ) -> (findings: Table, summary: Table) {
    var findings = Table(columns: [
      "kind", "run", "part", "other_run", "other_part", "similarity", "shared",
    ])
    var summary = Table(columns: ["kind", "level", "pairs", "runs"])
    for kind in Kind.allCases {
      let own = (found.pairs[kind] ?? [:]).sorted {
        ($0.key.one, $0.key.other) < ($1.key.one, $1.key.other)
      }
      for (place, pair) in own {
        let (one, other) = (members[place.one], members[place.other])
        findings.rows.append([
          .text(kind.rawValue), .text(one.name), .text(one.part), .text(other.name),
          .text(other.part), .real(pair.similarity),
          pair.shared.isEmpty ? .null : .text(CanonicalJSON.array(pair.shared.sorted())),
        ])
      }
      summary.rows.append([
        .text(kind.rawValue), .text(kind.isWarning ? "warning" : "leak"), .init(own.count),
        .init(Set(own.flatMap { [$0.key.one, $0.key.other] }).count),
      ])
    }
    return (findings, summary)
  }
}
