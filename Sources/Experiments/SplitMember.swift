internal import Store
internal import Tables

/// A run of a split, as far as its check looks at it.
struct SplitMember {
  let run: Int64
  let name: String
  let part: String
  /// Place of the part in the order of the split's rule: parts for training stand first.
  let order: Int
  let goal: String
  let answer: String?
  /// nil: the policy applied last accepts none.
  let hindsight: String?
  /// `task=KEY`; of a run without a key the digest of its goal.
  let task: String
  /// `kind=value` of the kinds that the split is made by.
  let groups: [String]

  /// In the order of names.
  static func all(of split: Int64, _ rule: SplitRule, in store: Store) throws -> [SplitMember] {
    var units: [Int64: SplitUnit] = [:]
    for unit in try SplitMaker(store: store).units(rule, of: split) where unit.member != nil {
      units[unit.run] = unit
    }
    let order = Dictionary(uniqueKeysWithValues: rule.parts.enumerated().map { ($1.name, $0) })
    var members: [SplitMember] = []
    try store.forEachRow(of: "split_texts", ["split_id": .integer(split)]) { row in
      guard let unit = units.removeValue(forKey: row.integer(0) ?? 0) else { return }
      let part = row.text(2) ?? ""
      members.append(
        SplitMember(
          run: unit.run, name: unit.name, part: part, order: order[part] ?? order.count,
          goal: row.text(3) ?? "", answer: row.text(4), hindsight: row.text(5),
          task: unit.fallback, groups: unit.groups))
    }
    return members
  }
}
