import Foundation
import RegoalTesting
import Store
import Tables
import Testing
import Trajectories

@testable import Experiments

private func arms(_ text: String) throws -> [ArmDefinition] {
  try ArmFile(
    text: text, name: "a.yaml", presets: [:],
    base: GateRequest(detectConfig: "d1", extractConfig: "o1", relabelConfig: "r1")
  ).arms
}

@Suite("An ablation")
struct AblationTests {
  private let grid = """
    arms:
      all: {theta: 0.35}
      single: {judges: none, theta: 0.35}
      two: {judges: [j1, j2], attempts: 2, fallback: reference, theta: 0.7}
      uniform: {from: all, weighting: uniform, on_error: gap}
      off: {from: all, detection: off, detect_config: d1}
    """

  private func policy(_ request: GateRequest) -> TranscribedPolicy {
    let policy = request.policy
    return TranscribedPolicy(
      detection: policy.detection, detectConfigGiven: true, theta: policy.theta,
      delta: policy.delta, attempts: policy.attempts, judges: policy.judges ?? RandomLogs.judges,
      fallback: policy.fallback.rawValue, voteValid: policy.voteValid.rawValue,
      onError: policy.onError.rawValue, weighting: policy.weighting.rawValue)
  }

  @Test("says of every arm what the query says, and counts the overlap run by run")
  func counts() throws {
    var random = RandomLogs(seed: 11)
    let database = try LogDatabase(random.log(count: 250))
    let arms = try arms(grid)
    let table = try Ablation(store: database.store).report(arms).table
    #expect(table.rows.count == arms.count)
    var first: [String: TranscribedDecision] = [:]
    for (row, arm) in arms.enumerated() {
      let decisions = try database.decisions(policy(arm.request))
      func count(_ words: String...) -> Int64 {
        Int64(decisions.values.filter { words.contains($0.decision) }.count)
      }
      func shown(_ column: String) -> Int64? { table.value(row, column).integer }
      #expect(shown("processed") == Int64(decisions.count))
      #expect(shown("accepted") == count("accepted"))
      #expect(shown("fallback") == count("fallback"))
      #expect(shown("rejected") == count("rejected"))
      #expect(shown("dropped_before") == count("not_failure", "irrecoverable", "below_delta"))
      #expect(shown("open") == count("undetermined"))
      let missing = decisions.values.compactMap(\.missing)
      func lacking(_ mark: String) -> Int64 {
        Int64(missing.reduce(0) { $0 + $1.components(separatedBy: mark).count - 1 })
      }
      #expect(shown("missing_detections") == lacking("\"detection\""))
      #expect(shown("missing_outcomes") == lacking("\"outcome\""))
      #expect(shown("missing_attempts") == lacking("\"attempt\""))
      #expect(shown("missing_votes") == lacking("\"vote\""))
      #expect(table.value(row, "why") == .null)
      func isIn(_ decision: TranscribedDecision?) -> Bool {
        decision.map { ["accepted", "fallback"].contains($0.decision) } ?? false
      }
      if row == 0 {
        first = decisions
        #expect(table.value(row, "in_both") == .null)
      } else {
        let runs = Set(first.keys).union(decisions.keys)
        func both(_ here: Bool, _ there: Bool) -> Int64 {
          Int64(runs.filter { isIn(decisions[$0]) == here && isIn(first[$0]) == there }.count)
        }
        #expect(shown("in_both") == both(true, true))
        #expect(shown("only_this") == both(true, false))
        #expect(shown("only_first") == both(false, true))
        #expect(shown("in_neither") == both(false, false))
      }
    }
  }

  @Test("leaves empty what it cannot compute, and says why")
  func obstacles() throws {
    var random = RandomLogs(seed: 12)
    let database = try LogDatabase(random.log(count: 20))
    let report = try Ablation(store: database.store).report(
      try arms(
        """
        arms:
          full:
          llm: {extract_config: llm}
          stranger: {judges: [j1, nobody]}
          volume: {failed_runs: 500}
          successes: {takes: successes}
          base: {takes: nothing}
        """))
    #expect(
      report.reasons.map { "\($0.arm): \($0.why)" } == [
        "llm: cannot be computed: no extract config 'llm' here, only o1",
        "volume: cannot be computed: which 500 failed runs it is made from is not recorded here",
        "successes: no yield: it trains on successful runs alone",
        "base: no yield: it trains on nothing",
      ])
    let table = report.table
    for row in [1, 3, 4, 5] {
      for column in AblationReport.gateColumns + AblationReport.overlapColumns {
        #expect(table.value(row, column) == .null, "\(row) \(column)")
      }
    }
    #expect(
      report.warnings == ["no judge named 'nobody' has voted here; its votes count as missing"])
    #expect(table.value(2, "accepted").integer == 0)
    // What is not here has no identity either.
    #expect(table.value(1, "arm_digest") == .null && table.value(2, "arm_digest") == .null)
    #expect(table.value(3, "arm_digest") != .null && table.value(5, "arm_digest") != .null)
  }

  @Test("of an empty database computes nothing")
  func empty() throws {
    let database = try LogDatabase([])
    let plain = try ArmFile(text: "arms: {a: {}, b: {theta: 0}}", name: "a.yaml", presets: [:]).arms
    let report = try Ablation(store: database.store).report(plain)
    #expect(report.reasons.map(\.why).allSatisfy { $0.hasPrefix("cannot be computed: ") })
    #expect(report.reasons.count == 2)
    #expect(report.sections.isEmpty)
  }

  private func evaluations(_ arm: String, _ store: Store, _ all: [Evaluation]) throws {
    try store.writeFacts { facts in
      let stored = try #require(try facts.arms(name: arm).first)
      for one in all { _ = try facts.add(one, arm: stored) }
    }
  }

  @Test("shows recorded evaluations with their spread over seeds, and tasks in pairs")
  func results() throws {
    var random = RandomLogs(seed: 13)
    let database = try LogDatabase(random.log(count: 10))
    let ablation = Ablation(store: database.store)
    let arms = try arms("arms: {full: {}, single: {judges: none}, llm: {detect_config: llm}}")
    let saved = try ablation.save(arms)
    #expect(saved.map(\.isNew) == [true, true, false])
    #expect(saved.map { $0.digest == nil } == [false, false, true])
    #expect(try ablation.save(arms).map(\.isNew) == [false, false, false])
    func whole(_ seed: Int, _ value: Double) -> Evaluation {
      Evaluation(benchmark: "b", model: "m", seed: seed, metric: "success_rate", value: value)
    }
    func task(_ name: String, _ value: Double) -> Evaluation {
      Evaluation(
        benchmark: "b", model: "m", seed: 1, task: name, metric: "success_rate", value: value)
    }
    try evaluations(
      "full", database.store,
      [whole(1, 0.25), whole(2, 0.5), whole(3, 0.75), task("x", 1), task("y", 0), task("z", 0)])
    try evaluations(
      "single", database.store, [whole(1, 0.25), task("x", 0.5), task("y", 0), task("w", 1)])
    let table = try ablation.report(arms).table
    #expect(table.rows.count == 3)
    #expect(table.value(0, "seeds").integer == 3)
    #expect(table.value(0, "mean").real == 0.5)
    #expect(table.value(0, "sd").real == 0.25)
    #expect(table.value(0, "delta") == .null && table.value(0, "paired_tasks") == .null)
    #expect(table.value(1, "seeds").integer == 1)
    #expect(table.value(1, "sd") == .null)
    #expect(table.value(1, "delta").real == -0.25)
    #expect(table.value(1, "paired_tasks").integer == 2)
    #expect(table.value(1, "paired_delta").real == -0.25)
    // t(1, 0.975) = 12.7 times the standard error 0.25 leaves the range of differences of scores.
    #expect(table.value(1, "delta_low").real == -1 && table.value(1, "delta_high").real == 1)
    #expect(table.value(2, "metric") == .null)
    let filtered = try ablation.report(arms, filter: .init(benchmark: "other")).table
    #expect(filtered.value(0, "metric") == .null && filtered.rows.count == 3)
  }

  @Test("gives no sd and no delta over seeds that were measured on different tasks")
  func uneven() throws {
    var random = RandomLogs(seed: 14)
    let database = try LogDatabase(random.log(count: 10))
    let ablation = Ablation(store: database.store)
    let arms = try arms("arms: {full: {}, single: {judges: none}}")
    _ = try ablation.save(arms)
    func task(_ seed: Int, _ name: String, _ value: Double) -> Evaluation {
      Evaluation(benchmark: "b", seed: seed, task: name, metric: "p", value: value)
    }
    try evaluations(
      "full", database.store,
      [task(1, "x", 1), task(1, "y", 0), task(2, "x", 1), task(2, "y", 1)])
    try evaluations(
      "single", database.store, [task(1, "x", 1), task(1, "y", 0), task(2, "x", 0)])
    let report = try ablation.report(arms)
    #expect(report.table.value(0, "sd").real != nil && report.table.value(1, "sd") == .null)
    #expect(report.table.value(1, "mean").real == 0.25)
    #expect(report.table.value(1, "delta") == .null)
    #expect(report.table.value(1, "paired_tasks").integer == 2)
    #expect(report.warnings.contains { $0.contains("different tasks") && $0.contains("'single'") })
  }

  @Test("of a round looks at the runs of that round alone")
  func round() throws {
    var random = RandomLogs(seed: 15)
    let database = try LogDatabase(random.log(count: 30))
    let arms = try arms("arms: {all: {}, first: {round: 1}, ninth: {round: 9}}")
    let table = try Ablation(store: database.store).report(arms).table
    #expect(try #require(table.value(0, "processed").integer) > 10)
    // No run of these logs states a round.
    #expect(table.value(1, "processed").integer == 0 && table.value(2, "processed").integer == 0)
    #expect(table.value(1, "yield_low") == .null && table.value(1, "in_both").integer == 0)
  }

  @Test("says of recorded evaluations what the query arm_summary says", arguments: 1...5)
  func summary(seed: Int) throws {
    var random = RandomLogs(seed: UInt64(seed))
    let database = try LogDatabase(random.log(count: 5))
    let store = database.store
    let names = ["a", "b", "c"]
    let arms = try arms("arms: {a: {}, b: {theta: 0.6}, c: {takes: successes}}")
    _ = try Ablation(store: store).save(arms)
    func word(_ words: [String]) -> String? {
      let place = Int(random.next() % UInt64(words.count + 1))
      return place < words.count ? words[place] : nil
    }
    var count = 0
    try store.writeFacts { facts in
      for _ in 0..<150 {
        let name = names[Int(random.next() % 2)]
        let stored = try #require(try facts.arms(name: name).first)
        let insertion = try facts.add(
          Evaluation(
            exportSHA256: word(["e"]), benchmark: word(["x"]), split: word(["test"]),
            model: word(["m"]), seed: word(["1", "2"]).flatMap { Int($0) },
            task: word(["t1", "t2", "t3", "t4"]), metric: word(["p"]) ?? "q",
            value: Double(random.next() % 65) / 64, round: word(["1"]).flatMap { Int($0) }),
          arm: stored)
        if insertion.isNew { count += 1 }
      }
    }
    #expect(count > 100)
    let shown = try Ablation(store: store).report(arms).table
    let stored = try store.run("arm_summary")
    #expect(shown.rows.count == stored.rows.count)
    let keys = ["arm", "benchmark", "split", "model", "metric", "round"]
    for row in stored.rows.indices {
      let same = try #require(
        shown.rows.indices.first { other in
          keys.allSatisfy { shown.value(other, $0) == stored.value(row, $0) }
        })
      #expect(stored.value(row, "digest") == shown.value(same, "arm_digest"))
      let seeds = stored.value(row, "seeds").integer
      #expect(
        seeds == 0
          ? shown.value(same, "seeds") == .null : shown.value(same, "seeds").integer == seeds)
      for column in ["mean", "sd"] {
        let (one, other) = (stored.value(row, column).real, shown.value(same, column).real)
        #expect((one == nil) == (other == nil))
        #expect(abs((one ?? 0) - (other ?? 0)) < 1e-12)
      }
    }
  }

  @Test("An arm is the same, whether a file or a log says what it is")
  func sameArm() throws {
    var random = RandomLogs(seed: 17)
    let store = try LogDatabase(random.log(count: 10)).store
    _ = try Ablation(store: store).save(
      try arms(
        "arms: {full: {theta: 0.6, judges: [j2, j1], objective: sft}, s: {takes: successes}}")
    )
    let outcomes = try store.writeFacts { facts in
      let source = try facts.source(label: "test", format: "regoal", file: "arms")
      let writer = LogWriter(facts: facts, source: source, memory: .init(), isAtEnd: true)
      let full = ArmDeclaration(
        name: "again", label: "test", detectConfig: .name("d1"), extractConfig: .name("o1"),
        relabelConfig: .name("test/r1"), judges: [.name("j1"), .name("j2")],
        policy: GatePolicy(theta: 0.6), training: ArmTraining(objective: .sft))
      let successes = ArmDeclaration(
        name: "t", label: "test", training: ArmTraining(takes: .successes))
      return try [full, successes].map { try writer.write(.arm($0)) }
    }
    #expect(outcomes == [.present(.arm), .present(.arm)])
  }

  @Test("does not hang results of an arm on another of the same name, and says so")
  func changed() throws {
    var random = RandomLogs(seed: 14)
    let database = try LogDatabase(random.log(count: 10))
    let ablation = Ablation(store: database.store)
    _ = try ablation.save(try arms("arms: {full: {theta: 0.5}}"))
    try evaluations("full", database.store, [Evaluation(metric: "success_rate", value: 0.5)])
    let report = try ablation.report(try arms("arms: {full: {theta: 0.6}}"))
    #expect(report.table.value(0, "metric") == .null)
    #expect(report.warnings.count == 1)
    #expect(report.warnings[0].hasPrefix("1 evaluations hang on another arm named 'full' (sha256:"))
  }

  @Test("of stored arms shows what hangs on them, as they were stored")
  func stored() throws {
    var random = RandomLogs(seed: 16)
    let database = try LogDatabase(random.log(count: 10))
    let store = database.store
    func digest(_ stage: String) throws -> String? {
      try store.run("config_names").rows.first { $0[0].text == stage }?[2].text
    }
    let open = Arm(
      detectConfig: try digest("detect"), extractConfig: try digest("extract"),
      relabelConfig: try digest("relabel"))
    let strange = Arm(extractConfig: "sha256:gone", relabelConfig: try digest("relabel"))
    try store.writeFacts { facts in
      for (arm, name) in [(open, "open"), (strange, "strange")] {
        _ = try facts.add(
          Evaluation(metric: "m", value: 0.5), arm: try facts.add(arm, name: name).stored)
      }
    }
    let table = try Ablation(store: store).report(try ArmLibrary(store: store).storedArms()).table
    #expect(table.rows.map { $0[0].text } == ["open", "strange"])
    #expect(table.value(0, "arm_digest").text == open.digest)
    #expect(table.value(0, "processed").integer ?? 0 > 0)
    #expect(table.value(1, "processed") == .null && table.value(1, "why") != .null)
    #expect(table.value(0, "mean").real == 0.5 && table.value(1, "mean").real == 0.5)
    #expect(table.value(1, "delta").real == 0)
  }

  @Test("has the paper's figures beside arms of the paper's names alone")
  func paper() throws {
    let database = try LogDatabase([])
    let table = try Ablation(store: database.store).report(
      try arms("arms: {single_judge: {judges: none}, mine: {}}")
    ).table
    #expect(table.value(0, "paper_success_pct").real == 27)
    #expect(table.value(0, "paper_delta_pp").real == -0.8)
    #expect(table.value(0, "paper_noise_pct").real == 5.9)
    #expect(table.value(1, "paper_success_pct") == .null)
  }

  @Test("An arm that is stored, or stands in a file, can be asked of the gate by name")
  func library() throws {
    var random = RandomLogs(seed: 15)
    let database = try LogDatabase(random.log(count: 10))
    let arms = try arms(
      "arms: {full: {theta: 0.7, judges: [j2, j1], series: s}, base: {takes: nothing}}")
    let saved = try Ablation(store: database.store).save(arms)
    let library = try ArmLibrary(store: database.store)
    let request = try library.request(named: "full")
    let resolved = try ResolvedRequest(arms[0].request, in: database.store).request
    #expect(request == resolved)
    #expect(try library.request(named: try #require(saved[0].digest)) == request)
    #expect(try library.storedArm(named: "full").digest == saved[0].digest)
    #expect(try library.storedArm(named: "base").digest == saved[1].digest)
    #expect(throws: ArmFileError.notGated(arm: "base")) { try library.request(named: "base") }
    #expect(throws: ArmFileError.unknownStoredArm(name: "fool", known: ["base", "full"])) {
      try library.request(named: "fool")
    }
    #expect(try library.request(named: "table-2:single_judge").policy.judges == [])
    #expect(throws: ArmFileError.notGated(arm: "table-2:sft_success")) {
      try library.request(named: "table-2:sft_success")
    }
  }
}
