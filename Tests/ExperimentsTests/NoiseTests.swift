import RegoalTesting
import Store
import Tables
import Testing
import Trajectories

@testable import Experiments

@Suite("Label noise")
struct NoiseTests {
  /// Rates about half of all attempts of a random log, by up to three annotators, some of them twice.
  private func rate(_ database: LogDatabase, _ random: inout RandomLogs) throws {
    let store = database.store
    let attempts = try store.run("check_attempts").rows.map { row in
      (run: row[1].text ?? "", k: row[5].integer ?? 0)
    }
    try store.writeFacts { facts in
      let source = try facts.source(label: "test", format: "regoal", file: "ratings")
      let writer = LogWriter(facts: facts, source: source, memory: .init(), isAtEnd: true)
      for attempt in attempts where random.next() % 2 == 0 {
        for annotator in ["a", "b", "c"] where random.next() % 3 > 0 {
          for seq in 1...(1 + Int(random.next() % 2)) {
            let verdict = Annotation.Verdict.allCases[Int(random.next() % 4)]
            let outcome = try writer.write(
              .annotation(
                Annotation(annotator: annotator, seq: seq, verdict: verdict),
                target: .attempt(k: Int(attempt.k), goalIndex: 0), frame: nil,
                at: FactPlace(
                  label: "test", isLabelStated: true, trajectory: .name(attempt.run),
                  config: .name("r1"), extractConfig: .name("o1"))))
            #expect(outcome == .added(.annotation))
          }
        }
      }
    }
  }

  /// As the two queries say it: decisions, and the gold ratings of the attempts that they name.
  private func noise(
    _ database: LogDatabase, _ policy: TranscribedPolicy,
    decisions: [String] = ["accepted", "fallback"]
  ) throws -> NoiseCount {
    var gold: [String: String?] = [:]
    for row in try database.store.run("gold_ratings").rows {
      gold["\(row[0].text ?? "")/\(row[4].integer ?? 0)"] = .some(row[6].text)
    }
    var count = NoiseCount()
    for (run, decision) in try database.decisions(policy)
    where decisions.contains(decision.decision) {
      guard let verdict = gold["\(run)/\(decision.k ?? 0)"] else { continue }
      count.add(verdict == "valid" ? .valid : verdict == "invalid" ? .invalid : .unsettled)
    }
    return count
  }

  @Test("is of the pairs that a policy accepts, at every threshold", arguments: 1...3)
  func definition(seed: Int) throws {
    var random = RandomLogs(seed: UInt64(seed))
    let database = try LogDatabase(random.log(count: 120))
    try rate(database, &random)
    var rated = 0
    for _ in 0..<6 {
      var policy = random.policy()
      policy.detectConfigGiven = true
      var request = GateRequest(detectConfig: "d1", extractConfig: "o1", relabelConfig: "r1")
      request.policy = GatePolicy(
        detection: policy.detection, theta: policy.theta, delta: policy.delta,
        attempts: policy.attempts, judges: policy.judges,
        fallback: try #require(.init(rawValue: policy.fallback)),
        voteValid: try #require(.init(rawValue: policy.voteValid)),
        onError: try #require(.init(rawValue: policy.onError)),
        weighting: try #require(.init(rawValue: policy.weighting)))
      let sweep = Sweep(store: database.store)
      let thetas = [0, 0.25, 0.3, 0.56, 0.9, 1]
      let some = try sweep.table(request, at: thetas).table
      let all = try sweep.table(request).table
      for (row, theta) in thetas.enumerated() {
        policy.theta = theta
        let expected = try noise(database, policy)
        rated += expected.rated
        let columns = some.columns.suffix(NoiseCount.columns.count)
        #expect(Array(columns) == NoiseCount.columns)
        #expect(Array(some.rows[row].suffix(columns.count)) == expected.values)
        let interval = try #require(
          all.rows.indices.first { theta <= all.value($0, "theta_high").real ?? -1 })
        #expect(Array(all.rows[interval].suffix(columns.count)) == expected.values)
      }
      // Without a gap, and no two neighbours alike.
      for (row, next) in zip(all.rows, all.rows.dropFirst()) {
        #expect(row[1] == next[0])
        #expect(Array(row.dropFirst(2)) != Array(next.dropFirst(2)))
      }
    }
    #expect(rated > 100)
  }

  @Test("of an arm is that of the sweep at its threshold, the fallback's share beside it")
  func arm() throws {
    var random = RandomLogs(seed: 9)
    let database = try LogDatabase(random.log(count: 200))
    try rate(database, &random)
    let base = GateRequest(
      detectConfig: "d1", extractConfig: "o1", relabelConfig: "r1",
      policy: GatePolicy(judges: [], fallback: .reference))
    let thetas = [0.7, 0.85]
    let sweep = try Sweep(store: database.store).table(base, at: thetas).table
    let arms = thetas.map { theta in
      var request = base
      request.policy.theta = theta
      return ArmDefinition(
        name: "\(theta)", about: nil, request: request, training: ArmTraining())
    }
    let table = try Ablation(store: database.store).report(arms).table
    for row in arms.indices {
      for column in NoiseCount.columns {
        #expect(table.value(row, column) == sweep.value(row, column), "\(column)")
      }
      let all = try #require(table.value(row, "rated").integer)
      let fallback = try #require(table.value(row, "rated_fallback").integer)
      #expect(fallback > 0 && fallback < all)
      let policy = TranscribedPolicy(
        detection: true, detectConfigGiven: true, theta: thetas[row], delta: 0.3, attempts: 3,
        judges: [], fallback: "reference", voteValid: "required", onError: "consume",
        weighting: "severity")
      #expect(
        try noise(database, policy, decisions: ["fallback"]).rated == Int(fallback))
    }
  }

  @Test(
    "of the command is that of the two queries, in all and by way of acceptance", arguments: 1...3)
  func command(seed: Int) throws {
    var random = RandomLogs(seed: UInt64(seed + 40))
    let database = try LogDatabase(random.log(count: 120))
    try rate(database, &random)
    var fallbacks = 0
    for _ in 0..<6 {
      let policy = random.policy()
      let answer = try LabelNoise(GateRequest(policy), in: database.store)
      let ways = [
        "all": ["accepted", "fallback"], "pass": ["accepted"], "fallback": ["fallback"],
      ]
      #expect(answer.noise.value(0, "accepted_by") == .text("all"))
      for row in answer.noise.rows.indices {
        let way = try #require(answer.noise.value(row, "accepted_by").text)
        let expected = try noise(database, policy, decisions: try #require(ways[way]))
        let columns = NoiseCount.columns.map { answer.noise.value(row, $0) }
        #expect(columns == expected.values)
        if way == "fallback" { fallbacks += 1 }
      }
      // Divided by failure type, and together again.
      var wish = LabelNoise.Wish()
      wish.axis = .failureType
      let types = try LabelNoise(GateRequest(policy), wish, in: database.store).noise
      for column in ["accepted", "rated", "invalid", "unsettled"] {
        let sum = types.rows.indices.filter { types.value($0, "accepted_by") == .text("all") }
          .compactMap { types.value($0, column).integer }.reduce(0, +)
        #expect(.integer(sum) == answer.noise.value(0, column), "\(column)")
      }
    }
    #expect(fallbacks > 0)
  }

  @Test("is not a column of a sweep where nobody rated")
  func absent() throws {
    var random = RandomLogs(seed: 4)
    let database = try LogDatabase(random.log(count: 5))
    let table = try Sweep(store: database.store).table(GateRequest(), at: [0.5]).table
    #expect(!table.columns.contains("rated"))
  }

  @Test("is not known, and not 0, where nothing that is accepted was rated")
  func unknown() {
    #expect(
      NoiseCount().values == [.integer(0), .integer(0), .integer(0), .null, .null, .null])
    var count = NoiseCount()
    count.add(.unsettled)
    #expect(count.values == [.integer(0), .integer(0), .integer(1), .null, .null, .null])
  }
}
