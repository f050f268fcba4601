import Foundation
import RegoalTesting
import Testing

@testable import Experiments

@Suite("A split")
struct SplitTests {
  private static let rule = SplitRule(
    parts: [
      .init(name: "train", fraction: 0.8), .init(name: "validation", fraction: 0.1),
      .init(name: "test", fraction: 0.1),
    ], seed: 7, kinds: ["template", "site"], folds: 5)

  /// Runs of few tasks and groups, so that components have many sizes.
  private static func units(_ count: Int, _ dice: inout Dice) -> [SplitUnit] {
    (0..<count).map { number in
      var groups: [String] = []
      if dice.below(3) > 0 { groups.append("template=\(dice.below(UInt64(count)))") }
      if dice.below(3) == 0 { groups.append("site=\(dice.below(UInt64(count / 2 + 1)))") }
      let key = "k\(dice.below(UInt64(count)))"
      return SplitUnit(
        run: Int64(number), digest: "sha256:\(number)", name: "t\(number)", taskKey: key,
        groups: groups,
        fallback: "task=\(key)")
    }
  }

  private static func nodes(_ unit: SplitUnit) -> [String] {
    unit.groups.isEmpty ? [unit.fallback] : unit.groups
  }

  /// Each run's component by searching, as a set of nodes.
  private static func components(_ units: [SplitUnit]) -> [Set<String>] {
    units.map { unit in
      var found = Set(nodes(unit))
      while true {
        let more = units.filter { !found.isDisjoint(with: nodes($0)) }.flatMap(nodes)
        let all = found.union(more)
        if all == found { return found }
        found = all
      }
    }
  }

  private static func byteOrder(_ names: Set<String>) -> [String] {
    names.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
  }

  @Test("puts a group where Python's hashlib puts it", .enabled(if: Python.isPresent, "no python3"))
  func place() throws {
    let keys = (0..<200).map { "template=\($0)é" } + ["task=a", "site=\u{1F}", "repository=x/y"]
    let seeds: [UInt64] = [0, 42, .max]
    let program = """
      import hashlib, json, sys
      for seed, key in json.load(sys.stdin):
          h = hashlib.sha256(seed.encode() + b"\\x1f" + key.encode()).digest()
          print(repr(int.from_bytes(h[:8], "big") / 2**64))
      """
    let cases = seeds.flatMap { seed in keys.map { [String(seed), $0] } }
    let answer = try Python.run(program, input: JSONEncoder().encode(cases))
    let places = String(decoding: answer, as: UTF8.self).split(separator: "\n").map { Double($0) }
    #expect(
      places == cases.map { SplitRule.place(of: $0[1], seed: UInt64($0[0]) ?? 1) })
    #expect(SplitRule.place(of: "task=a", seed: 42) == 0.13544003408936237)
  }

  @Test("keeps what hangs together in one part, under the smallest name in it; in any order")
  func components() throws {
    var dice = Dice(seed: 3)
    for count in [1, 2, 5, 12, 30, 60] {
      for _ in 0..<4 {
        let units = Self.units(count, &dice)
        let assignment = SplitAssignment(units, Self.rule)
        #expect(assignment.conflicts == [])
        #expect(assignment.new.map(\.run) == units.map(\.run))
        for (new, component) in zip(assignment.new, Self.components(units)) {
          let key = Self.byteOrder(component)[0]
          #expect(new.key == key)
          #expect(new.place.part == Self.rule.part(of: key))
          #expect(new.place.fold == Int(5 * SplitRule.place(of: key, seed: 7)))
        }
        let shuffled = SplitAssignment(units.reversed(), Self.rule)
        #expect(shuffled.new.reversed() == assignment.new)
      }
    }
  }

  @Test(
    "moves nobody when runs come that precede or bridge old groups; who bridges parts is left out")
  func extended() throws {
    var dice = Dice(seed: 4)
    let rule = SplitRule(
      parts: ["a", "b", "c", "d"].map { .init(name: $0, fraction: 0.25) }, seed: 7,
      kinds: ["site", "template"])
    var bridges = 0
    var joined = 0
    for _ in 0..<25 {
      let all = Self.units(60, &dice)
      let old = Array(all[..<48])
      let first = SplitAssignment(old, rule)
      let places = Dictionary(uniqueKeysWithValues: first.new.map { ($0.run, $0.place) })
      let members = all.map { unit in
        var unit = unit
        unit.member = places[unit.run]
        return unit
      }
      let second = SplitAssignment(members, rule)
      let added = Set(second.new.map(\.run))
      #expect(added.isDisjoint(with: old.map(\.run)))
      let components = Self.components(all)
      for new in second.new {
        let mates = zip(members, components).filter { $1 == components[Int(new.run)] }.compactMap {
          $0.0.member
        }
        // Old ones of its component lie in one place, and it lies there; where there are none, the hash decides.
        #expect(Set(mates).count <= 1)
        #expect(new.place == mates.first ?? new.place)
        if !mates.isEmpty { joined += 1 }
        if mates.isEmpty { #expect(new.place.part == rule.part(of: new.key)) }
      }
      for conflict in second.conflicts {
        bridges += 1
        #expect(Set(conflict.runs.compactMap { Int64($0.dropFirst()) }).isDisjoint(with: added))
      }
      #expect(second.new.count + second.conflicts.flatMap(\.runs).count == 12)
    }
    #expect(bridges > 5)
    #expect(joined > 5)
  }

  @Test("puts what touches a held-out list into its part, and tells names that mean nothing")
  func heldOut() throws {
    func unit(_ number: Int, _ key: String, _ groups: [String]) -> SplitUnit {
      SplitUnit(
        run: Int64(number), digest: "sha256:\(number)", name: "t\(number)", taskKey: key,
        groups: groups,
        fallback: "task=\(key)")
    }
    let units = [
      unit(0, "k0", ["template=a"]), unit(1, "k1", ["template=a"]), unit(2, "k2", ["template=b"]),
      unit(3, "k3", []), unit(4, "k4", ["template=c"]), unit(5, "k5", ["template=c"]),
    ]
    var rule = Self.rule
    rule.heldOut = [
      .init(part: "test", names: ["k1", "t3", "nobody", "k4"]),
      .init(part: "validation", names: ["k5"]),
    ]
    let assignment = SplitAssignment(units, rule)
    let parts = Dictionary(uniqueKeysWithValues: assignment.new.map { ($0.run, $0.place.part) })
    #expect(parts[0] == "test" && parts[1] == "test" && parts[3] == "test")
    #expect(parts[2] == rule.part(of: "template=b"))
    #expect(assignment.unknown == ["nobody"])
    #expect(assignment.conflicts.map(\.parts) == [["test", "validation"]])
    #expect(assignment.conflicts.map(\.runs) == [["t4", "t5"]])
  }

  @Test("divides as its fractions say")
  func fractions() {
    let keys = (0..<20_000).map { "task=\($0)" }
    let counts = Dictionary(keys.map { (Self.rule.part(of: $0), 1) }, uniquingKeysWith: +)
    #expect(abs(Double(counts["train"] ?? 0) / 20_000 - 0.8) < 0.01)
    #expect(abs(Double(counts["test"] ?? 0) / 20_000 - 0.1) < 0.01)
  }

  @Test("reads its rule back as it was written")
  func body() throws {
    var rule = Self.rule
    rule.seed = .max
    rule.heldOut = [.init(part: "test", names: ["a\"b", "é"])]
    #expect(SplitRule(bodyJSON: rule.bodyJSON) == rule)
    rule.folds = nil
    #expect(SplitRule(bodyJSON: rule.bodyJSON) == rule)
    #expect(SplitRule(bodyJSON: "{}") == nil)
  }
}
