internal import Statistics
public import Store
public import Tables
internal import Trajectories

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

    public var isWarning: Bool { self == .answer }
  }

  /// Jaccard similarity of word shingles from which texts are taken for the same.
  public static let defaultThreshold = 0.8
  /// Shorter answers are not compared. Words.
  static let shortestAnswer = 4

  /// One row per pair: kind, run, part, other_run, other_part, similarity (1 where it is equality); of runs
  /// with the same text only the first of each part. In the order of kinds, then of the runs' names.
  public let findings: Table
  /// One row per kind: kind, level (leak, warning), pairs, runs.
  public let summary: Table

  /// Pairs that are leaks.
  public var leaks: Int {
    summary.rows.reduce(0) { $0 + ($1[1].text == "leak" ? Int($1[2].integer ?? 0) : 0) }
  }

  private struct Member {
    let run: Int64
    let name: String
    let part: String
    let goal: String
    let answer: String?
    let hindsight: String?
  }

  private struct Pair: Hashable {
    let kind: Kind
    let one: Int
    let other: Int
    let similarity: Double
  }

  /// - Parameter threshold: in (0, 1].
  /// - Throws: `SplitError.unknown`, `StoreError`.
  public init(
    _ name: String, threshold: Double = SplitCheck.defaultThreshold, in store: Store
  ) throws {
    let maker = SplitMaker(store: store)
    guard let split = try maker.stored(name) else {
      throw SplitError.unknown(
        name: name, known: try store.run("splits").rows.compactMap { $0[0].text })
    }
    var members: [Member] = []
    try store.forEachRow(of: "split_texts", ["split_id": .integer(split.id)]) { row in
      members.append(
        Member(
          run: row.integer(0) ?? 0, name: row.text(1) ?? "", part: row.text(2) ?? "",
          goal: row.text(3) ?? "", answer: row.text(4), hindsight: row.text(5)))
    }
    let places = Dictionary(uniqueKeysWithValues: members.enumerated().map { ($1.run, $0) })
    var pairs: Set<Pair> = []
    func add(_ kind: Kind, _ one: Int, _ other: Int, _ similarity: Double) {
      pairs.insert(
        Pair(
          kind: kind, one: min(one, other), other: max(one, other), similarity: similarity))
    }
    // What is the same: the first run of each part stands for those of its part.
    func addSame(_ kind: Kind, _ groups: [String: [Int]]) {
      for group in groups.values {
        var first: [String: Int] = [:]
        for place in group where first[members[place].part] == nil {
          for other in first.values { add(kind, place, other, 1) }
          first[members[place].part] = place
        }
      }
    }
    let units = try maker.units(split.rule, of: split.id)
    var byGroup: [String: [Int]] = [:]
    var byTask: [String: [Int]] = [:]
    for unit in units {
      guard let place = places[unit.run] else { continue }
      for group in unit.groups { byGroup[group, default: []].append(place) }
      byTask[unit.fallback, default: []].append(place)
    }
    addSame(.group, byGroup)
    addSame(.task, byTask)
    addSame(
      .answer,
      Dictionary(grouping: members.indices) { place in
        let answer = members[place].answer ?? ""
        let isLong = answer.split { $0.isWhitespace }.count >= SplitCheck.shortestAnswer
        return isLong ? answer.lowercased() : ""
      }.filter { !$0.key.isEmpty })

    let goals = members.map { Shingles.hashes(of: $0.goal) }
    var index = MinHashIndex()
    for place in members.indices {
      let alike = index.add(goals[place], as: place) { members[$0].part != members[place].part }
      for other in alike {
        let similarity = Shingles.similarity(goals[place], goals[other])
        if similarity >= threshold { add(.goal, place, other, similarity) }
      }
    }
    // Goals are in the index: a hindsight goal is looked up beside them.
    for place in members.indices {
      guard let text = members[place].hindsight else { continue }
      let shingles = Shingles.hashes(of: text)
      for other in index.like(shingles) where members[other].part != members[place].part {
        let similarity = Shingles.similarity(shingles, goals[other])
        if similarity >= threshold {
          pairs.insert(Pair(kind: .hindsight, one: place, other: other, similarity: similarity))
        }
      }
    }
    var runs = MinHashIndex()
    for place in members.indices {
      let shingles = try SplitCheck.shingles(ofRun: members[place].run, store)
      let alike = runs.add(shingles, as: place) { members[$0].part != members[place].part }
      for other in alike {
        let similarity = Shingles.similarity(
          shingles, try SplitCheck.shingles(ofRun: members[other].run, store))
        if similarity >= threshold { add(.trajectory, place, other, similarity) }
      }
    }
    (findings, summary) = SplitCheck.tables(pairs, members)
  }

  /// Thoughts, actions and observations of a run.
  private static func shingles(ofRun id: Int64, _ store: Store) throws -> [UInt64] {
    let run = try store.readFacts { try $0.stageRun(id).value }
    var text = ""
    for step in run.steps {
      for part in [step.thought, step.actionName, step.observation] {
        text += (part ?? "") + "\n"
      }
    }
    return Shingles.hashes(of: text)
  }

  private static func tables(_ pairs: Set<Pair>, _ members: [Member]) -> (Table, Table) {
    var findings = Table(columns: [
      "kind", "run", "part", "other_run", "other_part", "similarity",
    ])
    var summary = Table(columns: ["kind", "level", "pairs", "runs"])
    for kind in Kind.allCases {
      let own = pairs.filter { $0.kind == kind }.sorted {
        $0.one == $1.one ? $0.other < $1.other : $0.one < $1.one
      }
      for pair in own {
        let (one, other) = (members[pair.one], members[pair.other])
        findings.rows.append([
          .text(kind.rawValue), .text(one.name), .text(one.part), .text(other.name),
          .text(other.part), .real(pair.similarity),
        ])
      }
      summary.rows.append([
        .text(kind.rawValue), .text(kind.isWarning ? "warning" : "leak"), .init(own.count),
        .init(Set(own.flatMap { [$0.one, $0.other] }).count),
      ])
    }
    return (findings, summary)
  }
}
