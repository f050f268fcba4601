/// A run, as far as its place in a split depends on it.
struct SplitUnit: Equatable, Sendable {
  let run: Int64
  /// Of the run.
  let digest: String
  let name: String
  /// nil: the source names none.
  let taskKey: String?
  /// `kind=value` of the chosen kinds; empty: `fallback` stands for them.
  let groups: [String]
  /// `task=KEY`
  let fallback: String
  /// Where it lies already; nil: nowhere.
  var member: Place?

  struct Place: Equatable, Hashable, Sendable {
    let part: String
    let fold: Int?
  }
}

/// A component that touches several parts, so that its new runs go nowhere.
public struct SplitConflict: Equatable, Sendable {
  public let key: String
  /// Sorted.
  public let parts: [String]
  /// Names of the runs that are left out.
  public let runs: [String]
}

/// Which part each run goes to. Pure: the same runs, members and rule give the same places, in any order.
struct SplitAssignment {
  struct New: Equatable, Sendable {
    let run: Int64
    let digest: String
    let place: SplitUnit.Place
    let key: String
  }

  /// In the order of the units.
  private(set) var new: [New] = []
  /// Components that touch several parts, by key.
  private(set) var conflicts: [SplitConflict] = []
  /// Names in the held-out lists that no run and no task has, sorted.
  let unknown: [String]

  init(_ units: [SplitUnit], _ rule: SplitRule) {
    var components = Components()
    let nodes = units.map { unit in
      let names = unit.groups.isEmpty ? [unit.fallback] : unit.groups
      let ids = names.map { components.node($0) }
      for id in ids.dropFirst() { components.join(ids[0], id) }
      return ids[0]
    }
    var listed: [String: String] = [:]
    for list in rule.heldOut { for name in list.names { listed[name] = list.part } }
    var seen: Set<String> = []
    // What pins a component: its members, and the lists.
    var members: [Int: Set<SplitUnit.Place>] = [:]
    var fixed: [Int: Set<String>] = [:]
    for (place, unit) in units.enumerated() {
      let root = components.root(nodes[place])
      if let member = unit.member { members[root, default: []].insert(member) }
      for name in [unit.name, unit.taskKey].compactMap(\.self) {
        guard let part = listed[name] else { continue }
        seen.insert(name)
        fixed[root, default: []].insert(part)
      }
    }
    unknown = listed.keys.filter { !seen.contains($0) }.sorted()
    var left: [Int: [String]] = [:]
    for (place, unit) in units.enumerated() where unit.member == nil {
      let root = components.root(nodes[place])
      let key = components.key(root)
      let frozen = members[root] ?? []
      let lists = fixed[root] ?? []
      let parts = Set(frozen.map(\.part)).union(frozen.isEmpty ? lists : [])
      guard parts.count <= 1, Set(frozen.map(\.fold)).count <= 1 else {
        left[root, default: []].append(unit.name)
        continue
      }
      new.append(
        New(
          run: unit.run, digest: unit.digest,
          place: frozen.first
            ?? SplitUnit.Place(
              part: lists.first ?? rule.part(of: key), fold: rule.fold(of: key)),
          key: key))
    }
    conflicts = left.map { root, names in
      let parts = Set((members[root] ?? []).map(\.part)).union(
        (members[root] ?? []).isEmpty ? fixed[root] ?? [] : [])
      return SplitConflict(key: components.key(root), parts: parts.sorted(), runs: names)
    }.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
  }
}

/// Connected components of named nodes, each known by the smallest name in it.
private struct Components {
  private var ids: [String: Int] = [:]
  private var parent: [Int] = []
  /// Of a root: the smallest name in the order of UTF-8.
  private var smallest: [String] = []

  mutating func node(_ name: String) -> Int {
    if let id = ids[name] { return id }
    let id = parent.count
    ids[name] = id
    parent.append(id)
    smallest.append(name)
    return id
  }

  mutating func root(_ id: Int) -> Int {
    var root = id
    while parent[root] != root { root = parent[root] }
    var at = id
    while parent[at] != root { (at, parent[at]) = (parent[at], root) }
    return root
  }

  mutating func join(_ one: Int, _ other: Int) {
    let (a, b) = (root(one), root(other))
    guard a != b else { return }
    parent[b] = a
    if smallest[b].utf8.lexicographicallyPrecedes(smallest[a].utf8) { smallest[a] = smallest[b] }
  }

  mutating func key(_ id: Int) -> String { smallest[root(id)] }
}
