import RegoalTesting
import SQLFiles
import Store
import Tables
import Testing
import Trajectories

@testable import Experiments

@Suite("The check of a split")
struct SplitCheckTests {
  private static func store(_ runs: [Trajectory]) throws -> Store {
    let store = try Store(path: ":memory:", access: .create, catalog: try SQLCatalog.embedded())
    try add(runs, to: store)
    return store
  }

  private static func add(_ runs: [Trajectory], to store: Store) throws {
    try store.writeFacts { facts in
      let source = try facts.source(label: "test", format: "regoal", file: "-")
      for run in runs { _ = try facts.add(run, source: source) }
    }
  }

  private static func run(
    _ id: String, task: String? = nil, groups: [TaskReference.Group] = [], goal: String,
    seen: String = "", answer: String? = nil
  ) -> Trajectory {
    Trajectory(
      sourceLabel: "test", id: id,
      task: TaskReference(key: task ?? id, benchmark: nil, domain: nil, groups: groups),
      goal: goal, steps: seen.isEmpty ? [] : [Step(observation: seen)], finalAnswer: answer,
      success: false)
  }

  /// Parts in this order, each with the runs that lie in it; others lie in the first.
  private static func split(_ store: Store, _ parts: [(String, [String])]) throws -> SplitCheck {
    var wish = SplitMaker.Wish()
    wish.parts = parts.enumerated().map { .init(name: $1.0, fraction: $0 == 0 ? 1 : 0) }
    wish.heldOut = parts.dropFirst().map { .init(part: $0.0, names: $0.1) }
    _ = try SplitMaker(store: store).make("main", wish)
    return try SplitCheck("main", in: store)
  }

  private static func pairs(_ check: SplitCheck, _ kind: SplitCheck.Kind) -> [[String]] {
    check.findings.rows.filter { $0[0].text == kind.rawValue }.map { row in
      [1, 3].map { row[$0].text ?? "" }
    }
  }

  private static func leftOut(_ check: SplitCheck) -> [String: String] {
    Dictionary(
      uniqueKeysWithValues: check.drop.runs.rows.map { row in
        (row[0].text ?? "", [2, 3].map { row[$0].text ?? "" }.joined(separator: " "))
      })
  }

  // MARK: At scale

  private static func words(_ count: Int, _ dice: inout Dice) -> [String] {
    (0..<count).map { _ in "w\(dice.below(3_000))" }
  }

  /// By the definition, on words that stand in the text.
  private static func jaccard(_ one: [String], _ other: [String]) -> Double {
    func triples(_ words: [String]) -> Set<[String]> {
      Set((0...(words.count - 3)).map { Array(words[$0..<$0 + 3]) })
    }
    let (a, b) = (triples(one), triples(other))
    return Double(a.intersection(b).count) / Double(a.union(b).count)
  }

  @Test("finds every goal and run planted at Jaccard 0.9 among 10,000 others, and no other pair")
  func planted() throws {
    var dice = Dice(seed: 21)
    var runs = (0..<10_000).map { number in
      Self.run(
        "r\(number)", goal: Self.words(16, &dice).joined(separator: " "),
        seen: Self.words(40, &dice).joined(separator: " "))
    }
    var test = (0..<10_000).filter { $0 % 5 == 0 }.map { "r\($0)" }
    var planted: [SplitCheck.Kind: Set<[String]>] = [.goal: [], .trajectory: []]
    for number in 0..<100 {
      // 57 shingles, of which a changed word takes three and gives three others: 54 of 60.
      let words = Self.words(59, &dice)
      var other = words
      other[3 + number % 53] = "changed\(number)"
      #expect(Self.jaccard(words, other) == 0.9)
      let kind = number % 2 == 0 ? SplitCheck.Kind.goal : .trajectory
      let ids = ["plant\(number)a", "plant\(number)b"]
      for (id, text) in zip(ids, [words, other]) {
        let text = text.joined(separator: " ")
        let filler = Self.words(20, &dice).joined(separator: " ")
        runs.append(
          Self.run(
            id, goal: kind == .goal ? text : filler, seen: kind == .goal ? filler : text))
      }
      test.append(ids[1])
      planted[kind]?.insert(ids)
    }
    let check = try Self.split(try Self.store(runs), [("train", []), ("test", test)])
    for kind in [SplitCheck.Kind.goal, .trajectory] {
      #expect(Set(Self.pairs(check, kind)) == planted[kind])
    }
    #expect(check.findings.rows.count == 100)
    #expect(check.findings.rows.allSatisfy { $0[5] == .real(0.9) })
    #expect(Set(Self.leftOut(check).keys) == Set((0..<100).map { "plant\($0)a" }))
  }

  // MARK: Leaving out

  private static let goal =
    "find the cheapest red lamp in the shop on the corner of the main street before noon today"

  @Test("leaves out the run of the earlier part, whatever becomes of the later one")
  func earlier() throws {
    let check = try Self.split(
      try Self.store([
        Self.run("a", goal: Self.goal), Self.run("b", goal: Self.goal + " please"),
        Self.run("c", goal: Self.goal + " please now"), Self.run("d", goal: "buy two tickets"),
        Self.run("e", goal: "sell one of the old chairs"),
        Self.run("same1", goal: Self.goal), Self.run("same2", goal: Self.goal),
      ]), [("train", []), ("validation", ["b", "e"]), ("test", ["c"])])
    #expect(
      Self.leftOut(check)
        == ["a": "run", "b": "run", "same1": "run", "same2": "run"]
        .mapValues { $0 + #" ["goal"]"# })
    // Of the runs that have the same goal the first is named.
    #expect(Self.pairs(check, .goal) == [["a", "b"], ["a", "c"], ["b", "c"]])
    #expect(check.drop.emptied == [])
    #expect(
      check.drop.parts.rows.map { $0.prefix(4).map(\.displayText) } == [
        ["train", "4", "3", "1"], ["validation", "2", "1", "1"], ["test", "1", "0", "1"],
      ])
    let counts = check.drop.counts(in: ["train"])
    #expect(counts.kinds == ["goal": 3] && counts.runs == 3 && counts.pairs == 0)
    #expect(check.drop.counts(in: ["test"]).runs == 0)
  }

  @Test("says where a part is emptied, which mends nothing")
  func emptied() throws {
    let check = try Self.split(
      try Self.store([Self.run("a", goal: Self.goal), Self.run("b", goal: Self.goal + " please")]),
      [("train", []), ("test", ["b"])])
    #expect(check.drop.emptied == ["train"])
  }

  @Test(
    "leaves what a check finds nothing in, and no more than leaks",
    arguments: [1, 2, 3, 4] as [UInt64]
  )
  func mends(_ seed: UInt64) throws {
    var dice = Dice(seed: seed)
    // Few goals with small changes, so that many are alike; some runs share a task.
    let goals = (0..<12).map { _ in Self.words(30, &dice) }
    var runs: [Trajectory] = []
    for number in 0..<150 {
      var words = goals[Int(dice.below(12))]
      for _ in 0..<dice.below(3) { words[Int(dice.below(30))] = "x\(dice.below(9))" }
      let isAlone = number % 10 < 4
      if isAlone { words = Self.words(30, &dice) }
      runs.append(
        Self.run(
          "r\(number)", task: isAlone ? nil : "k\(dice.below(120))",
          goal: words.joined(separator: " "), seen: Self.words(12, &dice).joined(separator: " ")))
    }
    let parts: [SplitRule.Part] = [
      .init(name: "train", fraction: 0.6), .init(name: "validation", fraction: 0.2),
      .init(name: "test", fraction: 0.2),
    ]
    let wish = SplitMaker.Wish(parts: parts, kinds: [SplitRule.runKind])
    let store = try Self.store(runs)
    _ = try SplitMaker(store: store).make("rows", wish)
    let check = try SplitCheck("rows", in: store)
    #expect(check.leaks > 20)
    #expect(check.drop.emptied == [])
    let leftOut = Set(Self.leftOut(check).keys)
    #expect(!leftOut.isEmpty && leftOut.count < runs.count)
    let kept = try Self.store(runs.filter { !leftOut.contains($0.id) })
    _ = try SplitMaker(store: kept).make("rows", wish)
    #expect(try SplitCheck("rows", in: kept).leaks == 0)
    // By counting each pair of goals: every run that leaks into a later part is left out, and no other.
    let places = Dictionary(
      uniqueKeysWithValues: try store.run(
        "members_of_split",
        ["split": .text("rows"), "parts": .text(#"["train","validation","test"]"#)]
      ).rows.map { ($0[0].integer ?? 0, $0[1].text ?? "") })
    let order = ["train": 0, "validation": 1, "test": 2]
    func place(_ number: Int) -> Int { order[places[Int64(number + 1)] ?? ""] ?? 3 }
    for one in runs.indices {
      let leaks = runs.indices.contains { other in
        guard place(one) < place(other) else { return false }
        let goals = [one, other].map { runs[$0].goal.split(separator: " ").map(String.init) }
        return runs[one].task.key == runs[other].task.key || Self.jaccard(goals[0], goals[1]) >= 0.8
      }
      #expect(leftOut.contains(runs[one].id) == leaks, "\(runs[one].id)")
    }
  }

  // MARK: Entities

  @Test(
    "takes addresses, pages and codes for entities, and amounts, dates and quantities for none",
    arguments: [
      ("Mail John.Doe@Example.com.", ["john.doe@example.com"]),
      ("see (https://shop.example/a/42/), or www.example.org", ["https://shop.example/a/42"]),
      ("order #W2378156, user yusuf_rossi_9620!", ["w2378156", "yusuf_rossi_9620"]),
      ("zip 19122, zip 1912", ["19122"]), ("ISSUE ab-123 and a-12", ["ab-123"]),
      ("$1,299.00 on 2024-05-01 or 05/01/2024 at 10:30:00, 500gb, 1080p, 12345.67", []),
      ("2024-05-15t14 iphone13 windows10 two@signs@here a@b", []), ("w123w w123w", ["w123w"]),
    ])
  func entities(_ text: String, _ expected: [String]) {
    #expect(SplitEntities.all(in: text) == expected)
  }

  @Test("warns of entities that two to five tasks name, and leaves nothing out for them")
  func sharedEntities() throws {
    var runs = [
      Self.run("a", goal: "cancel order W2378156 for me"),
      Self.run("b", goal: "what is late", answer: "w2378156 and X9981Y"),
      Self.run("c1", task: "c", goal: "send X9981Y"),
      Self.run("c2", task: "c", goal: "send X9981Y"),
      Self.run("d1", task: "d", goal: "open 77123"),
      Self.run("d2", task: "d", goal: "read 77123"),
    ]
    runs += (0..<6).map { Self.run("common\($0)", goal: "number \($0) of AB-1234") }
    let check = try Self.split(
      try Self.store(runs), [("train", []), ("test", ["b", "common3", "common4"])])
    #expect(Self.pairs(check, .entity) == [["a", "b"], ["b", "c1"]])
    #expect(check.findings.rows.map { $0[6] } == [.text(#"["w2378156"]"#), .text(#"["x9981y"]"#)])
    #expect(check.leaks == 0)
    #expect(check.drop.runs.rows.isEmpty)
  }

  // MARK: Extending

  @Test(
    "moves no old task when 20 % more come, which bridge old groups and precede them",
    arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
  func extended(_ seed: UInt64) throws {
    var dice = Dice(seed: seed)
    func template(_ value: String) -> TaskReference.Group { .init(kind: "template", value: value) }
    func site(_ value: String) -> TaskReference.Group { .init(kind: "site", value: value) }
    let old = (0..<200).map { number in
      var groups: [TaskReference.Group] = []
      if number % 4 > 0 { groups.append(template("m\(dice.below(80))")) }
      if number % 7 == 0 { groups.append(site("n\(dice.below(20))")) }
      return Self.run("old\(number)", task: "k\(number)", groups: groups, goal: "g\(number)")
    }
    let new = (0..<40).map { number in
      let groups: [TaskReference.Group]
      switch number % 4 {
      // Ties an old template to an old site.
      case 0: groups = [template("m\(dice.below(80))"), site("n\(dice.below(20))")]
      // 'site=!' is smaller than any name before: the component gets another key.
      case 1: groups = [template("m\(dice.below(80))"), site("!\(number)")]
      // Groups of their own, before and behind the old ones.
      case 2: groups = [site("!\(number)")]
      default: groups = [template("z\(number)")]
      }
      return Self.run("new\(number)", task: "a\(number)", groups: groups, goal: "h\(number)")
    }
    let store = try Self.store(old)
    let maker = SplitMaker(store: store)
    let parts = ["a", "b", "c", "d"].map { SplitRule.Part(name: $0, fraction: 0.25) }
    let wish = SplitMaker.Wish(parts: parts, kinds: ["site", "template"], folds: 4)
    _ = try maker.make("main", wish)
    func places() throws -> [String: SplitUnit] {
      let split = try #require(try maker.stored("main"))
      let units = try maker.units(split.rule, of: split.id)
      return Dictionary(uniqueKeysWithValues: units.map { ($0.name, $0) })
    }
    let before = try places()
    #expect(before.count == 200 && before.values.allSatisfy { $0.member != nil })
    try Self.add(new, to: store)
    let report = try maker.make("main", wish)
    let after = try places()
    for (name, unit) in before { #expect(after[name]?.member == unit.member, "\(name)") }
    // It was put to the test: some joined old groups under a smaller key, some would have tied parts together.
    let leftOut = Set(report.conflicts.flatMap(\.runs))
    #expect(report.conflicts.contains { $0.parts.count > 1 })
    #expect(report.added + leftOut.count == 40)
    let preceding = new.indices.filter { $0 % 4 == 1 }.map { "new\($0)" }
    let joined = preceding.filter { name in
      guard !leftOut.contains(name), let own = after[name] else { return false }
      return old.contains { !Set(own.groups).isDisjoint(with: after[$0.id]?.groups ?? []) }
    }
    #expect(joined.count > 3)
    // What was made anew would have moved some: the frozen members are what holds them.
    _ = try maker.make("fresh", wish)
    let split = try #require(try maker.stored("fresh"))
    let anew = try maker.units(split.rule, of: split.id)
    #expect(anew.contains { unit in before[unit.name].map { $0.member != unit.member } ?? false })
    // The check finds groups in two parts only where a conflict was told.
    #expect(try SplitCheck("main", in: store).summary.rows[0][2] == .integer(0))
  }
}
