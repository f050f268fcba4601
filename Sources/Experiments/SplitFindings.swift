/// What lies in two parts of a split, as it is found.
struct SplitFindings {
  struct Pair {
    let similarity: Double
    /// What both have: groups, a task, entities; empty where similarity says it.
    var shared: Set<String> = []
  }

  /// Places of two members; of a hindsight goal, that of its run is the first, else the smaller one.
  struct Place: Hashable {
    let one: Int
    let other: Int
  }

  private let members: [SplitMember]
  private(set) var pairs: [SplitCheck.Kind: [Place: Pair]] = [:]
  /// Runs that have to be left out for nothing to leak, with the kinds of their leaks.
  private(set) var leaking: [Int: Set<SplitCheck.Kind>] = [:]
  /// Runs whose hindsight goal leaks.
  private(set) var leakingHindsight: Set<Int> = []

  init(_ members: [SplitMember]) { self.members = members }

  /// What is the same in some members, of whatever parts: the first of each part is named; all but those of the last
  /// part leak.
  mutating func addSame(_ kind: SplitCheck.Kind, _ places: [Int], shared: String? = nil) {
    var first: [Int: Int] = [:]
    for place in places where first[members[place].order] == nil {
      for other in first.values { add(kind, place, other, 1, shared) }
      first[members[place].order] = place
    }
    guard !kind.isWarning, first.count > 1, let last = first.keys.max() else { return }
    for place in places where members[place].order < last {
      leaking[place, default: []].insert(kind)
    }
  }

  /// Two members that are alike, each with those of its part whose text is the same.
  mutating func addAlike(
    _ kind: SplitCheck.Kind, _ one: [Int], _ other: [Int], _ similarity: Double
  ) {
    guard let first = one.first, let second = other.first else { return }
    add(kind, first, second, similarity, nil)
    let earlier = members[first].order < members[second].order ? one : other
    for place in earlier { leaking[place, default: []].insert(kind) }
  }

  /// A hindsight goal, of one run or several of a part, that is like a goal.
  mutating func addHindsight(_ one: [Int], _ other: [Int], _ similarity: Double) {
    guard let first = one.first, let second = other.first else { return }
    pairs[.hindsight, default: [:]][Place(one: first, other: second)] = Pair(
      similarity: similarity)
    leakingHindsight.formUnion(one)
  }

  private mutating func add(
    _ kind: SplitCheck.Kind, _ one: Int, _ other: Int, _ similarity: Double, _ shared: String?
  ) {
    let place = Place(one: min(one, other), other: max(one, other))
    pairs[kind, default: [:]][place, default: Pair(similarity: similarity)].shared.formUnion(
      shared.map { [$0] } ?? [])
  }
}
