public import Store
internal import Tables
internal import Trajectories

/// Makes splits, and extends those that are made.
public struct SplitMaker {
  /// What was asked for, where it is left open.
  public struct Wish: Equatable, Sendable {
    /// nil: 80 % train, 10 % validation, 10 % test, or those of the split that is extended.
    public var parts: [SplitRule.Part]?
    public var seed: UInt64?
    /// nil: `template` if any task has one, else `repository`, else the task. `SplitRule.runKind` stands alone.
    public var kinds: [String]?
    public var folds: Int?
    public var heldOut: [SplitRule.HeldOut]

    public init(
      parts: [SplitRule.Part]? = nil, seed: UInt64? = nil, kinds: [String]? = nil,
      folds: Int? = nil, heldOut: [SplitRule.HeldOut] = []
    ) {
      self.parts = parts
      self.seed = seed
      self.kinds = kinds
      self.folds = folds
      self.heldOut = heldOut
    }
  }

  public struct Report: Equatable, Sendable {
    public let rule: SplitRule
    /// Whether the split is new.
    public let isNew: Bool
    /// Runs that were added.
    public let added: Int
    /// Components that reach into several parts.
    public let conflicts: [SplitConflict]
    /// Names in the held-out lists that mean nothing here.
    public let unknown: [String]
  }

  /// What stands under a split by row.
  public static let byRunNote =
    "by row, for comparison: runs of one task may lie in several parts"

  public static let defaultParts = [
    SplitRule.Part(name: "train", fraction: 0.8),
    SplitRule.Part(name: "validation", fraction: 0.1),
    SplitRule.Part(name: "test", fraction: 0.1),
  ]
  public static let defaultSeed: UInt64 = 42

  private let store: Store

  public init(store: Store) { self.store = store }

  /// Makes a split, or adds what has come since to the one of that name. Nothing that is in a part is moved.
  /// - Throws: `SplitError` where the split is made by another rule than the wish, or a part is not known.
  public func make(_ name: String, _ wish: Wish) throws -> Report {
    let known = try stored(name)
    let rule = try known.map { try SplitMaker.expect(wish, $0.rule, name) } ?? rule(for: wish)
    let body = rule.bodyJSON
    let units = try units(rule, of: known?.id)
    let assignment = SplitAssignment(units, rule)
    try store.writeFacts { facts in
      let split = try facts.addSplit(name: name, bodyJSON: body)
      for one in assignment.new {
        try facts.addSplitMember(
          split: split, run: one.run, runDigest: one.digest, part: one.place.part,
          fold: one.place.fold, key: one.key)
      }
    }
    return Report(
      rule: rule, isNew: known == nil, added: assignment.new.count,
      conflicts: assignment.conflicts, unknown: assignment.unknown)
  }

  /// All runs, with the groups that a rule reads.
  /// - Parameter split: row of the split whose members are told; nil: none.
  func units(_ rule: SplitRule, of split: Int64?) throws -> [SplitUnit] {
    let kinds = Set(rule.kinds)
    var groups: [Int64: [String]] = [:]
    try store.forEachRow(of: "groups_of_tasks") { row in
      let kind = row.text(1) ?? ""
      guard kinds.contains(kind) else { return }
      groups[row.integer(0) ?? 0, default: []].append("\(kind)=\(row.text(2) ?? "")")
    }
    var units: [SplitUnit] = []
    try store.forEachRow(
      of: "split_units", ["split_id": .init(split)]
    ) { row in
      let key = row.text(4)
      units.append(
        SplitUnit(
          run: row.integer(0) ?? 0, digest: row.text(1) ?? "", name: row.text(2) ?? "",
          taskKey: key,
          groups: rule.isByRun
            ? ["\(SplitRule.runKind)=\(row.text(1) ?? "")"]
            : row.integer(3).flatMap { groups[$0] } ?? [],
          fallback: "task=" + (key ?? Digest.of(row.text(5) ?? "")),
          member: row.text(6).map { SplitUnit.Place(part: $0, fold: row.int(7)) }))
    }
    return units
  }

  /// nil: there is no split of that name.
  public func rule(of name: String) throws -> SplitRule? { try stored(name)?.rule }

  func stored(_ name: String) throws -> (id: Int64, rule: SplitRule)? {
    guard let row = try store.run("find_split", ["name": .text(name)]).rows.first,
      let id = row[0].integer
    else { return nil }
    guard let rule = SplitRule(bodyJSON: row[2].text ?? "") else {
      throw SplitError.unreadable(name: name)
    }
    return (id, rule)
  }

  private func rule(for wish: Wish) throws -> SplitRule {
    let rule = SplitRule(
      parts: wish.parts ?? SplitMaker.defaultParts, seed: wish.seed ?? SplitMaker.defaultSeed,
      kinds: try wish.kinds ?? defaultKinds(), folds: wish.folds, heldOut: wish.heldOut)
    for list in rule.heldOut where !rule.parts.contains(where: { $0.name == list.part }) {
      throw SplitError.unknownPart(name: list.part, known: rule.parts.map(\.name))
    }
    return rule
  }

  /// Kinds that are there, with how many tasks have them.
  public func kinds() throws -> [String: Int] {
    var counts: [String: Int] = [:]
    try store.forEachRow(of: "groups_of_tasks") { counts[$0.text(1) ?? "", default: 0] += 1 }
    return counts
  }

  private func defaultKinds() throws -> [String] {
    let present = try kinds()
    return ["template", "repository"].first { present[$0] != nil }.map { [$0] } ?? []
  }

  /// The rule of a split that is there; whatever is wished has to be in it.
  private static func expect(
    _ wish: Wish, _ rule: SplitRule, _ name: String
  ) throws -> SplitRule {
    let differs =
      wish.parts.map { $0 != rule.parts } ?? false || wish.seed.map { $0 != rule.seed } ?? false
      || wish.kinds.map { SplitRule(parts: [], kinds: $0).kinds != rule.kinds } ?? false
      || wish.folds.map { $0 != rule.folds } ?? false
      || (!wish.heldOut.isEmpty && wish.heldOut != rule.heldOut)
    guard !differs else { throw SplitError.otherRule(name: name) }
    return rule
  }
}

/// Why no split is made.
public enum SplitError: Error, Equatable {
  /// A split of that name is there, and was made in another way.
  case otherRule(name: String)
  case unknownPart(name: String, known: [String])
  case unreadable(name: String)
  /// There is no split of that name, or none is named and there are several.
  case unknown(name: String?, known: [String])
}
