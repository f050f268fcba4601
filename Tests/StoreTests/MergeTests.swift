import Foundation
import RegoalTesting
import SQLFiles
import Tables
import Testing
import Trajectories

@testable import Store

private func store(_ records: [LogRecord]..., file: String = "a.jsonl") throws -> Store {
  let store = try memory()
  for one in records { try ingest(one, into: store, file: file) }
  return store
}

/// A new database of others.
private func union(_ sources: [Store]) throws -> Store {
  let target = try memory()
  _ = try target.merge(sources)
  #expect(try target.check(deep: true).allSatisfy(\.isFine))
  return target
}

private let run = Trajectory(sourceLabel: "test", id: "t1", goal: "g", steps: [], success: false)

/// What one machine made of a run: `answer` shapes what is sampled, the outcome is the same everywhere.
private func sampling(
  _ answer: String, attempts: Int = 2, outcome: String = "found", call: String? = nil
) -> [LogRecord] {
  let place = at("t1", "r1", extract: "o1")
  return [
    .trajectory(run),
    .detection(Detection(isFailure: true, failureType: "incomplete"), at: at("t1", "d1")),
    .outcome(Outcome(achievements: [outcome]), at: at("t1", "o1")),
  ]
    + (1...attempts).flatMap { k -> [LogRecord] in
      [
        .attempt(
          Attempt(k: k, hindsightGoal: "\(answer) \(k)", valid: true, confidence: 0.75), at: place),
        .vote(
          Vote(valid: true, confidence: 0.5, reason: answer), judge: .name("j1"), k: k,
          goalIndex: 0, at: place),
      ]
    }
    + [.collection(Collection(attemptsMax: attempts), panel: [.name("j1")], at: place)]
}

/// Series, k and goal of each attempt, with the series of its outcome and of its votes.
private let answers = """
  SELECT attempt.series || ' ' || k || ' ' || hindsight_goal || ' on ' || outcome.series || ' '
    || achievements_json || ' votes ' || coalesce(group_concat(vote.series), '')
  FROM outcome JOIN attempt ON attempt.outcome_id = outcome.id
  LEFT JOIN vote ON vote.attempt_id = attempt.id GROUP BY attempt.id ORDER BY 1
  """

@Suite("A merge")
struct MergeTests {
  @Test(
    "of a database with a row in every table into an empty one gives the same dump; twice adds nothing"
  )
  func full() throws {
    let folder = try Folder()
    try makeFullDatabase(at: folder.path + "full.db")
    let full = try Store(path: folder.path + "full.db", access: .read, catalog: .embedded())
    let target = try memory()
    let first = try target.merge([full])
    #expect(first.counts.values.allSatisfy { $0.present == 0 })
    #expect(try target.dumped() == full.dumped())
    #expect(try target.digests() == full.digests())
    let second = try target.merge([full])
    #expect(second.counts.values.allSatisfy { $0.added == 0 })
    #expect(second.counts.mapValues(\.present) == first.counts.mapValues(\.added))
    #expect(try target.dumped() == full.dumped())
    #expect(try target.check(deep: true).allSatisfy(\.isFine))
  }

  @Test("of ten shards in any order, tree by tree, is the whole", arguments: 0..<6)
  func shards(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    let runs = (0..<40).map { randomRun($0, &dice) }
    let whole = try store(runs.flatMap { $0 })
    let order = (0..<40).map { _ in dice.pick(10) }
    var shards = try (0..<10).map { shard in
      try store(zip(order, runs).filter { $0.0 == shard }.flatMap(\.1))
    }
    // Some overlap: what two shards have comes in once.
    try ingest(runs[0], into: shards[3])
    try ingest(runs[1], into: shards[3])
    while shards.count > 1 {
      let group = (0..<min(shards.count, 2 + dice.pick(3))).map { _ in
        shards.remove(at: dice.pick(shards.count))
      }
      if dice.pick(2) == 0 {
        shards.append(try union(group))
      } else {
        _ = try group[0].merge(Array(group.dropFirst()))
        shards.append(group[0])
      }
    }
    #expect(try shards[0].dumped() == whole.dumped())
  }

  @Test("keeps other answers of a run together in a series of their own, whatever the order")
  func otherAnswers() throws {
    let sources = try [store(sampling("red")), store(sampling("blue", attempts: 3))]
    let one = try union(sources)
    #expect(try union(sources.reversed()).dumped() == one.dumped())
    let kept = try one.texts(answers).compactMap { $0 }
    let (main, second) = kept[0].contains("red") ? ("red", "blue") : ("blue", "red")
    func lines(_ series: String, _ answer: String) -> [String] {
      (1...(answer == "red" ? 2 : 3)).map {
        "\(series) \($0) \(answer) \($0) on main [\"found\"] votes \(series)"
      }
    }
    #expect(kept == lines("main", main) + lines("main~2", second))
    #expect(try one.texts("SELECT count(*) FROM detection") == ["1"])
    #expect(
      try one.texts("SELECT series || attempts_max FROM collection ORDER BY 1")
        == ["main\(main == "red" ? 2 : 3)", "main~2\(second == "red" ? 2 : 3)"])
    // What is there stays, and is there.
    for source in sources {
      let again = try one.merge([source])
      #expect(again.counts.values.allSatisfy { $0.added == 0 })
      #expect(again.movedCount == 0)
    }
    let third = try one.merge([store(sampling("green", attempts: 1))])
    #expect(third.movedCount == 3)
    #expect(third.moved == [.init(what: "t1", outcome: "main~3")])
    #expect(try one.merge([union(sources)]).counts.values.allSatisfy { $0.added == 0 })
  }

  @Test("never moves what is stored here")
  func staying() throws {
    for (own, other) in [("red", "blue"), ("blue", "red")] {
      let target = try store(sampling(own))
      let before = try target.dumped()
      _ = try target.merge([store(sampling(other))])
      let after = Set(try target.dumped().split(separator: "\n"))
      #expect(before.split(separator: "\n").allSatisfy { after.contains($0) })
      #expect(try target.texts(answers)[0]?.hasPrefix("main 1 \(own) 1") == true)
    }
  }

  @Test("takes along what an answer hangs on, so that a query of its series finds it")
  func alongside() throws {
    let target = try store(sampling("red", attempts: 1))
    _ = try target.merge([store(sampling("blue", attempts: 1, outcome: "other"))])
    _ = try target.merge([store(sampling("green", attempts: 1, outcome: "other"))])
    #expect(
      try target.texts(answers) == [
        #"main 1 red 1 on main ["found"] votes main"#,
        #"main~2 1 blue 1 on main~2 ["other"] votes main~2"#,
        #"main~3 1 green 1 on main~3 ["other"] votes main~3"#,
      ])
    #expect(try target.check(deep: true).allSatisfy(\.isFine))
  }

  @Test("opens series beside series that earlier merges opened")
  func numbered() throws {
    let first = try store(sampling("red", attempts: 1))
    _ = try first.merge([store(sampling("blue", attempts: 1))])
    let second = try store(sampling("green", attempts: 1))
    _ = try second.merge([store(sampling("pink", attempts: 1))])
    _ = try first.merge([second])
    #expect(
      try first.texts(answers).compactMap { $0?.split(separator: " ") }.map { $0[0] + " " + $0[2] }
        == ["main red", "main~2 blue", "main~3 green", "main~4 pink"])
    #expect(try first.merge([second]).counts.values.allSatisfy { $0.added == 0 })
  }

  @Test("asks the request of another answer in its series, and what repairs it too")
  func calls() throws {
    func answered(_ text: String) throws -> Store {
      var call = testCall
      call.text = text
      var repair = testRepair
      repair.text = text
      return try store([
        .trajectory(run), .modelCall(call, at: [runPlace("t1")]),
        .modelCall(repair, at: [runPlace("t1")]),
        .detection(Detection(explanation: text, call: repair.digest), at: at("t1", "d1")),
      ])
    }
    let target = try answered("one")
    let report = try target.merge([answered("two")])
    #expect(report.moved == [.init(what: "t1", outcome: "main~2")])
    let linked = """
      SELECT detection.series || ' ' || explanation || ' ' || model_call.series || ' '
        || model_call.answer_text
        || ' ' || repaired.series || ' ' || repaired.answer_text
      FROM detection JOIN model_call ON model_call.id = call_id
      JOIN model_call AS repaired ON repaired.id = model_call.repairs_id ORDER BY 1
      """
    #expect(
      try target.texts(linked) == [
        "main one main one main one", "main~2 two main~2 two main~2 two",
      ])
    #expect(try target.check(deep: true).allSatisfy(\.isFine))
    #expect(try target.merge([answered("two")]).counts.values.allSatisfy { $0.added == 0 })
  }

  @Test("gives verdicts and prices the next number, and a split another name")
  func numbers() throws {
    func rated(_ verdict: Annotation.Verdict, _ dollars: Double, _ parts: String) throws -> Store {
      let store = try store(
        sampling("red"),
        [
          .annotation(
            Annotation(annotator: "a1", verdict: verdict), target: .attempt(k: 1, goalIndex: 0),
            frame: nil, at: at("t1", "r1", extract: "o1")),
          .price(
            Price(
              model: "m", validFrom: "2026-01-01", promptUSDPerMillion: dollars,
              completionUSDPerMillion: 1)),
        ])
      try store.writeFacts { facts in
        let split = try facts.addSplit(name: "s", bodyJSON: parts)
        let member = try #require(try facts.trajectories(id: "t1", label: nil).first)
        try facts.addSplitMember(
          split: split, run: member.id, runDigest: member.digest, part: "train", fold: nil, key: "k"
        )
      }
      return store
    }
    let target = try rated(.valid, 1, "{}")
    let other = try rated(.invalid, 2, #"{"parts":[]}"#)
    let report = try target.merge([other])
    #expect(report.renamed.map(\.outcome) == ["seq 2", "seq 2", "s~2"])
    #expect(
      try target.texts("SELECT seq || verdict FROM annotation ORDER BY 1") == [
        "1valid", "2invalid",
      ])
    #expect(try target.texts("SELECT seq FROM price ORDER BY 1") == ["1", "2"])
    #expect(
      try target.texts(
        "SELECT name || part FROM split_member JOIN split ON split.id = split_id ORDER BY 1")
        == ["strain", "s~2train"])
    #expect(try target.check(deep: true).allSatisfy(\.isFine))
    #expect(try target.merge([other]).counts.values.allSatisfy { $0.added == 0 })
  }

  @Test("keeps a result that cannot stand beside another in quarantine, as its line")
  func refused() throws {
    func measured(_ value: Double) throws -> Store {
      try store([
        .arm(ArmDeclaration(name: "full", label: "test")),
        .evaluation(Evaluation(metric: "success_rate", value: value), arm: .name("full")),
      ])
    }
    let target = try measured(0.25)
    let report = try target.merge([measured(0.5)])
    #expect(report.refused.count == 1)
    #expect(
      try target.texts("SELECT json_extract(record, '$.value') FROM quarantine") == ["0.5"])
    #expect(try target.merge([measured(0.5)]).counts.values.allSatisfy { $0.added == 0 })
  }

  @Test("keeps both contents of one id, and says so")
  func namesakes() throws {
    let target = try store([.trajectory(run), .detection(Detection(), at: at("t1", "d1"))])
    var twin = run
    twin.goal = "another goal"
    let report = try target.merge([
      store([.trajectory(twin), .detection(Detection(weight: 0.5), at: at("t1", "d1"))])
    ])
    #expect(report.namesakes == ["t1"])
    #expect(report.movedCount == 0)
    #expect(
      try target.texts(
        "SELECT goal || coalesce(weight, '') FROM trajectory JOIN detection ON trajectory.id = trajectory_id ORDER BY 1"
      ) == ["another goal0.5", "g"])
  }

  @Test("lets tombstones win, wherever they are", arguments: [true, false])
  func tombstones(isHere: Bool) throws {
    let there = try store(sampling("red"))
    let bad = "not JSON"
    try there.writeFacts {
      _ = try $0.addQuarantine(
        label: "test", format: "regoal", file: "a.jsonl", line: 9, reason: "r",
        record: Array(bad.utf8))
    }
    let forgetful = try union([there])
    let row = try #require(try forgetful.run("runs_named", ["name": .text("t1")]).rows.first)
    _ = try forgetful.forget(
      trajectory: row[0].integer ?? 0, externalID: "t1", digest: run.digest, reason: "secret",
      at: "2026-01-02T03:04:05Z")
    _ = try forgetful.forget(
      quarantineOf: "a.jsonl", line: 9, reason: "secret", at: "2026-01-02T03:04:05Z")
    let target = isHere ? forgetful : there
    let report = try target.merge([isHere ? there : forgetful])
    #expect(report.removed == (isHere ? [] : ["t1", "a.jsonl:9"]))
    #expect(report.forgottenCount == (isHere ? 2 : 0))
    for table in ["trajectory", "detection", "vote", "collection", "quarantine"] {
      #expect(try target.texts("SELECT count(*) FROM \(table)") == ["0"])
    }
    #expect(try target.texts("SELECT count(*) FROM tombstone") == ["2"])
    #expect(try target.check(deep: true).allSatisfy(\.isFine))
  }

  @Test("with itself is refused")
  func itself() throws {
    let folder = try Folder()
    try makeFullDatabase(at: folder.path + "a.db")
    let target = try Store(path: folder.path + "a.db", access: .write, catalog: .embedded())
    let same = try Store(path: folder.path + "./a.db", access: .read, catalog: .embedded())
    #expect(throws: StoreError.mergedWithItself(path: same.path)) { try target.merge([same]) }
  }

  /// A run with what is known of it, some of it in a second series.
  private func randomRun(_ number: Int, _ dice: inout Dice) -> [LogRecord] {
    let id = "t\(number)"
    var run = Trajectory(
      sourceLabel: dice.pick(3) == 0 ? "other" : "test", id: id, goal: "goal \(number)",
      steps: (0..<dice.pick(3)).map { Step(actionInputJSON: "{\"n\":\($0)}") },
      success: dice.pick(4) == 0 ? nil : false, reward: dice.unit())
    run.task = TaskReference(key: "task \(dice.pick(9))", benchmark: nil, domain: nil)
    var records: [LogRecord] = [.trajectory(run)]
    func place(_ config: String, _ series: String, _ extract: String? = nil) -> FactPlace {
      at(id, config, extract: extract, series: series, label: run.sourceLabel, isLabelStated: true)
    }
    for series in ["main", "s"] where dice.pick(3) > 0 {
      records.append(
        .detection(Detection(severity: dice.unit()), at: place("d\(dice.pick(2))", series)))
      records.append(.outcome(Outcome(observations: ["\(number)"]), at: place("o1", series)))
      for k in 1...(1 + dice.pick(3)) {
        let placed = place("r1", series, "o1")
        records.append(.attempt(Attempt(k: k, valid: true, confidence: dice.unit()), at: placed))
        for judge in 0..<dice.pick(3) {
          records.append(
            .vote(
              Vote(confidence: dice.unit()), judge: .name("j\(judge)"), k: k, goalIndex: 0,
              at: placed))
        }
      }
      records.append(
        .collection(Collection(mode: .lazy), panel: nil, at: place("r1", series, "o1")))
    }
    return records
  }
}

extension Dice {
  /// 0..<bound.
  fileprivate mutating func pick(_ bound: Int) -> Int { Int(below(UInt64(bound))) }
}
